"""What the home screen says about today, from the decks once they are read, and from memory until then."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from quizapp.questions.model import Entry
from quizapp.scheduling import Card, Plan, count_due, recall_by_tag
from quizapp.store import Session
from quizapp.workspace.wording import count_of


@dataclass(frozen=True, slots=True)
class Overview:
    """Today's numbers. `reading` is true while the decks are being read and the numbers are those of last time.

    Today holds what is `due`, the `new` ones and, on the last days before an interview, `weak` ones that are not due;
    `minutes` is the time that these very questions take.
    """

    questions: int = 0
    decks: int = 0
    unseen: int = 0
    due: int = 0
    new: int = 0
    weak: int = 0
    minutes: int = 0
    weakest: str | None = None
    weakest_recall: float | None = None
    problems: int = 0
    reviews: int = 0
    last_session: str = ""
    interview: date | None = None
    days_to_interview: int | None = None
    demos: int = 0
    reading: bool = False

    @property
    def waiting(self) -> int:
        """How many questions today holds."""
        return self.due + self.new + self.weak


# What is remembered from one start to the next; the rest is looked up each time.
REMEMBERED = (
    "questions",
    "decks",
    "unseen",
    "new",
    "weak",
    "minutes",
    "weakest",
    "weakest_recall",
    "problems",
    "demos",
)


def remembered(overview: Overview) -> dict[str, Any]:
    """The part of `overview` that the next start paints first."""
    return {name: value for name, value in asdict(overview).items() if name in REMEMBERED}


def recalled(data: Any) -> dict[str, Any]:
    """What `remembered` gave, or nothing where it is of another shape."""
    if not isinstance(data, dict):
        return {}
    return {name: data[name] for name in REMEMBERED if name in data}


def counted(entries: Sequence[Entry], cards: Mapping[str, Card], today: date, plan: Plan) -> dict[str, Any]:
    """The numbers that need the decks."""
    counts = count_due(entries, cards, today, plan)
    unseen = sum(entry.id not in cards for entry in entries)
    weakest = next((row for row in recall_by_tag(entries, cards, _tomorrow(today)) if row.recall is not None), None)
    return {
        "questions": len(entries),
        "decks": len({entry.deck for entry in entries}),
        "unseen": unseen,
        "due": counts.due + counts.again,
        "new": counts.new,
        "weak": counts.weak,
        "minutes": math.ceil(counts.seconds / 60),
        "weakest": weakest.tag if weakest else None,
        "weakest_recall": weakest.recall if weakest else None,
    }


def session_words(session: Session | None, today: date, day: date | None) -> str:
    """`yesterday, 14 answers, 11 right`; empty where there was none."""
    if session is None or day is None:
        return ""
    ago = (today - day).days
    when = "today" if ago <= 0 else "yesterday" if ago == 1 else f"{ago} days ago"
    return f"{when}, {count_of(session.answered, 'answer')}, {session.right} right"


def _tomorrow(today: date) -> date:
    return date.fromordinal(today.toordinal() + 1)
