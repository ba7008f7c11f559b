from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import inf

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizapp.errors import UsageError
from quizapp.questions import Entry
from quizapp.scheduling import Rating, topic
from quizapp.sessions.mock.drawing import SPARE, draw
from quizapp.sessions.mock.outline import MOST_MINUTES, MOST_QUESTIONS, Outline, Wish
from quizapp.sessions.mock.presets import Part, parts_of
from tests.unit.sessions.mock.bank import LEVELS, TODAY, banks, card, entry, memories, several, wishes

WHOLE = [
    *several(8, "choice", tags="lasso"),
    *several(8, "cloze", tags="adam", seconds=45),
    *several(8, "numeric", tags="map"),
    *several(2, "interview", tags="lasso", seconds=180),
    *several(2, "interview", tags="adam", seconds=180),
    *several(2, "interview", tags="map", seconds=180),
    *several(3, "code", tags="lasso", seconds=300),
    *several(3, "predict", tags="adam"),
    *several(3, "flashcard", tags="map"),
]


def drawn(bank: list[Entry], wish: Wish, seed: int = 1, cards=None) -> Outline:
    return draw(bank, cards or {}, TODAY, wish, seed)


def or_assume(bank: list[Entry], wish: Wish, seed: int = 1, cards=None) -> Outline:
    """The outline, of an example for which there is one."""
    try:
        return drawn(bank, wish, seed, cards)
    except UsageError:
        assume(False)
        raise


def questions(bank: list[Entry], outline: Outline, part: str | None = None) -> list[Entry]:
    by_id = {one.id: one for one in bank}
    return [by_id[slot.question_id] for slot in outline.slots if part in (None, slot.part)]


def fits(one: Entry, part: Part, wish: Wish) -> bool:
    """Whether the part may ask the question at all."""
    return (
        one.kind in (*part.kinds, *part.instead)
        and one.seconds <= min(part.longest, part.seconds)
        and (not wish.tags or any(tag in wish.tags for tag in one.tags))
    )


def away(one: Entry, wish: Wish) -> int:
    return abs(LEVELS.index(one.level) - LEVELS.index(wish.level)) if wish.level else 0


# ---------------------------------------------------------------- what always holds


@given(banks(), wishes, st.data())
def test_an_outline_keeps_its_bounds_and_asks_only_what_fits_each_once(bank, wish, data) -> None:
    outline = or_assume(bank, wish, cards=data.draw(memories(bank)))
    names = [slot.question_id for slot in outline.slots]
    assert len(set(names)) == len(names)
    assert 1 <= len(names) <= MOST_QUESTIONS
    assert 60 <= outline.seconds <= MOST_MINUTES * 60
    assert outline.seconds % 60 == 0
    parts = parts_of(wish)
    order = [part.name for part in parts]
    assert [slot.part for slot in outline.slots] == sorted((slot.part for slot in outline.slots), key=order.index)
    for part in parts:
        asked = questions(bank, outline, part.name)
        assert all(fits(one, part, wish) for one in asked)
        assert part.number is None or len(asked) <= part.number
        assert part.number is not None or sum(one.seconds for one in asked) <= part.seconds
    by_id = {one.id: one for one in bank}
    assert all((slot.follow_ups > 0) == (by_id[slot.question_id].kind == "interview") for slot in outline.slots)


@given(banks(), wishes)
def test_each_draw_is_the_turn_of_a_topic_at_the_nearest_level_that_has_a_question(bank, wish) -> None:
    wish = replace(wish, level=wish.level or "mid")  # without a level, the order is no longer that of the draws
    outline = or_assume(bank, wish)
    turns: Counter[str] = Counter()
    for part in parts_of(wish):
        there = [one for one in bank if fits(one, part, wish)]
        left, last = part.seconds, inf
        for one in questions(bank, outline, part.name):
            ranks = {other.id: (away(other, wish), other.kind in part.instead) for other in there}
            nearest = min(ranks[other.id] for other in there if other.seconds <= left)
            assert ranks[one.id] == nearest
            rivals = [other for other in there if ranks[other.id] == nearest and other.seconds <= left]
            assert turns[topic(one)] == min(turns[topic(other)] for other in rivals)
            turns[topic(one)] += 1
            there.remove(one)
            left -= 0 if part.number else one.seconds
            last = away(one, wish)
        if part.number:
            assert len(questions(bank, outline, part.name)) == part.number or not there
        else:
            further = [away(other, wish) for other in there if other.seconds <= left]
            assert not further or (left < SPARE and min(further) > last)


