from __future__ import annotations

from datetime import date, timedelta

import pytest

from quizapp.scheduling import (
    Rating,
    due_by_day,
    overall_recall,
    recall,
    recall_by_tag,
    review,
    weakest_tag,
    with_tag,
)

from .conftest import entry, noon

TODAY = date(2026, 3, 20)
ENTRIES = [entry("a1", "adam"), entry("a2", "adam"), entry("l1", "lasso"), entry("m1", "map"), entry("x", "", deck="x")]


def card(name, rating, days_ago):
    day = TODAY - timedelta(days=days_ago)
    return review(None, name, rating, noon(day), day, 0.9)


def test_what_is_overdue_counts_today_and_the_far_future_not_at_all():
    cards = {"a1": card("a1", Rating.GOOD, 30), "a2": card("a2", Rating.GOOD, 1), "l1": card("l1", Rating.EASY, 0)}
    forecast = due_by_day(ENTRIES, cards, TODAY, days=5)
    assert [day for day, _ in forecast] == [TODAY + timedelta(days=offset) for offset in range(5)]
    assert [count for _, count in forecast] == [1, 1, 0, 0, 0]
    assert len(due_by_day(ENTRIES, cards, TODAY)) == 14
    assert sum(count for _, count in due_by_day(ENTRIES, cards, TODAY)) == 3


def test_a_question_that_no_deck_holds_is_not_forecast():
    assert sum(count for _, count in due_by_day([], {"a1": card("a1", Rating.GOOD, 3)}, TODAY)) == 0


def test_recall_by_tag_is_the_mean_of_what_was_seen_the_weakest_first():
    cards = {"a1": card("a1", Rating.EASY, 2), "a2": card("a2", Rating.GOOD, 2), "l1": card("l1", Rating.AGAIN, 2)}
    rows = recall_by_tag(ENTRIES, cards, TODAY)
    assert [(row.tag, row.questions, row.seen) for row in rows] == [
        ("lasso", 1, 1), ("adam", 2, 2), ("map", 1, 0), ("x", 1, 0),
    ]  # fmt: skip
    means = (recall(cards["a1"].stability, 2) + recall(cards["a2"].stability, 2)) / 2
    assert rows[1].recall == pytest.approx(means)
    assert rows[2].recall is None


def test_what_was_forgotten_a_minute_ago_makes_its_topic_the_weakest():
    cards = {"a1": card("a1", Rating.GOOD, 1), "l1": card("l1", Rating.AGAIN, 0)}
    assert weakest_tag(ENTRIES, cards, TODAY) == "lasso"
    assert weakest_tag(ENTRIES, {}, TODAY) is None
    assert weakest_tag([], {}, TODAY) is None


def test_recall_on_the_day_of_the_interview_falls_with_time():
    cards = {"a1": card("a1", Rating.GOOD, 0)}
    near, far = (overall_recall(ENTRIES, cards, TODAY + timedelta(days=days)) for days in (1, 20))
    assert 0 < far < near < 1
    assert overall_recall(ENTRIES, {}, TODAY) is None


def test_a_question_without_tags_counts_for_its_deck():
    assert [one.id for one in with_tag(ENTRIES, "x")] == ["x"]
    assert [one.id for one in with_tag(ENTRIES, "adam")] == ["a1", "a2"]
