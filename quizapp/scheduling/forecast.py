"""The forecast: what falls due on the coming days, and what will be recalled on a given one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quizapp.questions.model import Entry
from quizapp.scheduling.cards import Card
from quizapp.scheduling.days import elapsed_days
from quizapp.scheduling.memory import DEFAULT, Parameters, recall
from quizapp.scheduling.queue import split

HORIZON = 14


@dataclass(frozen=True, slots=True)
class TagRecall:
    """A tag: how many questions carry it, how many of these were seen, and the mean recall of the seen ones.

    An empty `tag` stands for all questions.
    """

    tag: str
    questions: int
    seen: int
    recall: float | None

    @property
    def of_all(self) -> float:
        """The mean recall of all its questions, where one that was never seen is not known."""
        return (self.recall or 0.0) * self.seen / self.questions if self.questions else 0.0


def due_by_day(
    entries: Iterable[Entry], cards: Mapping[str, Card], today: date, days: int = HORIZON
) -> tuple[tuple[date, int], ...]:
    """How many reviews fall due on each of `days` study days from today; what is overdue counts today."""
    known, _ = split(entries, cards)
    due = Counter(max(card.due, today) for _, card in known)
    return tuple((day, due[day]) for day in (today + timedelta(days=offset) for offset in range(days)))


def recall_by_tag(
    entries: Iterable[Entry], cards: Mapping[str, Card], day: date, parameters: Parameters = DEFAULT
) -> tuple[TagRecall, ...]:
    """Predicted recall on `day` for each tag, the weakest first; tags of which nothing was seen come last.

    A question without tags counts for its deck.
    """
    known, unseen = split(entries, cards)
    questions = Counter(tag for entry in [*(entry for entry, _ in known), *unseen] for tag in tags_of(entry))
    chances: dict[str, list[float]] = {}
    for entry, card in known:
        for tag in tags_of(entry):
            chances.setdefault(tag, []).append(_chance(card, day, parameters))
    rows = [
        TagRecall(tag, count, len(chances.get(tag, ())), _mean(chances.get(tag, [])))
        for tag, count in questions.items()
    ]
    return tuple(sorted(rows, key=lambda row: (2.0 if row.recall is None else row.recall, row.tag)))


def weakest_tag(
    entries: Iterable[Entry], cards: Mapping[str, Card], today: date, parameters: Parameters = DEFAULT
) -> str | None:
    """The tag of which least will be recalled tomorrow; None where nothing was seen.

    Tomorrow, since all that was asked today, forgotten or not, is fresh today.
    """
    rows = recall_by_tag(entries, cards, today + timedelta(days=1), parameters)
    return rows[0].tag if rows and rows[0].recall is not None else None


def overall_recall(
    entries: Iterable[Entry], cards: Mapping[str, Card], day: date, parameters: Parameters = DEFAULT
) -> float | None:
    """Mean predicted recall on `day` (the interview's, say) over all questions seen; None where there are none."""
    known, _ = split(entries, cards)
    return _mean([_chance(card, day, parameters) for _, card in known])


def total_recall(
    entries: Sequence[Entry], cards: Mapping[str, Card], day: date, parameters: Parameters = DEFAULT
) -> TagRecall:
    """Predicted recall on `day` over all questions, with how many there are and how many of them were seen."""
    known, _ = split(entries, cards)
    return TagRecall("", len(entries), len(known), _mean([_chance(card, day, parameters) for _, card in known]))


def with_tag(entries: Iterable[Entry], tag: str) -> tuple[Entry, ...]:
    """The questions that count for `tag`."""
    return tuple(entry for entry in entries if tag in tags_of(entry))


def tags_of(entry: Entry) -> Sequence[str]:
    """The tags that a question counts for: its own, or else its deck."""
    return entry.tags or (entry.deck,)


def _chance(card: Card, day: date, parameters: Parameters) -> float:
    return recall(card.stability, elapsed_days(card.day, day), parameters)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
