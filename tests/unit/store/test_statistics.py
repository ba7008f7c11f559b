from __future__ import annotations

from datetime import timedelta

from quizapp.store import DayCount, QuestionCount, Totals

from .conftest import DAY, NOW, answer

NEXT = DAY + timedelta(days=1)


def fill(store):
    """A right, a wrong and an undone answer; the next day two flashcards, and a question seen again."""
    store.record(answer("q1", after="1"))
    store.record(answer("q2", verdict="wrong", rating=1))
    store.retract(store.record(answer("q3")), NOW)
    store.record(answer("f1", verdict="unchecked", rating=2, study_day=NEXT))
    store.record(answer("f2", verdict="unchecked", rating=1, study_day=NEXT))
    store.record(answer("q1", before="1", after="2", verdict="partial", rating=2, study_day=NEXT))


def test_an_empty_log_counts_nothing(store):
    assert store.statistics.days() == ()
    assert store.statistics.questions() == {}
    assert store.statistics.totals() == Totals(0, 0, 0, 0, 0.0)
    assert store.statistics.introduced(DAY) == 0


def test_days_count_what_stands(store):
    fill(store)
    assert store.statistics.days() == (DayCount(DAY, 2, 1), DayCount(NEXT, 3, 1))
    assert store.statistics.days(since=NEXT) == (DayCount(NEXT, 3, 1),)


def test_a_question_has_its_last_verdict(store):
    fill(store)
    questions = store.statistics.questions()
    assert set(questions) == {"q1", "q2", "f1", "f2"}
    assert questions["q1"] == QuestionCount("q1", 2, 1, "partial", 2, NEXT)


def test_totals_and_new_questions_of_a_day(store):
    fill(store)
    assert store.statistics.totals() == Totals(reviews=5, right=2, questions=4, days=2, seconds=100.0)
    assert store.statistics.introduced(DAY) == 2
    assert store.statistics.introduced(NEXT) == 2


def test_first_answers_are_those_to_what_was_new(store):
    assert store.statistics.first_answers() == (0, 0)
    fill(store)
    assert store.statistics.first_answers() == (4, 2)  # q1 and f1; q1's second answer is none


def test_the_questions_of_the_last_days_of_practice(store):
    fill(store)
    store.record(answer("q1", before="2", after="3", study_day=NEXT))  # twice on one day: one question
    assert store.statistics.questions_a_day(NEXT + timedelta(days=9), 14) == (3, 2)
    assert store.statistics.questions_a_day(NEXT + timedelta(days=9), 1) == (3,)
    assert store.statistics.questions_a_day(NEXT, 14) == (2,)
    assert store.statistics.questions_a_day(DAY, 14) == ()
