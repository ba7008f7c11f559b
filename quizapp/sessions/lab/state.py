"""The state of a bench in the Lab: one demo with its fields, its runs and its sweep, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.engine.demo import Demo
from quizapp.engine.model import Progress, Result
from quizapp.engine.size import USUAL
from quizapp.questions.calls import Call
from quizapp.sessions.lab.form import Reading, read
from quizapp.sessions.lab.sweep import Sweep


@dataclass(frozen=True, slots=True)
class Sweeping:
    """The sweep of a bench: over which parameter, the range as it is typed, and what has come of it.

    `problem` says why the range cannot be swept. `sweep` is None until it was started; `running` while its runs are
    under way. `measure` is the one that is plotted, empty for the first.
    """

    param: str
    text: str
    problem: str = ""
    sweep: Sweep | None = None
    running: bool = False
    measure: str = ""

    @property
    def shown_measure(self) -> str:
        """The measure that is plotted; empty where no run is there yet."""
        there = self.sweep.measures if self.sweep else ()
        return self.measure if self.measure in there else next(iter(there), "")


@dataclass(frozen=True, slots=True)
class Bench:
    """One demo on the bench.

    `texts` are the fields, by parameter. `result` is the last run that came to its end, `pinned` the first one of a
    comparison. `running` is the run that is under way and `progress` how far it is. A run may take `allowance`
    seconds; `too_long` is how many it would take where it was refused for that, else 0.
    """

    demo: Demo
    texts: Mapping[str, str]
    result: Result | None = None
    pinned: Result | None = None
    running: Call | None = None
    progress: Progress | None = None
    allowance: float = USUAL
    too_long: float = 0.0
    sweeping: Sweeping | None = None
    notice: str = ""

    @property
    def reading(self) -> Reading:
        """What the fields say."""
        return read(self.demo, self.texts)

    @property
    def busy(self) -> bool:
        """Whether anything is under way that can be stopped."""
        return self.running is not None or (self.sweeping is not None and self.sweeping.running)

    @property
    def compared(self) -> bool:
        """Whether there are two runs to look at side by side."""
        return self.pinned is not None and self.result is not None and self.pinned.params != self.result.params

    @property
    def stale(self) -> bool:
        """Whether the fields say something else than what the result was run with."""
        return self.result is not None and dict(self.result.params) != self.reading.values

    @property
    def estimate(self) -> float:
        """About how many seconds a run takes with what the fields say; 0 where they cannot be run."""
        reading = self.reading
        return self.demo.estimate(reading.values) if reading.usable else 0.0
