"""Drawing the questions of an interview: by level, across topics, and what the learner is likely to lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from math import ceil, isinf, log
from typing import TypeAlias

from quizapp.questions.model import Entry
from quizapp.scheduling import Card, elapsed_days, new_order, recall, topic
from quizapp.scheduling.plan import LEVELS
from quizapp.sessions.mock.outline import MOST_MINUTES, MOST_QUESTIONS, Outline, Slot, Wish
from quizapp.sessions.mock.presets import FREE, Part, parts_of
from quizapp.sessions.mock.shortfalls import notes_on, nothing_fits, refuse_unknown

UNSEEN = 0.3  # the weight of a question that was never answered: as of one that is recalled with 70 %
LEAST = 0.05  # the least weight of one that was: what is known well is asked now and then, too
REST = 7  # days until a question that was asked counts half of its weight again
SPARE = 60  # seconds that a part may have left over

Weight: TypeAlias = Callable[[Entry], float]


@dataclass(frozen=True, slots=True)
class Lot:
    """A question in the draw, `away` levels from the one that is wished for; the lowest `place` is drawn first."""

    entry: Entry
    away: int
    place: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A part and the questions that were drawn for it, in the order in which they are asked."""

    part: Part
    entries: tuple[Entry, ...]

    @property
    def minutes(self) -> float:
        """How long the part is: as was wished, but where the questions are to fill it and cannot."""
        budget = sum(entry.seconds for entry in self.entries)
        if not self.entries:
            return 0
        fixed = self.part.number is not None and not isinf(self.part.minutes)
        return self.part.minutes if fixed or self.part.seconds - budget < SPARE else ceil(budget / 60)


def draw(entries: Iterable[Entry], cards: Mapping[str, Card], today: date, wish: Wish, seed: int) -> Outline:
    """The interview that is wished for, as far as `entries` can give it; its `notes` say what they lack.

    No question comes twice, flashcards never, and each has one of the tags. Those of the wished level come first, then
    those of the levels nearest to it; without a level, those of a part are in rising level. Each draw is the turn of
    the topics that have had the fewest questions so far, of those that have one at that level that fits. Which topic
    and question of these, chance decides: with more weight for what the learner will not recall tomorrow and has not
    seen for long. `seed` is that of chance where none is wished for; with one that is, all weights are equal, so that
    the same questions give the same interview, in whatever order they come.

    Raises `UsageError` as `parts_of` does, for an unknown tag or level, and where nothing fits.
    """
    parts = parts_of(wish)
    pool = tuple(entries)
    refuse_unknown(pool, wish)
    pool = tuple(
        entry for entry in pool if entry.kind in FREE.kinds and (not wish.tags or {*wish.tags} & {*entry.tags})
    )
    seed, weight = (seed, _wanted(cards, today)) if wish.seed is None else (wish.seed, _equal)
    drawn = _drawn(parts, [_lot(entry, wish, seed, weight(entry)) for entry in pool], rising=wish.level is None)
    if not any(one.entries for one in drawn):
        raise nothing_fits(pool, wish, parts)
    return _outline(drawn, wish, seed)


def _outline(drawn: Sequence[Drawn], wish: Wish, seed: int) -> Outline:
    notes = [note for one in drawn for note in notes_on(one.part, one.entries, one.minutes, wish)]
    minutes = ceil(round(sum(one.minutes for one in drawn), 6))
    if minutes > MOST_MINUTES:
        notes.append(f"The questions are meant for {minutes} min; an interview takes at most {MOST_MINUTES}.")
    slots = tuple(_slot(entry, one.part, seed) for one in drawn for entry in one.entries)
    return Outline(wish.preset or FREE.name, min(minutes, MOST_MINUTES) * 60, slots, seed, wish, tuple(notes))


def _slot(entry: Entry, part: Part, seed: int) -> Slot:
    follow_ups = part.follow_ups if entry.kind == "interview" else 0
    return Slot(entry.id, part.name, _number(seed, "variant", entry.id, bits=16), follow_ups)


# ---------------------------------------------------------------- chance


def _lot(entry: Entry, wish: Wish, seed: int, weight: float) -> Lot:
    """Sorted by -log(u)/weight with u uniform, questions come as if drawn by weight without putting back.

    Source: Efraimidis and Spirakis 2006.
    """
    uniform = (_number(seed, "place", entry.id, bits=64) + 1) / 2**64
    away = abs(LEVELS[entry.level] - LEVELS[wish.level]) if wish.level is not None else 0
    return Lot(entry, away, -log(uniform) / weight)


def _number(seed: int, what: str, question_id: str, bits: int) -> int:
    """A number of so many bits that the seed decides for this question, whatever other questions there are."""
    return int.from_bytes(blake2b(f"{seed} {what} {question_id}".encode(), digest_size=bits // 8).digest())


def _wanted(cards: Mapping[str, Card], today: date) -> Weight:
    """The weights of a learner with `cards`: what they will not recall tomorrow, and have not seen for long."""

    def weight(entry: Entry) -> float:
        card = cards.get(entry.id)
        if card is None or card.rev != entry.rev:
            return UNSEEN
        lack = 1 - recall(card.stability, elapsed_days(card.day, today + timedelta(days=1)))
        rested = 1 + elapsed_days(card.day, today)
        return max(LEAST, lack) * rested / (REST + rested)

    return weight


def _equal(_entry: Entry) -> float:
    return 1.0


# ---------------------------------------------------------------- turns

Group: TypeAlias = tuple[int, bool, str]  # the levels away, whether it only stands in, and the topic


def _drawn(parts: Sequence[Part], lots: Sequence[Lot], rising: bool) -> list[Drawn]:
    turns: Counter[str] = Counter()
    room = MOST_QUESTIONS - sum(part.number or 0 for part in parts)
    drawn = []
    for part in parts:
        picked = _picked(part, lots, turns, room)
        drawn.append(Drawn(part, tuple(new_order(picked) if rising else picked)))
    return drawn


def _picked(part: Part, lots: Iterable[Lot], turns: Counter[str], room: int) -> list[Entry]:
    """The questions of one part, in the order in which they are drawn; `turns` counts how many each topic has had.

    Where they are to fill the minutes, those of a further level do not fill less than `SPARE` seconds.
    """
    groups, left, away = _groups(part, lots), part.seconds, 0
    picked: list[Entry] = []
    while len(picked) < (part.number or room):
        group = _next(groups, turns, left)
        if group is None or (part.number is None and picked and left < SPARE and group[0] > away):
            break
        entry = groups[group].pop().entry
        picked.append(entry)
        turns[topic(entry)] += 1
        away = group[0]
        left -= entry.seconds if part.number is None else 0
    return picked


def _groups(part: Part, lots: Iterable[Lot]) -> dict[Group, list[Lot]]:
    """The lots that the part may draw from; those of a group are drawn from its end."""
    groups: dict[Group, list[Lot]] = {}
    for lot in sorted(lots, key=lambda lot: -lot.place):
        entry = lot.entry
        if entry.kind in (*part.kinds, *part.instead) and entry.seconds <= part.longest:
            groups.setdefault((lot.away, entry.kind in part.instead, topic(entry)), []).append(lot)
    return groups


def _next(groups: Mapping[Group, list[Lot]], turns: Mapping[str, int], left: float) -> Group | None:
    """The group whose turn it is, when `left` seconds are left; what takes longer is thrown out."""
    for lots in groups.values():
        while lots and lots[-1].entry.seconds > left:
            lots.pop()
    waiting = (group for group, lots in groups.items() if lots)
    return min(waiting, key=lambda group: (group[:2], turns[group[2]], groups[group][-1].place), default=None)
