"""The end of a session in lines: how it went, what was missed, and what is left."""

from __future__ import annotations

from quizapp.cli.text import aligned, counted, wrapped
from quizapp.sessions.practice.state import Practice
from quizapp.sessions.practice.summary import Summary, summarize
from quizapp.workspace import Overview


def summary_lines(state: Practice, width: int) -> list[str]:
    """The summary of `state`, per topic, and what was missed."""
    summary = summarize(state)
    if not (summary.answers or summary.skipped):
        return ["Nothing was answered."]
    return ["", *wrapped(_headline(summary), width), *_topics(summary), *_missed(state, summary)]


def nothing_due(overview: Overview) -> str:
    """What to do where no question is asked."""
    if not overview.unseen:
        return "Nothing is due today, and every question has been seen."
    return f"Nothing is due today. {counted(overview.unseen, 'question')} not seen yet: --new N asks for N of them."


def remaining(overview: Overview) -> str:
    """What is left of today."""
    if not overview.waiting:
        return "Nothing more is due today."
    weak = f" {overview.weak} weak," if overview.weak else ""
    return f"Still today: {overview.due} due,{weak} {overview.new} new. `quizapp practice` goes on."


def _headline(summary: Summary) -> str:
    skipped = f", {summary.skipped} skipped" if summary.skipped else ""
    unchecked = f", {summary.unchecked} rated by you" if summary.unchecked else ""
    return (
        f"Session over: {counted(summary.answers, 'answer')}, {summary.right} right{unchecked}{skipped}, "
        f"{_duration(summary.seconds)}."
    )


def _duration(seconds: float) -> str:
    return f"{seconds / 60:.1f} minutes" if seconds >= 60 else counted(round(seconds), "second")


def _topics(summary: Summary) -> list[str]:
    return [f"  {topic.topic}: {topic.right} of {topic.answers} right" for topic in summary.topics]


def _missed(state: Practice, summary: Summary) -> list[str]:
    if not summary.missed:
        return []
    titles = {item.asked.question.id: item.asked.question.title for item in state.answered}
    rows = aligned([[question_id, titles[question_id]] for question_id in summary.missed])
    return ["Missed (`quizapp show ID --answer` explains one):", *(f"  {row}" for row in rows)]
