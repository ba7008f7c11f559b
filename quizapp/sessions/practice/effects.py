"""What a session wants done. The workspace carries it out and answers with events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from quizapp.questions.calls import Call
from quizapp.questions.coding import Code
from quizapp.store.records import Overruling, Review


@dataclass(frozen=True, slots=True)
class Show:
    """Load a question, in the variant of this `repetition`, and answer with `Shown` or `Missing`."""

    question_id: str
    repetition: int


@dataclass(frozen=True, slots=True)
class Run:
    """Run a demo (`fresh`: not from the cache) and answer with `RunProgress`, then `RunDone` or `RunFailed`."""

    call: Call
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Judge:
    """Put the learner's code to the tests of the `deck`; answer with `RunProgress`, then `CodeJudged` or `RunFailed`.

    Where nobody said yes to the code of this deck yet, the answer is `ConsentWanted`, and nothing runs.
    """

    code: Code
    deck: Path


@dataclass(frozen=True, slots=True)
class Consent:
    """Keep that the code of the `deck` may run, as the file is now."""

    deck: Path


@dataclass(frozen=True, slots=True)
class CancelRuns:
    """Stop every run of this session; nothing is answered."""


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