@given(banks(), wishes)
def test_no_topic_comes_again_before_each_that_is_left_has_come(bank, wish) -> None:
    wish = replace(wish, preset="", number=wish.number or 5)
    outline = or_assume(bank, wish)
    asked = questions(bank, outline)
    (part,) = parts_of(wish)
    waiting = {topic(one) for one in bank if one not in asked and fits(one, part, wish)}
    if wish.level is None:
        turns = Counter(map(topic, asked))
        assert all(turns[name] >= most - 1 for name in waiting for most in turns.values())


@given(banks(), wishes)
def test_without_a_level_the_questions_of_a_part_get_harder(bank, wish) -> None:
    wish = replace(wish, level=None)
    outline = or_assume(bank, wish)
    for part in parts_of(wish):
        ranks = [LEVELS.index(one.level) for one in questions(bank, outline, part.name)]
        assert ranks == sorted(ranks)


@given(banks(), wishes, st.data())
def test_the_order_of_the_questions_does_not_matter_nor_what_was_not_drawn(bank, wish, data) -> None:
    cards = data.draw(memories(bank))
    outline = or_assume(bank, wish, cards=cards)
    assert drawn(data.draw(st.permutations(bank)), wish, cards=cards) == outline
    asked = questions(bank, outline)
    known = [one for one in bank if one in asked or {*one.tags} & {*wish.tags}]
    assume({*wish.tags} <= {tag for one in known for tag in one.tags})
    assert drawn(known, wish, cards=cards).slots == outline.slots


@given(banks(), wishes, st.integers(0, 9), st.data())
def test_a_wished_seed_gives_the_same_interview_whatever_was_learnt(bank, wish, seed, data) -> None:
    wish = replace(wish, seed=wish.seed or 0)
    outline = or_assume(bank, wish)
    assert outline.seed == wish.seed
    assert drawn(bank, wish, seed, data.draw(memories(bank))) == outline


@given(banks(), wishes)
def test_whatever_is_less_than_wished_is_said_and_nothing_else(bank, wish) -> None:
    outline = or_assume(bank, wish)
    asked = questions(bank, outline)
    lacking = [short_of(part, questions(bank, outline, part.name)) for part in parts_of(wish)]
    other_level = wish.level is not None and any(one.level != wish.level for one in asked)
    too_long = outline.seconds == MOST_MINUTES * 60 < sum(one.seconds for one in asked) and not wish.minutes
    assert bool(outline.notes) == (any(lacking) or other_level or too_long)


def short_of(part: Part, asked: list[Entry]) -> bool:
    """Whether the part has fewer questions than its number, or more than a minute that they do not fill."""
    if part.number is not None:
        return len(asked) < part.number
    return not asked or part.seconds - sum(one.seconds for one in asked) >= SPARE


@given(banks(), wishes)
def test_a_wish_gets_an_outline_or_a_sentence(bank, wish) -> None:
    try:
        drawn(bank, wish)
    except UsageError as error:
        assert str(error)[0].isupper()
        assert str(error)[-1] == "."
        assert "inf" not in str(error)


# ---------------------------------------------------------------- the presets


def test_a_screen_warms_up_asks_three_and_wants_code() -> None:
    outline = drawn(WHOLE, Wish("screen"))
    assert (outline.name, outline.seconds, outline.notes) == ("screen", 45 * 60, ())
    warm_up = questions(WHOLE, outline, "warm-up")
    assert 240 < sum(one.seconds for one in warm_up) <= 300
    assert [one.kind for one in questions(WHOLE, outline, "interview")] == ["interview"] * 3
    assert [slot.follow_ups for slot in outline.slots if slot.part == "interview"] == [2, 2, 2]
    assert [one.kind for one in questions(WHOLE, outline, "code")] == ["code"]


def test_rapid_asks_twelve_that_take_a_minute_at_most() -> None:
    outline = drawn([*WHOLE, *several(20, "choice", seconds=61)], Wish("rapid"))
    assert outline.seconds == 600
    asked = questions([*WHOLE, *several(20, "choice", seconds=61)], outline)
    assert (len(asked), max(one.seconds for one in asked)) == (12, 60)


def test_deep_asks_one_to_the_bottom() -> None:
    outline = drawn(WHOLE, Wish("deep"))
    assert [(slot.part, slot.follow_ups) for slot in outline.slots] == [("deep", 4)]
    assert outline.seconds == 1200


def test_a_free_choice_of_neither_fills_twenty_minutes() -> None:
    outline = drawn(WHOLE, Wish())
    assert (outline.name, outline.seconds) == ("free", 1200)
    assert 1200 - SPARE < sum(one.seconds for one in questions(WHOLE, outline)) <= 1200


