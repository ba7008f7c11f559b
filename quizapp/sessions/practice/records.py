"""How an answer becomes a rating, a card and a row of the review log."""

from __future__ import annotations

import json
from dataclasses import replace

from quizapp.grading.verdict import Grade, Verdict
from quizapp.questions.forms import WriteLong
from quizapp.scheduling import Card, Rating, review, study_day, to_json
from quizapp.sessions.practice.state import Asked, Practice
from quizapp.store.records import Review


def proposed_rating(grade: Grade, hints: int) -> Rating | None:
    """The rating that a verdict suggests; None where only the learner can say.

    Wrong → again, mostly right or right with a hint → hard, right → good.
    """
    match grade.verdict:
        case Verdict.RIGHT:
            return Rating.HARD if hints else Rating.GOOD
        case Verdict.PARTIAL:
            return Rating.HARD if grade.score >= 0.5 else Rating.AGAIN
        case Verdict.WRONG:
            return Rating.AGAIN
    return None


def reviewed_card(state: Practice, asked: Asked, rating: Rating) -> Card:
    """The card of the question after it was rated so."""
    assert asked.answered_at is not None, "only an answered question is rated"
    return review(
        state.cards.get(asked.question.id),
        asked.question.id,
        rating,
        at=asked.answered_at,
        day=study_day(asked.answered_at, state.zone),
        retention=state.retention,
        rev=asked.question.rev,
    )


def review_row(state: Practice, asked: Asked, rating: Rating) -> Review:
    """The log row for the answer on the screen under `rating`."""
    assert asked.answered_at is not None, "only an answered question is recorded"
    assert asked.grade is not None, "only a graded answer is recorded"
    question, before = asked.question, state.cards.get(asked.question.id)
    after = reviewed_card(state, asked, rating)
    return Review(
        question_id=question.id,
        content_hash=question.content_hash,
        variant=json.dumps(dict(question.variant), sort_keys=True),
        response=asked.response,
        verdict=asked.grade.verdict.value,
        score=asked.grade.score,
        evidence=_evidence(asked),
        rating=int(rating),
        hints=asked.hints,
        shown_at=asked.shown_at,
        answered_at=asked.answered_at,
        seconds=max(0.0, (asked.answered_at - asked.shown_at).total_seconds()),
        study_day=after.day,
        card_before=to_json(before) if before else None,
        card_after=to_json(after),
        due=after.due,
    )


def without_record(asked: Asked) -> Asked:
    """The question as it was before it was answered, with the old response to start from."""
    return replace(
        asked,
        answered_at=None,
        grade=None,
        unreadable="",
        progress={},
        failures={},
        consent="",
        proposed=None,
        rating=None,
        writing=None,
        review_id=None,
        unsaved="",
        leaving=False,
    )


def _evidence(asked: Asked) -> str:
    """What decided the verdict, as JSON: the measures of its runs, why a job gave nothing, tests and points."""
    calls = asked.question.task.calls
    measured = {str(call): dict(asked.results[call].measures) for call in calls if call in asked.results}
    failed = {str(job): reason for job, reason in asked.failures.items() if job in calls or job == asked.code}
    told: dict[str, object] = {"runs": measured, "failed": failed}
    judged = asked.codes.get(asked.code) if asked.code else None
    if judged is not None:
        told["tests"] = {check.name: check.passed for check in judged.checks}
    if isinstance(asked.question.task.form, WriteLong) and asked.grade is not None:
        told["points"] = {point.name: point.status for point in asked.grade.points}
        told["misconceptions"] = {point.name: point.status for point in asked.grade.misconceptions}
    return json.dumps(told, sort_keys=True)
