"""What the engine takes and gives: parameters, demos, progress and results. No process, no torch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from quizapp.engine import wire
from quizapp.questions.calls import Call, ParamValue
from quizapp.questions.coding import Code, CodeResult


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; a cell is text, a number, a bool or None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | int | bool | None, ...], ...]

    def to_json(self) -> dict[str, Any]:
        """`{"columns": […], "rows": [[…]]}`. A cell of another type raises `ValueError`."""
        return {"columns": list(self.columns), "rows": [[wire.pack(cell) for cell in row] for row in self.rows]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Table:
        """The inverse of `to_json`. A row that does not fit the columns raises `ValueError`."""
        columns = tuple(wire.text(column) for column in data["columns"])
        rows = tuple(tuple(wire.cell(cell) for cell in row) for row in data["rows"])
        if any(len(row) != len(columns) for row in rows):
            raise ValueError(f"a row does not have the {len(columns)} cells of the columns")
        return cls(columns, rows)


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

    def to_json(self) -> dict[str, Any]:
        """The labels, the scales and the points of each series."""
        series = [{"name": s.name, "x": wire.pack(s.x), "y": wire.pack(s.y)} for s in self.series]
        return {
            "x_label": self.x_label,
            "y_label": self.y_label,
            "log_x": self.log_x,
            "log_y": self.log_y,
            "series": series,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Plot:
        """The inverse of `to_json`. Series that are ragged or hold a NaN raise `ValueError`."""
        series = tuple(_series(item) for item in data["series"])
        return cls(
            wire.text(data["x_label"]), wire.text(data["y_label"]), series, bool(data["log_x"]), bool(data["log_y"])
        )


def _series(data: Mapping[str, Any]) -> Series:
    x = tuple(wire.number(value) for value in data["x"])
    y = tuple(wire.number(value) for value in data["y"])
    if len(x) != len(y):
        raise ValueError(f"series {data['name']!r} has {len(x)} x values and {len(y)} y values")
    if any(value != value for value in x + y):
        raise ValueError(f"series {data['name']!r} holds a NaN")
    return Series(wire.text(data["name"]), x, y)


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
        """The result as the host and the cache write it; `from_json` reads it back, exactly."""
        return {
            "demo": self.demo,
            "params": {name: wire.pack(value) for name, value in self.params.items()},
            "seed": self.seed,
            "measures": {name: wire.pack(value) for name, value in self.measures.items()},
            "claims": dict(self.claims),
            "summary": self.summary,
            "table": self.table.to_json() if self.table is not None else None,
            "plot": self.plot.to_json() if self.plot is not None else None,
            "seconds": self.seconds,
            "threads": self.threads,
            "cached": self.cached,
            "versions": dict(self.versions),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Result:
        """The inverse of `to_json`. A malformed object raises `ValueError`."""
        try:
            return cls(
                demo=wire.text(data["demo"]),
                params={name: wire.parameter(value) for name, value in data["params"].items()},
                seed=data["seed"] if data["seed"] is None else int(data["seed"]),
                measures={name: wire.number(value) for name, value in data["measures"].items()},
                claims={name: bool(held) for name, held in data["claims"].items()},
                summary=wire.text(data["summary"]),
                table=Table.from_json(data["table"]) if data["table"] is not None else None,
                plot=Plot.from_json(data["plot"]) if data["plot"] is not None else None,
                seconds=wire.number(data["seconds"]),
                threads=int(data["threads"]),
                cached=bool(data["cached"]),
                versions={name: wire.text(version) for name, version in data["versions"].items()},
            )
        except (KeyError, TypeError, AttributeError, OverflowError) as error:
            raise ValueError(f"not a result: {error!r}") from error


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

    on_status: Callable[[EngineStatus], None] | None  # called at each change

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

    async def run(
        self, call: Call, on_progress: OnProgress | None = None, *, fresh: bool = False, seconds: float | None = None
    ) -> Result:
        """Run `call`, or answer from the cache unless `fresh`. `seconds` is the most that it may take, None the usual.

        Cancelling the awaiting task kills the run. Raises `UnknownDemoError`, `ParameterError`, `TooLargeError`,
        `EngineDownError`, `RunFailedError` or `RunLimitError`.
        """

    async def run_code(
        self, code: Code, on_progress: OnProgress | None = None, *, seconds: float | None = None
    ) -> CodeResult:
        """How `code` comes out before its tests. `seconds` is what it may take in all, a fifth of it for one call.

        Whatever the code does is in the result, which is not cached. Cancelling the awaiting task kills the run. Raises
        `EngineDownError`, `RunFailedError` (the tests are broken) or `RunLimitError` (the tests took too long).
        """

    async def close(self) -> None:
        """Stop every run and the host."""
