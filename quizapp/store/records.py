"""The rows that the store keeps, as the rest of the program sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Review:
    """One rated answer: a row of the append-only log.

    `card_before` and `card_after` are the scheduler's canonical JSON for the card (None before the first review);
    the store does not look inside. `due` repeats the study day on which the card is due next, so that SQL can
    select on it. `shown_at` and `answered_at` are aware, in UTC; `seconds` is the time spent on the answer.
    `evidence` is JSON: the measures that decided, or why nothing was checked.
    """

    question_id: str
    content_hash: str
    variant: str
    response: str
    verdict: str
    score: float
    evidence: str
    rating: int
    hints: int
    shown_at: datetime
    answered_at: datetime
    seconds: float
    study_day: date
    card_before: str | None
    card_after: str
    due: date
