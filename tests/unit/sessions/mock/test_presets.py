from __future__ import annotations

from math import ceil, inf

import pytest
from hypothesis import given

from quizapp.errors import UsageError
from quizapp.questions import all_kinds
from quizapp.sessions.mock.outline import MOST_MINUTES, MOST_QUESTIONS, Wish
from quizapp.sessions.mock.presets import FREE, PRESETS, parts_of
from tests.unit.sessions.mock.bank import wishes


def plan(wish: Wish) -> list[tuple[str, float, int | None]]:
    return [(part.name, round(part.minutes, 2), part.number) for part in parts_of(wish)]


def test_an_interview_can_ask_every_kind_but_flashcards() -> None:
    assert {*FREE.kinds} == {*all_kinds()} - {"flashcard"}


@pytest.mark.parametrize("preset", PRESETS.values(), ids=str)
def test_no_kind_is_asked_in_two_parts_so_that_no_question_can_come_twice(preset) -> None:
    kinds = [kind for part in preset.parts for kind in (*part.kinds, *part.instead)]
    assert len({*kinds}) == len(kinds)
    assert {*kinds} <= {*FREE.kinds}


def test_the_presets_take_the_time_they_are_known_for() -> None:
    assert {name: preset.minutes for name, preset in PRESETS.items()} == {"screen": 45, "rapid": 10, "deep": 20}


@pytest.mark.parametrize(
    ("wish", "parts"),
    [
        (Wish(), [("free", 20, None)]),
        (Wish(minutes=7), [("free", 7, None)]),
        (Wish(number=4), [("free", inf, 4)]),
        (Wish(number=4, minutes=7), [("free", 7, 4)]),
        (Wish("screen"), [("warm-up", 5, None), ("interview", 30, 3), ("code", 10, 1)]),
        (Wish("screen", minutes=30), [("warm-up", 3.33, None), ("interview", 20, 2), ("code", 6.67, 1)]),
        (Wish("screen", minutes=5), [("warm-up", 0.56, None), ("interview", 3.33, 1), ("code", 1.11, 1)]),
        (Wish("screen", number=9), [("warm-up", 5, 5), ("interview", 30, 3), ("code", 10, 1)]),
        (Wish("screen", number=2), [("interview", 10, 1), ("code", 10, 1)]),
        (Wish("screen", number=1, minutes=4), [("interview", 4, 1)]),
        (Wish("rapid", minutes=5), [("rapid", 5, 6)]),
        (Wish("rapid", number=24), [("rapid", 20, 24)]),
        (Wish("rapid", number=6, minutes=10), [("rapid", 10, 6)]),
        (Wish("deep", minutes=60), [("deep", 60, 3)]),
        (Wish("deep", minutes=5), [("deep", 5, 1)]),
    ],
)
def test_a_preset_keeps_its_pace(wish: Wish, parts: list[tuple[str, float, int | None]]) -> None:
    assert plan(wish) == parts


def test_a_part_has_room_for_a_question_that_takes_all_of_it() -> None:
    assert [part.seconds for part in parts_of(Wish("screen", minutes=30))] == [200, 1200, 400]


@given(wishes)
def test_minutes_and_number_are_kept_or_refused(wish: Wish) -> None:
    try:
        parts = parts_of(wish)
    except UsageError as error:
        assert f"At the pace of {wish.preset}" in str(error)
        assert wish.minutes is None or wish.number is None
        return
    minutes, number = sum(part.minutes for part in parts), sum(part.number or 0 for part in parts)
    assert wish.minutes is None or minutes == pytest.approx(wish.minutes)
    assert wish.number is None or number == wish.number
    assert minutes == inf or ceil(round(minutes, 6)) <= MOST_MINUTES
    assert number <= MOST_QUESTIONS


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish("scren"), "There is no preset “scren”. Did you mean screen?"),
        (Wish("x"), "There is no preset “x”. There are: deep, rapid, screen."),
        (Wish(minutes=0), "An interview takes 1 to 240 minutes, not 0."),
        (Wish("deep", minutes=241), "An interview takes 1 to 240 minutes, not 241."),
        (Wish(number=0), "An interview has 1 to 100 questions, not 0."),
        (Wish("rapid", number=101), "An interview has 1 to 100 questions, not 101."),
        (
            Wish("deep", number=30),
            "At the pace of deep, 30 questions take 600 minutes; an interview takes at most 240. "
            "Ask for fewer, or give the minutes too.",
        ),
        (
            Wish("rapid", minutes=240),
            "At the pace of rapid, 240 minutes are 288 questions; an interview has at most 100. "
            "Ask for less, or give the number too.",
        ),
    ],
)
def test_what_is_out_of_bounds_is_refused_in_a_sentence(wish: Wish, words: str) -> None:
    with pytest.raises(UsageError) as error:
        parts_of(wish)
    assert str(error.value) == words
