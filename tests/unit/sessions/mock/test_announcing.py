from __future__ import annotations

import pytest

from quizapp.sessions.mock.announcing import outline_words
from quizapp.sessions.mock.outline import Outline, Slot, Wish


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
