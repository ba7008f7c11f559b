"""`approx`: near is near, in lists and dicts too, and nothing else is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.engine.sandbox.approx import Approx

INF, NAN = float("inf"), float("nan")
numbers = st.floats(-1e9, 1e9)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (1.0 + 5e-7, 1.0),
        (5e-10, 0),
        (NAN, NAN),
        (INF, INF),
        ([[1, 2.0000001]], [[1, 2]]),
        ([1, 2], (1, 2)),
        ([1.0, 2.0], np.array([1.0, 2.0])),
        ({"a": [1.0]}, {"a": (1.0,)}),
        ("text", "text"),
        (None, None),
        ([], []),
    ],
)
def test_what_is_near_is_equal(answer, expected):
    assert answer == Approx(expected)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (1.0 + 5e-6, 1.0),
        (1e308, INF),
        (INF, 1e308),
        (-INF, INF),
        (NAN, 0.0),
        (0.0, NAN),
        ([1, 2, 3], [1, 2]),
        (1, [1]),
        ([1], 1),
        ({"a": 1}, {"b": 1}),
        ([1], {"a": 1}),
        ("1", 1),
        (None, 0),
    ],
)
def test_what_is_not_near_differs(answer, expected):
    assert answer != Approx(expected)


@given(numbers, numbers, st.floats(0, 1), st.floats(0, 1))
def test_near_is_what_the_two_tolerances_say(answer, expected, rel, absolute):
    near = abs(answer - expected) <= max(absolute, rel * abs(expected))
    assert (answer == Approx(expected, rel=rel, abs=absolute)) is near
