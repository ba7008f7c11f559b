"""What was answered, what is remembered, and what comes back when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from quizapp.scheduling import due_by_day, overall_recall, recall_by_tag
from quizapp.store import DayCount
from quizapp.tui import keys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.text import Text, short
from quizapp.workspace.wording import count_of

DAYS_BACK = 14
WIDE = 76  # columns, from which names and bars are long


class StatisticsScreen(KeyedScreen):
    """Bars with their numbers."""

    KEYS = keys.STATISTICS
    BINDINGS = keys.bindings(keys.STATISTICS)
    about: ClassVar[str] = (
        "Answers by study day (a day begins at 4 am), of which the filled part was right. Recall is the chance, under "
        "FSRS, that you would know an answer now, averaged over the questions of a topic that you have seen. "
        "What is due counts reviews, not new questions."
    )
    DEFAULT_CSS = """
    StatisticsScreen #body { padding: 1 2; }
    StatisticsScreen .part { margin-bottom: 1; }
    """

    def compose_body(self) -> ComposeResult:
        """Totals, then three charts."""
        yield Text("Statistics", id="head")
        with VerticalScroll(id="body"):
            for name in ("totals", "days", "topics", "forecast"):
                yield Text(id=name, classes="part")

    def on_mount(self) -> None:
        """Count, and let the arrows scroll."""
        super().on_mount()
        self.query_one("#body").focus()
        self.show_counts()

    def on_resize(self) -> None:
        """Where there is less room, bars and names are shorter."""
        if self.is_mounted:
            self.show_counts()

    def show_counts(self) -> None:
        """Draw the totals and the charts."""
        workspace, wide = self.quiz.workspace, self.app.size.width >= WIDE
        entries, cards, today = workspace.library.entries, workspace.cards(), workspace.today
        totals = workspace.store.statistics.totals()
        if not totals.reviews:
            self.query_one("#totals", Text).show("Nothing answered yet. Your first session fills this page.")
            return
        recall = overall_recall(entries, cards, today)
        answers, on_days = count_of(totals.reviews, "answer"), count_of(totals.days, "day")
        self.query_one("#totals", Text).show(
            f"{answers} on {on_days}, {totals.right / totals.reviews:.0%} right. "
            f"{len(cards)} of {len(entries)} questions seen"
            + (f", recall now {recall:.0%}." if recall is not None else ".")
        )
        since = today - timedelta(days=DAYS_BACK - 1)
        days = {count.day: count for count in workspace.store.statistics.days(since)}
        self.query_one("#days", Text).show(
            chart("Answers by day", [_day(today, since, n, days) for n in range(DAYS_BACK)], wide=wide)
        )
        rows = recall_by_tag(entries, cards, today)
        topics = [(row.tag, row.recall or 0.0, 1.0, _seen(row.recall, row.seen, row.questions)) for row in rows]
        self.query_one("#topics", Text).show(chart("Recall by topic, weakest first", topics, wide=wide))
        due = due_by_day(entries, cards, today)
        most = max((count for _, count in due), default=0)
        forecast = [(_day_name(day, today), count, most, str(count)) for day, count in due]
        self.query_one("#forecast", Text).show(chart("Reviews due in the next 14 days", forecast, wide=wide))


Row = tuple[str, float, float, str]


def chart(title: str, rows: Sequence[Row], *, wide: bool) -> Content:
    """A title over bars: name, value of most, and the value in words."""
    width, longest = (24, 24) if wide else (14, 16)
    names = min(longest, max((len(name) for name, _, _, _ in rows), default=0))
    lines = [Content.assemble((title, "bold"))]
    for name, value, most, words in rows:
        full = round(width * value / most) if most else 0
        lines.append(Content(f"{short(name, names):<{names}}  {'█' * full}{'░' * (width - full)}  {words}"))
    return Content("\n").join(lines)


def _day(today: date, since: date, offset: int, days: dict[date, DayCount]) -> Row:
    day = since + timedelta(days=offset)
    count = days.get(day)
    if count is None:
        return _day_name(day, today), 0, 1, "–"
    return (
        _day_name(day, today),
        count.right,
        count.reviews,
        f"{count_of(count.reviews, 'answer')}, {count.right} right",
    )


def _day_name(day: date, today: date) -> str:
    return "today" if day == today else f"{day:%a} {day.day:>2} {day:%b}"


def _seen(recall: float | None, seen: int, questions: int) -> str:
    return f"{recall:.0%}, {seen} of {questions} seen" if recall is not None else f"none of {questions} seen"
