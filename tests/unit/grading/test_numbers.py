"""Numbers as people type them, and tolerances in numbers and in words."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import UnreadableError
from quizapp.grading.numbers import Tolerance, read_number, say_number

finite = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12)
keys = st.one_of(st.just(0.0), finite.filter(lambda x: abs(x) > 1e-9))
tolerances = st.one_of(
    st.floats(0, 0.5).map(lambda rel: Tolerance(rel=rel)),
    st.floats(0, 1e6).map(lambda distance: Tolerance(abs=distance)),
    st.integers(1, 12).map(lambda digits: Tolerance(digits=digits)),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.69", 2.69),
        ("2,69e0", 2.69),
        ("1e-3", 1e-3),
        ("27%", 0.27),
        ("27 %", 0.27),
        ("−3", -3.0),
        ("+.5", 0.5),
        ("5.", 5.0),
        (" 1\u2009000 ", 1000.0),
        ("1\u202f234,5", 1234.5),
        ("1E+2", 100.0),
        ("1e−3", 1e-3),
        ("2.69·10^-3", 2.69e-3),
        ("2.69 × 10⁻³", 2.69e-3),
        ("2.69*10**-3", 2.69e-3),
        ("2,69 x 10^(-3)", 2.69e-3),
        ("-2 · 10²", -200.0),
        ("12 345", 12345.0),
        ("12\u2009345.5", 12345.5),
        ("12'345", 12345.0),
        ("12’345,5", 12345.5),
        ("12_345", 12345.0),
        ("1,234,567", 1234567.0),
        ("1.234.567", 1234567.0),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234", 1.234),
        ("1.234", 1.234),
        ("0,123", 0.123),
        ("1234,567", 1234.567),
        ("= 2.5", 2.5),
        ("≈2.5", 2.5),
        ("- 3", -3.0),
    ],
)
def test_what_people_type_is_read(text, value):
    assert read_number(text) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "position", "named"),
    [
        ("2.6x", 3, "'x'"),
        ("about 3", 0, "'a'"),
        ("1.2.3", 3, "'.'"),
        ("--2", 1, "'-'"),
        ("1e", 1, "'e'"),
        ("  3 dB", 4, "'d'"),
        ("12 34", 3, "'3'"),
        ("1,23,456", 4, "','"),
        ("12,345,67", 6, "','"),
        ("1 234 5", 6, "'5'"),
        ("2.69·10", 4, "'·'"),
        ("2.69·10^(-3", 4, "'·'"),
        ("1/3", 1, "'/'"),
        ("%", 0, "'%'"),
        ("5%%", 2, "'%'"),
        ("nan", 0, "finite"),
        ("-inf", 0, "finite"),
        ("∞", 0, "finite"),
        ("1e999", 0, "large"),
        ("٣", 0, "'٣'"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_character(text, position, named):
    with pytest.raises(UnreadableError, match=re.escape(named)) as refused:
        read_number(text)
    assert refused.value.position == position


@pytest.mark.parametrize("text", ["", "   ", "\t\n", "\u2009"])
def test_nothing_is_not_a_number(text):
    with pytest.raises(UnreadableError, match="nothing was typed"):
        read_number(text)


def test_a_novel_is_refused_at_once():
    with pytest.raises(UnreadableError, match="longer"):
        read_number("1" * 1_000_000)


@given(finite)
def test_every_float_is_read_back_in_each_spelling(value):
    for text in (repr(value), repr(value).replace(".", ","), repr(value).replace("-", "−"), f" {value!r} "):
        assert read_number(text) == value


@given(st.text(max_size=80))
def test_any_text_is_a_finite_number_or_is_refused_at_a_character_of_it(text):
    try:
        assert math.isfinite(read_number(text))
    except UnreadableError as refused:
        assert refused.position is None or 0 <= refused.position < len(text)


@given(tolerances, keys)
def test_the_key_and_both_ends_of_the_interval_count_and_what_lies_beyond_does_not(tolerance, key):
    low, high = tolerance.interval(key)
    half = (high - low) / 2
    assert tolerance.accepts(key, key)
    assert tolerance.accepts(low, key)
    assert tolerance.accepts(high, key)
    beyond = max(half, 1e-9 * abs(key), 1e-12) * 0.01
    assert not tolerance.accepts(high + beyond, key)
    assert not tolerance.accepts(low - beyond, key)


@given(tolerances, keys)
def test_the_interval_in_words_promises_nothing_that_does_not_count(tolerance, key):
    words = tolerance.in_words(key)
    if words == "only exactly this counts":
        return
    low, high = map(float, re.fullmatch(r"anything from (\S+) to (\S+) counts", words).groups())
    start, end = tolerance.interval(key)
    slack = 1e-9 * (end - start) + 1e-14 * abs(key)
    assert start - slack <= low <= high <= end + slack
    assert high - low >= 0.7 * (end - start) - 2 * slack, "the words keep most of the interval"


@pytest.mark.parametrize(
    ("tolerance", "key", "words"),
    [
        (Tolerance(rel=0.02), 2.690953, "anything from 2.64 to 2.74 counts"),
        (Tolerance(abs=0.5), 47, "anything from 46.5 to 47.5 counts"),
        (Tolerance(abs=0), 47, "only exactly this counts"),
        (Tolerance(abs=5e-324), 0, "only exactly this counts"),
        (Tolerance(rel=1e-15), 3, "only exactly this counts"),
        (Tolerance(digits=3), 0.00123456, "anything from 0.001230 to 0.001239 counts"),
        (Tolerance(abs=50), 1234.0, "anything from 1190 to 1280 counts"),
        (Tolerance(rel=0.1), -2.0, "anything from -2.20 to -1.80 counts"),
    ],
)
def test_intervals_are_said_as_a_person_would(tolerance, key, words):
    assert tolerance.in_words(key) == words


def test_measures_are_said_with_six_digits_and_whole_numbers_whole():
    assert [say_number(x) for x in (2.6909526, 47.0, 1e-9, 0.0)] == ["2.69095", "47", "1e-09", "0"]


@pytest.mark.parametrize(
    ("tolerance", "value", "words"),
    [
        (Tolerance(rel=0.02), 103.3, "3.3 % above"),
        (Tolerance(rel=0.02), 97, "3 % below"),
        (Tolerance(rel=0.02), 101.9, ""),
        (Tolerance(rel=0.02), 120, ""),
        (Tolerance(abs=0.5), 101, "1 above"),
        (Tolerance(abs=0.5), 98.75, "1.2 below"),
        (Tolerance(digits=2), 109, "9 % above"),
        (Tolerance(abs=0), 101, ""),
    ],
)
def test_a_number_just_outside_is_told_how_far(tolerance, value, words):
    assert tolerance.how_far(value, 100) == words


def test_just_outside_of_zero_and_of_a_negative_key():
    assert Tolerance(abs=0.1).how_far(-0.2, 0) == "0.2 below"
    assert Tolerance(digits=3).how_far(0.01, 0) == "0.01 above"
    assert Tolerance(rel=0.1).how_far(-1.1, -2) == ""
    assert Tolerance(rel=0.1).how_far(-1.7, -2) == "15 % above"
