"""Two runs of the same demo side by side: what differs in their parameters, and in every measure."""

from __future__ import annotations

import math

from quizapp.engine.model import Plot, Result, Series, Table
from quizapp.questions.calls import format_value


def changed_params(first: Result, second: Result) -> Table:
    """A row for each parameter in which the runs differ: its name and both values, as they are typed."""
    rows = tuple(
        (name, format_value(value), format_value(second.params[name]))
        for name, value in first.params.items()
        if value != second.params[name]
    )
    return Table(("parameter", "first", "second"), rows)


def differences(first: Result, second: Result) -> Table:
    """A row for each measure: its value in both runs, the difference (second less first), and the ratio.

    The ratio is None where the first is 0; both are None where a measure is true or false.
    """
    rows = tuple(_row(name, value, second.measures[name]) for name, value in first.measures.items())
    return Table(("measure", "first", "second", "difference", "ratio"), rows)


def both_plots(first: Result, second: Result) -> Plot | None:
    """The plots of both runs in one, where their axes mean the same: each series twice, with its run in the name."""
    one, other = first.plot, second.plot
    if one is None or other is None or (one.log_x, one.log_y) != (other.log_x, other.log_y):
        return None
    series = [
        Series(f"{series.name} ({which})", series.x, series.y)
        for which, plot in (("first", one), ("second", other))
        for series in plot.series
    ]
    return Plot(one.x_label, one.y_label, tuple(series), log_x=one.log_x, log_y=one.log_y)


def _row(
    name: str, first: float | int | bool, second: float | int | bool
) -> tuple[str | float | int | bool | None, ...]:
    if isinstance(first, bool) or isinstance(second, bool):
        return name, first, second, None, None
    ratio = second / first if first else math.nan
    return name, first, second, second - first, ratio if math.isfinite(ratio) else None
