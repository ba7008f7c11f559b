"""The person's own editor: which it is, how it is told the line, and that nothing is lost with it."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from quizapp.errors import EditorError
from quizapp.workspace.editor import Edited, arguments, edit_text, editor_command, open_file


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`editor(lines)`: the Python `lines` become the editor; `path` is the file, `words` its whole command line."""

    def become(lines: str) -> Path:
        script = tmp_path / "my editor.py"
        head = "import os, signal, sys\nfrom pathlib import Path\nwords = sys.argv[1:]\npath = Path(words[-1])\n"
        script.write_text(head + lines, encoding="utf-8")
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"{sys.executable} '{script}'")
        return script

    return become


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("vi", "vi +12 FILE"),
        ("/usr/bin/vim -u NONE", "/usr/bin/vim -u NONE +12 FILE"),
        ("nvim", "nvim +12 FILE"),
        ("nano", "nano +12,5 FILE"),
        ("emacs -nw", "emacs -nw +12:5 FILE"),
        ("hx", "hx FILE:12:5"),
        ("code", "code --wait --goto FILE:12:5"),
        ("code -w", "code -w --goto FILE:12:5"),
        ("subl --wait", "subl --wait FILE:12:5"),
        ("gvim", "gvim -f +12 FILE"),
        ("my-own-editor --fast", "my-own-editor --fast FILE"),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(command: str, told: str) -> None:
    assert arguments(command.split(), Path("FILE"), 12, 5) == told.split()


def test_visual_comes_before_editor_and_both_may_have_options(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "cat 'with a space' --wait")
    monkeypatch.setenv("VISUAL", "")
    assert editor_command() == ["cat", "with a space", "--wait"]
    monkeypatch.setenv("VISUAL", "sort")
    assert editor_command() == ["sort"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("no-such-editor -w", "EDITOR names the editor no-such-editor, which is not there."),
        ("vi 'unfinished", "EDITOR cannot be read (vi 'unfinished): a quotation mark has no partner."),
    ],
)
def test_an_editor_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, value: str, said: str) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", value)
    with pytest.raises(EditorError) as caught:
        edit_text("x", ".py")
    assert str(caught.value).startswith(said)


def test_without_any_editor_the_person_is_told_how_to_set_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EditorError, match=r"There is no editor\. Set EDITOR to one that is"):
        editor_command()


def test_a_text_goes_to_the_editor_and_comes_back(editor) -> None:
    editor("path.write_text(path.read_text() + f'{path.suffix} “✓”\\n', encoding='utf-8')")
    assert edit_text("w = 1\n", ".py") == Edited("w = 1\n.py “✓”\n")


def test_what_was_saved_before_the_editor_was_killed_comes_back(editor) -> None:
    editor("path.write_text('half a thought')\nos.kill(os.getpid(), signal.SIGKILL)")
    edited = edit_text("nothing yet", ".md")
    assert edited.text == "half a thought"
    assert "was ended by signal 9" in edited.trouble


@pytest.mark.parametrize(
    ("lines", "edited"),
    [
        ("path.unlink()", Edited("before", "The editor left no file: the text is as it was.")),
        (
            "path.write_bytes(b'caf\\xe9')",
            Edited("caf\ufffd", "The editor did not save UTF-8: what could not be read is now “\ufffd”."),
        ),
    ],
)
def test_what_the_editor_did_to_the_file_is_said(editor, lines: str, edited: Edited) -> None:
    editor(lines)
    assert edit_text("before", ".md") == edited


def test_an_exit_code_is_said_and_the_file_is_named_to_the_editor(editor, tmp_path: Path) -> None:
    deck = tmp_path / "a deck.md"
    editor(f"Path({str(tmp_path / 'told')!r}).write_text(words[-1])\nsys.exit(3)")
    with pytest.raises(EditorError, match="ended with exit code 3"):
        open_file(deck, 12)
    assert (tmp_path / "told").read_text() == str(deck)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such keys")
def test_ctrl_c_is_the_editors_while_it_runs_and_ours_again_afterwards(editor, tmp_path: Path) -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: heard.append(number))
    try:
        handled = signal.getsignal(signal.SIGINT)
        # What a terminal does at ctrl-c: both hear it. An editor left to itself ends by it, as a shell's child would.
        editor(
            "os.kill(os.getppid(), signal.SIGINT)\nsignal.signal(signal.SIGINT, signal.SIG_DFL)\npath.write_text('x')"
        )
        assert edit_text("", ".md") == Edited("x")
        assert heard == []
        assert signal.getsignal(signal.SIGINT) is handled
    finally:
        signal.signal(signal.SIGINT, before)
