"""What the scheduler remembers of one question, and the four ratings that change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum


class Rating(IntEnum):
    """How well an answer was recalled; the numbers are FSRS's."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def word(self) -> str:
        """The rating as it is typed and shown: `again`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Card:
    """The memory of one question after its last review.

    `stability` is in days (the interval at which recall is 90 %), `difficulty` in [1, 10]. `due` is a study day.
    `day` is the study day of the last review and `at` its instant (UTC). `reps` counts the study days on which it was
    reviewed, `lapses` the times that a known card was forgotten.
    """

    question_id: str
    stability: float
    difficulty: float
    due: date
    day: date
    at: datetime
    reps: int
    lapses: int
    rev: int = 1