def test_a_number_alone_takes_the_time_of_its_questions() -> None:
    bank = several(9, "choice", seconds=50)
    assert drawn(bank, Wish(number=5)).seconds == 300  # 250 s, rounded up
    assert drawn(bank, Wish(number=5, minutes=2)).seconds == 120


def test_prediction_stands_in_for_code_where_there_is_none() -> None:
    bank = [one for one in WHOLE if one.kind != "code"]
    outline = drawn(bank, Wish("screen"))
    assert [one.kind for one in questions(bank, outline, "code")] == ["predict"]
    assert outline.notes == ()


def test_code_of_another_level_stands_behind_prediction_of_the_wished_one() -> None:
    bank = [*several(1, "code", level="senior"), *several(1, "predict", level="mid"), *several(3, "interview")]
    outline = drawn(bank, Wish("screen", level="mid"))
    assert [one.kind for one in questions(bank, outline, "code")] == ["predict"]


# ---------------------------------------------------------------- notes


def test_a_part_with_too_few_says_how_many_there_are() -> None:
    bank = [one for one in WHOLE if one.kind != "interview"] + several(2, "interview", tags="lasso", seconds=180)
    outline = drawn(bank, Wish("screen"))
    assert outline.notes == ("The decks have 2 interview questions that fit, not 3.",)
    assert outline.seconds == 45 * 60


def test_a_part_without_any_is_left_out_with_its_time() -> None:
    bank = [one for one in WHOLE if one.kind not in ("code", "predict")]
    outline = drawn(bank, Wish("screen"))
    assert outline.seconds == 35 * 60
    assert outline.notes == (
        "The decks have no code or predict question that fits: the code part is left out, "
        "and the interview is 10 min shorter.",
    )


def test_an_interview_that_is_longer_than_the_bank_gets_shorter() -> None:
    outline = drawn(several(3, "choice", seconds=90), Wish(minutes=60, tags=("lasso",)))
    assert (len(outline.slots), outline.seconds) == (3, 300)
    assert outline.notes == (
        "The decks have 3 questions on lasso that fit, for 5 min of 1 h: the interview gets shorter.",
    )


def test_questions_of_other_levels_are_named() -> None:
    bank = [
        *several(1, level="senior"),
        *several(4, level="mid"),
        *several(4, level="research"),
        *several(9, level="junior"),
    ]
    outline = drawn(bank, Wish(level="senior", number=9))
    assert outline.notes == ("The decks have 1 question at level senior that fits: 8 of 9 are mid or research.",)
    (only,) = several(1, level="mid")
    assert drawn([only], Wish(level="junior", number=1)).notes == (
        "The decks have no question at level junior that fits: the one asked is mid.",
    )


def test_less_than_a_minute_is_not_filled_with_another_level() -> None:
    bank = [*several(1, level="mid", seconds=70), *several(1, level="junior", seconds=20)]
    wish = Wish(level="mid", minutes=2)
    assert [one.level for one in questions(bank, drawn(bank, wish))] == ["mid"]
    assert len(questions(bank, drawn(bank, replace(wish, minutes=3)))) == 2


def test_more_questions_than_an_interview_may_have_are_not_laid_to_the_decks() -> None:
    outline = drawn(several(150, seconds=30), Wish(minutes=240))
    assert (len(outline.slots), outline.seconds) == (100, 50 * 60)
    assert outline.notes == ("An interview has at most 100 questions, for 50 min of 4 h: the interview gets shorter.",)


def test_what_fills_a_part_leaves_room_for_the_questions_of_the_others() -> None:
    bank = [*several(150, seconds=10), *several(20, "interview"), *several(20, "code")]
    outline = drawn(bank, Wish("screen", minutes=240))
    assert Counter(slot.part for slot in outline.slots) == {"warm-up": 79, "interview": 16, "code": 5}


def test_the_parts_of_a_preset_add_up_to_the_minutes_that_were_wished() -> None:
    bank = [
        *several(30, seconds=60),
        *several(3, seconds=5),
        *several(20, "interview"),
        *several(6, "predict", seconds=5),
    ]
    for minutes in range(2, 241):
        assert drawn(bank, Wish("screen", minutes=minutes)).seconds == minutes * 60


