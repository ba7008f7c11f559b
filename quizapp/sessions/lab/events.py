"""What can happen on a bench of the Lab, and what it then wants done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from quizapp.engine.model import Result
from quizapp.questions.calls import Call, ParamValue
from quizapp.sessions.lab.sweep import Sweep
from quizapp.sessions.runs import RunDone as RunDone
from quizapp.sessions.runs import RunFailed as RunFailed
from quizapp.sessions.runs import RunProgress as RunProgress

# ---------------------------------------------------------------- by the learner


@dataclass(frozen=True, slots=True)
class Typed:
    """The field of `param` now says `text`."""

    param: str
    text: str


@dataclass(frozen=True, slots=True)
class Stepped:
    """An arrow key in the field of `param`: 1 for more, -1 for less."""

    param: str
    direction: int


@dataclass(frozen=True, slots=True)
class SetParams:
    """The fields take these values (a question's, a kept run's); those that are not named take their defaults."""

    params: Mapping[str, ParamValue]


@dataclass(frozen=True, slots=True)
class Run:
    """Run the demo with what the fields say."""


@dataclass(frozen=True, slots=True)
class AllowLonger:
    """The learner agrees to the time that was refused."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop the run or the sweep."""


@dataclass(frozen=True, slots=True)
class Pin:
    """Keep the run on the screen as the first of a comparison."""


@dataclass(frozen=True, slots=True)
class Unpin:
    """Compare no more."""


@dataclass(frozen=True, slots=True)
class Swap:
    """The first run becomes the second, and the second the first."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Choose the parameter that is to be swept."""

    param: str


@dataclass(frozen=True, slots=True)
class RangeTyped:
    """The range of the sweep now says `text`."""

    text: str


@dataclass(frozen=True, slots=True)
class StartSweep:
    """Run the sweep; what is there already of the same sweep is kept, and what failed is tried again."""


@dataclass(frozen=True, slots=True)
class NextMeasure:
    """Plot the next measure of the sweep (1), or the one before (-1)."""

    direction: int


@dataclass(frozen=True, slots=True)
class Save:
    """Keep a run in the notebook: `result`, for which the note was written, or without one what is on the screen."""

    note: str = ""
    result: Result | None = None


# ---------------------------------------------------------------- news


@dataclass(frozen=True, slots=True)
class SweepMoved:
    """A run of the sweep came to its end, in one way or another."""

    sweep: Sweep


@dataclass(frozen=True, slots=True)
class SweepEnded:
    """Nothing of the sweep is under way any more."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The run is in the notebook."""


@dataclass(frozen=True, slots=True)
class NotSaved:
    """The run could not be kept; `reason` is a sentence."""

    reason: str


ByLearner: TypeAlias = (
    Typed
    | Stepped
    | SetParams
    | Run
    | AllowLonger
    | Stop
    | Pin
    | Unpin
    | Swap
    | Aim
    | RangeTyped
    | StartSweep
    | NextMeasure
    | Save
)
News: TypeAlias = RunProgress | RunDone | RunFailed | SweepMoved | SweepEnded | Saved | NotSaved
Event: TypeAlias = ByLearner | News


# ---------------------------------------------------------------- effects


@dataclass(frozen=True, slots=True)
class RunDemo:
    """Run `call` for at most `seconds`, and answer with `RunProgress`, then `RunDone` or `RunFailed`."""

    call: Call
    seconds: float


@dataclass(frozen=True, slots=True)
class CarryOut:
    """Run what `sweep` waits for; answer with `SweepMoved` after each run, and `SweepEnded`."""

    sweep: Sweep
    seconds: float


@dataclass(frozen=True, slots=True)
class StopAll:
    """Stop what is under way; nothing is answered."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Write `result` into the notebook; answer with `Saved` or `NotSaved`."""

    result: Result
    note: str


Effect: TypeAlias = RunDemo | CarryOut | StopAll | Keep
