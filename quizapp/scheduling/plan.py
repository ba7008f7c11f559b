"""The plan: what the learner asked for, and which new questions follow from it today."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from quizapp.questions.model import Entry, Level
from quizapp.scheduling.chains import chained
from quizapp.scheduling.memory import RETENTION

LEVELS = {level.value: rank for rank, level in enumerate(Level)}
# Before an interview, new questions come half as fast again as an even spread would have them: what is met early comes
# back more often, and as the new ones get fewer while their reviews get more, the days hold about the same work.
HEAD_START = 1.5


@dataclass(frozen=True, slots=True)
class Plan:
    """What the learner asked for.

    `new_per_day` is the number of new questions a day without an interview date, of which `new_done_today` have been
    introduced; `new` overrides both, and what the date asks for. `limit` is the length of the session (None: all).
    `retention` is the desired recall. `seed` shuffles new questions within a level (None: the order of the decks).
    """

    new_per_day: int = 10
    new_done_today: int = 0
    new: int | None = None
    limit: int | None = None
    retention: float = RETENTION
    interview: date | None = None
    seed: int | None = None


def new_share(remaining: int, today: date, plan: Plan) -> int:
    """How many of `remaining` new questions are still to be introduced today.

    With an interview date: `HEAD_START` times the even share of the days that are left for new ones.
    """
    if plan.new is not None:
        return min(remaining, plan.new)
    days = days_for_new(today, plan.interview) if plan.interview else 0
    if not days:
        return min(remaining, max(0, plan.new_per_day - plan.new_done_today))
    at_dawn = remaining + plan.new_done_today
    return min(remaining, max(0, math.ceil(HEAD_START * at_dawn / days) - plan.new_done_today))


def days_for_new(today: date, interview: date) -> int:
    """On how many days, today among them, new questions come: the last is `last_day_for_new`."""
    return max(0, (last_day_for_new(interview) - today).days + 1)


def last_day_for_new(interview: date) -> date:
    """The last day on which new questions are spread: what is met later does not settle before the interview."""
    return interview - timedelta(days=2)


def in_last_days(today: date, plan: Plan) -> bool:
    """Whether the interview is so near that the weakest come first: new ones are over, and it is not."""
    return plan.interview is not None and last_day_for_new(plan.interview) < today <= plan.interview


def new_order(entries: Iterable[Entry], seed: int | None = None) -> list[Entry]:
    """New questions from junior to research; within a level, topics take turns. What one needs comes before it."""
    levels: dict[int, list[Entry]] = {}
    for entry in entries:
        levels.setdefault(LEVELS.get(entry.level, 0), []).append(entry)
    return chained(entry for rank in sorted(levels) for entry in _in_turns(levels[rank], seed))


def topic(entry: Entry) -> str:
    """The topic of a question: its first tag, or else its deck."""
    return entry.tags[0] if entry.tags else entry.deck


def _in_turns(entries: list[Entry], seed: int | None) -> list[Entry]:
    """`entries` (shuffled where there is a seed) such that topics take turns, in the order of their first question."""
    if seed is not None:
        from random import Random

        entries = Random(seed).sample(entries, len(entries))
    topics: dict[str, list[Entry]] = {}
    for entry in entries:
        topics.setdefault(topic(entry), []).append(entry)
    turns = [(turn, rank, entry) for rank, queue in enumerate(topics.values()) for turn, entry in enumerate(queue)]
    return [entry for _, _, entry in sorted(turns, key=lambda item: item[:2])]
