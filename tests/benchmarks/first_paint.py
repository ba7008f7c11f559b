"""From the start of the process to the first picture: ours with small and with large decks, and the least of apps."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from tests.benchmarks.table import Figure, ratio, seconds
from tests.benchmarks.terminal import open_terminal

ROUNDS = 15
MINIMAL = Path(__file__).with_name("minimal_app.py")
# The home screen with its numbers: those of last time on every start but the first.
NUMBERS, MENU = rb"[1-9]\d* questions in [1-9]\d* decks", rb"Settings"


def measure(folder: Path) -> list[Figure]:
    """The first start, which builds the index; then starts in turns."""
    first = {count: paint(folder, count, MENU) for count in (1_000, 10_000)}
    indexed = {count: _read_decks(folder, count) for count in (1_000, 10_000)}
    minimal, small, large = [], [], []
    for _ in range(ROUNDS):
        minimal.append(_minimal())
        small.append(paint(folder, 1_000))
        large.append(paint(folder, 10_000))
    how = "process start to the text on an 80×24 pseudo-terminal"
    return [
        ratio("first paint, 1,000 questions / minimal app", small, minimal, 1.6, how),
        ratio("first paint, 10,000 / 1,000 questions", large, small, 1.2, how),
        Figure("… slowest of them, 10,000", max(large) / median(large), "×", None, "over the median of 10,000"),
        *(_first_start(count, first[count], indexed[count]) for count in first),
    ]


def paint(folder: Path, count: int, pattern: bytes = NUMBERS) -> float:
    """Seconds until home shows `pattern`."""
    with open_home(folder, count) as terminal:
        return terminal.wait_for(pattern) - terminal.started


def open_home(folder: Path, count: int):  # type: ignore[no-untyped-def]
    """`quizapp` in a terminal with `count` questions, and a data folder that lasts."""
    content, home = folder / f"decks-{count}", folder / f"home-{count}"
    return open_terminal("-m", "quizapp", "--content", str(content), QUIZAPP_HOME=str(home))


def open_minimal():  # type: ignore[no-untyped-def]
    """The minimal app in a terminal."""
    return open_terminal(str(MINIMAL))


def _minimal() -> float:
    with open_minimal() as terminal:
        return terminal.wait_for(b"minimal app") - terminal.started


def _read_decks(folder: Path, count: int) -> float:
    """Seconds until every deck is read and counted, with no index of them yet. The index is there afterwards."""
    return paint(folder, count)


def _first_start(count: int, first: float, indexed: float) -> Figure:
    how = f"home paints after {seconds(first)}, and its numbers follow as every deck is parsed beside it"
    return Figure(f"first start of all, {count:,} questions", indexed, "s", None, how)
