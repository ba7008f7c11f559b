"""A small plot in text: braille lines, a letter on each series, and both axes with their numbers and meaning."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quizapp.cli.text import cut, wrapped
from quizapp.engine.model import Plot, Series

if TYPE_CHECKING:
    from plotille import Figure

MOST_COLUMNS, LEAST_COLUMNS, ROWS = 78, 30, 10
MARGIN = 22  # beside the canvas: the numbers and the line of the y axis, and the end of the last number below
TICK = 9  # characters of a number at an axis
MOST_SERIES = 5  # further ones would fill the picture and the legend
LETTERS = "abcde"

Points = tuple[list[float], list[float]]


def plot_lines(plot: Plot, width: int) -> list[str]:
    """At most 20 lines of at most `width` (and 78) columns; none where no point can be drawn.

    A logarithmic axis leaves out what is not positive.
    """
    width = min(width, MOST_COLUMNS)
    shown = [(series.name, _drawable(series, plot)) for series in plot.series]
    curves = [(name, points) for name, points in shown if points[0]]
    if not curves:
        return []
    drawn = curves[:MOST_SERIES]
    picture = _picture(plot, [points for _, points in drawn], width)
    legend = wrapped(_legend([name for name, _ in drawn], len(plot.series)), width)
    x_label = _label(plot.x_label, plot.log_x)
    return [
        *legend,
        cut(_label(plot.y_label, plot.log_y), width),
        *picture,
        cut(x_label.center(width).rstrip(), width),
    ]


def _legend(names: Sequence[str], there_are: int) -> str:
    marked = [f"{letter} {name}" for letter, name in zip(LETTERS, names, strict=False)] if len(names) > 1 else names
    more = there_are - len(names)
    return "Plot: " + ", ".join(marked) + (f" ({more} more not drawn)" if more else "")


def _picture(plot: Plot, curves: Sequence[Points], width: int) -> list[str]:
    """The canvas with the numbers of both axes."""
    figure = _figure(plot, width)
    low, high = min(min(xs) for xs, _ in curves), max(max(xs) for xs, _ in curves)
    if low < high:
        figure.set_x_limits(min_=low, max_=high + (high - low) / 50)  # room for the letters at the end
    for points in curves:
        figure.plot(*points)
    for index, points in enumerate(curves if len(curves) > 1 else ()):
        places = _letter_places(points, (index + 0.5) / len(curves))
        figure.text(*places, [LETTERS[index]] * len(places[0]))
    lines = [line.rstrip(" \u2800") for line in str(figure.show()).split("\n")]
    axis = lines[-2].split(">")[0].rstrip("- ")
    return [*lines[1:-2], axis, lines[-1]]


def _figure(plot: Plot, width: int) -> Figure:
    from plotille import Figure

    figure = Figure()
    figure.width, figure.height = max(LEAST_COLUMNS, width) - MARGIN, ROWS
    figure.with_colors = figure.origin = False
    figure.x_label = figure.y_label = ""
    figure.x_ticks_fkt = _ticks(plot.log_x, left=True)
    figure.y_ticks_fkt = _ticks(plot.log_y, left=False)
    return figure


def _ticks(log: bool, *, left: bool) -> Callable[[float, float], str]:
    def tick(low: float, high: float) -> str:
        zero = abs(low) < 1e-6 * abs(high - low)  # what rounding left of it
        text = _tick_text(_power(low), _power(high)) if log else _tick_text(0.0 if zero else low, high)
        return text.ljust(TICK) if left else text.rjust(TICK)

    return tick


def _power(exponent: float) -> float:
    return math.pow(10, min(exponent, 308))  # the margin of an axis may lie beyond the largest number


def _tick_text(value: float, following: float) -> str:
    """`value` in three digits, or in as many as tell it from the tick after it, where there is room for them."""
    for digits in range(3, TICK):
        text = f"{value:.{digits}g}"
        if abs(float(text) - value) <= abs(following - value) / 10:
            break
    return text if len(text) <= TICK else f"{value:.3g}"


def _drawable(series: Series, plot: Plot) -> Points:
    pairs = [(_scaled(x, plot.log_x), _scaled(y, plot.log_y)) for x, y in zip(series.x, series.y, strict=True)]
    kept = [(x, y) for x, y in pairs if math.isfinite(x) and math.isfinite(y)]
    return [x for x, _ in kept], [y for _, y in kept]


def _scaled(value: float, log: bool) -> float:
    if not log:
        return float(value)
    return math.log10(value) if value > 0 else -math.inf


def _letter_places(points: Points, share: float) -> Points:
    """Where the letter of a series stands: at a `share` of its points of its own, and at the end."""
    last = len(points[0]) - 1
    places = sorted({int(share * last), last})
    return [points[0][i] for i in places], [points[1][i] for i in places]


def _label(label: str, log: bool) -> str:
    return f"{label} (log scale)" if log else label
