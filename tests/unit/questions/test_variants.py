"""Slots of a prompt, and when one shows the value that a run takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.questions import format_value
from quizapp.questions.variants import fill_slots, shows, slots


@pytest.mark.parametrize(
    ("prompt", "filled"),
    [
        ("With `seed=42`.", "With `seed=7`."),
        ("`seed=42` and `seed=42`", "`seed=7` and `seed=7`"),
        ("With seed=42 in prose.", "With seed=42 in prose."),
        ("```\nseed=42\n```", "```\nseed=42\n```"),
        ("`f(seed=42)` and `seed = 42`", "`f(seed=42)` and `seed = 42`"),
        ("`other=42`, ``seed=42``", "`other=42`, ``seed=7``"),
        ("$`seed=42`$", "$`seed=42`$"),
    ],
)
def test_only_inline_code_of_a_varied_name_is_a_slot(prompt, filled):
    assert fill_slots(prompt, {"seed": 7}) == filled


values = st.one_of(
    st.integers(-100, 100),
    st.floats(-1e6, 1e6).map(lambda x: x + 0.0),  # without a negative zero
    st.booleans(),
    st.sampled_from(["auto", "float32"]),
    st.lists(st.floats(-10, 10).map(lambda x: x + 0.0), min_size=1, max_size=3).map(tuple),
)


@given(values, values)
def test_a_filled_slot_shows_its_value_and_no_other(value, other):
    prompt = fill_slots("With `x=0`.", {"x": value})
    (slot,) = slots(prompt)
    assert shows(slot.text, value)
    if format_value(other) != format_value(value):
        assert not shows(slot.text, other) or other == value


@pytest.mark.parametrize(
    ("text", "value", "agrees"),
    [
        ("1e-3", 0.001, True),
        ("0.001", 1e-3, True),
        ("42", 42.0, True),
        ("43", 42, False),
        ("True", True, True),
        ("1", True, False),
        ("[0,0.1]", (0.0, 0.1), True),
        ("0,0.1", (0.0,), False),
        ("auto", "auto", True),
        ("auto", 3, False),
    ],
)
def test_spellings_of_one_value(text, value, agrees):
    assert shows(text, value) is agrees