def test_more_time_than_an_interview_may_take_is_cut() -> None:
    outline = drawn(several(5, "code", seconds=3600), Wish(number=5))
    assert (len(outline.slots), outline.seconds) == (5, 240 * 60)
    assert outline.notes == ("The questions are meant for 300 min; an interview takes at most 240.",)


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish(level="boss"), "No question has the level “boss”. There are: junior, mid, research, senior."),
        (Wish(tags=("lasso", "adan")), "No question has the tag “adan”. Did you mean adam?"),
        (Wish(tags=("",)), "No question has the tag “”. There are: adam, cards, lasso, map."),
        (
            Wish(tags=("cards",)),
            "The decks have no question on cards for an interview; it asks no flashcards, since nobody can check them. "
            "Leave the tag out.",
        ),
        (
            Wish("deep", tags=("map",)),
            "The decks have no question on map for deep, which asks interview questions. "
            "Choose another preset, or leave the tag out.",
        ),
        (
            Wish("screen", minutes=1),
            "No question is short enough: the shortest is meant for 45 s. "
            "Give it more minutes, or choose another preset.",
        ),
        (
            Wish(minutes=1, tags=("map",)),
            "No question on map is short enough: the shortest is meant for 1 min 30 s. "
            "Give it more minutes, or leave the tag out.",
        ),
    ],
)
def test_what_nothing_fits_says_what_to_loosen(wish: Wish, words: str) -> None:
    bank = [
        *several(1, "interview", tags="lasso", seconds=180),
        *several(1, "choice", tags="adam", seconds=45),
        *several(1, "choice", tags="map", seconds=90),
        *several(1, "flashcard", tags="cards"),
    ]
    with pytest.raises(UsageError) as error:
        drawn(bank, wish)
    assert str(error.value) == words


def test_decks_of_flashcards_only_hold_no_interview() -> None:
    with pytest.raises(UsageError, match=r"no question for an interview; it asks no flashcards, .* check them\.$"):
        drawn(several(3, "flashcard"), Wish())


# ---------------------------------------------------------------- chance


def shares(bank: list[Entry], cards, wish: Wish = Wish(number=1), rounds: int = 600) -> Counter[str]:  # noqa: B008
    """How often each question is drawn alone."""
    return Counter(drawn(bank, wish, seed, cards).slots[0].question_id for seed in range(rounds))


def test_what_was_forgotten_is_asked_more_often_than_what_is_known_well_but_not_always() -> None:
    cards = {"weak": card("weak", Rating.AGAIN, 30), "firm": card("firm", Rating.EASY, 30)}
    asked = shares([entry("weak"), entry("firm")], cards)
    assert asked["weak"] > 2 * asked["firm"] > 0


def test_it_is_tomorrow_that_counts_since_all_of_today_is_fresh() -> None:
    cards = {"weak": card("weak", Rating.AGAIN, 0), "firm": card("firm", Rating.EASY, 0)}
    asked = shares([entry("weak"), entry("firm")], cards)
    assert asked["weak"] > 2 * asked["firm"] > 0


def test_what_was_seen_today_waits_behind_what_was_not_for_long() -> None:
    cards = {"fresh": card("fresh", Rating.HARD, 0), "old": card("old", Rating.HARD, 3)}
    asked = shares([entry("fresh"), entry("old")], cards)
    assert asked["old"] > 2 * asked["fresh"] > 0


def test_the_unseen_count_as_weak_and_a_rewritten_question_as_unseen() -> None:
    cards = {"firm": card("firm", Rating.EASY, 10), "weak": card("weak", Rating.AGAIN, 60), "new": card("new", rev=1)}
    asked = shares([entry("firm"), entry("weak"), entry("unseen"), entry("new", rev=2)], cards)
    assert asked["firm"] < asked["unseen"] / 2
    assert asked["unseen"] < asked["weak"]
    assert asked["new"] > 2 * asked["firm"]


def test_weakness_chooses_among_topics_too() -> None:
    bank = [entry("a", tags="adam"), entry("b", tags="lasso")]
    asked = shares(bank, {"a": card("a", Rating.AGAIN, 30), "b": card("b", Rating.EASY, 30)})
    assert asked["a"] > 2 * asked["b"] > 0


def test_a_wished_seed_weighs_nothing() -> None:
    cards = {"weak": card("weak", Rating.AGAIN, 30), "firm": card("firm", Rating.EASY, 30)}
    bank = [entry("weak"), entry("firm")]
    asked = Counter(drawn(bank, Wish(number=1, seed=seed), 0, cards).slots[0].question_id for seed in range(600))
    assert 240 < asked["weak"] < 360


def test_the_variant_is_drawn_with_the_seed() -> None:
    pair = drawn([entry("q"), entry("r")], Wish(number=2)).slots
    assert pair[0].variant != pair[1].variant
    variants = [drawn([entry("q")], Wish(number=1), seed).slots[0].variant for seed in range(300)]
    assert min(variants) >= 0
    assert {variant % 3 for variant in variants} == {0, 1, 2}
    assert max(Counter(variant % 3 for variant in variants).values()) < 140
