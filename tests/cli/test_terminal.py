"""The installed program in a real pseudo-terminal: from the first screen to a saved answer, and every way out of it."""

from __future__ import annotations

import os
import re
import signal
import termios
from pathlib import Path

import pytest

from .program import Terminal, all_gone, quizapp, stats, terminal

DECK = """---
deck: terminal
title: For a terminal
---

## Weight under the terminal's penalty
<!-- q id=zzzz0001 tags=terminal -->

Plain SGD, `lr=0.1`, penalty λ·Σw² with `lam=0.02`, `steps=7`, from 1, no data gradient. Where is w?

```yaml key
demo: decay_step
params: {lr: 0.1, lam: 0.02, steps: 7}
answer: sgd_penalty
tolerance: {abs: 0.001}
traps:
  - {answer: sgd_weight_decay, say: "That is half of the pull."}
```

### Explain
The gradient is 2λ·w.

## Which of the two has the kink?
<!-- q id=zzzz0002 tags=terminal -->

At zero.

- [x] L1
- [ ] L2
"""
ENTER, ESCAPE, CLEAR_LINE = "\r", "\x1b", "\x15"

# What the program switches on at its start, by the number of the private mode, and what it must leave behind.
ALTERNATE, CURSOR, MOUSE = "1049", "25", ("1000", "1003", "1006")
PASTE = "2004"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose own decks hold the two questions above."""
    decks = tmp_path / "home" / "decks"
    decks.mkdir(parents=True)
    (decks / "terminal.md").write_text(DECK, encoding="utf-8")
    return tmp_path / "home"


def modes(written: str) -> dict[str, bool]:
    """The private modes of the terminal as `written` leaves them: mode, whether it is on."""
    return {
        mode: switch == "h"
        for group, switch in re.findall(r"\x1b\[\?([\d;]+)([hl])", written)
        for mode in group.split(";")
    }


def left_in_order(window: Terminal) -> bool:
    """Whether the terminal is as it was before: the main screen, a cursor, no mouse reports, no bracketed paste."""
    now = modes(window.written)
    off = {mode: now.get(mode) for mode in (ALTERNATE, PASTE, *MOUSE)}
    return off == dict.fromkeys(off, False) and now[CURSOR]


def discipline(window: Terminal) -> list[object]:
    """How the terminal treats what is typed: echo, lines, signals."""
    return termios.tcgetattr(window.child.child_fd)[:4]


def test_from_the_first_screen_to_a_saved_answer_and_out(home: Path) -> None:
    with terminal(home) as window:
        before = discipline(window)
        window.until("› Practise today's questions", "q quit")
        assert modes(window.written)[ALTERNATE]
        window.type(ENTER)
        window.until("1 of ", "enter ")
        window.type(ESCAPE)
        window.until("› Practise today's questions")
        window.type("b")
        window.until("Browse · all")
        window.type("/")
        window.until("f6 filter")
        window.type("terminal's penalty")
        window.until("1 question")
        window.type(ENTER)
        window.until("f filter")
        window.type(ENTER)
        window.until("Weight under the terminal's penalty", "1 of 1", "enter answer")
        window.type("0.9861" + ENTER)
        verdict = window.until("✗ Wrong", "That is half of the pull.", "[1 again today]")
        assert "0.972" in verdict, "the key that the live run gave"
        window.type("2")
        window.until("Session finished", "1 answer")
        window.type("u")
        window.until("Taken back", "0.9861", "enter answer")
        window.type(CLEAR_LINE)
        window.type("0,9723" + ENTER)
        window.until("✓ Right", "[3 good")
        window.type("4")
        window.until("1 answer, 1 right")
        window.type(ESCAPE)
        window.until("Last time  today, 1 answer, 1 right")
        window.type("q")
        assert window.ended() == (0, None)
        assert left_in_order(window)
        assert "Traceback" not in window.written
    with terminal(home) as fresh:
        assert discipline(fresh)[3] == before[3]
    numbers = stats(home)
    assert numbers["reviews"] == 1
    assert numbers["days"][0]["right"] == 1
    assert all_gone(home)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_leaves_the_terminal_as_it_was(home: Path, name: str) -> None:
    with terminal(home, "practice", "--deck", "terminal") as window:
        before = discipline(window)
        window.until("1 of 2", "enter answer")
        assert modes(window.written)[ALTERNATE]
        assert discipline(window) != before
        os.kill(window.child.pid, getattr(signal, name))
        assert window.ended() == (0, None)
        assert left_in_order(window)
        assert "Traceback" not in window.written
    assert all_gone(home)


def test_a_window_that_is_closed_ends_the_program_and_keeps_the_answer(home: Path) -> None:
    with terminal(home, "practice", "--deck", "terminal", "--kind", "choice") as window:
        window.until("1 of 1", "enter answer")
        window.type("a" + ENTER)
        window.until("✓ Right")
        window.close()
        assert all_gone(home)
    assert stats(home)["reviews"] == 1


SILENT = ("sh", "-c", 'trap "" HUP; "$@"; true', "sh")


def test_a_window_that_is_closed_ends_the_program_though_nobody_tells_it(home: Path) -> None:
    """As under make, which leads the session, is told that the terminal hung up, and keeps that to itself."""
    with terminal(home, "practice", "--deck", "terminal", "--kind", "choice", under=SILENT) as window:
        window.until("1 of 1", "enter answer")
        window.type("a" + ENTER)
        window.until("✓ Right")
        window.close()
        assert all_gone(home)
    assert stats(home)["reviews"] == 1


def test_a_window_that_is_closed_over_a_screen_that_writes_nothing_ends_the_program_too(home: Path) -> None:
    with terminal(home, under=SILENT) as window:
        window.until("› Practise today's questions", "engine ready")
        window.type("b")
        window.until("enter practise")
        while window.read(0.5) and not window.still:  # whatever is still to be written would meet the closed window
            pass
        window.close()
        assert all_gone(home)


def test_a_window_that_is_too_small_asks_for_room_and_goes_on_with_it(home: Path) -> None:
    with terminal(home, rows=12, columns=50) as window:
        window.until("Please enlarge: 50×12 now, 60×18 needed.")
        window.resize(24, 80)
        window.until("› Practise today's questions")
        window.resize(12, 50)
        window.until("50×12 now", "60×18")
        window.type("\x11")  # ctrl+q: a plain q may have been meant for an answer
        assert window.ended() == (0, None)
        assert left_in_order(window)


def test_a_dumb_terminal_gets_lines(home: Path) -> None:
    with terminal(home, "practice", "--kind", "choice", "--deck", "terminal", TERM="dumb") as window:
        window.until("Question 1 of 1: Which of the two has the kink?", "a) L1", "\n>")
        window.type("a" + ENTER)
        window.until("Right.", "Rating [good]")
        window.type(ENTER)
        window.until("Session over: 1 answer, 1 right")
        assert window.ended() == (0, None)
        assert "\x1b" not in window.written
    assert stats(home)["reviews"] == 1


def test_without_a_terminal_there_are_lines_and_the_end_of_input_ends_it(home: Path) -> None:
    done = quizapp(home, lines="")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Question 1 of" in done.stdout
    assert "\x1b" not in done.stdout
