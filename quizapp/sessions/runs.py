"""What a session hears of a run that it asked for: how far it is, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.engine.model import Progress, Result
from quizapp.questions.calls import Call


@dataclass(frozen=True, slots=True)
class RunProgress:
    """The run is this far."""

    call: Call
    progress: Progress


@dataclass(frozen=True, slots=True)
class RunDone:
    """The run came to its end."""

    call: Call
    result: Result


@dataclass(frozen=True, slots=True)
class RunFailed:
    """The run gave nothing; `reason` is a sentence."""

    call: Call
    reason: str
