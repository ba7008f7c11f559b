"""What the scheduler remembers of one question, and the four ratings that change it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
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

    `stability` is in days (the interval at which recall is 90 %), `difficulty` in [1, 10]; both are float32 values.
    `due` is a study day. `day` is the study day of the last review and `at` its instant (UTC). `reps` counts the study
    days on which it was reviewed, `lapses` the times that a known card was forgotten.
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

    @property
    def forgotten(self) -> bool:
        """Whether the last answer was `again`: the card is due on the very day of its last review."""
        return self.due <= self.day


def to_json(card: Card) -> str:
    """The canonical JSON of `card`: sorted keys, no spaces, floats by their shortest form that reads back the same.

    Equal cards give equal bytes, and `from_json` gives the card back.
    """
    return json.dumps(asdict(card), sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_iso)


def from_json(text: str) -> Card:
    """The card that `to_json` wrote as `text`."""
    fields = json.loads(text)
    fields["due"] = date.fromisoformat(fields["due"])
    fields["day"] = date.fromisoformat(fields["day"])
    fields["at"] = datetime.fromisoformat(fields["at"])
    return Card(**fields)


def _iso(value: date) -> str:
    return value.isoformat()
