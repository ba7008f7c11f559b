"""Sweeps: how a range is read and refused, what is missing, and the table and plot of what is there."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.engine.demo import Demo, Outcome, Param
from quizapp.engine.model import Result
from quizapp.errors import EngineError, ParameterError, QuizError, TooLargeError, UsageError
from quizapp.questions.calls import Call, ParamValue
from quizapp.sessions.lab.sweep import MOST, Sweep, missing_words, read_sweep, sweep_plot, sweep_table


def check(params: Mapping[str, ParamValue]) -> str | None:
    return "steps of 13 bring bad luck." if params["steps"] == 13 else None


DEMO = Demo(
    name="made_up",
    title="Made up",
    subject="tests",
    about="",
    params=(
        Param("lr", 0.1, "learning rate", 1e-6, 10.0),
        Param("shift", 0.0, "a shift", -1.0, 1.0),
        Param("steps", 10, "steps", 1, 2000),
        Param("fast", False, "whether it is fast"),
        Param("method", "adam", "optimiser", choices=("adam", "sgd", "adamw")),
        Param("rate", "auto", "rate", 0.001, 1.0, choices=("auto",)),
        Param("lams", (0.0, 0.1), "strengths", 0.0, 1.0),
        Param("third", 1 / 3, "a third and more", 1 / 3, 2 / 3),
    ),
    claims=(),
    run=lambda params, report: Outcome({}, ""),
    script="print(1)",
    check=check,
    estimate=lambda params: 0.05 * float(str(params["steps"])),
)


def read(text: str, seconds: float = 60.0, **base: ParamValue) -> Sweep:
    return read_sweep(DEMO, text, base, seconds=seconds)


def result(**measures: float) -> Result:
    return Result("made_up", {}, None, measures, {}, "")


# ------------------------------------------------------------ reading


@pytest.mark.parametrize(
    ("text", "values", "log"),
    [
        ("lr=0.1:0.5:5", (0.1, 0.2, 0.3, 0.4, 0.5), False),
        ("lr=1e-4:1:5:log", (1e-4, 1e-3, 1e-2, 1e-1, 1.0), True),
        (" lr = 0.1 : 0.5 : 5 ", (0.1, 0.2, 0.3, 0.4, 0.5), False),
        ("lr=1:0.5:2", (1.0, 0.5), False),
        ("shift=-1:1:3", (-1.0, 0.0, 1.0), False),
        ("steps=1:10:4", (1, 4, 7, 10), False),
        ("steps=1:3:9", (1, 2, 3), False),  # what rounds to the same number is run once
        ("steps=1:1000:4:log", (1, 10, 100, 1000), True),
        ("steps=1e1,2.0,3", (10, 2, 3), False),
        ("lr=1,0.5,1.0", (1.0, 0.5), False),
        ("fast=false,true", (False, True), False),
        ("method=sgd, adam", ("sgd", "adam"), False),
        ("rate=auto,0.5,1", ("auto", 0.5, 1.0), False),
        ("rate=0.5:1:2", (0.5, 1.0), False),
        ("third=0.3333333333333333:0.6666666666666666:2", (1 / 3, 2 / 3), False),
    ],
)
def test_the_values_of_a_range(text: str, values: tuple[ParamValue, ...], log: bool) -> None:
    sweep = read(text)
    assert repr(sweep.values) == repr(values)
    assert sweep.log is log


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lr", "A sweep is written lr=1e-06:10:10"),
        ("=1:2:3", 'has no parameter ""'),
        ("lr=", "A sweep is written"),
        ("lrr=1:2:3", "Did you mean lr?"),
        ("lams=0:1:3", "lams is a list"),
        ("lr=0.1:0.5", "is no range"),
        ("lr=0.1:0.5:3:lin", "is no range"),
        ("lr=0.1:0.5:3:log:x", "is no range"),
        ("lr=0.1:0.5:1", "“1” is no count of runs"),
        ("lr=0.1:0.5:201", "from 2 to 200"),
        ("lr=0.1:0.5:-3", "“-3” is no count"),
        ("lr=0.1:0.5:2.5", "“2.5” is no count"),
        ("lr=0.1:0.5:" + "9" * 5000, "is no count"),
        ("lr=a:0.5:3", "“a” cannot be an end of the range of lr"),
        ("lr=nan:0.5:3", "“nan” cannot be an end"),
        ("lr=0.1:inf:3", "“inf” cannot be an end"),
        ("lr=0.1:11:3", "a number from 1e-06 to 10"),
        ("steps=1.5:3:2", "a whole number from 1 to 2000"),
        ("shift=-1:1:3:log", "shift cannot go from -1 to 1 by factors"),
        ("shift=0:1:3:log", "both must be above 0"),
        ("fast=0:1:2", "true or false"),
        ("method=adam:sgd:2", "one of adam, sgd, adamw"),
        ("lr=0.5:0.5:5", "lr would take 1 different value;"),
        ("lr=0.5", "lr would take 1 different value;"),
        ("lr=,,", "lr would take 0 different values;"),
        ("lr=" + ",".join(str(k / 1000) for k in range(1, 202)), "201 different values"),
        ("lr=0.1,x", '"x" cannot be read as lr'),
        ("lr=0.1,99", "lr = 99"),
        ("method=adam,rmsprop", "method = rmsprop is refused"),
        ("steps=12:14:3", "bad luck"),
    ],
)
def test_what_is_no_sweep_is_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises((UsageError, ParameterError)) as caught:
        read(text)
    assert words in str(caught.value)
    assert len(str(caught.value)) < 300


def test_the_other_parameters_are_checked_with_every_value() -> None:
    with pytest.raises(ParameterError, match="shift = 7"):
        read("lr=0.1:0.5:3", shift=7.0)
    with pytest.raises(ParameterError, match="no parameter"):
        read("lr=0.1:0.5:3", shfit=0.0)


def test_the_swept_parameter_is_none_of_the_others() -> None:
    sweep = read("lr=0.1:0.5:2", lr=3.0, shift=0.5)
    assert sweep.base == {"shift": 0.5}
    assert sweep.call(0.1) == Call.of("made_up", {"lr": 0.1, "shift": 0.5})


def test_a_run_that_is_too_large_is_named_before_anything_runs() -> None:
    with pytest.raises(TooLargeError, match=r"^At steps=1500: made_up .* takes about 75 s") as caught:
        read("steps=500,1000,1500", seconds=50)
    assert caught.value.seconds == 75
    assert len(read("steps=500,1000,1500", seconds=75).values) == 3


numbers = st.floats(1e-6, 10.0)


@given(start=numbers, stop=numbers, count=st.integers(2, MOST), log=st.booleans())
def test_a_range_begins_and_ends_where_it_says_and_stays_within(
    start: float, stop: float, count: int, log: bool
) -> None:
    try:
        values = read(f"lr={start!r}:{stop!r}:{count}" + (":log" if log else "")).values
    except UsageError:
        assert start == stop
        return
    assert (values[0], values[-1]) == (start, stop)
    low, high = sorted((start, stop))
    assert all(isinstance(value, float) and low <= value <= high for value in values)
    assert list(values) == sorted(set(values), reverse=start > stop)
    assert len(values) <= count


@given(start=st.integers(1, 2000), stop=st.integers(1, 2000), count=st.integers(2, MOST), log=st.booleans())
def test_a_range_of_whole_numbers_holds_whole_numbers(start: int, stop: int, count: int, log: bool) -> None:
    try:
        values = read(f"steps={start}:{stop}:{count}" + (":log" if log else ""), seconds=1e9).values
    except QuizError as error:
        assert start == stop or "bad luck" in str(error)
        return
    assert all(type(value) is int for value in values)
    assert (values[0], values[-1]) == (start, stop)
    assert len(set(values)) == len(values)
    assert log or len(values) == min(count, abs(start - stop) + 1)


@given(st.text(max_size=30) | st.from_regex(r"\s*[a-z]{2,5}\s*=[-0-9.e:,lognaif ]{0,30}", fullmatch=True))
def test_any_text_is_a_sweep_or_a_sentence(text: str) -> None:
    try:
        sweep = read(text)
    except (UsageError, EngineError) as error:
        assert str(error)
    else:
        assert 2 <= len(sweep.values) <= MOST


# ------------------------------------------------------------ what has come of it

SWEEP = Sweep("made_up", "lr", (1.0, 2.0, 3.0), {})


def test_what_is_missing_waits_until_it_fails() -> None:
    sweep = SWEEP.with_result(2.0, result(a=1)).with_failure(3.0, "no.")
    assert (sweep.missing, sweep.waiting) == ((1.0, 3.0), (1.0,))
    assert sweep.resumed().waiting == (1.0, 3.0)
    again = sweep.with_result(3.0, result(a=2))
    assert (again.missing, again.failures) == ((1.0,), {})
    assert SWEEP.waiting == SWEEP.values, "the sweep before is as it was"


@pytest.mark.parametrize(
    ("failures", "sentence"),
    [
        ({}, "2 of 3 runs are missing: they were not run."),
        ({3.0: "Third.", 2.0: "Second."}, "2 of 3 runs are missing: Second."),
    ],
)
def test_missing_runs_are_counted_with_the_first_reason(failures: dict[ParamValue, str], sentence: str) -> None:
    sweep = SWEEP.with_result(1.0, result(a=1))
    for value, why in failures.items():
        sweep = sweep.with_failure(value, why)
    assert missing_words(sweep) == sentence


def test_one_missing_run_is_one_and_none_is_nothing() -> None:
    sweep = SWEEP.with_result(1.0, result(a=1)).with_result(2.0, result(a=1))
    assert missing_words(sweep) == "1 of 3 runs is missing: it was not run."
    assert missing_words(sweep.with_result(3.0, result(a=1))) == ""


def test_the_table_has_a_row_for_each_run_in_the_order_of_the_values() -> None:
    sweep = SWEEP.with_result(3.0, result(a=30, b=3)).with_result(1.0, result(a=10))
    assert sweep.measures == ("a", "b")
    table = sweep_table(sweep)
    assert table.columns == ("lr", "a", "b")
    assert table.rows == ((1.0, 10, None), (3.0, 30, 3))
    assert sweep_table(sweep, "b").rows == ((1.0, None), (3.0, 3))
    assert sweep_table(SWEEP).rows == ()


def test_the_plot_is_in_order_and_leaves_out_what_cannot_be_drawn() -> None:
    falling = Sweep("made_up", "lr", (3.0, 2.0, 1.0, 0.5, 0.2), {})
    for value, measures in {3.0: {"a": 1}, 2.0: {"a": math.inf}, 1.0: {"a": True}, 0.5: {}, 0.2: {"a": 4}}.items():
        falling = falling.with_result(value, result(**measures))
    plot = sweep_plot(falling, "a", "learning rate")
    assert plot is not None
    assert (plot.x_label, plot.y_label, plot.log_x) == ("lr (learning rate)", "a", False)
    assert [(s.name, s.x, s.y) for s in plot.series] == [("a", (0.2, 1.0, 3.0), (4.0, 1.0, 1.0))]


def test_words_and_single_points_have_no_plot() -> None:
    for values in (("adam", "sgd"), (False, True)):
        sweep = Sweep("made_up", "method", values, {})
        for value in values:
            sweep = sweep.with_result(value, result(a=1))
        assert sweep_plot(sweep, "a") is None
    assert sweep_plot(SWEEP.with_result(1.0, result(a=1)), "a") is None
    assert sweep_plot(SWEEP, "a") is None
