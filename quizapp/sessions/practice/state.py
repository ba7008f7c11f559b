"""The state of a practice session: frozen values that the machine replaces and the front ends draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import TypeAlias

from quizapp.engine.model import Progress, Result
from quizapp.grading.verdict import Grade
from quizapp.questions.calls import Call, Job, Measures, Runs
from quizapp.questions.coding import Code, CodeResult
from quizapp.questions.forms import WriteCode
from quizapp.questions.model import Question
from quizapp.scheduling import Card, Rating
from quizapp.sessions.practice.effects import Effect


class Phase(StrEnum):
    """Where the question on the screen stands."""

    LOADING = "loading"
    ASKING = "asking"
    CHECKING = "checking"
    RATING = "rating"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Asked:
    """The question on the screen and all that has happened to it.

    `response` is the answer that was submitted last, or the one to start from after an undo or from a draft;
    `drafted` is the draft that is kept; `unreadable` says why the answer could not be read. `progress` maps each job
    that is under way to how far it is; `failures` says in a sentence why one gave nothing. `consent` is the question
    to put to the learner before their code can be judged. `proposed` is the rating that the verdict suggests, `rating`
    the one that is recorded as `review_id`, `writing` the one whose record is not acknowledged yet; `unsaved` says why
    it could not be written. `leaving`: the next question follows it.
    """

    question: Question
    shown_at: datetime
    hints: int = 0
    response: str = ""
    answered_at: datetime | None = None
    grade: Grade | None = None
    unreadable: str = ""
    results: Mapping[Call, Result] = field(default_factory=dict)
    codes: Mapping[Job, CodeResult] = field(default_factory=dict)
    progress: Mapping[Job, Progress] = field(default_factory=dict)
    failures: Mapping[Job, str] = field(default_factory=dict)
    consent: str = ""
    drafted: str = ""
    proposed: Rating | None = None
    rating: Rating | None = None
    writing: Rating | None = None
    review_id: int | None = None
    unsaved: str = ""
    leaving: bool = False

    @property
    def at_risk(self) -> bool:
        """Whether the answer was judged, and nothing of it could be written."""
        return bool(self.unsaved) and self.rating is None

    @property
    def runs(self) -> Runs:
        """The measures of every demo that has been run, and how every code came out."""
        measured: dict[Job, Measures] = {call: result.measures for call, result in self.results.items()}
        return {**measured, **self.codes}

    @property
    def code(self) -> Code | None:
        """The learner's code as it was submitted, in a question that asks for code."""
        form = self.question.task.form
        return form.code(self.response) if isinstance(form, WriteCode) and self.response else None

    @property
    def open_jobs(self) -> tuple[Job, ...]:
        """The jobs that the verdict needs and that have neither finished nor failed."""
        needed: tuple[Job, ...] = (*self.question.task.calls, *([self.code] if self.code else []))
        return tuple(job for job in needed if job not in self.runs and job not in self.failures)

    @property
    def evidence_call(self) -> Call | None:
        """The run that shows the answer: the evidence where the question has one, else the first run of its key."""
        if self.question.evidence:
            return self.question.evidence.call
        return self.question.task.calls[0] if self.question.task.calls else None

    @property
    def evidence_result(self) -> Result | None:
        """The result of `evidence_call`, once it is there."""
        return self.results.get(self.evidence_call) if self.evidence_call else None


@dataclass(frozen=True, slots=True)
class Answered:
    """One finished answer of the session, as the summary and undo need it."""

    asked: Asked
    card_before: Card | None
    queue_before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Practice:
    """The whole session. `queue` are the ids to come, `cards` the memory of every question as of now.

    `zone` None is this computer's own.
    """

    queue: tuple[str, ...]
    cards: Mapping[str, Card]
    zone: tzinfo | None
    retention: float
    phase: Phase = Phase.LOADING
    asked: Asked | None = None
    answered: tuple[Answered, ...] = ()
    skipped: tuple[str, ...] = ()
    marked: frozenset[str] = frozenset()
    notice: str = ""

    @property
    def total(self) -> int:
        """How many questions the session has in all, as far as is known now."""
        return len(self.answered) + len(self.skipped) + len(self.queue) + (self.asked is not None)


Step: TypeAlias = tuple[Practice, tuple[Effect, ...]]
