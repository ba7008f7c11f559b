"""After an interview: an answer is given again, and what was missed becomes due."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.engine.model import Engine
from quizapp.errors import EngineError, UsageError
from quizapp.grading.verdict import Verdict
from quizapp.questions import Question
from quizapp.questions.calls import Job, Measures
from quizapp.questions.coding import Code, CodeResult
from quizapp.scheduling import Rating
from quizapp.sessions.mock.again import Version, answered_again, version_of
from quizapp.sessions.mock.outline import Slot
from quizapp.sessions.mock.report import ItemReport, Report
from quizapp.sessions.mock.state import Item, Moment
from quizapp.sessions.reviewing import rated_anew
from quizapp.store import Store, StoredReview
from quizapp.workspace.pinning import Pin, consent_for_pin

NOT_ALLOWED = "the code of this deck may not run before you have said yes to it in practice"


async def judged_again(
    question: Question,
    slot: Slot,
    pin: Pin,
    before: ItemReport,
    text: str,
    *,
    engine: Engine,
    store: Store,
    now: Moment,
) -> Version:
    """The version that `text` is, with every run that its verdict needs. Raises `UsageError` where it is unreadable."""
    item = answered_again(Item(slot, question), text, now.wall)
    found = question.task.grade(text, {})
    if not text.strip() or found.verdict is Verdict.UNREADABLE:
        raise UsageError(f"Unreadable, so nothing is kept: {' '.join(found.feedback) or 'nothing is written'}.")
    runs: dict[Job, Measures | CodeResult] = {}
    failures: dict[Job, str] = {}
    for job in item.jobs:
        try:
            runs[job] = await _outcome(job, pin, engine, store)
        except EngineError as error:
            failures[job] = str(error)
    return version_of(item, before, runs, failures)


async def _outcome(job: Job, pin: Pin, engine: Engine, store: Store) -> Measures | CodeResult:
    if not isinstance(job, Code):
        return (await engine.run(job)).measures
    if not consent_for_pin(pin, store).given:
        raise EngineError(NOT_ALLOWED)
    return await engine.run_code(job)


def missed(report: Report) -> tuple[str, ...]:
    """The ids of the questions of which a point was missed, contradicted or needed a nudge, or the answer was wrong."""
    return tuple(item.question_id for item in report.items if _is_missed(item))


def _is_missed(item: ItemReport) -> bool:
    if item.verdict in (Verdict.UNCHECKED.value, Verdict.UNREADABLE.value):
        return False
    return item.verdict != Verdict.RIGHT.value or any(mistake.status == "stands" for mistake in item.mistakes)


def make_due(store: Store, number: int, questions: Sequence[Question], retention: float) -> None:
    """Rate the interview's answers to `questions` again, so that these are due on the day of the interview.

    One that was answered again since then stays as it was rated last. Raises `StoreError`.
    """
    for question in questions:
        last = standing_review(store, number, question.id)
        if last and last.review.rating != Rating.AGAIN:
            store.rerate(last.id, rated_anew(last.review, question, Rating.AGAIN, retention))


def standing_review(store: Store, number: int, question_id: str) -> StoredReview | None:
    """The review of the interview's answer to a question, however often it was rated anew since.

    None where the question was answered again since then: an earlier answer cannot be changed any more.
    """
    written = set(store.interview_reviews(number))
    rows = store.reviews(question_id)
    # What takes the place of a review has a number of its own, and the time of the answer.
    answered = {row.review.answered_at for row in rows if row.id in written}
    last = next((row for row in rows if not row.retracted), None)
    return last if last and last.review.answered_at in answered else None
