"""Spellings that are the same answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.grading.text import fold, same_text, split_gaps


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("  LAPLACE ", "Laplace"),
        ("soft\u00a0 threshold", "soft threshold"),
        ("2.0", "2"),
        ("1e-2", "0,01"),
        ("1 %", "1 %"),
        ("after 2.0 steps", "after 2 steps"),
        ("ｗ", "w"),
        ("Straße", "STRASSE"),
        ("w−1", "w-1"),
        ("it’s", "it's"),
        ("λ * w", "λ·w"),
        ("1 − lr × λ", "1-lr·λ"),
        ("sign( w )", "sign(w)"),
    ],
)
def test_case_spacing_unicode_form_and_numbers_are_folded(typed, key):
    assert same_text(typed, key)


@pytest.mark.parametrize(
    ("typed", "key"),
    [("Gauss", "Laplace"), ("2.1", "2"), ("", "x"), ("a b", "ab"), ("lr λ", "lrλ"), ("nan", "inf"), ("-2", "2")],
)
def test_other_words_are_other_answers(typed, key):
    assert not same_text(typed, key)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_every_text_is_itself(text):
    assert same_text(text, text)


@given(st.lists(st.text(alphabet="ab|1 "), min_size=1))
def test_gaps_are_split_where_they_were_joined(parts):
    joined = "|".join(part.replace("|", "\\|") for part in parts)
    assert split_gaps(joined) == [part.strip() for part in parts]
