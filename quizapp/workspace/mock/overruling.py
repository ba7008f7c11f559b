"""The candidate's objection: a verdict of a report is overruled, kept as a labelled example, and rated anew."""

from __future__ import annotations

from datetime import datetime

from quizapp.questions import Question
from quizapp.sessions.mock.amending import labelled, overruled, verdict_on
from quizapp.sessions.mock.history import summary_of
from quizapp.sessions.mock.report import Report
from quizapp.sessions.mock.reportjson import report_text
from quizapp.sessions.mock.reviews import amended
from quizapp.store import Store
from quizapp.workspace.mock.after import standing_review


def overrule(
    store: Store,
    number: int,
    report: Report,
    index: int,
    name: str,
    *,
    question: Question,
    at: datetime,
    retention: float,
) -> Report:
    """The report after the point or misconception `name` of `question`, which has this `index`, was turned.

    The question's review follows, unless it was answered again since. Raises as `overruled`, and `StoreError`.
    """
    report = overruled(report, index, name)
    item = report.items[index]
    # First what can be kept twice: where the rest fails, the same again brings all of it.
    store.overrule(labelled(item, name, question.content_hash, at))
    last = standing_review(store, number, question.id)
    rerated = (last.id, amended(last.review, verdict_on(item), question, retention)) if last else None
    store.amend_interview(number, report_text(report), summary_of(report), at, rerated)
    return report
