"""What a session wants of the engine, and what it hears of each job: how far it is, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quizapp.engine.model import Progress, Result
from quizapp.questions.calls import Call, Job
from quizapp.questions.coding import Code, CodeResult

# ---------------------------------------------------------------- wanted


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
    """Keep that the code of the `deck` may run, as the file was when the learner was asked."""

    deck: Path


@dataclass(frozen=True, slots=True)
class CancelRuns:
    """Stop every run of this session; nothing is answered."""


# ---------------------------------------------------------------- heard


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
