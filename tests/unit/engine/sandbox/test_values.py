"""Values on their way to the learner's process and back: exact, or a sentence that names the type."""

import json
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.engine.sandbox.values import UnsendableError, pack_answer, pack_argument, unpack

keys = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=3)
)
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
values = st.recursive(
    leaves, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(keys, inside, max_size=3), max_leaves=12
)
arguments = st.recursive(leaves, lambda inside: st.lists(inside, max_size=3) | st.tuples(inside), max_leaves=12)


def travelled(packed):
    return unpack(json.loads(json.dumps(packed, allow_nan=False)))


@given(values)
def test_answers_arrive_exactly(value):
    assert repr(travelled(pack_answer(value))) == repr(value)  # which tells 1 from 1.0 and True, and knows NaN


@given(arguments)
def test_arguments_arrive_exactly_tuples_among_them(value):
    assert repr(travelled(pack_argument(value))) == repr(value)


@given(st.lists(st.floats(), max_size=5), st.sampled_from(["float64", "float32", "float16"]))
def test_arrays_go_as_they_are_and_come_back_as_lists(items, dtype):
    with np.errstate(over="ignore"):
        array = np.array(items, dtype=dtype).reshape(1, -1)
    there = travelled(pack_argument(array))
    assert (there.dtype, there.shape) == (array.dtype, array.shape)
    np.testing.assert_array_equal(there, array)
    np.testing.assert_array_equal(np.array(travelled(pack_answer(array))), array)


def test_what_is_yielded_comes_back_as_a_list():
    for value in ((n for n in (1, 2)), map(int, "12"), range(1, 3), iter([1, 2])):
        assert travelled(pack_answer(value)) == [1, 2]
    assert travelled(pack_answer(zip("a", [1], strict=True) for _ in "x")) == [[["a", 1]]]
    with pytest.raises(UnsendableError, match=r"^a generator$"):
        pack_argument(n for n in ())


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (object(), "an object"),
        ({1, 2}, "a set"),
        (1j, "a complex"),
        (b"x", "a bytes"),
        (Fraction(1, 2), "a Fraction"),
        (len, "a builtin_function_or_method"),
        ([[Fraction(1, 2)]], "a Fraction"),
        ({(1, 2): 3}, "a dict with a tuple as a key"),
        ({math.nan: 3}, "a dict with a float as a key"),
        (np.array([1j]), "a complex"),
        (np.datetime64("2026-01-01"), "a date"),
        (np.longdouble(1), "a longdouble"),
        pytest.param(-(1 << 14_284), "a number of thousands of digits", id="a long number"),
    ],
)
@pytest.mark.parametrize("pack", [pack_answer, pack_argument])
def test_what_does_not_travel_is_named(pack, value, words):
    with pytest.raises(UnsendableError, match=f"^{words}$"):
        pack(value)


def test_as_many_digits_as_python_reads_travel():
    assert travelled(pack_answer(2**14_284 - 1)) == 2**14_284 - 1


def nested(depth):
    value = 1
    for _ in range(depth):
        value = [value]
    return value


def test_lists_travel_to_a_depth_that_every_reader_takes():
    assert travelled(pack_answer(nested(99))) == nested(99)
    with pytest.raises(UnsendableError, match="lists more than 100 deep"):
        pack_answer(nested(100))


def test_a_type_with_methods_of_its_own_loses_them():
    class Liar(float):
        def __eq__(self, other):
            return True

        __hash__ = float.__hash__

    assert travelled(pack_answer(Liar(1.0))) != 2.0
    assert type(travelled(pack_answer(type("Liar", (list,), {})([1])))) is list


@pytest.mark.parametrize(
    "packed",
    [{}, {"float": "big"}, {"a": 1, "b": 2}, {"set": [1]}, {"dict": [[1]]}, {"dict": 3}, {"numpy": [1]}, [{"x": 0}]],
)
def test_what_nothing_packed_is_refused(packed):
    with pytest.raises(ValueError):
        unpack(packed)
