"""What a session wants done. The workspace carries it out and answers with events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from quizapp.sessions.runs import CancelRuns as CancelRuns
from quizapp.sessions.runs import Consent as Consent
from quizapp.sessions.runs import Judge as Judge
from quizapp.sessions.runs import Run as Run
from quizapp.store.records import Overruling, Review


@dataclass(frozen=True, slots=True)
class Show:
    """Load a question, in the variant of this `repetition`, and answer with `Shown` or `Missing`."""

    question_id: str
    repetition: int


@dataclass(frozen=True, slots=True)
class Record:
    """Write an answer and answer with `Recorded` or `NotRecorded`, before anything is drawn."""

    review: Review


@dataclass(frozen=True, slots=True)
class Rerate:
    """Replace the record `review_id` by this one; answered like `Record`."""

    review_id: int
    review: Review


@dataclass(frozen=True, slots=True)
class Retract:
    """Take the record `review_id` back and answer with `Retracted` or `NotRetracted`."""

    review_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Overrule:
    """Keep what the learner said of a point against the verdict, or drop it where the two agree again."""

    overruling: Overruling


@dataclass(frozen=True, slots=True)
class KeepDraft:
    """Keep an answer that is not submitted yet; an empty `text` drops it."""

    question_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Set or clear the mark of a question."""

    question_id: str
    on: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """The session is over: show the summary."""


Effect: TypeAlias = (
    Show | Run | Judge | Consent | CancelRuns | Record | Rerate | Retract | Overrule | KeepDraft | Mark | Finished
)
