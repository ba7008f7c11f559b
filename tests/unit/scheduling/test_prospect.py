from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.scheduling import Plan, Rating, overall_recall, recall_by_tag, review
from quizapp.scheduling.prospect import Coverage, Pace, prospect

from .conftest import entry, noon

TODAY = date(2026, 3, 20)
ENTRIES = [entry(f"q{index}", tag=f"t{index % 4}") for index in range(40)]
PACE = Pace(10, known=False)


def seen(count, days_ago=3, entries=ENTRIES):
    day = TODAY - timedelta(days=days_ago)
    return {one.id: review(None, one.id, Rating.GOOD, noon(day), day, 0.9) for one in entries[:count]}


def ahead(days):
    return Plan(interview=TODAY + timedelta(days=days))


@pytest.mark.parametrize("plan", [Plan(), ahead(-1)])
def test_without_an_interview_ahead_there_is_no_prospect(plan):
    assert prospect(ENTRIES, {}, TODAY, plan, PACE, 0.5) is None


def test_what_is_recalled_if_practice_stops_is_the_forgetting_curve():
    found = prospect(ENTRIES, seen(10), TODAY, ahead(14), PACE, 0.5)
    assert (found.stopped.questions, found.stopped.seen) == (40, 10)
    assert found.stopped.recall == overall_recall(ENTRIES, seen(10), TODAY + timedelta(days=14))
    assert found.stopped.of_all == pytest.approx(found.stopped.recall / 4)
    assert found.days_left == 14


def test_what_was_never_seen_counts_as_not_known():
    found = prospect(ENTRIES, {}, TODAY, ahead(14), PACE, 0.5)
    assert (found.stopped.recall, found.stopped.of_all) == (None, 0.0)
    assert prospect([], {}, TODAY, ahead(14), PACE, 0.5).planned.of_all == 0.0


def test_who_keeps_to_the_plan_sees_all_and_recalls_most():
    found = prospect(ENTRIES, seen(10), TODAY, ahead(14), PACE, 0.5)
    assert found.planned.seen == found.planned.questions == 40
    assert found.planned.of_all > 0.88
    assert not found.at_pace


def test_the_course_runs_from_this_evening_to_the_eve():
    found = prospect(ENTRIES, seen(10), TODAY, ahead(14), PACE, 0.5)
    days = [day for day, _ in found.course]
    assert days == [TODAY + timedelta(days=number) for number in range(14)]
    assert found.course[-1][1] == pytest.approx(found.planned.of_all)
    assert found.stopped.of_all < found.course[0][1] < found.course[6][1] < found.course[-1][1]


def test_on_the_day_itself_its_own_questions_are_still_to_come():
    found = prospect(ENTRIES, seen(40, days_ago=30), TODAY, ahead(0), PACE, 0.5)
    assert [day for day, _ in found.course] == [TODAY]
    assert found.planned.of_all > found.stopped.of_all
    assert found.coverage == Coverage(0, 10, 0)


def test_topics_come_with_the_lowest_first_and_say_both():
    found = prospect(ENTRIES, seen(10), TODAY, ahead(3), PACE, 0.5)
    planned = [row.planned.of_all for row in found.topics]
    assert planned == sorted(planned)
    day = TODAY + timedelta(days=3)
    assert {row.tag: row.stopped for row in found.topics} == {
        row.tag: row for row in recall_by_tag(ENTRIES, seen(10), day)
    }


def test_the_bank_that_cannot_be_covered():
    bank = [entry(f"n{index}") for index in range(400)]
    found = prospect(bank, {}, TODAY, ahead(8), Pace(40, known=True), 0.5)
    assert found.coverage == Coverage(unseen=400, a_day=40, days=7)
    assert (found.coverage.room, found.coverage.enough, found.at_pace) == (280, False, True)
    assert found.planned.seen == 280  # what is said is what the days, played through, come to


def test_a_pace_that_is_only_set_bounds_what_is_said_and_not_the_plan():
    found = prospect(ENTRIES, {}, TODAY, ahead(3), Pace(5, known=False), 0.5)
    assert (found.coverage.room, found.coverage.enough, found.at_pace) == (10, False, False)
    assert found.planned.seen == 40


@given(st.integers(0, 500), st.integers(0, 60), st.integers(0, 40))
def test_there_is_never_more_room_than_questions(unseen, a_day, days):
    coverage = Coverage(unseen, a_day, days)
    assert 0 <= coverage.room <= unseen
    assert coverage.enough == (a_day * days >= unseen)


@settings(max_examples=10, deadline=None)
@given(st.integers(700, 1200), st.integers(0, 300), st.integers(1, 12))
def test_of_a_large_bank_a_sample_speaks_for_all(size, known, days):
    bank = [entry(f"n{index}", tag=f"t{index % 7}") for index in range(size)]
    found = prospect(bank, seen(known, entries=bank), TODAY, ahead(days), PACE, 0.5)
    assert found.planned.questions == size
    assert all(row.stopped.seen <= row.planned.seen <= row.planned.questions for row in found.topics)
    assert found.planned.of_all >= found.stopped.of_all - 0.02


def test_the_same_prospect_each_time():
    cards = seen(10)
    assert prospect(ENTRIES, cards, TODAY, ahead(9), PACE, 0.4) == prospect(ENTRIES, cards, TODAY, ahead(9), PACE, 0.4)


def test_a_topic_that_the_sample_missed_loses_nothing_that_was_seen():
    bank = [entry(f"n{index}", tag="rare" if index < 2 else "usual") for index in range(2000)]
    found = prospect(bank, seen(2, entries=bank), TODAY, ahead(1), Pace(1, known=True), 0.5)
    rare = next(row for row in found.topics if row.tag == "rare")
    assert (rare.planned.questions, rare.planned.seen) == (2, 2)
