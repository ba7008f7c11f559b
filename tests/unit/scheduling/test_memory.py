from __future__ import annotations

from datetime import UTC, datetime, timedelta

import fsrs
import fsrs_rs_python
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.scheduling import Rating, memory, recall, review

STABILITIES = st.floats(0.01, 3000)
RETENTIONS = st.floats(0.70, 0.99)
HISTORIES = st.lists(st.tuples(st.sampled_from(Rating), st.integers(1, 200)), min_size=1, max_size=15)
START = datetime(2026, 1, 1, 12, tzinfo=UTC)


@given(HISTORIES)
def test_whole_day_histories_agree_with_py_fsrs(history):
    scheduler = fsrs.Scheduler(parameters=memory.DEFAULT, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    theirs, ours, at = fsrs.Card(), None, START
    for rating, gap in history:
        theirs, _ = scheduler.review_card(theirs, fsrs.Rating(rating), at)
        ours = review(ours, "q", rating, at, at.date(), 0.9)
        assert ours.stability == pytest.approx(theirs.stability, rel=1e-4)
        assert ours.difficulty == pytest.approx(theirs.difficulty, rel=1e-4)
        at += timedelta(days=gap)
        assert recall(ours.stability, gap) == pytest.approx(scheduler.get_card_retrievability(theirs, at), rel=1e-4)


@given(STABILITIES, RETENTIONS)
def test_intervals_agree_with_the_library(stability, retention):
    model = fsrs_rs_python.FSRS(list(memory.DEFAULT))
    assert memory.interval(stability, retention) == pytest.approx(
        model.next_interval(stability, retention, Rating.GOOD), rel=1e-3
    )


@given(STABILITIES, RETENTIONS)
def test_recall_has_fallen_to_the_desired_retention_after_the_interval(stability, retention):
    days = memory.interval(stability, retention)
    assert recall(stability, int(days) + 1) <= retention <= recall(stability, int(days)) + 1e-9


def test_recall_is_certain_at_once_and_nine_in_ten_at_the_stability():
    assert recall(30.0, 0) == recall(30.0, -5) == 1.0
    assert recall(30.0, 30) == pytest.approx(0.9)


def test_retention_is_held_to_what_the_settings_offer():
    assert memory.interval(10.0, 0.2) == memory.interval(10.0, 0.70)
    assert memory.interval(10.0, 1.0) == memory.interval(10.0, 0.99) > 0


def test_other_parameters_change_the_memory():
    faster = (*memory.DEFAULT[:20], 0.5)
    assert recall(10.0, 30, faster) != recall(10.0, 30)
    assert memory.next_memories(None, 0, (1.0, *memory.DEFAULT[1:]))[Rating.AGAIN].stability == 1.0
