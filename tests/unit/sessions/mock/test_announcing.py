from __future__ import annotations

import pytest
from hypothesis import given

from quizapp.errors import UsageError
from quizapp.sessions.mock.announcing import outline_words, wish_words
from quizapp.sessions.mock.outline import Outline, Slot, Wish
from tests.unit.sessions.mock.bank import wishes


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (
            Wish("screen"),
            "45 min: warm-up questions for 5 min, 3 interview questions with up to 2 follow-ups each, "
            "1 code or predict question",
        ),
        (Wish("rapid", level="mid"), "10 min, level mid: 12 short questions"),
        (Wish("deep", seed=0), "20 min, seed 0: 1 interview question with up to 4 follow-ups"),
        (Wish(tags=("l1", "map")), "20 min, on l1 or map: questions for 20 min"),
        (Wish(number=1), "As long as they take: 1 question"),
        (Wish(number=5, minutes=90), "1 h 30 min: 5 questions"),
    ],
)
def test_a_wish_is_said_in_a_line(wish: Wish, words: str) -> None:
    assert wish_words(wish) == words


@given(wishes)
def test_every_wish_is_said_or_refused_in_one_line(wish: Wish) -> None:
    try:
        assert "\n" not in wish_words(wish)
    except UsageError as error:
        assert "pace" in str(error)


def slots(part: str, number: int, follow_ups: int = 0) -> tuple[Slot, ...]:
    return tuple(Slot(f"{part}-{follow_ups}-{index}", part, follow_ups=follow_ups) for index in range(number))


@pytest.mark.parametrize(
    ("outline", "words"),
    [
        (
            Outline("screen", 2100, (*slots("warm-up", 5), *slots("interview", 2, 2)), 1, Wish("screen", level="mid")),
            "35 min, level mid: 5 warm-up questions, 2 interview questions with up to 2 follow-ups each",
        ),
        (Outline("deep", 1200, slots("deep", 1, 4), 1), "20 min: 1 interview question with up to 4 follow-ups"),
        (
            Outline("free", 1200, (*slots("free", 7), *slots("free", 2, 2)), 1),
            "20 min: 9 questions, 2 of them with follow-ups",
        ),
        (Outline("rapid", 600, slots("rapid", 12), 3, Wish("rapid", seed=3)), "10 min, seed 3: 12 short questions"),
    ],
)
def test_an_outline_is_said_in_a_line(outline: Outline, words: str) -> None:
    assert outline_words(outline) == words
