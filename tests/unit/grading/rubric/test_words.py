"""Words: folded, stemmed, and found again in what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.grading.rubric.words import stem, words_of


def texts(text):
    return [word.text for word in words_of(text)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("L1's zeros don't fade", ["l1", "zeros", "don't", "fade"]),
        ("$\\ell_1$, L_2, ℓ₁ and ℓ²", ["ell1", "l2", "l1", "and", "l2"]),
        ("|w| vs ‖w‖₂² vs ||w||_1", ["|w|", "vs", "|w|2", "vs", "|w|1"]),
        ("w^2, w² and $w^{2}$", ["w2", "w2", "and", "w2"]),
        ("2λw → 0.0", ["2", "lambda", "w", "to", "0"]),
        ("w ≠ 0, w != 0", ["w", "not", "0", "w", "not", "0"]),
        ("λ/2 and L1/L2", ["lambda", "over", "2", "and", "l1", "and", "l2"]),
        ("soft-threshold w/o it", ["soft", "threshold", "without", "it"]),
        ("it dosent, teh naïve way", ["it", "doesn't", "the", "naive", "way"]),
        ("it is, um, the, the weight", ["it", "is", "the", "weight"]),
        ("uh, severel, you know, umbrellas", ["several", "umbrellas"]),
        ("", []),
        ("🎉 … !", []),
    ],
)
def test_what_counts_as_a_word(typed, expected):
    assert texts(typed) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("regularisation", "regularization"),
        ("generalise", "generalize"),
        ("shrank", "shrinks"),
        ("zeroes", "zeros"),
        ("driven", "drives"),
        ("decoupled", "decoupling"),
    ],
)
def test_forms_of_a_word_have_one_stem(one, other):
    assert stem(one) == stem(other)


def test_a_mean_is_not_what_it_means():
    assert stem("mean") != stem("means")


@given(st.text(max_size=60))
def test_every_word_is_found_again_where_it_was_typed(text):
    last = 0
    for word in words_of(text):
        assert last <= word.start < word.end <= len(text)
        last = word.start


@pytest.mark.parametrize(
    "hostile", [" " * 300_000, ", " * 100_000, "the " * 50_000, "the" + " " * 300_000, "um, " * 50_000]
)
def test_long_runs_of_one_thing_take_no_longer_than_they_are_long(hostile):
    assert words_of(hostile + "zero")[-1].text == "zero"
