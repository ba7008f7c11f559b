"""The days to come, played through: what becomes of the cards if each day's queue is worked off.

The learner is FSRS itself: a question is recalled with the probability that its card says. What is forgotten is asked
once more on the same day, as a session does, and known then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias

from quizapp.questions.model import Entry
from quizapp.scheduling.answers import fraction, review
from quizapp.scheduling.cards import Card, Rating
from quizapp.scheduling.plan import Plan
from quizapp.scheduling.queue import QueueItem, build_queue

Learner: TypeAlias = Callable[[QueueItem, date], bool]
NOON = time(12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Played:
    """A study day that was played through: how many were `asked`, how many of them `new`, and all cards at its end."""

    day: date
    asked: int
    new: int
    cards: Mapping[str, Card]


def play(
    entries: Sequence[Entry],
    cards: Mapping[str, Card],
    today: date,
    days: int,
    plan: Plan,
    remembers: Learner,
    *,
    a_day: float | None = None,
) -> Iterator[Played]:
    """Each of `days` study days from `today` on, worked off under `plan` by someone who `remembers` this or that.

    `a_day` bounds the questions of a day; a fraction is made up for over the days. What was answered today already is
    in `cards` and in the plan.
    """
    known = dict(cards)
    for number in range(days):
        day = today + timedelta(days=number)
        limit = None if a_day is None else int((number + 1) * a_day) - int(number * a_day)
        queue = build_queue(entries, known, day, replace(plan, limit=limit))
        for item in queue:
            known[item.entry.id] = _answered(item, day, remembers(item, day), plan.retention)
        yield Played(day, len(queue), sum(item.card is None for item in queue), dict(known))
        plan = replace(plan, new_done_today=0)


def steady_learner(first_try: float) -> Learner:
    """Someone who knows a share `first_try` of the new questions, and whose luck with a question is that of the day.

    The same days are played through the same way each time, and one more answer changes the days of its question only.
    """

    def remembers(item: QueueItem, day: date) -> bool:
        chance = first_try if item.recall is None else item.recall
        return fraction(item.entry.id, day.toordinal()) < chance

    return remembers


def _answered(item: QueueItem, day: date, remembered: bool, retention: float) -> Card:
    at, entry = datetime.combine(day, NOON), item.entry
    rating = Rating.GOOD if remembered else Rating.AGAIN
    card = review(item.card, entry.id, rating, at, day, retention, entry.rev)
    if not remembered:
        card = review(card, entry.id, Rating.GOOD, at, day, retention, entry.rev)
    return card
