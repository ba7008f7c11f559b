"""Ticks of a plot: numbers that are never cut off, and decades on a log axis. Imported with the first plot."""

from __future__ import annotations

import math
from collections.abc import Sequence

from textual_plot.axis_formatter import AxisFormatter, NumericAxisFormatter

MOST_DECADES = 6  # ticks on a log axis, about
LONGEST = 8  # characters of a tick's label
HAIR = 1e-6  # of the range


class PlainTicks(NumericAxisFormatter):
    """At most `most` ticks, with labels that stay short however small or large the numbers are.

    With `whole`, there are none between whole numbers, where there are two of these.
    """

    def __init__(self, most: int, *, whole: bool = False) -> None:
        self._most, self._whole = most, whole

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:
        """Multiples of 1, 2 or 5, every other one as often as they are too many."""
        ticks = super().get_ticks(min_, max_, max_ticks)
        even = [tick for tick in ticks if math.isclose(tick, round(tick), abs_tol=1e-9)]
        ticks = even if self._whole and len(even) > 1 else ticks
        while len(ticks) > self._most:
            apart = ticks[1] - ticks[0]
            ticks = [tick for tick in ticks if round(tick / apart) % 2 == 0]
        return _snapped([_rounded(tick, ticks) for tick in ticks], min_, max_)

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        """As many decimals as tell the ticks apart; powers of ten where that is too long to read."""
        labels = super().get_labels_for_ticks(ticks)
        told_apart = len(set(labels)) == len(labels) and max(map(len, labels), default=0) <= LONGEST
        return labels if told_apart else [f"{tick:.3g}" for tick in ticks]


class LogTicks(AxisFormatter):
    """Ticks for positions that are logarithms of the values: at decades, or 1-2-5 where the axis spans few of them."""

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:
        """The logarithms of the values at which a label stands."""
        first, last = math.floor(min_), math.ceil(max_)
        if max_ - min_ >= 2:
            stride = max(1, math.ceil((last - first) / min(MOST_DECADES, max_ticks)))
            return _snapped([float(power) for power in range(math.ceil(min_), last + 1, stride)], min_, max_)
        values = (digit * 10.0**power for power in range(first, last + 1) for digit in (1, 2, 5))
        ticks = [math.log10(value) for value in values]
        within = [tick for tick in ticks if min_ - 1e-9 <= tick <= max_ + 1e-9]
        return _snapped(within if len(within) > 1 else [min_, max_], min_, max_)

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        """The values themselves."""
        return [f"{float(f'{10.0**tick:.3g}'):g}" for tick in ticks]


def limits(values: Sequence[float]) -> tuple[float, float]:
    """What an axis over `values` spans: all of them, and some room around a single one.

    The upper end is a hair higher: what lies exactly on it would be drawn under the frame.
    """
    low, high = min(values), max(values)
    if high - low > 1e-9 * max(abs(low), abs(high)):
        return low, high + (high - low) * HAIR
    room = abs(low) / 10 or 1.0
    return low - room, high + room


def _snapped(ticks: Sequence[float], low: float, high: float) -> list[float]:
    """`ticks` with the last one at the very end where only the hair is between: its label then ends there too."""
    return [high if abs(high - tick) <= 2 * HAIR * (high - low) else tick for tick in ticks]


def _rounded(tick: float, ticks: Sequence[float]) -> float:
    """`tick`, or 0 where only the arithmetic kept it from being that."""
    return tick if abs(tick) > 1e-9 * max(map(abs, ticks)) else 0.0
