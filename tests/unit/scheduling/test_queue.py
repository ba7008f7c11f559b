from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.scheduling import Plan, Rating, Reason, build_queue, count_due, cram, review
from quizapp.scheduling.plan import new_order, new_share

from .conftest import entry, noon

TODAY = date(2026, 3, 20)
ENTRIES = [entry(f"q{index}", tag=f"t{index % 3}") for index in range(12)]


def card(name, rating=Rating.GOOD, days_ago=5, rev=1):
    day = TODAY - timedelta(days=days_ago)
    return review(None, name, rating, noon(day), day, 0.9, rev)


def deck_of(**ratings):
    return {name: card(name, *how) for name, how in ratings.items()}


def names(queue):
    return [item.entry.id for item in queue]


def test_due_reviews_first_then_todays_failures_then_new():
    cards = deck_of(q0=(Rating.AGAIN, 0), q1=(Rating.GOOD, 5), q2=(Rating.EASY, 2))
    queue = build_queue(ENTRIES, cards, TODAY, Plan(new_per_day=2))
    assert names(queue)[:2] == ["q1", "q0"]
    assert [item.reason for item in queue] == [Reason.DUE, Reason.AGAIN, Reason.NEW, Reason.NEW]
    assert "q2" not in names(queue)


def test_the_weakest_memory_is_asked_first():
    cards = deck_of(q0=(Rating.EASY, 9), q1=(Rating.AGAIN, 5), q2=(Rating.GOOD, 5))
    queue = build_queue(ENTRIES, cards, TODAY, Plan(new_per_day=0))
    assert names(queue) == ["q1", "q2", "q0"]  # though q0 was asked longest ago
    assert [item.recall for item in queue] == sorted(item.recall for item in queue)


def test_new_questions_stop_at_the_days_number():
    assert len(build_queue(ENTRIES, {}, TODAY, Plan(new_per_day=5))) == 5
    assert len(build_queue(ENTRIES, {}, TODAY, Plan(new_per_day=5, new_done_today=3))) == 2
    assert build_queue(ENTRIES, {}, TODAY, Plan(new_per_day=5, new_done_today=9)) == ()


def test_the_limit_cuts_the_end():
    cards = deck_of(q0=(Rating.GOOD, 5), q1=(Rating.GOOD, 6))
    full = build_queue(ENTRIES, cards, TODAY, Plan())
    assert build_queue(ENTRIES, cards, TODAY, Plan(limit=3)) == full[:3]


def test_a_rewritten_question_is_new_and_a_lost_one_is_ignored():
    cards = deck_of(q0=(Rating.GOOD, 5), gone=(Rating.GOOD, 5))
    queue = build_queue([entry("q0", rev=2)], cards, TODAY, Plan())
    assert [(item.entry.id, item.reason, item.card) for item in queue] == [("q0", Reason.NEW, None)]


def test_new_questions_go_from_junior_to_research_and_topics_take_turns():
    entries = [
        entry("r", level="research"),
        entry("a1", "adam"), entry("a2", "adam"), entry("a3", "adam"),
        entry("l1", "lasso"), entry("l2", "lasso"),
        entry("j", level="junior"), entry("s", level="senior"),
    ]  # fmt: skip
    assert [one.id for one in new_order(entries)] == ["j", "a1", "l1", "a2", "l2", "a3", "s", "r"]


def test_a_question_without_tags_takes_its_turn_by_its_deck():
    entries = [entry("x1", "", deck="x"), entry("x2", "", deck="x"), entry("y1", "", deck="y")]
    assert [one.id for one in new_order(entries)] == ["x1", "y1", "x2"]


def test_a_seed_shuffles_and_is_the_same_each_time():
    orders = {seed: [one.id for one in new_order(ENTRIES, seed)] for seed in range(5)}
    assert len({tuple(order) for order in orders.values()}) > 1
    assert [one.id for one in new_order(ENTRIES, 3)] == orders[3]
    assert sorted(orders[3]) == sorted(one.id for one in ENTRIES)


