"""Learners who obey FSRS practise for an interview: the queue's promise, in numbers.

`python -m tests.benchmarks --only preparing` shows more loads, and more learners.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from quizapp.scheduling import Plan, total_recall
from quizapp.scheduling.projection import play, steady_learner

from .conftest import entry

START = date(2026, 3, 1)
INTERVIEW = START + timedelta(days=21)
ENTRIES = [entry(f"q{index}", tag=f"t{index % 5}") for index in range(120)]


def practised(plan: Plan, a_day: float, first_try: float):
    """Recall of all on the day after three weeks, the questions that were asked, and the new ones of each day."""
    days = [*play(ENTRIES, {}, START, 21, plan, steady_learner(first_try), a_day=a_day)]
    recall = total_recall(ENTRIES, days[-1].cards, INTERVIEW).of_all
    return recall, sum(day.asked for day in days), [day.new for day in days]


@pytest.mark.parametrize(("a_day", "first_try", "at_least"), [(15, 0.0, 0.78), (18, 0.5, 0.9), (15, 0.8, 0.9)])
def test_a_queue_that_knows_the_interview_beats_due_first_and_a_higher_retention(a_day, first_try, at_least):
    aware, asked, _ = practised(Plan(interview=INTERVIEW), a_day, first_try)
    due_first, asked_due_first, _ = practised(Plan(new_per_day=120), a_day, first_try)
    eager, asked_eager, _ = practised(Plan(new_per_day=120, retention=0.96), a_day, first_try)
    assert aware > at_least
    assert aware > due_first + 0.05
    assert due_first > eager + 0.1
    assert asked <= min(asked_due_first, asked_eager)


def test_the_head_start_of_new_questions_is_worth_having(monkeypatch):
    ahead, _, new = practised(Plan(interview=INTERVIEW), 20, 0.5)
    monkeypatch.setattr("quizapp.scheduling.plan.HEAD_START", 1.0)
    even, _, spread = practised(Plan(interview=INTERVIEW), 20, 0.5)
    assert ahead > even + 0.01
    assert new[:5] == [9] * 4 + [8]
    assert spread == [6] * 20 + [0]
    assert sum(new) == sum(spread) == 120


def test_the_head_start_evens_out_the_days(monkeypatch):
    def fullest():
        days = [*play(ENTRIES, {}, START, 21, Plan(interview=INTERVIEW), steady_learner(0.5))]
        return max(day.asked for day in days) * len(days) / sum(day.asked for day in days)

    ahead = fullest()
    monkeypatch.setattr("quizapp.scheduling.plan.HEAD_START", 1.0)
    assert ahead < 1.5 < fullest()
