from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizapp.scheduling import Plan, Rating, recall, review
from quizapp.scheduling.projection import play, steady_learner

from .conftest import entry, noon

TODAY = date(2026, 3, 20)
ENTRIES = [entry(f"q{index}") for index in range(10)]


def never(_item, _day):
    return False


def always(_item, _day):
    return True


def card(name, rating=Rating.GOOD, days_ago=5):
    day = TODAY - timedelta(days=days_ago)
    return review(None, name, rating, noon(day), day, 0.9)


def test_each_day_works_off_its_queue():
    first, second = play(ENTRIES, {"q0": card("q0")}, TODAY, 2, Plan(new_per_day=2), always)
    assert (first.day, first.asked, first.new) == (TODAY, 3, 2)
    assert set(first.cards) == {"q0", "q1", "q2"}
    assert (second.day, second.asked, second.new) == (TODAY + timedelta(days=1), 2, 2)
    assert set(second.cards) == {f"q{index}" for index in range(5)}


def test_what_was_done_today_counts_today_only():
    days = play(ENTRIES, {}, TODAY, 2, Plan(new_per_day=3, new_done_today=2), always)
    assert [day.new for day in days] == [1, 3]


def test_the_cards_that_were_given_stay_as_they_are():
    cards = {"q0": card("q0")}
    before = dict(cards)
    (day,) = play(ENTRIES, cards, TODAY, 1, Plan(), always)
    assert cards == before
    assert day.cards["q0"] != before["q0"]


def test_what_is_forgotten_is_known_by_the_end_of_the_day_and_a_lapse():
    (day,) = play(ENTRIES, {"q0": card("q0")}, TODAY, 1, Plan(new_per_day=0), never)
    assert day.cards["q0"].lapses == 1
    assert day.cards["q0"].due == TODAY + timedelta(days=1)


def test_a_question_that_is_answered_already_today_is_not_asked_again():
    days = play(ENTRIES[:1], {"q0": card("q0", days_ago=0)}, TODAY, 1, Plan(), always)
    assert [day.asked for day in days] == [0]


@given(st.floats(0, 4), st.integers(1, 6))
def test_a_share_of_a_question_is_made_up_for_over_the_days(a_day, days):
    asked = [day.asked for day in play(ENTRIES, {}, TODAY, days, Plan(new_per_day=10), always, a_day=a_day)]
    assert sum(asked) <= a_day * days
    assert all(abs(sum(asked[: n + 1]) - a_day * (n + 1)) < 1 for n in range(days) if sum(asked[: n + 1]) < 10)


def test_a_steady_learner_is_the_same_each_time_and_knows_the_share_that_was_said():
    entries = [entry(f"s{index}") for index in range(400)]

    def lapses():
        (day,) = play(entries, {}, TODAY, 1, Plan(new_per_day=400), steady_learner(0.7))
        return frozenset(name for name, one in day.cards.items() if one.stability < 1)

    assert lapses() == lapses()
    assert 0.65 < 1 - len(lapses()) / 400 < 0.75


def test_a_steady_learner_recalls_with_the_chance_of_the_card():
    entries = [entry(f"s{index}") for index in range(400)]
    cards = {one.id: card(one.id, days_ago=20) for one in entries}
    (day,) = play(entries, cards, TODAY, 1, Plan(), steady_learner(0.0))
    share = sum(one.lapses == 0 for one in day.cards.values()) / 400
    assert abs(share - recall(cards["s0"].stability, 20)) < 0.06
