"""The end of a session in lines: how it went, what was missed, and what is left."""

from __future__ import annotations

from quizapp.cli.text import aligned, counted, wrapped
from quizapp.sessions.state import Practice
from quizapp.sessions.summary import Summary, summarize
from quizapp.workspace import Workspace


def lines(state: Practice, workspace: Workspace, only_one: bool, width: int) -> list[str]:
    """The summary of `state`; after `only_one` question, only what remains of today."""
    summary = summarize(state)
    if not (summary.answers or summary.skipped or only_one):
        return wrapped(_nothing(workspace) if not state.queue else "Nothing was answered.", width)
    if only_one:
        return wrapped(_remaining(workspace), width)
    return ["", *wrapped(_headline(summary), width), *_topics(summary), *_missed(state, summary)]


def _headline(summary: Summary) -> str:
    skipped = f", {summary.skipped} skipped" if summary.skipped else ""
    unchecked = f", {summary.unchecked} rated by you" if summary.unchecked else ""
    return (
        f"Session over: {counted(summary.answers, 'answer')}, {summary.right} right{unchecked}{skipped}, "
        f"{summary.seconds / 60:.1f} minutes."
    )


def _topics(summary: Summary) -> list[str]:
    return [f"  {topic.topic}: {topic.right} of {topic.answers} right" for topic in summary.topics]


def _missed(state: Practice, summary: Summary) -> list[str]:
    if not summary.missed:
        return []
    titles = {item.asked.question.id: item.asked.question.title for item in state.answered}
    rows = aligned([[question_id, titles[question_id]] for question_id in summary.missed])
    return ["Missed (`quizapp show ID --answer` explains one):", *(f"  {row}" for row in rows)]


def _nothing(workspace: Workspace) -> str:
    unseen = workspace.overview().unseen
    if not unseen:
        return "Nothing is due today, and every question has been seen."
    return f"Nothing is due today. {counted(unseen, 'question')} not seen yet: --new N asks for N of them."


def _remaining(workspace: Workspace) -> str:
    overview = workspace.overview()
    if not overview.due and not overview.new:
        return "Nothing more is due today."
    return f"Still today: {overview.due} due, {overview.new} new. `quizapp practice` goes on."
