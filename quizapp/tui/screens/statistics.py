"""What was answered, what is remembered, and what comes back when."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from quizapp.grading.shares import percent
from quizapp.scheduling import due_by_day, overall_recall, recall_by_tag
from quizapp.store import DayCount
from quizapp.tui import keys
from quizapp.tui.screens.charts import Row, chart, day_name
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.text import Text
from quizapp.workspace.preparing import look_ahead, outcome_words
from quizapp.workspace.wording import count_of

if TYPE_CHECKING:
    from quizapp.scheduling.prospect import Prospect

DAYS_BACK = 14
WIDE = 76  # columns, from which names and bars are long


class StatisticsScreen(KeyedScreen):
    """Bars with their numbers."""

    KEYS = keys.STATISTICS
    BINDINGS = keys.bindings(keys.STATISTICS)
    about: ClassVar[str] = (
        "Answers by study day (a day begins at 4 am), of which the filled part was right. Recall is the chance, under "
        "FSRS, that you would know an answer now, averaged over the questions of a topic that you have seen. "
        "What is due counts reviews, not new questions. With an interview date: recall on its day, over all questions, "
        "of which one that was never seen counts as not known; as planned is with each day's questions done, played "
        "through with a learner who remembers as FSRS says."
    )
    DEFAULT_CSS = """
    StatisticsScreen #body { padding: 1 2; }
    StatisticsScreen .part { margin-bottom: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.prospect: Prospect | None = None

    def compose_body(self) -> ComposeResult:
        """Totals, the interview that is ahead, three charts, and the interviews that are over."""
        yield Text("Statistics", id="head")
        with VerticalScroll(id="body"):
            for name in ("totals", "ahead", "course", "outlook", "days", "topics", "forecast", "over"):
                yield Text(id=name, classes="part")

    def on_mount(self) -> None:
        """Count, and let the arrows scroll."""
        super().on_mount()
        self.query_one("#body").focus()
        self.show_all()
        self._look_ahead()

    def on_resize(self) -> None:
        """Where there is less room, bars and names are shorter."""
        if self.is_mounted:
            self.show_all()

    def show_all(self) -> None:
        """Draw what was counted and what is forecast."""
        self.show_counts()
        self.show_prospect()
        over = self.quiz.workspace.store.outcomes()
        lines = [Content.styled("Interviews", "bold"), *(Content(outcome_words(one)) for one in over)]
        self.query_one("#over", Text).show(Content("\n").join(lines) if over else "")

    @work(group="prospect")
    async def _look_ahead(self) -> None:
        """Work out what the day of the interview will find, beside the screen."""
        quiz = self.quiz.workspace
        work_out = look_ahead(quiz.library.entries, quiz.store, quiz.settings, quiz.today)
        self.prospect = await asyncio.to_thread(work_out)
        self.show_prospect()

    def show_prospect(self) -> None:
        """Draw the forecast of the interview, once it is worked out."""
        found, wide, today = self.prospect, self.app.size.width >= WIDE, self.quiz.workspace.today
        for part in ("#ahead", "#course", "#outlook"):
            self.query_one(part).display = found is not None
        if found is not None:
            from quizapp.tui.screens.outlook import course_chart, forecast_lines, topics_chart

            self.query_one("#ahead", Text).show(forecast_lines(found))
            self.query_one("#course", Text).show(course_chart(found, today, wide=wide))
            self.query_one("#outlook", Text).show(topics_chart(found, wide=wide))

    def action_interviews(self) -> None:
        """The mock interviews that were scored."""
        self.quiz.show_mock_history()

    def show_counts(self) -> None:
        """Draw the totals and the charts of what was answered and falls due."""
        workspace, wide = self.quiz.workspace, self.app.size.width >= WIDE
        entries, cards, today = workspace.library.entries, workspace.cards(), workspace.today
        totals = workspace.store.statistics.totals()
        if not totals.reviews:
            self.query_one("#totals", Text).show("Nothing answered yet. Your first session fills this page.")
            return
        recall = overall_recall(entries, cards, today)
        answers, on_days = count_of(totals.reviews, "answer"), count_of(totals.days, "day")
        self.query_one("#totals", Text).show(
            f"{answers} on {on_days}, {percent(totals.right / totals.reviews)} right. "
            f"{len(cards)} of {len(entries)} questions seen"
            + (f", recall now {percent(recall)}." if recall is not None else ".")
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
        forecast = [(day_name(day, today), count, most, str(count)) for day, count in due]
        self.query_one("#forecast", Text).show(chart("Reviews due in the next 14 days", forecast, wide=wide))


def _day(today: date, since: date, offset: int, days: dict[date, DayCount]) -> Row:
    day = since + timedelta(days=offset)
    count = days.get(day)
    if count is None:
        return day_name(day, today), 0, 1, "–"
    return (
        day_name(day, today),
        count.right,
        count.reviews,
        f"{count_of(count.reviews, 'answer')}, {count.right} right",
    )


def _seen(recall: float | None, seen: int, questions: int) -> str:
    return f"{percent(recall)}, {seen} of {questions} seen" if recall is not None else f"none of {questions} seen"
