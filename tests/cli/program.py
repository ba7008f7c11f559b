"""The installed program from outside: in a pipe, and in a real pseudo-terminal whose screen can be read."""

from __future__ import annotations

import json
import os
import subprocess
import sysconfig
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pexpect
import pyte

PROGRAM = Path(sysconfig.get_path("scripts")) / "quizapp"
PATIENCE = 40.0  # seconds that a slow machine may take for any one step


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of somebody whose files are in `home`."""
    ours = {name: value for name, value in os.environ.items() if name not in ("ACCESSIBLE", "NO_COLOR", "COLUMNS")}
    return {**ours, "QUIZAPP_HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **more}


def quizapp(home: Path, *argv: str, lines: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, `lines` being its input."""
    command = [str(PROGRAM), *argv]
    env = environment(home, **more)
    return subprocess.run(command, env=env, input=lines, capture_output=True, text=True, check=False, timeout=PATIENCE)


def stats(home: Path) -> Any:
    """What `stats --json` says."""
    done = quizapp(home, "stats", "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class Terminal:
    """The program in a pseudo-terminal of `rows` by `columns`; `written` is all that it wrote so far."""

    def __init__(self, child: pexpect.spawn[str], rows: int, columns: int) -> None:
        self.child = child
        self.written = ""
        self.still = False  # whether the program wrote nothing for a moment
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)

    @property
    def screen(self) -> str:
        """What stands on the screen, without the spaces at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def type(self, keys: str) -> None:
        """Press keys once the screen stands still, as a person would; `\\r` is enter, `\\x1b` is esc."""
        deadline = time.monotonic() + 1.0
        self.still = False
        while not self.still and time.monotonic() < deadline and self.read(0.1):
            pass
        self.child.send(keys)

    def resize(self, rows: int, columns: int) -> None:
        """Make the window larger or smaller."""
        self._screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def close(self) -> None:
        """Close the window under the program."""
        self.child.ptyproc.fileobj.close()

    def read(self, seconds: float = 0.05) -> bool:
        """Take what the program writes within `seconds`; false once it has ended."""
        try:
            text = self.child.read_nonblocking(1 << 16, seconds)
        except pexpect.TIMEOUT:
            self.still = True
            return True
        except pexpect.EOF:
            return False
        self.still = False
        self.written += text
        self._stream.feed(text)
        return True

    def until(self, *texts: str) -> str:
        """Wait until all of `texts` stand on the screen; return it."""
        return self.wait(lambda screen: all(text in screen for text in texts), " and ".join(map(repr, texts)))

    def wait(self, reached: Callable[[str], object], what: str) -> str:
        """Wait until the screen is as `reached` wants it; return it."""
        deadline = time.monotonic() + PATIENCE
        while not reached(self.screen):
            going = self.read()
            if not reached(self.screen):
                assert going, f"the program ended before {what}:\n{self.screen}"
                assert time.monotonic() < deadline, f"{what} did not come:\n{self.screen}"
        return self.screen

    def ended(self) -> tuple[int | None, int | None]:
        """Wait for the end; the exit code, or the signal that ended it."""
        deadline = time.monotonic() + PATIENCE
        while self.read():
            assert time.monotonic() < deadline, f"it did not end:\n{self.screen}"
        self.child.close()
        return self.child.exitstatus, self.child.signalstatus


@contextmanager
def terminal(
    home: Path, *argv: str, rows: int = 24, columns: int = 80, under: Sequence[str] = (), **more: str
) -> Iterator[Terminal]:
    """Start the program in a terminal, perhaps `under` another one; it is gone afterwards."""
    first, *rest = (*under, str(PROGRAM), *argv)
    child: pexpect.spawn[str] = pexpect.spawn(
        first, rest, env=environment(home, **more), dimensions=(rows, columns), encoding="utf-8"
    )
    child.delaybeforesend = None
    try:
        yield Terminal(child, rows, columns)
    finally:
        child.close(force=True)


def processes_of(home: Path, word: str = "") -> Mapping[int, str]:
    """The running processes that work in `home`, with their command lines, in which `word` stands. Linux only."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if word in command and _works_in(home, folder):
                found[int(folder.name)] = command
        except OSError:  # it ended meanwhile, or belongs to somebody else
            continue
    return found


def _works_in(home: Path, folder: Path) -> bool:
    """Whether the process was told of `home`, or, like the engine, which is not, writes its output there."""
    told = f"QUIZAPP_HOME={home}".encode() in (folder / "environ").read_bytes().split(b"\0")
    return told or (folder / "fd/2").readlink().is_relative_to(home)


def all_gone(home: Path) -> bool:
    """Whether every process of `home` ends by itself."""
    deadline = time.monotonic() + PATIENCE
    while processes_of(home):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
