"""What reports say in words, without a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.questions.forms import Form, Order, PickMany, PickOne, TypeNumber, TypeText, WriteLong
from quizapp.sessions.mock.report import Word
from quizapp.tui.screens.mock.reported import bar, mark_of, pace_words, whole_words
from quizapp.tui.widgets.told import response_words
from tests.tui.report.interviews import CHOICE, NUMBER, SILENT, UNCHECKED, WHOLE

OPTIONS = ("Ridge, $w^2$", "Lasso", "Neither")


@pytest.mark.parametrize(
    ("word", "score", "said"),
    [
        (Word.POOR, 0.1, "○ poor  10 %, below 35 %. "),
        (Word.MIXED, 0.5, "◔ mixed  50 %, from 35 % to below 65 %. "),
        (Word.GOOD, 0.7, "◕ good  70 %, at least 65 %. "),
        (Word.GOOD, 0.95, "◕ good  95 %, but a misconception stands. "),
        (Word.EXCELLENT, 0.95, "● excellent  95 %, at least 90 %. "),
        (Word.UNJUDGED, 0.0, "? not judged  No answer could be judged. "),
    ],
)
def test_the_word_of_the_whole_comes_with_its_rule(word: Word, score: float, said: str) -> None:
    assert whole_words(replace(WHOLE, word=word, score=score)).plain.startswith(said)


def test_of_those_that_took_too_long_the_worst_is_named() -> None:
    little = replace(CHOICE, title="a little", seconds=CHOICE.budget + 5.0)
    much = replace(NUMBER, title="much", seconds=NUMBER.budget + 50.0)
    assert "2 questions of 3 took longer than planned, most of all “much”" in pace_words([little, SILENT, much])


def test_an_answer_that_was_not_given_is_told_from_a_poor_one() -> None:
    assert [mark_of(item)[0] for item in (SILENT, CHOICE, UNCHECKED)] == ["– no answer", "○ poor", "? not judged"]


@given(st.floats(-1, 2), st.integers(1, 40))
def test_a_bar_is_as_long_as_it_should_be(share: float, length: int) -> None:
    drawn = bar(share, length)
    assert len(drawn) == length
    assert drawn.lstrip("█").strip("░") == ""


@pytest.mark.parametrize(
    ("form", "response", "words"),
    [
        (PickOne(OPTIONS), "b", "b) Lasso"),
        (PickOne(OPTIONS), "a", "a) Ridge, w²"),
        (PickMany(OPTIONS), "c,a", "a) Ridge, w²; c) Neither"),
        (PickMany(OPTIONS), "-", "none"),
        (Order(OPTIONS), "c,a", "c) Neither\na) Ridge, w²"),
        (TypeNumber("kg"), " 2.5 ", "2.5 kg"),
        (TypeNumber("kg"), "2.5 kg", "2.5 kg"),
        (TypeText(), "AdamW", "AdamW"),
        (WriteLong(), "at\nlength", "at\nlength"),
    ],
)
def test_a_response_is_told_as_one_would_say_it(form: Form, response: str, words: str) -> None:
    assert response_words(form, response) == words


@pytest.mark.parametrize("form", [PickOne(OPTIONS), PickMany(OPTIONS), Order(OPTIONS)])
@pytest.mark.parametrize("response", ["q", "[/]", "", "a,a,zz"])
def test_a_response_that_was_only_begun_is_told_as_it_is(form: Form, response: str) -> None:
    assert response_words(form, response) == response
