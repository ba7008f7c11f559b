"""Learners who obey FSRS practise for an interview: the queue's promise, in numbers."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from quizapp.scheduling import Plan, Rating, build_queue, overall_recall, review

from .conftest import entry, noon

START = date(2026, 3, 1)
INTERVIEW = START + timedelta(days=21)
ENTRIES = [entry(f"q{index}", tag=f"t{index % 5}") for index in range(120)]


def practise(plan: Plan):
    """Three weeks of practice; the cards on the eve of the interview, and the new questions of each day."""
    chance, cards, introduced = Random(1), {}, []
    for offset in range((INTERVIEW - START).days):
        today = START + timedelta(days=offset)
        queue = build_queue(ENTRIES, cards, today, plan)
        introduced.append(sum(item.card is None for item in queue))
        for item in queue:
            remembered = item.recall is not None and chance.random() < item.recall
            rating = Rating.GOOD if remembered else Rating.AGAIN
            card = review(item.card, item.entry.id, rating, noon(today), today, plan.retention)
            cards[item.entry.id] = review(card, item.entry.id, Rating.GOOD, noon(today), today, plan.retention)
    return cards, introduced


def expected(cards) -> float:
    """The mean recall on the day of the interview over all questions; one that was never seen counts 0."""
    return (overall_recall(ENTRIES, cards, INTERVIEW) or 0.0) * len(cards) / len(ENTRIES)


def test_a_queue_that_knows_the_interview_beats_due_first():
    aware, introduced = practise(Plan(limit=15, interview=INTERVIEW))
    due_first, _ = practise(Plan(limit=15))
    eager, _ = practise(Plan(limit=15, retention=0.97))
    assert expected(aware) > 0.75
    assert expected(due_first) < 0.65
    assert expected(eager) < 0.65
    assert introduced == [6] * 20 + [0]
