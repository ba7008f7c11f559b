"""The queue: which questions come today, and in which order.

Without an interview date: due reviews with the lowest recall first, then what was forgotten earlier today, then new
questions, from junior to research, topics taking turns; a backlog is worked off before anything new.

With one: new questions are spread over the days up to two days before it, more of them on the first days than on the
last, and mixed into the reviews so that a limit cannot crowd them out. After that the weakest come first, due or not:
by predicted recall on the day of the interview, all that will have fallen below the desired retention by then; what is
still new comes last. `python -m tests.benchmarks --only preparing` shows what that is worth.

A queue is built once (10,000 questions: tens of milliseconds) and is a tuple: its next question costs nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from quizapp.questions.model import Entry
from quizapp.scheduling.cards import Card
from quizapp.scheduling.days import elapsed_days
from quizapp.scheduling.memory import DEFAULT, Parameters, recall
from quizapp.scheduling.plan import Plan, in_last_days, new_order, new_share


class Reason(StrEnum):
    """Why a question is in the queue."""

    DUE = "due"
    AGAIN = "again"  # forgotten earlier today
    NEW = "new"
    WEAK = "weak"  # not due, but it would not hold until the interview
    CRAM = "cram"


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A question that is to be asked. `card` is None for a new one; `recall` is its probability today."""

    entry: Entry
    card: Card | None
    reason: Reason
    recall: float | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much waits today: `due` reviews, those forgotten earlier today (`again`), and today's share of `new`.

    `weak` ones are not due, and would not hold until the interview. `seconds` is the time that all of these take.
    """

    due: int
    again: int
    new: int
    weak: int = 0
    seconds: int = 0

    @property
    def total(self) -> int:
        """All that waits today."""
        return self.due + self.again + self.new + self.weak


def build_queue(
    entries: Sequence[Entry],
    cards: Mapping[str, Card],
    today: date,
    plan: Plan,
    parameters: Parameters = DEFAULT,
) -> tuple[QueueItem, ...]:
    """Today's questions, in the order in which they are asked; at most `plan.limit`."""
    known, unseen = split(entries, cards)
    reviews = _reviews_today(known, today, plan, parameters)
    new = [QueueItem(entry, None, Reason.NEW) for entry in _new_today(unseen, today, plan)]
    if plan.interview is not None and in_last_days(today, plan):
        reviews = sorted(reviews, key=_recall_on(plan.interview, parameters))
        return tuple((_items(reviews, today, parameters) + new)[: plan.limit])
    due = _items(_due_first(reviews, today, parameters), today, parameters)
    if plan.interview is None or plan.interview < today:
        return tuple((due + new)[: plan.limit])
    return tuple(_mixed(due, new, plan.limit))


def cram(
    entries: Sequence[Entry],
    cards: Mapping[str, Card],
    today: date,
    limit: int | None = None,
    parameters: Parameters = DEFAULT,
) -> tuple[QueueItem, ...]:
    """Everything, due or not: what was seen, the lowest recall of tomorrow first, then what was not, in new order."""
    known, unseen = split(entries, cards)
    ranked = sorted(known, key=_recall_on(today + timedelta(days=1), parameters))
    items = [_item(entry, card, Reason.CRAM, today, parameters) for entry, card in ranked]
    return tuple((items + [QueueItem(entry, None, Reason.NEW) for entry in new_order(unseen)])[:limit])


def count_due(
    entries: Iterable[Entry], cards: Mapping[str, Card], today: date, plan: Plan, parameters: Parameters = DEFAULT
) -> Counts:
    """How much waits today, without putting it in order and whatever its limit."""
    known, unseen = split(entries, cards)
    reviews, new = _reviews_today(known, today, plan, parameters), _new_today(unseen, today, plan)
    reasons = Counter(_reason(card, today) for _, card in reviews)
    seconds = sum(entry.seconds for entry, _ in reviews) + sum(entry.seconds for entry in new)
    return Counts(reasons[Reason.DUE], reasons[Reason.AGAIN], len(new), reasons[Reason.WEAK], seconds)


def split(entries: Iterable[Entry], cards: Mapping[str, Card]) -> tuple[list[tuple[Entry, Card]], list[Entry]]:
    """The questions that have been seen, with their cards, and those that have not.

    A question whose `rev` is not its card's has been rewritten: it is new.
    """
    known: list[tuple[Entry, Card]] = []
    unseen: list[Entry] = []
    for entry in entries:
        card = cards.get(entry.id)
        if card is None or card.rev != entry.rev:
            unseen.append(entry)
        else:
            known.append((entry, card))
    return known, unseen


def _new_today(unseen: list[Entry], today: date, plan: Plan) -> list[Entry]:
    share = new_share(len(unseen), today, plan)
    return new_order(unseen, plan.seed)[:share] if share else []


def _reviews_today(
    known: Iterable[tuple[Entry, Card]], today: date, plan: Plan, parameters: Parameters
) -> list[tuple[Entry, Card]]:
    """What was seen and comes today: what is due and, on the last days, what would not hold until the interview.

    What was answered today and is not due again waits for another day, so that the queue has an end.
    """
    if plan.interview is None or not in_last_days(today, plan):
        return [pair for pair in known if pair[1].due <= today]
    on_the_day, wanted = _recall_on(plan.interview, parameters), plan.retention
    return [pair for pair in known if pair[1].due <= today or (pair[1].day < today and on_the_day(pair) < wanted)]


def _due_first(due: Sequence[tuple[Entry, Card]], today: date, parameters: Parameters) -> list[tuple[Entry, Card]]:
    reviews = sorted((pair for pair in due if pair[1].day < today), key=_recall_on(today, parameters))
    return reviews + sorted((pair for pair in due if pair[1].day >= today), key=lambda pair: pair[1].at)


def _reason(card: Card, today: date) -> Reason:
    if card.due > today:
        return Reason.WEAK
    return Reason.AGAIN if card.day >= today else Reason.DUE


def _items(pairs: Iterable[tuple[Entry, Card]], today: date, parameters: Parameters) -> list[QueueItem]:
    return [_item(entry, card, _reason(card, today), today, parameters) for entry, card in pairs]


def _item(entry: Entry, card: Card, reason: Reason, today: date, parameters: Parameters) -> QueueItem:
    return QueueItem(entry, card, reason, recall(card.stability, elapsed_days(card.day, today), parameters))


def _recall_on(day: date, parameters: Parameters) -> Callable[[tuple[Entry, Card]], float]:
    def chance(pair: tuple[Entry, Card]) -> float:
        return recall(pair[1].stability, elapsed_days(pair[1].day, day), parameters)

    return chance


def _mixed(reviews: list[QueueItem], new: list[QueueItem], limit: int | None) -> list[QueueItem]:
    """Both within `limit`, `new` in full as far as it fits and spread evenly among the reviews."""
    size = len(reviews) + len(new) if limit is None else min(limit, len(reviews) + len(new))
    new = new[:size]
    reviews = reviews[: size - len(new)]
    places = [(index + 1) / (len(reviews) + 1) for index in range(len(reviews))]
    places += [(index + 0.5) / len(new) for index in range(len(new))]
    return [item for _, item in sorted(zip(places, reviews + new, strict=True), key=lambda pair: pair[0])]
