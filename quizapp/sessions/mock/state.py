"""The state of a mock interview: frozen values that the machine replaces and the front ends draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from quizapp.engine.model import Progress, Result
from quizapp.questions.calls import Call, Job, Measures, Runs
from quizapp.questions.coding import Code, CodeResult
from quizapp.questions.forms import WriteCode
from quizapp.questions.model import Question
from quizapp.sessions.mock.effects import Effect
from quizapp.sessions.mock.outline import Outline, Slot
from quizapp.sessions.mock.report import Report

CONFIDENCES = (50, 65, 80, 95)  # per cent
MORE = 30  # seconds that a question is given by one `More`
FOLLOW_UP = 90  # seconds that a question is given by each follow-up


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant on two clocks.

    `steady` is in seconds from anywhere: it never jumps, and goes on while the computer sleeps. `wall` is the aware
    time of day, which a person or a server may set. Only `steady` measures how long something took; across programs it
    does so under the same `boot`, a name for this run of the computer, empty where none is known.
    """

    steady: float
    wall: datetime
    boot: str = ""


class Phase(StrEnum):
    """Where the interview stands."""

    ASKING = "asking"  # a question or a follow-up is on the screen
    SURE = "sure"  # it is answered: how sure is the candidate?
    REVIEW = "review"  # behind the last question: nothing is on the screen but the answer sheet
    SCORING = "scoring"  # it is over; the runs that decide are under way
    DONE = "done"  # there is a report


@dataclass(frozen=True, slots=True)
class Reply:
    """What was said to a question or a follow-up, in the grammar of its form.

    `text` counts at the end whether or not it was `given` (submitted). `seconds` is the time spent on it, over all
    visits; `at` is when it was given or last changed.
    """

    text: str = ""
    given: bool = False
    seconds: float = 0.0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that the interviewer asked on top: its text (Markdown), and the point or misconception it is about.

    `when` is `missing` or `stated`, with the `name`; or `always`.
    """

    text: str
    when: str
    name: str = ""
    reply: Reply = Reply()


class Standing(StrEnum):
    """What has become of a question so far, as the answer sheet shows it."""

    OPEN = "open"
    BEGUN = "begun"  # something stands in the answer, which was not given
    ANSWERED = "answered"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the interview and all that the candidate did with it.

    `extra` are the seconds that they gave themselves on top of the question's budget, `confidence` is in per cent.
    An answer that a follow-up arose from stands: it can be read, not changed.
    """

    slot: Slot
    question: Question
    main: Reply = Reply()
    follow_ups: tuple[FollowUp, ...] = ()
    confidence: int | None = None
    extra: int = 0
    flagged: bool = False
    skipped: bool = False
    shown_at: datetime | None = None

    @property
    def asked(self) -> str:
        """What is being asked now (Markdown): the last follow-up, or else the question."""
        return self.follow_ups[-1].text if self.follow_ups else self.question.prompt

    @property
    def reply(self) -> Reply:
        """The reply to what is being asked now."""
        return self.follow_ups[-1].reply if self.follow_ups else self.main

    @property
    def budget(self) -> int:
        """The seconds that the question and its follow-ups should take, with those that were added; a soft limit."""
        return self.question.seconds + FOLLOW_UP * len(self.follow_ups) + self.extra

    @property
    def seconds(self) -> float:
        """The time spent on the question and its follow-ups."""
        return self.main.seconds + sum(follow_up.reply.seconds for follow_up in self.follow_ups)

    @property
    def standing(self) -> Standing:
        """What the answer sheet says of it."""
        if self.main.given:
            return Standing.ANSWERED
        if self.main.text:
            return Standing.BEGUN
        return Standing.SKIPPED if self.skipped else Standing.OPEN

    @property
    def code(self) -> Code | None:
        """The candidate's code, in a question that asks for code."""
        form = self.question.task.form
        return form.code(self.main.text) if isinstance(form, WriteCode) and self.main.text else None

    @property
    def jobs(self) -> tuple[Job, ...]:
        """What has to run before the answer can be judged; nothing where there is none."""
        if not self.main.text:
            return ()
        return (*self.question.task.calls, *([self.code] if self.code else []))


@dataclass(frozen=True, slots=True)
class Mock:
    """A whole interview. `at` is the index of the question on the screen, `here` the moment of the last event.

    `deadline` is on the steady clock. `since` is the steady second from which the reply on the screen is being timed,
    `kept_at` the one at which the interview was written last.
    `number` is that of the row in the learner's file, 0 before there is one. `said` are the warnings that were given.
    `ended` says how it ended: `time`, `finished` or `left`. While it is being scored, `results`, `codes`, `failures`
    and `progress` are those of its runs; `consent` is the question to put to the candidate before the code of a deck
    may run. `unsaved` is a sentence where the last step could not be written.
    """

    outline: Outline
    items: tuple[Item, ...]
    started_at: datetime
    deadline: float
    here: Moment
    number: int = 0
    phase: Phase = Phase.ASKING
    at: int = 0
    since: float = 0.0
    kept_at: float = 0.0
    said: frozenset[str] = frozenset()
    notice: str = ""
    ended: str = ""
    results: Mapping[Call, Result] = field(default_factory=dict)
    codes: Mapping[Job, CodeResult] = field(default_factory=dict)
    failures: Mapping[Job, str] = field(default_factory=dict)
    progress: Mapping[Job, Progress] = field(default_factory=dict)
    consent: str = ""
    report: Report | None = None
    unsaved: str = ""

    @property
    def item(self) -> Item:
        """The question on the screen; behind the last one, the last."""
        return self.items[min(self.at, len(self.items) - 1)]

    @property
    def left(self) -> float:
        """The seconds that were left at the moment of the last event, never negative."""
        return max(0.0, self.deadline - self.here.steady)

    @property
    def runs(self) -> Runs:
        """The measures of every demo that has been run, and how every code came out."""
        measured: dict[Job, Measures] = {call: result.measures for call, result in self.results.items()}
        return {**measured, **self.codes}

    @property
    def open_jobs(self) -> tuple[Job, ...]:
        """The jobs that the report waits for: neither finished nor failed."""
        needed = dict.fromkeys(job for item in self.items for job in item.jobs)
        return tuple(job for job in needed if job not in self.runs and job not in self.failures)


Step: TypeAlias = tuple[Mock, tuple[Effect, ...]]
