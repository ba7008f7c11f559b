"""Numbers with a unit, in per cent, and worked out from arithmetic."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import UnreadableError
from quizapp.grading.units import read_answer


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("2.5", "ms", 2.5),
        ("2.5 ms", "ms", 2.5),
        ("2.5ms", "ms", 2.5),
        ("2500 µs", "ms", 2.5),
        ("2500 μs", "ms", 2.5),
        ("2,5e3us", "ms", 2.5),
        ("0.0025 s", "ms", 2.5),
        ("3 km", "m", 3000),
        ("2 GB", "MB", 2000),
        ("12 steps", "steps", 12),
        ("1 Step", "steps", 1),
        ("27", "%", 27),
        ("27%", "%", 27),
        ("27 percent", "%", 27),
        ("27%", "", 0.27),
        ("27 per cent", "", 0.27),
        ("1/4 %", "", 0.0025),
        ("1/4%", "%", 0.25),
        ("1/4 ms", "ms", 0.25),
        ("1/3", "", 1 / 3),
        ("√2", "", math.sqrt(2)),
        ("2*0.01", "", 0.02),
        ("1 - 0.9", "", 0.1),
        ("10^-3", "", 1e-3),
        ("10⁻³", "", 1e-3),
        ("½", "", 0.5),
        ("e^-1", "", math.exp(-1)),
        ("(1 − 0,1)^2", "", 0.81),
        ("π", "", math.pi),
        ("2pi", "", 2 * math.pi),
        ("2.8-2.6", "", 0.2),
        ("2.6 - 2.8 - 1", "", -1.2),
    ],
)
def test_a_number_in_the_unit_that_is_asked_for(text, unit, value):
    assert read_answer(text, unit)[0] == pytest.approx(value)


def test_one_comma_before_three_digits_can_be_read_in_two_ways():
    assert read_answer("1,234", "") == (1.234, 1234)
    assert read_answer("-1,234 ms", "ms") == (-1.234, -1234)
    assert read_answer("0,123", "") == (0.123,)
    assert read_answer("1,23", "") == (1.23,)


@pytest.mark.parametrize(
    ("text", "unit", "position", "said"),
    [
        ("2.5 kg", "ms", 4, "the answer is in ms; 'kg' at character 5 is something else"),
        ("2.5 MS", "ms", 4, "the answer is in ms"),
        ("3 min", "m", 2, "the answer is in m"),
        ("12 epochs", "steps", 3, "the answer is in steps"),
        ("3 %", "ms", 2, "the answer is in ms"),
        ("3 dB", "", 2, "cannot read 'd' at character 3"),
        ("about 3", "", 0, "cannot read 'a' at character 1"),
        ("2*lam", "", 2, "'lam' at character 3 is no number"),
        ("1/2(3", "", 3, "two ways"),
        ("1/0", "", None, "divides by zero"),
        ("2.6–2.8", "", 3, "a range: write one number"),
        ("2,6 - 2,8 %", "%", 4, "a range"),
        ("1.5·10−3", "", 6, "a difference or a power?"),
        ("1.5*10 - 3 ms", "ms", 7, "a difference or a power?"),
        ("2e", "", 1, "'e'"),
        ("9**9**9**9", "", None, "cannot be worked out"),
        ("", "ms", None, "nothing was typed"),
        ("().__class__", "", 2, "'.'"),
    ],
)
def test_what_is_no_number_in_that_unit_is_not_wrong(text, unit, position, said):
    with pytest.raises(UnreadableError, match=re.escape(said)) as refused:
        read_answer(text, unit)
    assert refused.value.position == position


@pytest.mark.parametrize("text", ["1" * 1_000_000, "1/" * 1_000_000, "(" * 10_000])
def test_a_novel_is_no_number(text):
    with pytest.raises(UnreadableError, match=r"longer|nested"):
        read_answer(text, "")


@given(
    st.text(max_size=40) | st.text(alphabet="0123456789.,'% -+*/^()emsµ√", max_size=30),
    st.sampled_from(["", "%", "ms", "steps"]),
)
def test_any_text_is_finite_numbers_or_refused_at_a_character_of_it(text, unit):
    try:
        values = read_answer(text, unit)
    except UnreadableError as refused:
        assert refused.position is None or 0 <= refused.position <= len(text)
    else:
        assert values
        assert all(map(math.isfinite, values))
