"""What a session hears of a job that the engine does for it: how far it is, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.engine.model import Progress, Result
from quizapp.questions.calls import Call, Job
from quizapp.questions.coding import Code, CodeResult


@dataclass(frozen=True, slots=True)
class RunProgress:
    """The job is this far."""

    job: Job
    progress: Progress


@dataclass(frozen=True, slots=True)
class RunDone:
    """The demo came to its end."""

    call: Call
    result: Result


@dataclass(frozen=True, slots=True)
class CodeJudged:
    """The learner's code was put to its tests."""

    code: Code
    result: CodeResult


@dataclass(frozen=True, slots=True)
class RunFailed:
    """The job gave nothing; `reason` is a sentence."""

    job: Job
    reason: str
