"""Terms in a text, terms that fit some words, and the nearest to a word that is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.questions.terms import Term
from quizapp.questions.termsearch import called, matching_terms, nearest_names, terms_in_text

TERMS = (
    Term("decay", "decay", "Getting smaller."),
    Term("weight_decay", "weight decay", "Shrinking weights.", ("wd",)),
    Term("l1", "L1", "Sizes.", ("lasso", "|w|"), words=("lasso", "diamond")),
    Term("soft", "soft threshold", "Towards zero, and no further.", ("soft thresholding",)),
    Term("threshold", "threshold", "A bound."),
    Term("lambda", "λ", "A strength."),
    Term("sparse", "sparsity", "Zero weights.", ("sparse",)),
)


def keys(terms: tuple[Term, ...]) -> list[str]:
    return [term.key for term in terms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Weight decay, and then decay.", ["weight_decay", "decay"]),
        ("weight decay", ["weight_decay"]),
        ("`weight_decay=0.1`", ["weight_decay"]),
        ("the decay of the weight", ["decay"]),
        ("Soft-thresholding by a threshold", ["soft", "threshold"]),
        ("soft the thresholds", ["soft"]),
        ("A soft one. Threshold it.", ["threshold"]),
        (r"$\lambda \sum_i |w_i|$ and the $L_1$ norm", ["lambda", "l1"]),
        ("lassos decayed sparsely", ["l1", "decay", "sparse"]),
        ("a diamond", []),
        ("", []),
    ],
)
def test_terms_stand_in_a_text_as_an_answer_would_say_them(text: str, expected: list[str]) -> None:
    assert keys(terms_in_text(text, TERMS)) == expected


def test_one_spelling_of_two_terms_is_both() -> None:
    twins = (Term("a", "bias term", "One.", ("bias",)), Term("b", "bias of an estimator", "Two.", ("bias",)))
    assert keys(terms_in_text("the biases", twins)) == ["a", "b"]
    assert keys(terms_in_text("a bias term", twins)) == ["a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("decay", ["decay", "weight_decay"]),
        ("DECAYS", ["decay"]),
        ("thresh", ["threshold", "soft"]),
        ("diamond", ["l1"]),
        ("weight", ["weight_decay", "sparse"]),
        ("zero", ["soft", "sparse"]),
        ("zero further", ["soft"]),
        ("soft-thr", ["soft"]),
        ("lambda", ["lambda"]),
        ("zzz", []),
    ],
)
def test_the_nearest_comes_first(text: str, expected: list[str]) -> None:
    assert keys(matching_terms(TERMS, text)) == expected


def test_no_words_fit_everything() -> None:
    assert matching_terms(TERMS, "  ") == TERMS


@pytest.mark.parametrize(("word", "names"), [("laso", ("L1",)), ("sparcity", ("sparsity",)), ("xyzzy", ()), ("", ())])
def test_the_nearest_names(word: str, names: tuple[str, ...]) -> None:
    assert nearest_names(TERMS, word) == names


def test_at_most_three_names_are_near() -> None:
    many = tuple(Term(f"t{number}", f"term {number}", "One.") for number in range(9))
    assert len(nearest_names(many, "term")) == 3


@given(st.text(max_size=40))
def test_any_text_can_be_looked_for(text: str) -> None:
    assert {*called(TERMS, text)} <= {*matching_terms(TERMS, text)}
    assert len(nearest_names(TERMS, text)) <= 3
    found = terms_in_text(text, TERMS)
    assert len({*found}) == len(found)
    for term in TERMS:
        assert term in terms_in_text(f"{term.name}. {text}", TERMS), "what is said stands, whatever follows"
