"""The line of a plot, thinned to what a terminal can show."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.engine.model import Series

MOST_POINTS = 240


def by_step(name: str, values: Sequence[float], first: int = 0) -> Series:
    """`values` against their step, counted from `first`: at most about 240 points, the last one always among them."""
    stride = -(-len(values) // MOST_POINTS)
    kept = sorted({*range(0, len(values), stride), len(values) - 1})
    return Series(name, tuple(float(first + i) for i in kept), tuple(float(values[i]) for i in kept))