@given(st.integers(0, 300), st.integers(2, 60))
def test_before_an_interview_new_questions_are_spread_to_two_days_before_it_most_of_them_early(remaining, days_left):
    interview = TODAY + timedelta(days=days_left)
    unseen, shares, day = remaining, [], TODAY
    while day <= interview - timedelta(days=2):
        shares.append(new_share(remaining, day, Plan(interview=interview)))
        remaining -= shares[-1]
        day += timedelta(days=1)
    assert remaining == 0
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == min(unseen, math.ceil(1.5 * unseen / len(shares)))
    half = -(-len(shares) // 2)
    assert sum(shares[:half]) >= 0.64 * unseen  # an even spread would have come to half of them


def test_a_number_of_new_ones_that_is_asked_for_comes_whatever_the_date_says():
    plan = Plan(new=2, new_done_today=9, interview=TODAY + timedelta(days=3))
    assert len(build_queue(ENTRIES, {}, TODAY, plan)) == 2


@given(st.integers(1, 300), st.integers(2, 60), st.data())
def test_the_days_share_does_not_grow_while_it_is_worked_off(unseen, days_left, data):
    interview = TODAY + timedelta(days=days_left)
    share = new_share(unseen, TODAY, Plan(interview=interview))
    done = data.draw(st.integers(0, share))
    assert new_share(unseen - done, TODAY, Plan(interview=interview, new_done_today=done)) == share - done


def test_before_an_interview_new_ones_have_their_place_within_the_limit():
    cards = {one.id: card(one.id) for one in ENTRIES[:8]}
    queue = build_queue(ENTRIES, cards, TODAY, Plan(limit=6, interview=TODAY + timedelta(days=4)))
    assert [item.reason for item in queue].count(Reason.NEW) == 2
    assert [item.reason is Reason.NEW for item in queue] == [False, True, False, False, True, False]


def test_on_the_last_days_the_weakest_come_first_due_or_not():
    cards = deck_of(q0=(Rating.EASY, 9), q1=(Rating.GOOD, 1), q2=(Rating.HARD, 1), q3=(Rating.AGAIN, 4))
    queue = build_queue(ENTRIES[:4], cards, TODAY, Plan(retention=0.95, interview=TODAY + timedelta(days=1)))
    assert [(item.entry.id, item.reason) for item in queue] == [
        ("q3", Reason.DUE),
        ("q2", Reason.DUE),
        ("q0", Reason.DUE),
        ("q1", Reason.WEAK),
    ]


def test_on_the_last_days_what_holds_until_the_interview_is_left_alone():
    cards = deck_of(q0=(Rating.EASY, 1), q1=(Rating.GOOD, 1))
    queue = build_queue(ENTRIES[:2], cards, TODAY, Plan(retention=0.92, interview=TODAY + timedelta(days=1)))
    assert names(queue) == ["q1"]


def test_before_the_last_days_only_what_is_due_is_asked_again():
    cards = deck_of(q0=(Rating.EASY, 1), q1=(Rating.GOOD, 1), q2=(Rating.GOOD, 4))
    queue = build_queue(ENTRIES[:3], cards, TODAY, Plan(interview=TODAY + timedelta(days=30)))
    assert names(queue) == ["q2"]


def test_on_the_last_days_what_was_answered_today_is_done_for_today():
    cards = deck_of(q0=(Rating.HARD, 0), q1=(Rating.AGAIN, 0))
    queue = build_queue(ENTRIES[:2], cards, TODAY, Plan(retention=0.99, interview=TODAY + timedelta(days=1)))
    assert names(queue) == ["q1"]


def test_on_the_last_day_new_questions_come_last():
    cards = deck_of(q0=(Rating.GOOD, 5))
    queue = build_queue(ENTRIES[:3], cards, TODAY, Plan(interview=TODAY + timedelta(days=1)))
    assert [item.reason for item in queue] == [Reason.DUE, Reason.NEW, Reason.NEW]


def test_an_interview_that_is_over_changes_nothing():
    cards = deck_of(q0=(Rating.GOOD, 5), q1=(Rating.EASY, 2))
    past = Plan(interview=TODAY - timedelta(days=1))
    assert build_queue(ENTRIES, cards, TODAY, past) == build_queue(ENTRIES, cards, TODAY, Plan())


@pytest.mark.parametrize("interview", [None, TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=9)])
def test_nothing_is_asked_twice(interview):
    cards = {
        one.id: card(one.id, rating, ago) for one, rating, ago in zip(ENTRIES, [*Rating] * 2, range(8), strict=False)
    }
    asked = names(build_queue(ENTRIES, cards, TODAY, Plan(interview=interview)))
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("interview", [None, -1, 0, 1, 9])
def test_the_count_is_what_the_queue_holds(interview):
    plan = Plan(4, retention=0.95, interview=None if interview is None else TODAY + timedelta(days=interview))
    cards = deck_of(q0=(Rating.AGAIN, 0), q1=(Rating.GOOD, 5), q2=(Rating.EASY, 2), q3=(Rating.GOOD, 1))
    counts, queue = count_due(ENTRIES, cards, TODAY, plan), build_queue(ENTRIES, cards, TODAY, plan)
    reasons = [item.reason for item in queue]
    assert counts.total == len(queue)
    assert (counts.due, counts.again, counts.new, counts.weak) == tuple(
        reasons.count(reason) for reason in (Reason.DUE, Reason.AGAIN, Reason.NEW, Reason.WEAK)
    )
    assert (counts.weak > 0) == (interview in (0, 1))


def test_the_time_that_today_takes_is_that_of_its_very_questions():
    entries = [replace(one, seconds=10 * number) for number, one in enumerate(ENTRIES)]
    counts = count_due(entries, deck_of(q0=(Rating.EASY, 1), q7=(Rating.GOOD, 5)), TODAY, Plan(new_per_day=1))
    assert counts.seconds == 70 + 10  # q7 is due, q1 is new


def test_cramming_asks_everything_the_weakest_first():
    cards = deck_of(q0=(Rating.EASY, 0), q1=(Rating.AGAIN, 0), q2=(Rating.GOOD, 0))
    queue = cram(ENTRIES[:5], cards, TODAY)
    assert names(queue) == ["q1", "q2", "q0", "q3", "q4"]
    assert [item.reason for item in queue] == [Reason.CRAM] * 3 + [Reason.NEW] * 2
    assert cram(ENTRIES[:5], cards, TODAY, limit=2) == queue[:2]
