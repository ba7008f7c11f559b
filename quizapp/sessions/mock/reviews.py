"""What an interview leaves in the review log: one ordinary review for each answer that was judged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import tzinfo

from quizapp.grading.verdict import Grade, Verdict
from quizapp.questions.forms import WriteLong
from quizapp.questions.model import Question
from quizapp.scheduling import Card, Rating
from quizapp.sessions.mock.judging import OPEN, Judged, judged
from quizapp.sessions.mock.state import Item, Mock
from quizapp.sessions.reviewing import Answer, evidence_of, proposed_rating, rated_anew, review_row
from quizapp.store.records import Review


def reviews_of(mock: Mock, cards: Mapping[str, Card], zone: tzinfo | None, retention: float) -> tuple[Review, ...]:
    """The rows of a finished interview, in its order; `cards` are the memory of its questions until now.

    A follow-up adds no row; it counts in the rating of its question, as a hint does. What nobody answered, what could
    not be read and what no run could decide has none.
    """
    found = (_review(item, mock, cards.get(item.question.id), zone, retention) for item in mock.items)
    return tuple(row for row in found if row)


def _review(item: Item, mock: Mock, card: Card | None, zone: tzinfo | None, retention: float) -> Review | None:
    outcome = judged(item, mock.runs, mock.failures)
    if outcome.verdict == OPEN:
        return None
    grade, rating = Grade(Verdict(outcome.verdict), outcome.score), _rating(outcome)
    if rating is None:
        return None
    rubric = isinstance(item.question.task.form, WriteLong)
    heard = {"points": outcome.points, "misconceptions": outcome.mistakes} if rubric else {}
    answered_at = item.main.at or mock.here.wall
    answer = Answer(
        question=item.question,
        response=item.main.text,
        grade=grade,
        evidence=evidence_of(item.jobs, mock.results, mock.codes, mock.failures, heard),
        hints=_hints(outcome),
        shown_at=item.shown_at or answered_at,
        answered_at=answered_at,
        seconds=item.seconds,
    )
    return review_row(answer, card, rating, zone, retention)


def amended(row: Review, outcome: Judged, question: Question, retention: float) -> Review:
    """What takes the place of `row` in the log since the verdict on a free answer was overruled, so that it is
    `outcome` now.
    """
    rating = _rating(outcome)
    assert rating is not None, "the points of a rubric give a verdict"
    points = {point.name: point.status for point in outcome.points}
    heard = {"points": points, "misconceptions": {one.name: one.status for one in outcome.mistakes}}
    return replace(
        rated_anew(row, question, rating, retention),
        verdict=outcome.verdict,
        score=outcome.score,
        evidence=json.dumps({**json.loads(row.evidence), **heard}, sort_keys=True),
        hints=_hints(outcome),
    )


def _rating(outcome: Judged) -> Rating | None:
    return proposed_rating(Grade(Verdict(outcome.verdict), outcome.score), _hints(outcome))


def _hints(outcome: Judged) -> int:
    """How much help the interviewer had to give: a point that needed a nudge, a misconception that was taken back."""
    nudged = sum(point.status == "nudged" for point in outcome.points)
    return nudged + sum(mistake.status == "withdrawn" for mistake in outcome.mistakes)
