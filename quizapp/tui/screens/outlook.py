"""What the statistics say of an interview: the forecast of its day, overall, by topic and over the days to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from quizapp.grading.shares import percent
from quizapp.scheduling import TagRecall
from quizapp.scheduling.prospect import Prospect
from quizapp.tui.screens.charts import Row, chart, day_name
from quizapp.workspace.preparing import coverage_words
from quizapp.workspace.wording import count_of, day_words, days_away

MOST_DAYS = 14  # of a longer course, so many are shown


def forecast_lines(prospect: Prospect) -> Content:
    """When it is, both forecasts of all questions and of those seen by then, and what does not fit in."""
    lines = [
        f"{_planned(prospect)}: {_recall(prospect.planned)}.",
        f"If you stop: {_recall(prospect.stopped)}.",
        *filter(None, [coverage_words(prospect)]),
    ]
    when = f"Interview {days_away(prospect.days_left)}, {day_words(prospect.interview)}: recall on the day"
    return Content("\n").join([Content.styled(when, "bold"), *map(Content, lines)])


def course_chart(prospect: Prospect, today: date, *, wide: bool) -> Content:
    """The recall of all on the day if practice goes on until each of the days to come."""
    rows: list[Row] = [("if you stop", prospect.stopped.of_all, 1.0, percent(prospect.stopped.of_all))]
    rows += [(f"until {day_name(day, today)}", recall, 1.0, percent(recall)) for day, recall in _some(prospect.course)]
    return chart("Recall on the day, by how long you go on", rows, wide=wide)


def topics_chart(prospect: Prospect, *, wide: bool) -> Content:
    """Both forecasts of each topic."""
    rows: list[Row] = [
        (
            row.tag,
            row.planned.of_all,
            1.0,
            f"{percent(row.planned.of_all)}, {percent(row.stopped.of_all)} if you stop",
        )
        for row in prospect.topics
    ]
    return chart(f"Recall on the day by topic, {_planned(prospect).lower()}, lowest first", rows, wide=wide)


def _planned(prospect: Prospect) -> str:
    return f"At your {prospect.pace.a_day} a day" if prospect.at_pace else "As planned"


def _recall(row: TagRecall) -> str:
    """`93 % of all 281 questions; 96 % of the 272 seen by then`."""
    of_all = f"{percent(row.of_all)} of all {count_of(row.questions, 'question')}"
    return of_all if row.recall is None else f"{of_all}; {percent(row.recall)} of the {row.seen} seen by then"


def _some(course: Sequence[tuple[date, float]]) -> list[tuple[date, float]]:
    """The last day, and as many of those before it, evenly apart."""
    step = -(-len(course) // MOST_DAYS)
    return list(course[::-1][::step][::-1])
