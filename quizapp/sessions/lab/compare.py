"""Two runs of the same demo side by side: what differs in their parameters, and in every measure."""

from __future__ import annotations

import math
from dataclasses import replace

from quizapp.engine.model import Plot, Result, Table
from quizapp.questions.calls import ParamValue, format_value


def changed_params(first: Result, second: Result) -> Table:
    """A row for each parameter in which the runs differ: its name and both values, as they are typed.

    A value is None where a run, kept by an older quizapp, had no such parameter.
    """
    names = dict.fromkeys((*first.params, *second.params))
    pairs = ((name, first.params.get(name), second.params.get(name)) for name in names)
    return Table(
        ("parameter", "first", "second"),
        tuple((name, _typed(one), _typed(other)) for name, one, other in pairs if one != other),
    )


def differences(first: Result, second: Result) -> Table:
    """A row for each measure of either run: both values, the difference (second less first), and the ratio.

    A value is None where its run lacks the measure. The difference is None where there is none (a measure is true or
    false, or missing, or both are infinite), and the ratio also where the first is 0.
    """
    names = dict.fromkeys((*first.measures, *second.measures))
    rows = tuple(_row(name, first.measures.get(name), second.measures.get(name)) for name in names)
    return Table(("measure", "first", "second", "difference", "ratio"), rows)


def both_plots(first: Result, second: Result) -> Plot | None:
    """The plots of both runs in one, where their axes mean the same: each series twice, with its run in its name.

    The two of a pair follow each other, and the pairs that differ come first: few series can be told apart.
    """
    one, other = first.plot, second.plot
    if one is None or other is None or _axes(one) != _axes(other):
        return None
    ours, theirs = {series.name: series for series in one.series}, {series.name: series for series in other.series}
    names = sorted(dict.fromkeys((*ours, *theirs)), key=lambda name: ours.get(name) == theirs.get(name))
    series = [
        replace(plotted[name], name=f"{name} ({which})")
        for name in names
        for which, plotted in (("first", ours), ("second", theirs))
        if name in plotted
    ]
    return replace(one, series=tuple(series))


def _axes(plot: Plot) -> tuple[str, str, bool, bool]:
    return plot.x_label, plot.y_label, plot.log_x, plot.log_y


def _typed(value: ParamValue | None) -> str | None:
    return None if value is None else format_value(value)


def _row(name: str, first: float | None, second: float | None) -> tuple[str | float | int | bool | None, ...]:
    if first is None or second is None or isinstance(first, bool) or isinstance(second, bool):
        return name, first, second, None, None
    ratio = second / first if first else math.nan
    return name, first, second, _number(second - first), ratio if math.isfinite(ratio) else None


def _number(difference: float) -> float | None:
    return None if math.isnan(difference) else difference
