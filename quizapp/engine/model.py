"""What the engine takes and gives: parameters, demos, progress and results. No process, no torch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from quizapp.questions.calls import Call, ParamValue


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; a cell is text, a number, a bool or None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | int | bool | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a plot. `x` and `y` have the same length; neither holds a NaN."""

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """The series of a result with the meaning of both axes (units included)."""

    x_label: str
    y_label: str
    series: tuple[Series, ...]
    log_x: bool = False
    log_y: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """One finished run.

    `claims` say in a few words what the demo set out to show and whether these measures bear it out. `summary` is
    one sentence generated from the measures. `versions` maps library to version, `threads` is the number of
    compute threads, `seconds` the time inside the demo, `cached` whether this came from disk. `seed` is None for a
    demo that draws nothing.
    """

    demo: str
    params: Mapping[str, ParamValue]
    seed: int | None
    measures: Mapping[str, float | int | bool]
    claims: Mapping[str, bool]
    summary: str
    table: Table | None = None
    plot: Plot | None = None
    seconds: float = 0.0
    threads: int = 1
    cached: bool = False
    versions: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The object that `quizapp demo --json` prints; `from_json` reads it back."""
        raise NotImplementedError

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Result:
        """The inverse of `to_json`. A malformed object raises `ValueError`."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: `fraction` in [0, 1], and what it is doing now."""

    fraction: float
    text: str = ""


class EngineStatus(StrEnum):
    """What the engine can do right now."""

    STARTING = "starting"
    READY = "ready"
    DOWN = "down"


OnProgress = Callable[[Progress], None]


class Engine(Protocol):
    """The seam: the host process, the persistent child and the in-process fake all answer to this."""

    @property
    def status(self) -> EngineStatus:
        """Starting, ready or down; `reason` says why it is down."""

    @property
    def reason(self) -> str:
        """Why the engine is down, in a sentence; empty while it is not."""

    async def start(self) -> None:
        """Begin to start the host and return at once. Never raises: a failure is `status` DOWN."""

    def cached(self, call: Call) -> Result | None:
        """The result of `call` if it is in the cache, at once. Never raises."""

    async def run(self, call: Call, on_progress: OnProgress | None = None) -> Result:
        """Run `call`, or answer from the cache.

        Cancelling the awaiting task kills the run. Raises `UnknownDemoError`, `ParameterError`,
        `EngineDownError`, `RunFailedError` or `RunLimitError`.
        """

    async def close(self) -> None:
        """Stop every run and the host."""
