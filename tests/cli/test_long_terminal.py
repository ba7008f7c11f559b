"""Line mode in a real pseudo-terminal: the editor has the terminal to itself, and what is written outlives a kill."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from .program import Terminal, all_gone, quizapp, terminal

DECK = """---
deck: long
---

## Why does L1 give zeros?
<!-- q id=zzzz0003 -->

As in the room.

### Rubric
- **zeros** · must · 2 — L1 drives some weights exactly to zero.
  - `l1 & zero`

### Test answers
- zeros: lasso zeroes weights out
"""
ENTER = "\r"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose own decks hold the question above."""
    decks = tmp_path / "home" / "decks"
    decks.mkdir(parents=True)
    (decks / "long.md").write_text(DECK, encoding="utf-8")
    return tmp_path / "home"


def write(window: Terminal, line: str) -> None:
    """Type a line, and wait for the prompt below it: then it is on disk."""
    window.type(line + ENTER)
    window.until(f"> {line}\n>")


def test_an_editor_has_the_terminal_to_itself(home: Path, tmp_path: Path) -> None:
    script = tmp_path / "asks"
    script.write_text('#!/bin/sh\nprintf "the rest? "\nread line\necho "$line" >> "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    with terminal(home, "practice", "--plain", "--deck", "long", EDITOR=str(script), VISUAL="") as window:
        window.until("As in the room.")
        write(window, "lasso does it:")
        window.type(":edit" + ENTER)
        window.until("the rest?")
        window.type("it zeroes weights out" + ENTER)
        window.until("1 line written.")
        window.type("." + ENTER)
        window.until("Right.", "covered: zeros", "Rating [good]")
        window.type(ENTER)
        assert window.ended() == (0, None)


def test_what_is_written_outlives_a_kill(home: Path) -> None:
    with terminal(home, "practice", "--plain", "--deck", "long") as window:
        window.until("As in the room.")
        write(window, "lasso zeroes")
        write(window, "weights out")
        window.child.kill(signal.SIGKILL)
        window.ended()
    assert all_gone(home)
    done = quizapp(home, "practice", "--plain", "--deck", "long", lines="\n.\n\n")
    assert "What you had written:\n    lasso zeroes\n    weights out\n" in done.stdout
    assert "Right." in done.stdout
