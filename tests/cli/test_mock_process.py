"""The interview in lines from outside: in a pipe and at a terminal, killed, interrupted, and when its time runs out."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest

from .program import Terminal, all_gone, environment, quizapp, terminal
from .room import CODE, DECK, WISH

SPOKEN = "L1 makes some weights zero"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose own decks are those of the interview room."""
    decks = tmp_path / "home" / "decks"
    decks.mkdir(parents=True)
    (decks / "room.md").write_text(DECK.replace("tags=zeros", "tags=room").replace("tags=decay", "tags=room"))
    return tmp_path / "home"


def wish(seed: int = 3) -> tuple[str, ...]:
    return (*WISH[:-1], str(seed), "--tag", "room", "--plain")


def report(home: Path) -> Any:
    done = quizapp(home, "mock", "report", "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def responses(home: Path) -> dict[str, str]:
    return {item["question_id"]: item["response"] for item in report(home)["items"]}


def test_through_a_pipe_from_start_to_report(home: Path) -> None:
    lines = f":go 1\na\n95\n0.9\n80\n{SPOKEN}\n.\n80\nridge shrinks them\n.\n:end\ny\n"
    done = quizapp(home, "mock", *wish(), lines=lines)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert "This was interview 1: `quizapp mock report 1` shows it again.\n" in done.stdout
    assert report(home)["items"][1]["measured"], "the run of the key took place"
    assert all_gone(home)


def test_the_end_of_the_input_leaves_it_and_resume_goes_on(home: Path) -> None:
    left = quizapp(home, "mock", *wish(), lines=f"a\n95\n:go 3\n{SPOKEN}\n")
    assert (left.returncode, left.stderr) == (0, "")
    assert "The interview is kept, and its clock goes on: " in left.stdout
    refused = quizapp(home, "mock", *wish(), lines="b\n")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "is not finished: 1 of 3 answered" in refused.stderr
    done = quizapp(home, "mock", "resume", lines="ridge shrinks\n.\n\n:end\ny\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert responses(home) == {"room0001": "a", "room0002": "", "room0003": f"{SPOKEN}\nridge shrinks"}


def test_a_dumb_terminal_gets_lines(home: Path) -> None:
    with terminal(home, "mock", *wish()[:-1], TERM="dumb") as window:
        window.until("Question 1 of 3", "left, 0:00 of 0:30 >")
        window.type("a\r")
        window.until("how sure? >")
        window.type(":end\r")
        window.until("Type y or n.")
        window.type("y\r")
        window.until("This was interview 1")
        assert window.ended() == (0, None)
        assert "\x1b" not in window.written
    assert responses(home)["room0001"] == "a"


def test_an_interrupt_leaves_it_and_says_how_to_go_on(home: Path) -> None:
    with terminal(home, "mock", *wish(), TERM="dumb") as window:
        window.until("Question 1 of 3", "of 0:30 >")
        window.type(":go 3\r")
        window.until("Why does L1", "of 3:00 >")
        window.type(f"{SPOKEN}\r")
        window.until("0:0", f"{SPOKEN}\n")
        window.type("\x03")
        window.until("The interview is kept", "`quizapp mock resume`")
        assert window.ended() == (130, None)
        assert "Traceback" not in window.written
    assert quizapp(home, "mock", "resume", "--score").returncode == 0
    assert responses(home)["room0003"] == SPOKEN


def test_a_kill_at_any_moment_loses_nothing_that_was_typed(home: Path) -> None:
    typed: list[str] = []
    for turn in range(3):
        command = ("mock", *wish()) if not turn else ("mock", "resume", "--plain")
        with terminal(home, *command, TERM="dumb") as window:
            window.until("left, ", ">")
            if not turn:
                window.type(":go 3\r")
                window.until("Why does L1", "of 3:00 >")
            for number in range(turn + 1):
                typed.append(f"line {turn} {number}")
                window.type(f"{typed[-1]}\r")
                after = typed[-1] + "\n"
                window.wait(lambda text, after=after: " left, " in text.split(after)[-1] and after in text, "a prompt")
            window.child.kill(signal.SIGKILL)
            window.ended()
    assert quizapp(home, "mock", "resume", "--score").returncode == 0
    assert responses(home)["room0003"] == "\n".join(typed)
    assert all_gone(home)


# ---------------------------------------------------------------- the time runs out

CLOCKED = """
import sys
from pathlib import Path
import quizapp.cli.mock.talk as talk
import quizapp.workspace.mock.mocks as mocks
from quizapp.cli import main

clock = Path(sys.argv[1])
mocks.steady_clock = lambda: lambda: float(clock.read_text())
talk.BEAT = 0.02
sys.exit(main(["mock", *sys.argv[2:]]))
"""


class Clocked(Terminal):
    """An interview at a terminal, of which the file `clock` says how many seconds have passed."""

    def __init__(self, home: Path, *argv: str) -> None:
        self._clock = home.parent / "clock"
        self.at(0)
        command = ["-c", CLOCKED, str(self._clock), *argv]
        env = environment(home, TERM="dumb")
        child: pexpect.spawn[str] = pexpect.spawn(
            sys.executable, command, env=env, dimensions=(60, 100), encoding="utf-8"
        )
        child.delaybeforesend = None
        super().__init__(child, 60, 100)

    def at(self, seconds: float) -> None:
        """Let it be so late."""
        part = self._clock.with_suffix(".part")
        part.write_text(str(seconds))
        part.replace(self._clock)


@pytest.mark.parametrize(
    ("first", "half", "said"),
    [
        ("", "a", {"room0001": "a"}),
        (SPOKEN, "and ridge shr", {"room0003": f"{SPOKEN}\nand ridge shr"}),
        ("", ":fla", {}),
        ("", "", {}),
    ],
)
def test_the_time_runs_out_and_the_line_that_is_being_typed_counts(
    home: Path, first: str, half: str, said: dict[str, str]
) -> None:
    window = Clocked(home, *wish())
    try:
        window.until("Question 1 of 3", "0:00 of 0:30 >")
        if first:
            window.type(":go 3\r")
            window.until("Why does L1", "0:00 of 3:00 >")
            window.type(f"{first}\r")
            window.wait(lambda text: text.count("0:00 of 3:00 >") == 2, "the next line")
        window.type(half)
        window.until(f"> {half}".rstrip())
        window.at(230)
        window.until("A quarter of the time is left: 1 min 10 s.", "1:10 left, over by ")
        window.at(275)
        window.until("A tenth of the time is left: 25 s.", "0:25 left, over by ")
        window.at(301)
        window.until("This was interview 1")
        assert "The time is up. What you had written counts." in window.written
        assert window.ended() == (0, None)
    finally:
        window.child.close(force=True)
    assert window.written.count("\a") == 2, "the bell rings for the quarter and for the tenth"
    assert "Traceback" not in window.written
    told = report(home)
    assert {item["question_id"]: item["response"] for item in told["items"] if item["response"]} == said
    assert (told["ended"], told["used"]) == ("time", 300.0)
    assert all_gone(home)


def test_what_is_typed_too_late_neither_answers_nor_stops_the_score(home: Path) -> None:
    (home / "decks" / "room.md").write_text(f"---\ndeck: room\n---\n{CODE.replace('tags=code', 'tags=room')}")
    window = Clocked(home, *wish())
    try:
        window.until("Question 1 of 1", "0:00 of 2:00 >")
        window.type("def soft(x, t):\r    return max(x - t, 0.0)\r")
        window.wait(lambda text: text.count(" of 2:00 >") == 3, "the prompt behind the second line")
        window.type("    # and")
        window.until("# and")
        window.at(301)
        window.until("The time is up.", "Type y to run it, or n to leave it.\n>")
        window.type(" so on\r")
        window.wait(lambda text: text.count("Type y to run it") == 2, "the question again")
        window.type("y\r")
        window.until("This was interview 1")
        assert window.ended() == (0, None)
    finally:
        window.child.close(force=True)
    (item,) = report(home)["items"]
    assert item["response"] == "def soft(x, t):\n    return max(x - t, 0.0)\n    # and"
    assert item["verdict"] == "right"
    assert all_gone(home)
