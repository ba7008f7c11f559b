"""Results as JSON: they come back exactly, whatever numbers they hold."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.engine import wire
from quizapp.engine.model import Plot, Result, Series, Table

finite = st.floats(allow_nan=False, allow_infinity=False)
not_nan = st.floats(allow_nan=False)
numbers = st.one_of(st.booleans(), st.integers(), not_nan)
names = st.text(max_size=8)
cells = st.one_of(st.none(), st.text(max_size=5), numbers)
params = st.dictionaries(names, st.one_of(names, numbers, st.lists(not_nan, max_size=4).map(tuple)), max_size=4)


@st.composite
def tables(draw):
    columns = draw(st.lists(names, max_size=4))
    rows = st.tuples(*(cells for _ in columns))
    return Table(tuple(columns), tuple(draw(st.lists(rows, max_size=4))))


@st.composite
def series(draw):
    points = draw(st.lists(st.tuples(not_nan, not_nan), max_size=5))
    return Series(draw(names), tuple(x for x, _ in points), tuple(y for _, y in points))


plots = st.builds(
    Plot, names, names, st.lists(series(), max_size=3).map(tuple), log_x=st.booleans(), log_y=st.booleans()
)
results = st.builds(
    Result,
    demo=names,
    params=params,
    seed=st.none() | st.integers(),
    measures=st.dictionaries(names, numbers, max_size=4),
    claims=st.dictionaries(names, st.booleans(), max_size=3),
    summary=names,
    table=st.none() | tables(),
    plot=st.none() | plots,
    seconds=finite,
    threads=st.integers(1, 8),
    cached=st.booleans(),
    versions=st.dictionaries(names, names, max_size=3),
)

RESULT = Result("decay_step", {"lr": 0.1}, None, {"sgd": 1.0}, {}, "one", Table(("a",), ((1,),)))


def exact(value):
    """`value` so that equality tells 1 from 1.0 and from True, and 0.0 from -0.0."""
    return repr(value)


@given(results)
def test_a_result_comes_back_from_its_json_exactly(result):
    line = wire.dump(result.to_json())
    assert exact(Result.from_json(json.loads(line))) == exact(result)


@given(results)
def test_the_json_holds_nothing_that_json_does_not_know(result):
    def refuse(word):
        raise AssertionError(word)

    json.loads(wire.dump(result.to_json()), parse_constant=refuse)


def test_a_nan_measure_survives():
    back = Result.from_json(json.loads(wire.dump(replace(RESULT, measures={"lost": math.nan}).to_json())))
    assert math.isnan(back.measures["lost"])


def test_numpy_numbers_become_plain_ones():
    measures = {"a": np.float64(0.5), "b": np.int64(3), "c": np.bool_(True), "d": np.float32(0.25), "e": np.array(2)}
    back = Result.from_json(json.loads(wire.dump(replace(RESULT, measures=measures).to_json())))
    assert exact(dict(back.measures)) == exact({"a": 0.5, "b": 3, "c": True, "d": 0.25, "e": 2})


def test_the_object_has_the_keys_that_the_command_line_promises():
    data = RESULT.to_json()
    promised = {"demo", "params", "seed", "measures", "claims", "table", "seconds", "cached", "versions"}
    assert promised <= set(data)
    assert data["table"] == {"columns": ["a"], "rows": [[1]]}


@pytest.mark.parametrize(
    "damage",
    [
        {"measures": {"sgd": "text"}},
        {"measures": {"sgd": None}},
        {"measures": {"sgd": {"float": "big"}}},
        {"measures": [1]},
        {"params": {"lr": None}},
        {"table": {}},
        {"table": {"columns": ["a", "b"], "rows": [[1]]}},
        {"plot": {"x_label": "x", "y_label": "y", "log_x": False, "log_y": False, "series": [{"name": "s"}]}},
        {"summary": 3},
        {"versions": {"torch": None}},
        {"seed": "x"},
    ],
)
def test_a_malformed_object_is_refused(damage):
    with pytest.raises(ValueError):
        Result.from_json({**RESULT.to_json(), **damage})


@pytest.mark.parametrize("key", sorted(RESULT.to_json()))
def test_a_missing_key_is_refused(key):
    data = RESULT.to_json()
    del data[key]
    with pytest.raises(ValueError, match=key):
        Result.from_json(data)


@pytest.mark.parametrize(("x", "y"), [([1.0], [1.0, 2.0]), ([{"float": "nan"}], [1.0])])
def test_a_series_that_cannot_be_drawn_is_refused(x, y):
    data = {"x_label": "", "y_label": "", "log_x": False, "log_y": False, "series": [{"name": "s", "x": x, "y": y}]}
    with pytest.raises(ValueError, match="series 's'"):
        Plot.from_json(data)


def test_what_is_no_value_is_refused():
    with pytest.raises(ValueError, match="set is not a value"):
        wire.pack({1, 2})
