"""Two interviews side by side: signals, topics, time, calibration, and the questions that both asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from quizapp.engine.model import Table
from quizapp.grading.shares import percent, whole_percent
from quizapp.sessions.mock.calibration import calibration_words
from quizapp.sessions.mock.history import Comparison, Pair, compared
from quizapp.sessions.mock.report import Report
from quizapp.sessions.mock.scale import counts, over_time
from quizapp.tui import keys, reportkeys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.screens.mock import reported
from quizapp.tui.widgets.table import TableView
from quizapp.tui.widgets.text import Text, short
from quizapp.workspace.mock.export.words import MARKS, clock_words, score_words
from quizapp.workspace.wording import count_of

BESIDE = 50  # columns that a table needs beside its names
LEAST = 12  # characters of a name at least


class ComparisonScreen(KeyedScreen):
    """The one interview and the other."""

    KEYS = reportkeys.COMPARISON
    BINDINGS = keys.bindings(reportkeys.COMPARISON)
    about: ClassVar[str] = (
        "The earlier interview and the later one. A dash stands where one of them did not ask. The change is the "
        "second less the first, in points of per cent: ▲ up, ▼ down, = the same. Two interviews are few: what counts "
        "is what stays so over several."
    )
    DEFAULT_CSS = """
    ComparisonScreen #body { padding: 0 1; scrollbar-gutter: stable; }
    ComparisonScreen .part { margin-top: 1; text-style: bold; }
    """

    def __init__(self, first: Report, second: Report) -> None:
        super().__init__()
        self.comparison = compared(first, second)

    def compose_body(self) -> ComposeResult:
        """Tables under their headings."""
        yield Text("Two interviews side by side", id="head")
        with VerticalScroll(id="body"):
            for name in ("whole", "signals", "topics"):
                yield Text(id=f"{name}-title", classes="part")
                yield TableView(classes=name)
            yield Text("Calibration", classes="part")
            yield Text(id="calibration")
            yield Text(id="questions-title", classes="part")
            yield TableView(classes="questions")

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        super().on_mount()
        self.query_one("#body").focus()
        self._draw()

    def on_resize(self) -> None:
        """Names are as long as there is room for."""
        if self.is_mounted:
            self._draw()

    def action_swap(self) -> None:
        """The second becomes the first."""
        self.comparison = compared(self.comparison.other, self.comparison.one)
        self._draw()

    def _draw(self) -> None:
        both, zone = self.comparison, self.quiz.workspace.zone
        room = max(LEAST, self.app.size.width - BESIDE)
        whens = [reported.title_words(report, zone) for report in (both.one, both.other)]
        self._table("whole", f"First: {whens[0]}\nSecond: {whens[1]}", _whole(both))
        self._table("signals", "Signals", _shares(both.signals, room))
        self._table("topics", "Topics", _shares(both.topics, room))
        said = [calibration_words(report.calibration) for report in (both.one, both.other)]
        self.query_one("#calibration", Text).show(f"First: {said[0]}\nSecond: {said[1]}")
        common = f"{count_of(len(both.questions), 'question')} asked in both"
        self._table("questions", common if both.questions else "No question was asked in both", _questions(both, room))

    def _table(self, name: str, title: str, table: Table | None) -> None:
        self.query_one(f"#{name}-title", Text).show(title)
        self.query_one(f".{name}", TableView).show(table)


def _whole(both: Comparison) -> Table:
    """Score, word, hiring word and time of both."""
    one, other = both.one, both.other
    rows = (
        ("score", percent(one.score), percent(other.score), change_words(one.score, other.score)),
        ("word", MARKS[one.word], MARKS[other.word], None),
        ("practice word", one.hiring, other.hiring, None),
        ("time", *(f"{clock_words(r.used)} of {clock_words(r.seconds)}" for r in (one, other)), None),
        ("over time", *(f"{_slow(r)} of {count_of(len(r.items), 'question')}" for r in (one, other)), None),
    )
    return Table(("", "first", "second", "change"), rows)


def _slow(report: Report) -> int:
    return sum(over_time(item) for item in report.items)


def _shares(pairs: Iterable[Pair], room: int) -> Table | None:
    """A row for each name: both shares and the change."""
    rows = tuple(
        (short(pair.name, room), _percent(pair.one), _percent(pair.other), change_words(pair.one, pair.other))
        for pair in pairs
    )
    return Table(("", "first", "second", "change"), rows) if rows else None


def _percent(share: float | None) -> str | None:
    return None if share is None else percent(share)


def change_words(one: float | None, other: float | None) -> str | None:
    """`▲ 12`, `▼ 5`, `=`: the second less the first, in points of per cent; None where one is missing."""
    if one is None or other is None:
        return None
    points = whole_percent(other) - whole_percent(one)
    return f"{'▲' if points > 0 else '▼'} {abs(points)}" if points else "="


def _questions(both: Comparison, room: int) -> Table | None:
    """The questions that both asked."""
    rows = tuple(
        (
            short(twice.title, room),
            f"{reported.mark_of(twice.one)[0]} {score_words(twice.one)}",
            f"{reported.mark_of(twice.other)[0]} {score_words(twice.other)}",
            change_words(*(item.score if counts(item) else None for item in (twice.one, twice.other))),
        )
        for twice in both.questions
    )
    return Table(("", "first", "second", "change"), rows) if rows else None
