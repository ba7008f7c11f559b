"""The form of the Lab: what the fields say, and where the arrow keys lead."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.engine import catalogue
from quizapp.engine.demo import Demo, Outcome, Param
from quizapp.errors import ParameterError
from quizapp.questions.calls import format_value
from quizapp.sessions.lab.form import defaults, read, stepped
from quizapp.sessions.lab.ranges import PATIENCE, suggested_range, total_seconds
from quizapp.sessions.lab.sweep import read_sweep

KNOBS = [(demo, param) for demo in catalogue.demos() for param in demo.params]
knobs = st.sampled_from(KNOBS)


def knob(default, low=None, high=None, choices=(), name="x") -> Param:
    return Param(name, default, "a knob", low, high, choices)


def walk(param: Param, text: str, *directions: int) -> list[str]:
    texts = []
    for direction in directions:
        text = stepped(param, text, direction)
        texts.append(text)
    return texts


UP, DOWN = 1, -1


@pytest.mark.parametrize(
    ("param", "start", "directions", "texts"),
    [
        (knob(10, 1, 2000), "10", [UP, UP], ["11", "12"]),
        (knob(10, 1, 2000), "100", [UP, DOWN, DOWN, DOWN], ["110", "100", "90", "85"]),
        (knob(10, 1, 2000), "1", [DOWN], ["1"]),
        (knob(10, 1, 2000), "1999", [UP, UP], ["2000", "2000"]),
        (knob(0.1, 1e-6, 1), "0.1", [UP, UP, UP, UP], ["0.2", "0.5", "1", "1"]),
        (knob(0.1, 1e-6, 1), "0.13", [UP, DOWN, DOWN], ["0.2", "0.1", "0.05"]),
        (knob(0.01, 0, 1), "2e-05", [DOWN, DOWN, UP, UP], ["1e-05", "0", "1e-05", "2e-05"]),
        (knob(0.5, 0, 1), "0.5", [UP, DOWN, DOWN], ["0.55", "0.5", "0.45"]),
        (knob(0.5, 0, 1), "0.13", [UP, UP], ["0.15", "0.2"]),
        (knob(0.0, 0, 0.99), "0", [UP, UP, DOWN, DOWN, DOWN], ["0.05", "0.1", "0.05", "0", "0"]),
        (knob(1.0, -10, 10), "0.1", [DOWN, DOWN], ["0", "-0.1"]),
        (knob(42, 0, 2**31 - 1, name="seed"), "42", [UP, DOWN, DOWN], ["43", "42", "41"]),
        (knob(True), "true", [UP, UP], ["false", "true"]),
        (knob("a", choices=("a", "b", "c")), "c", [UP, DOWN, DOWN], ["a", "c", "b"]),
        (knob("auto", 1e-6, 1, ("auto",)), "auto", [DOWN, UP, UP], ["auto", "1e-06", "2e-06"]),
        (knob("auto", 1e-6, 1, ("auto",)), "2e-06", [DOWN, DOWN], ["1e-06", "auto"]),
        (knob((1.0, 2.0), 0, 9), "1,2", [UP, DOWN], ["1,2", "1,2"]),
        (knob(0.1, 0, 1), "rubbish", [UP], ["0.1"]),
        (knob("a", choices=("a", "b")), "rubbish", [DOWN], ["a"]),
        (knob(0.1, 0, 1), "7", [UP], ["1"]),
        (knob(0.1, 0, 1), "-inf", [UP], ["0"]),
        (knob(0.1, 0, 1), "nan", [UP], ["0.1"]),
        (knob(10, 1, 99), "9" * 400, [DOWN], ["99"]),
    ],
)  # fmt: skip
def test_an_arrow_key_goes_on_sensibly(param: Param, start: str, directions: list[int], texts: list[str]) -> None:
    assert walk(param, start, *directions) == texts


@given(knobs, st.lists(st.sampled_from([UP, DOWN]), max_size=60))
def test_no_walk_leaves_the_range(knob: tuple[Demo, Param], directions: list[int]) -> None:
    demo, param = knob
    for text in walk(param, format_value(param.default), *directions):
        catalogue.typed_value(demo, param, text)


@given(knobs, st.data())
def test_up_means_more_until_the_end(knob: tuple[Demo, Param], data: st.DataObject) -> None:
    demo, param = knob
    if param.low is None or param.high is None or isinstance(param.default, tuple):
        return
    value = data.draw(st.floats(param.low, param.high))
    text = format_value(round(value) if type(param.default) is int else value)
    start, more, less = (
        catalogue.typed_value(demo, param, one) for one in (text, stepped(param, text, UP), stepped(param, text, DOWN))
    )
    assert more > start or start == param.high
    assert isinstance(less, str) or less < start or start == param.low


@given(knobs, st.text(max_size=20) | st.floats().map(repr) | st.integers().map(str))
def test_whatever_is_typed_is_read_or_explained(knob: tuple[Demo, Param], text: str) -> None:
    demo, param = knob
    reading = read(demo, {**defaults(demo), param.name: text})
    try:
        value = catalogue.typed_value(demo, param, text)
    except ParameterError as error:
        assert reading.problems == {param.name: str(error)}
        assert param.name in reading.problems[param.name]
        assert not reading.usable
    else:
        assert reading.values[param.name] == value
        assert not reading.problems
    if not isinstance(param.default, tuple):
        catalogue.typed_value(demo, param, stepped(param, text, UP))


def test_values_that_cannot_work_together_are_an_objection() -> None:
    demo = replace(
        catalogue.find("sparse_regression"), check=lambda params: "too few rows" if params["n"] < 50 else None
    )
    assert read(demo, defaults(demo)).usable
    few = read(demo, {**defaults(demo), "n": "20"})
    assert few.objection == "too few rows"
    assert not few.usable
    both_out = read(demo, {**defaults(demo), "n": "none", "noise": "-1"})
    assert list(both_out.problems) == ["n", "noise"]
    assert not both_out.objection, "said once every value can be read"


@pytest.mark.parametrize(("demo", "param"), KNOBS, ids=[f"{demo.name}-{param.name}" for demo, param in KNOBS])
def test_every_parameter_has_a_range_to_sweep(demo: Demo, param: Param) -> None:
    if isinstance(param.default, tuple):
        return
    values = catalogue.complete(demo, {})
    sweep = read_sweep(demo, f"{param.name}={suggested_range(demo, param, values)}", values)
    assert len(sweep.values) >= 2
    assert total_seconds(demo, sweep) <= PATIENCE


@given(knobs, st.data())
def test_a_range_is_suggested_from_wherever_one_is(knob: tuple[Demo, Param], data: st.DataObject) -> None:
    demo, param = knob
    if isinstance(param.default, tuple) or param.low is None or param.high is None:
        return
    value = data.draw(st.floats(param.low, param.high))
    values = {**catalogue.complete(demo, {}), param.name: round(value) if type(param.default) is int else value}
    if demo.check(values):
        return
    sweep = read_sweep(demo, f"{param.name}={suggested_range(demo, param, values)}", values, seconds=1e9)
    assert len(sweep.values) >= 2


@pytest.mark.parametrize("n", [100, 15, 2])
def test_a_range_avoids_what_the_other_parameters_refuse(n: int) -> None:
    """Where as many rows as there are features are needed, the range around the least goes up only."""
    params = (Param("n", 100, "rows", 2, 2000), Param("d", n, "features", 1, 2000))
    demo = Demo(
        "odd", "", "", "", params, (), lambda *_: Outcome({}, ""), "", lambda p: "no" if p["n"] < p["d"] else None
    )
    suggested = suggested_range(demo, params[0], {"n": n, "d": n})
    assert len(read_sweep(demo, f"n={suggested}", {"n": n, "d": n}).values) >= 2
