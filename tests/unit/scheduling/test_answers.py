from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import ClockError
from quizapp.scheduling import Rating, preview, review
from quizapp.scheduling.answers import fuzz_range

DAY = date(2026, 3, 1)
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
RETENTIONS = st.floats(0.70, 0.99)
# Steps of the clock: mostly forward, some on the same day, some back.
ANSWERS = st.lists(
    st.tuples(st.sampled_from(Rating), st.integers(-3, 40) | st.just(0) | st.just(1)), min_size=1, max_size=12
)


def play(answers, retention=0.9, question="q"):
    """The cards after each of `answers`, each with the card before it and the rating."""
    card, days, cards = None, 0, []
    for rating, step in answers:
        days += step
        before = card
        card = review(card, question, rating, AT + timedelta(days=days), DAY + timedelta(days=days), retention)
        cards.append((before, rating, card))
    return cards


def after(*answers, retention=0.9):
    return play(answers, retention)[-1][2]


@given(ANSWERS, RETENTIONS)
def test_a_success_is_due_on_a_later_day_and_a_failure_on_the_same(answers, retention):
    for _, rating, card in play(answers, retention):
        assert card.forgotten == (rating is Rating.AGAIN)
        assert card.due == card.day if card.forgotten else card.due > card.day


@given(ANSWERS, RETENTIONS)
def test_the_clock_never_runs_back(answers, retention):
    for before, _, card in play(answers, retention):
        assert before is None or (card.at >= before.at and card.day >= before.day)


@given(ANSWERS, RETENTIONS)
def test_only_the_first_answer_of_a_day_raises_stability(answers, retention):
    for before, rating, card in play(answers, retention):
        if before and card.day == before.day:
            assert card.reps == before.reps
            if rating is Rating.AGAIN:
                assert card.stability < before.stability
            else:
                assert (card.stability, card.difficulty) == (before.stability, before.difficulty)
                assert before.forgotten or card.due == before.due


@given(ANSWERS, RETENTIONS)
def test_the_first_success_of_a_day_never_shortens_the_interval(answers, retention):
    for before, rating, card in play(answers, retention):
        if before and card.day > before.day and rating is not Rating.AGAIN:
            assert card.due - card.day >= before.due - before.day
            assert card.reps == before.reps + 1


@given(ANSWERS, RETENTIONS)
def test_the_dates_beside_the_ratings_are_the_dates_that_come(answers, retention):
    card = play(answers, retention)[-1][2]
    at, day = card.at + timedelta(days=2), card.day + timedelta(days=2)
    dates = preview(card, "q", at, day, retention)
    assert dates == {rating: review(card, "q", rating, at, day, retention).due for rating in Rating}
    assert list(dates.values()) == sorted(dates.values())


def test_what_is_forgotten_comes_back_today_and_then_tomorrow():
    failed = after((Rating.AGAIN, 0))
    assert failed.due == DAY
    assert review(failed, "q", Rating.EASY, AT, DAY, 0.9).due == DAY + timedelta(days=1)


def test_a_second_success_on_a_day_moves_nothing_whatever_is_desired_by_then():
    card = after((Rating.GOOD, 0), (Rating.GOOD, 3))
    for retention in (0.70, 0.99):
        assert review(card, "q", Rating.EASY, card.at, card.day, retention) == card


def test_a_lapse_is_a_known_card_forgotten_once():
    assert after((Rating.AGAIN, 0)).lapses == 0
    assert after((Rating.GOOD, 0), (Rating.AGAIN, 3)).lapses == 1
    assert after((Rating.GOOD, 0), (Rating.AGAIN, 3), (Rating.AGAIN, 0), (Rating.AGAIN, 1)).lapses == 1
    assert after((Rating.GOOD, 0), (Rating.AGAIN, 0)).lapses == 1
    assert after((Rating.GOOD, 0), (Rating.AGAIN, 3), (Rating.GOOD, 0), (Rating.AGAIN, 3)).lapses == 2


def test_a_clock_that_was_set_back_elapses_nothing():
    card = after((Rating.GOOD, 0))
    later = review(card, "q", Rating.GOOD, AT - timedelta(days=400), DAY - timedelta(days=400), 0.9)
    assert later == card


def test_practising_past_midnight_is_still_the_same_day():
    card = after((Rating.GOOD, 0))
    assert review(card, "q", Rating.GOOD, AT + timedelta(hours=14), DAY, 0.9).stability == card.stability


def test_a_rewritten_question_starts_again():
    old = after((Rating.GOOD, 0), (Rating.GOOD, 3), (Rating.AGAIN, 9))
    new = review(old, "q", Rating.GOOD, old.at + timedelta(days=1), old.day + timedelta(days=1), 0.9, rev=2)
    fresh = review(None, "q", Rating.GOOD, new.at, new.day, 0.9, rev=2)
    assert new == fresh
    assert (new.reps, new.lapses, new.rev) == (1, 0, 2)


def test_a_higher_desired_retention_asks_sooner():
    card = after((Rating.GOOD, 0), (Rating.GOOD, 3), (Rating.GOOD, 12))
    day, at = card.due, card.at + (card.due - card.day)
    eager = review(card, "q", Rating.GOOD, at, day, 0.99)
    assert eager.due - eager.day < (card.due - card.day) / 2


def test_the_same_answers_give_the_same_dates_on_every_machine():
    answers = [(Rating.GOOD, 0), (Rating.GOOD, 3), (Rating.GOOD, 12), (Rating.HARD, 60)]
    days = [[(card.due - card.day).days for _, _, card in play(answers, question=name)] for name in ("a", "b")]
    assert days == [[2, 14, 54, 132], [2, 15, 48, 139]]


def test_the_fuzz_spreads_questions_that_were_met_together():
    answers = [(Rating.GOOD, 0), (Rating.GOOD, 3), (Rating.GOOD, 12)]
    dates = {play(answers, question=f"q{index}")[-1][2].due for index in range(200)}
    assert len(dates) >= 6


@given(st.floats(0.01, 40_000))
def test_the_fuzz_stays_near_the_interval(days):
    low, high = fuzz_range(days)
    assert 1 <= low <= max(days, 1) + 0.5
    assert max(days, 1) - 0.5 <= high <= days * 1.16 + 2


def test_the_moment_is_kept_in_utc_and_must_have_a_zone():
    east = timezone(timedelta(hours=9))
    assert review(None, "q", Rating.GOOD, AT.astimezone(east), DAY, 0.9).at.tzinfo is UTC
    with pytest.raises(ClockError):
        review(None, "q", Rating.GOOD, datetime(2026, 3, 1), DAY, 0.9)


def test_the_calendar_ends_and_nothing_breaks():
    end = date(9999, 12, 30)
    card = review(None, "q", Rating.EASY, datetime(9999, 12, 30, tzinfo=UTC), end, 0.70)
    assert card.due == date.max
