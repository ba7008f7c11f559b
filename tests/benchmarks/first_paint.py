"""From the start of the process to the first picture: ours with small and with large decks, and the least of apps."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from tests.benchmarks.table import Figure, ratio, seconds
from tests.benchmarks.terminal import Terminal, open_terminal

ROUNDS = 15
MINIMAL = Path(__file__).with_name("minimal_app.py")
# The home screen with its numbers: those of last time on every start but the first.
NUMBERS, MENU = rb"[1-9]\d* questions in [1-9]\d* decks", rb"Settings"


def measure(folder: Path) -> list[Figure]:
    """The first start, which builds the index; then starts in turns."""
    first = [_first_start(folder, count) for count in (1_000, 10_000)]
    minimal, small, large = [], [], []
    for _ in range(ROUNDS):
        minimal.append(_minimal())
        small.append(_home(folder, 1_000))
        large.append(_home(folder, 10_000))
    how = "process start to the text on an 80×24 pseudo-terminal"
    return [
        ratio("first paint, 1,000 questions / minimal app", small, minimal, 1.6, how),
        ratio("first paint, 10,000 / 1,000 questions", large, small, 1.2, how),
        *first,
    ]


def _home(folder: Path, count: int) -> float:
    """Seconds until home shows how many questions there are."""
    with open_home(folder, count) as terminal:
        return terminal.wait_for(NUMBERS) - terminal.started


def open_home(folder: Path, count: int) -> AbstractContextManager[Terminal]:
    """`quizapp` in a terminal with `count` questions, and a data folder that lasts."""
    content, home = folder / f"decks-{count}", folder / f"home-{count}"
    return open_terminal("-m", "quizapp", "--content", str(content), QUIZAPP_HOME=str(home))


def open_minimal() -> AbstractContextManager[Terminal]:
    """The minimal app in a terminal."""
    return open_terminal(str(MINIMAL))


def _minimal() -> float:
    with open_minimal() as terminal:
        return terminal.wait_for(b"minimal app") - terminal.started


def _first_start(folder: Path, count: int) -> Figure:
    """The very first start: the learner's file is made, and every deck is parsed and put into the index."""
    with open_home(folder, count) as terminal:
        painted = terminal.wait_for(MENU) - terminal.started
        read = terminal.wait_for(NUMBERS) - terminal.started
    how = f"home paints after {seconds(painted)}; its numbers follow when every deck is parsed, beside the screen"
    return Figure(f"first start of all, {count:,} questions", read, "s", None, how)
