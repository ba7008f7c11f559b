"""The person's own editor: which one it is, how it is told the line, and what went wrong with it, in a sentence.

Both calls wait for the editor, which has the terminal meanwhile: a screen makes them under `App.suspend()`.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizapp.errors import EditorError

# Tried in this order where neither VISUAL nor EDITOR is set.
USUAL = ("notepad",) if os.name == "nt" else ("editor", "nano", "vim", "vi")
# How an editor takes the place to begin at: `+12 FILE`, `+12:5 FILE` or `+12,5 FILE`, or `FILE:12:5`.
PLUS_LINE = ("vi", "vim", "nvim", "view", "gvim", "editor", "kate", "gedit", "joe", "mg", "ne", "jed", "pico")
PLUS_PLACE = {"nano": ",", "emacs": ":", "emacsclient": ":", "micro": ":", "kak": ":"}
BEHIND = ("hx", "helix", "subl", "zed", "code", "codium", "code-insiders", "cursor")
# What returns at once unless it is told to wait until the file is closed.
WAITS = dict.fromkeys(("code", "codium", "code-insiders", "cursor", "subl", "zed", "gedit"), "--wait")
WAITS |= {"gvim": "-f", "kate": "--block"}
# What is done with the signals of the terminal's keys while the editor has it.
TERMINAL_SIGNALS = {
    "SIGINT": signal.SIG_IGN,
    "SIGQUIT": signal.SIG_IGN,
    "SIGTSTP": signal.SIG_DFL,
    "SIGCONT": signal.SIG_DFL,
}
GOTO = ("code", "codium", "code-insiders", "cursor")


@dataclass(frozen=True, slots=True)
class Edited:
    """A text as the editor left it. `trouble` is a sentence, empty where all went well; the text is kept either way."""

    text: str
    trouble: str = ""


def open_file(path: Path, line: int = 1, column: int = 1) -> None:
    """Let the person edit the file, beginning at `line`. Raises `EditorError` where there is no editor, or it fails."""
    command = editor_command()
    try:
        with _left_alone() as leave_alone:
            process = subprocess.Popen(arguments(command, path, line, column))
            leave_alone()
            code = process.wait()
    except OSError as error:
        raise EditorError(f"The editor {command[0]} cannot be started: {error.strerror}. {_cure()}") from error
    if code < 0:
        raise EditorError(f"The editor {command[0]} was ended by signal {-code}.")
    if code:
        raise EditorError(f"The editor {command[0]} ended with exit code {code}.")


def edit_text(text: str, suffix: str) -> Edited:
    """Let the person edit `text` in a passing file that ends in `suffix`, such as `.py`.

    What the editor had saved comes back even where it failed or was killed. Raises `EditorError` where nothing could
    be edited.
    """
    editor_command()  # where there is none, say so rather than give the text back
    with tempfile.TemporaryDirectory(prefix="quizapp-") as folder:
        path = Path(folder, f"answer{suffix}")
        try:
            path.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise EditorError(f"{path} cannot be written: {error.strerror}.") from error
        trouble = ""
        try:
            open_file(path)
        except EditorError as error:
            trouble = str(error)
        return _read_back(path, text, trouble)


def editor_command() -> list[str]:
    """The editor and its options: VISUAL, else EDITOR, else the first of the usual ones. Raises `EditorError`."""
    for name in ("VISUAL", "EDITOR"):
        words = _words(name, os.environ.get(name, ""))
        if words and shutil.which(words[0]) is None:
            raise EditorError(f"{name} names the editor {words[0]}, which is not there. {_cure()}")
        if words:
            return words
    for name in USUAL:
        if shutil.which(name):
            return [name]
    raise EditorError(f"There is no editor. {_cure()}")


def arguments(command: Sequence[str], path: Path, line: int = 1, column: int = 1) -> list[str]:
    """The whole command line that edits `path` from `line` and `column` on; of an unknown editor, the file alone."""
    name = Path(command[0]).stem.lower()
    words = list(command)
    if name in WAITS and WAITS[name] not in words and "-w" not in words:
        words.append(WAITS[name])
    if name in GOTO:
        words.append("--goto")
    if name in BEHIND:
        return [*words, f"{path}:{line}:{column}"]
    if name in PLUS_PLACE:
        return [*words, f"+{line}{PLUS_PLACE[name]}{column}", str(path)]
    return [*words, f"+{line}", str(path)] if name in PLUS_LINE else [*words, str(path)]


def _words(name: str, value: str) -> list[str]:
    try:
        words = shlex.split(value, posix=os.name != "nt")
    except ValueError as error:
        raise EditorError(f"{name} cannot be read ({value}): a quotation mark has no partner.") from error
    return [str(Path(words[0]).expanduser()), *words[1:]] if words else []


def _cure() -> str:
    return "Set EDITOR to one that is, for example `export EDITOR=nano`."


def _read_back(path: Path, before: str, trouble: str) -> Edited:
    """The text that the editor left; the one from before where it left none."""
    try:
        data = path.read_bytes()
    except OSError:
        return Edited(before, trouble or "The editor left no file: the text is as it was.")
    try:
        return Edited(data.decode("utf-8-sig"), trouble)
    except UnicodeDecodeError:
        said = "The editor did not save UTF-8: what could not be read is now “\ufffd”."
        return Edited(data.decode("utf-8-sig", "replace"), trouble or said)


@contextmanager
def _left_alone() -> Iterator[Callable[[], None]]:
    """Gives what leaves the terminal's signals to the editor from then on; at the end they are ours again.

    Called once the editor runs, as it would inherit that they are ignored. Ctrl-Z stops both, and `fg` continues both:
    a handler of ours would draw over the editor.
    """
    before: list[tuple[int, Any]] = []

    def leave_alone() -> None:
        for name, treatment in TERMINAL_SIGNALS.items():
            with suppress(AttributeError, ValueError):  # a system without it; a thread that no signal reaches
                number = getattr(signal, name)
                before.append((number, signal.signal(number, treatment)))

    try:
        yield leave_alone
    finally:
        for number, treatment in before:
            signal.signal(number, treatment or signal.SIG_DFL)
