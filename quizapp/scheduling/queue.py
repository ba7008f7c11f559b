"""The queue: which questions come today, and in which order.

Without an interview date: due reviews with the lowest recall first, then what was forgotten earlier today, then new
questions, from junior to research, topics taking turns; a backlog is worked off before anything new.

With one: new questions are spread evenly over the days up to two days before it, and mixed into the reviews so that a
limit cannot crowd them out. After that the weakest come first, due or not: by predicted recall on the day of the
interview, all that will have fallen below the desired retention by then; what is still new comes last.

A queue is built once (10,000 questions: tens of milliseconds) and is a tuple: its next question costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from quizapp.questions.model import Entry
from quizapp.scheduling.cards import Card
from quizapp.scheduling.days import elapsed_days
from quizapp.scheduling.memory import DEFAULT, Parameters, recall
from quizapp.scheduling.plan import Plan, last_day_for_new, new_order, new_share


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
    """How much waits today: `due` reviews, those forgotten earlier today (`again`), and today's share of `new`."""

    due: int
    again: int
    new: int

    @property
    def total(self) -> int:
        """All that waits today."""
        return self.due + self.again + self.new


def build_queue(
    entries: Sequence[Entry],
    cards: Mapping[str, Card],
    today: date,
    plan: Plan,
    parameters: Parameters = DEFAULT,
) -> tuple[QueueItem, ...]:
    """Today's questions, in the order in which they are asked; at most `plan.limit`."""
    known, unseen = split(entries, cards)
    share = new_share(len(unseen), today, plan)
    new = [QueueItem(entry, None, Reason.NEW) for entry in new_order(unseen, plan.seed)[:share]]
    if plan.interview is None or plan.interview < today:
        return tuple((_due_first(known, today, parameters) + new)[: plan.limit])
    if today <= last_day_for_new(plan.interview):
        return tuple(_mixed(_due_first(known, today, parameters), new, plan.limit))
    return tuple((_weakest_first(known, today, plan.interview, plan.retention, parameters) + new)[: plan.limit])


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


def count_due(entries: Iterable[Entry], cards: Mapping[str, Card], today: date, plan: Plan) -> Counts:
    """How much waits today, without building the queue and whatever its limit."""
    known, unseen = split(entries, cards)
    due = [card for _, card in known if card.due <= today]
    again = sum(card.day >= today for card in due)
    return Counts(len(due) - again, again, new_share(len(unseen), today, plan))


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


def _due_first(known: Iterable[tuple[Entry, Card]], today: date, parameters: Parameters) -> list[QueueItem]:
    due = [pair for pair in known if pair[1].due <= today]
    reviews = sorted((pair for pair in due if pair[1].day < today), key=_recall_on(today, parameters))
    again = sorted((pair for pair in due if pair[1].day >= today), key=lambda pair: pair[1].at)
    return [_item(entry, card, _reason(card, today), today, parameters) for entry, card in reviews + again]


def _weakest_first(
    known: Iterable[tuple[Entry, Card]], today: date, interview: date, retention: float, parameters: Parameters
) -> list[QueueItem]:
    """What is due or will not hold until the interview, the lowest recall on its day first.

    What was answered today and is not due again waits for another day, so that the queue has an end.
    """
    on_the_day = _recall_on(interview, parameters)
    weak = [pair for pair in known if pair[1].due <= today or (pair[1].day < today and on_the_day(pair) < retention)]
    ranked = sorted(weak, key=on_the_day)
    return [_item(entry, card, _reason(card, today), today, parameters) for entry, card in ranked]


def _reason(card: Card, today: date) -> Reason:
    if card.due > today:
        return Reason.WEAK
    return Reason.AGAIN if card.day >= today else Reason.DUE


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
