"""Two runs side by side: what differs, by how much, and where nothing can be said."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.engine.model import Plot, Result, Series
from quizapp.sessions.lab.compare import both_plots, changed_params, differences

PLOT = Plot("step", "weight", (Series("w", (0.0, 1.0), (1.0, 0.5)),))
FIRST = Result("d", {"lr": 0.1, "lams": (0.0, 1e-5), "fast": True}, None, {"a": 2.0}, {}, "", plot=PLOT)


def test_changed_parameters_are_as_they_are_typed() -> None:
    second = replace(FIRST, params={"lr": 1e-5, "lams": (0.5,), "fast": True})
    table = changed_params(FIRST, second)
    assert table.columns == ("parameter", "first", "second")
    assert table.rows == (("lr", "0.1", "1e-05"), ("lams", "0,1e-05", "0.5"))
    assert changed_params(FIRST, FIRST).rows == ()


def test_a_parameter_that_one_run_never_had_is_missing_there() -> None:
    old = replace(FIRST, params={"lr": 0.1, "old": 1})
    rows = changed_params(old, FIRST).rows
    assert rows == (("old", "1", None), ("lams", None, "0,1e-05"), ("fast", None, "true"))


@pytest.mark.parametrize(
    ("first", "second", "difference", "ratio"),
    [
        (2.0, 3.0, 1.0, 1.5),
        (2, 1, -1, 0.5),
        (0.0, 1.0, 1.0, None),
        (1.0, 0.0, -1.0, 0.0),
        (0.0, 0.0, 0.0, None),
        (True, False, None, None),
        (True, 1, None, None),
        (1.0, math.inf, math.inf, None),
        (math.inf, math.inf, None, None),
        (math.nan, 1.0, None, None),
        (5e-324, 1e300, 1e300, None),
    ],
)
def test_difference_and_ratio(first: float, second: float, difference: float | None, ratio: float | None) -> None:
    (row,) = differences(replace(FIRST, measures={"m": first}), replace(FIRST, measures={"m": second})).rows
    assert repr(row) == repr(("m", first, second, difference, ratio))


def test_a_measure_of_one_run_only_is_listed_too() -> None:
    table = differences(replace(FIRST, measures={"a": 1.0, "b": 2.0}), replace(FIRST, measures={"b": 3.0, "c": 4.0}))
    assert table.rows == (("a", 1.0, None, None, None), ("b", 2.0, 3.0, 1.0, 1.5), ("c", None, 4.0, None, None))


@given(st.floats() | st.integers(-(2**53), 2**53), st.floats() | st.integers(-(2**53), 2**53))
def test_no_difference_is_a_nan(first: float, second: float) -> None:
    (row,) = differences(replace(FIRST, measures={"m": first}), replace(FIRST, measures={"m": second})).rows
    assert all(cell is None or (isinstance(cell, float | int) and cell == cell) for cell in row[3:])
    if row[4] is not None:
        assert math.isfinite(float(row[4]))


def test_plots_with_the_same_axes_are_drawn_together() -> None:
    plot = both_plots(FIRST, FIRST)
    assert plot is not None
    assert [series.name for series in plot.series] == ["w (first)", "w (second)"]
    assert (plot.x_label, plot.y_label) == ("step", "weight")


def test_pairs_of_series_that_differ_are_drawn_first() -> None:
    def drawn(*series: Series) -> Result:
        return replace(FIRST, plot=replace(PLOT, series=series))

    same, gone, new = (Series(name, (0.0,), (1.0,)) for name in ("as ever", "gone", "new"))
    moved, there = Series("moved", (0.0,), (1.0,)), Series("moved", (0.0,), (2.0,))
    plot = both_plots(drawn(same, gone, moved), drawn(same, there, new))
    assert plot is not None
    assert [series.name for series in plot.series] == [
        "gone (first)",
        "moved (first)",
        "moved (second)",
        "new (second)",
        "as ever (first)",
        "as ever (second)",
    ]
    assert [plot.series[1].y, plot.series[2].y] == [(1.0,), (2.0,)]


@pytest.mark.parametrize(
    "other",
    [
        None,
        replace(PLOT, log_x=True),
        replace(PLOT, log_y=True),
        replace(PLOT, x_label="epoch"),
        replace(PLOT, y_label="|w|"),
    ],
)
def test_plots_with_other_axes_are_not(other: Plot | None) -> None:
    assert both_plots(FIRST, replace(FIRST, plot=other)) is None
    assert both_plots(replace(FIRST, plot=other), FIRST) is None
