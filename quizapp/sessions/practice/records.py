"""How an answer of a practice session becomes a card and a row of the review log."""

from __future__ import annotations

from dataclasses import replace

from quizapp.grading.verdict import Grade
from quizapp.questions.calls import Job
from quizapp.questions.forms import WriteLong
from quizapp.scheduling import Card, Rating
from quizapp.sessions import reviewing
from quizapp.sessions.practice.state import Asked, Practice
from quizapp.store.records import Review


def reviewed_card(state: Practice, asked: Asked, rating: Rating) -> Card:
    """The card of the question after it was rated so."""
    assert asked.answered_at is not None, "only an answered question is rated"
    card = state.cards.get(asked.question.id)
    return reviewing.reviewed_card(card, asked.question, rating, asked.answered_at, state.zone, state.retention)


def review_row(state: Practice, asked: Asked, rating: Rating) -> Review:
    """The log row for the answer on the screen under `rating`."""
    assert asked.answered_at is not None, "only an answered question is recorded"
    assert asked.grade is not None, "only a graded answer is recorded"
    answer = reviewing.Answer(
        question=asked.question,
        response=asked.response,
        grade=asked.grade,
        evidence=_evidence(asked, asked.grade),
        hints=asked.hints,
        shown_at=asked.shown_at,
        answered_at=asked.answered_at,
        seconds=max(0.0, (asked.answered_at - asked.shown_at).total_seconds()),
    )
    return reviewing.review_row(answer, state.cards.get(asked.question.id), rating, state.zone, state.retention)


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


def _evidence(asked: Asked, grade: Grade) -> str:
    jobs: tuple[Job, ...] = (*asked.question.task.calls, *([asked.code] if asked.code else []))
    rubric = isinstance(asked.question.task.form, WriteLong)
    heard = {"points": grade.points, "misconceptions": grade.misconceptions} if rubric else {}
    return reviewing.evidence_of(jobs, asked.results, asked.codes, asked.failures, heard)
