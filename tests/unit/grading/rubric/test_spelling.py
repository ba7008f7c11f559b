"""Spelling: what is mended, what is left alone, and that nobody's L1 becomes L2."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.grading.rubric.spelling import distance
from quizapp.grading.rubric.words import words_of
from quizapp.questions.bundled import bundled_decks
from quizapp.questions.glossary import vocabulary_in

VOCABULARY = vocabulary_in(bundled_decks())


def mended(text):
    return " ".join(word.text for word in VOCABULARY.mended(words_of(text)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lasoo", "lasso"),
        ("rigde", "ridge"),
        ("guassian", "gaussian"),
        ("laplase", "laplace"),
        ("exactlly", "exactly"),
        ("shirnks", "shrink"),
        ("gradiant", "gradient"),
        ("probabilty", "probability"),
        ("becuase", "because"),
        ("niether", "neither"),
        ("whreas", "whereas"),
    ],
)
def test_a_slip_is_mended(typed, meant):
    assert mended(typed) in {meant, meant + "s"}


@pytest.mark.parametrize(
    "word",
    ["bridge", "match", "lesson", "model", "fails", "price", "place", "medium", "there", "adams", "l3"],
)
def test_another_word_is_no_slip(word):
    assert mended(word) == word


@given(st.sampled_from(sorted(VOCABULARY.groups)), st.data())
def test_no_slip_turns_one_of_a_pair_into_the_other(name, data):
    known = [word for word in VOCABULARY.by_name[name].words if word.isalpha() and len(word) > 4]
    if not known:
        return
    word = data.draw(st.sampled_from(known))
    place = data.draw(st.integers(1, len(word) - 2))
    typed = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    said = {name for mention in VOCABULARY.mentions(VOCABULARY.mended(words_of(typed))) for name in mention.said}
    assert not said & (VOCABULARY.groups[name] - {name})


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_the_distance_is_symmetric_and_none_only_from_a_word_to_itself(left, right):
    assert distance(left, right, 2) == distance(right, left, 2)
    assert (distance(left, right, 2) == 0) == (left == right)
