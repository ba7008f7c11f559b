"""After an interview: an answer is given again, and what was missed becomes due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizapp.engine.model import Engine
from quizapp.errors import EngineError, UsageError
from quizapp.grading.verdict import Verdict
from quizapp.questions import Question
from quizapp.questions.calls import Job, Measures
from quizapp.questions.coding import Code, CodeResult
from quizapp.scheduling import Rating, from_json, review, to_json
from quizapp.sessions.mock.again import Version, answered_again, version_of
from quizapp.sessions.mock.outline import Slot
from quizapp.sessions.mock.report import ItemReport, Report
from quizapp.sessions.mock.state import Item, Moment
from quizapp.store import Review, Store
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
    written = set(store.interview_reviews(number))
    for question in questions:
        for stored in store.reviews(question.id):
            if stored.retracted:
                continue
            if stored.id in written and stored.review.rating != Rating.AGAIN:
                store.rerate(stored.id, _forgotten(stored.review, question, retention))
            break  # the last one that stands: an earlier one cannot be changed any more


def _forgotten(answer: Review, question: Question, retention: float) -> Review:
    """The same answer, rated again."""
    before = from_json(answer.card_before) if answer.card_before else None
    card = review(
        before,
        question.id,
        Rating.AGAIN,
        at=answer.answered_at,
        day=answer.study_day,
        retention=retention,
        rev=question.rev,
    )
    return replace(answer, rating=int(Rating.AGAIN), card_after=to_json(card), study_day=card.day, due=card.due)
