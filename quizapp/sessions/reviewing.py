"""How a judged answer becomes a rating, a card and a row of the review log: the same in practice and in interviews."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from quizapp.engine.model import Result
from quizapp.grading.verdict import Grade, Point, Verdict
from quizapp.questions.calls import Call, Job
from quizapp.questions.coding import CodeResult
from quizapp.questions.model import Question
from quizapp.scheduling import Card, Rating, from_json, review, study_day, to_json
from quizapp.store.records import Review


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that can be rated: what was said to a question and how it was judged, when, and with how many hints.

    `evidence` is what decided, as `Review` keeps it. `seconds` is the time that was spent on it.
    """

    question: Question
    response: str
    grade: Grade
    evidence: str
    hints: int
    shown_at: datetime
    answered_at: datetime
    seconds: float


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


def reviewed_card(
    card: Card | None, question: Question, rating: Rating, at: datetime, zone: tzinfo | None, retention: float
) -> Card:
    """The card of `question` after it was answered `at` that time and rated so."""
    return review(card, question.id, rating, at=at, day=study_day(at, zone), retention=retention, rev=question.rev)


def rated_anew(row: Review, question: Question, rating: Rating, retention: float) -> Review:
    """The same answer, rated otherwise: what takes the place of `row` in the log."""
    before = from_json(row.card_before) if row.card_before else None
    card = review(
        before, question.id, rating, at=row.answered_at, day=row.study_day, retention=retention, rev=question.rev
    )
    return replace(row, rating=int(rating), card_after=to_json(card), study_day=card.day, due=card.due)


def review_row(answer: Answer, card: Card | None, rating: Rating, zone: tzinfo | None, retention: float) -> Review:
    """The log row for `answer` under `rating`; `card` is the memory of its question until now."""
    question = answer.question
    after = reviewed_card(card, question, rating, answer.answered_at, zone, retention)
    return Review(
        question_id=question.id,
        content_hash=question.content_hash,
        variant=json.dumps(dict(question.variant), sort_keys=True),
        response=answer.response,
        verdict=answer.grade.verdict.value,
        score=answer.grade.score,
        evidence=answer.evidence,
        rating=int(rating),
        hints=answer.hints,
        shown_at=answer.shown_at,
        answered_at=answer.answered_at,
        seconds=answer.seconds,
        study_day=after.day,
        card_before=to_json(card) if card else None,
        card_after=to_json(after),
        due=after.due,
    )


def evidence_of(
    jobs: Sequence[Job],
    results: Mapping[Call, Result],
    codes: Mapping[Job, CodeResult],
    failures: Mapping[Job, str],
    heard: Mapping[str, Sequence[Point]],
) -> str:
    """What decided about an answer, as JSON: the measures of its runs, why a job gave nothing, tests and points.

    `jobs` are those of the answer; `heard` are the points and the misconceptions of a rubric, by these names.
    """
    told: dict[str, object] = {
        "runs": {str(job): dict(results[job].measures) for job in jobs if isinstance(job, Call) and job in results},
        "failed": {str(job): failures[job] for job in jobs if job in failures},
    }
    judged = next((codes[job] for job in jobs if job in codes), None)
    if judged is not None:
        told["tests"] = {check.name: check.passed for check in judged.checks}
    told |= {name: {point.name: point.status for point in points} for name, points in heard.items()}
    return json.dumps(told, sort_keys=True)
