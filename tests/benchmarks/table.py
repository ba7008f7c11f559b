"""What was measured, and the table that shows it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

HOW_WIDTH = 66


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: a `value` in `unit`, what it should be, and how it was found.

    `target` is the most (or, with `at_least`, the least) that we hold ourselves to; None: it is shown for its own sake.
    """

    what: str
    value: float
    unit: str
    target: float | None
    how: str
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.target is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target

    def to_json(self) -> dict[str, Any]:
        """Every field, and whether the target is met."""
        return {**asdict(self), "met": self.met}


def ratio(what: str, ours: Sequence[float], floor: Sequence[float], target: float, how: str) -> Figure:
    """The median of `ours` over the median of `floor`, both in seconds and measured in turns."""
    a, b = median(ours), median(floor)
    return Figure(what, a / b, "×", target, f"{seconds(a)} against {seconds(b)}: {how}, {len(ours)} rounds")


def seconds(value: float) -> str:
    """`0.31 ms`, `215 ms`, `1.2 s`: three digits, in a unit that suits."""
    if value < 1e-3:
        return f"{value * 1e6:.3g} µs"
    return f"{value * 1e3:.3g} ms" if value < 1 else f"{value:.3g} s"


def lines(figures: Iterable[Figure]) -> list[str]:
    """The table, ready to print."""
    rows = [("what", "measured", "target", "", "how"), *map(_cells, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return [line for row in rows for line in _wrapped(row, widths)]


def _cells(figure: Figure) -> tuple[str, str, str, str, str]:
    sign = "≥" if figure.at_least else "≤"
    target = "" if figure.target is None else f"{sign} {_number(figure.target, figure.unit)}"
    met = {True: "✓ met", False: "✗ not met", None: ""}[figure.met]
    return figure.what, _number(figure.value, figure.unit), target, met, figure.how


def _number(value: float, unit: str) -> str:
    return f"{value:.3g}{unit}" if unit == "×" else f"{value:.3g} {unit}".rstrip()


def _wrapped(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    head = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))
    first, *rest = textwrap.wrap(row[4], HOW_WIDTH)
    return [f"{head}  {first}", *(" " * (len(head) + 2) + line for line in rest)]
