"""What an answer does to a card: its memory, and the study day on which it is due again.

- Elapsed time is counted in study days. The clock is clamped to the last review: one that was set back elapses nothing.
- Only the first answer of a study day can raise stability. A later success that day leaves the memory as it is; it
  schedules a card that had been forgotten (tomorrow at the earliest) and moves no other. A later `again` that day is
  forgetting: FSRS's short-term step lowers stability.
- `again` makes the card due the same day, so that the session asks it once more. It is a lapse where the card was
  known; a card that is still forgotten from the last `again` cannot lapse once more.
- Intervals after a success are whole days, at least one, with a fuzz that depends on the question and its repetition
  only, never below the previous interval, unless a higher desired retention asks for much less.
- A question whose `rev` has changed is new.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b

from quizapp.scheduling.cards import Card, Rating
from quizapp.scheduling.days import aware, elapsed_days
from quizapp.scheduling.memory import DEFAULT, Memory, Parameters, interval, next_memories

LONGEST_INTERVAL = 36_500
# Anki's fuzz: from each bound on, a day of the interval widens the range by this share of a day to either side.
FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))


def review(
    card: Card | None,
    question_id: str,
    rating: Rating,
    at: datetime,
    day: date,
    retention: float,
    rev: int = 1,
    parameters: Parameters = DEFAULT,
) -> Card:
    """The card after an answer rated `rating` at the instant `at`, on the study day `day`.

    `card` is None for a new question. `retention` is the desired recall on the due day, held to [0.70, 0.99]. A naive
    `at` raises `ClockError`. The same arguments always give the same card.
    """
    at = aware(at).astimezone(UTC)
    if card is not None:
        at, day = max(at, card.at), max(day, card.day)
    if card is None or card.rev != rev:
        return _first(question_id, rating, at, day, retention, rev, parameters)
    if day > card.day:
        return _next(card, rating, at, day, retention, parameters)
    return _same_day(card, rating, at, retention, parameters)


def preview(
    card: Card | None,
    question_id: str,
    at: datetime,
    day: date,
    retention: float,
    rev: int = 1,
    parameters: Parameters = DEFAULT,
) -> dict[Rating, date]:
    """The study day on which the question would be due after each of the four ratings."""
    return {rating: review(card, question_id, rating, at, day, retention, rev, parameters).due for rating in Rating}


def fuzz_range(days: float) -> tuple[int, int]:
    """The whole days, first and last, that the fuzz may choose for an interval of `days`."""
    if days < FUZZ[0][0]:
        whole = max(1, _rounded(days))
        return whole, whole
    delta = 1.0 + sum(share * max(0.0, min(days, end) - start) for start, end, share in FUZZ)
    return max(2, _rounded(days - delta)), _rounded(days + delta)


def _first(
    question_id: str, rating: Rating, at: datetime, day: date, retention: float, rev: int, parameters: Parameters
) -> Card:
    memory = next_memories(None, 0, parameters)[rating]
    card = Card(question_id, memory.stability, memory.difficulty, day, day, at, reps=1, lapses=0, rev=rev)
    return card if rating is Rating.AGAIN else _scheduled(card, 0, retention, parameters)


def _next(card: Card, rating: Rating, at: datetime, day: date, retention: float, parameters: Parameters) -> Card:
    """The first answer of a study day."""
    elapsed = elapsed_days(card.day, day)
    memory = next_memories(Memory(card.stability, card.difficulty), elapsed, parameters)[rating]
    answered = replace(
        card, stability=memory.stability, difficulty=memory.difficulty, day=day, due=day, at=at, reps=card.reps + 1
    )
    if rating is Rating.AGAIN:
        return replace(answered, lapses=card.lapses + (not card.forgotten))
    return _scheduled(answered, (card.due - card.day).days, retention, parameters)


def _same_day(card: Card, rating: Rating, at: datetime, retention: float, parameters: Parameters) -> Card:
    """A later answer on the study day of the last review."""
    if rating is Rating.AGAIN:
        memory = next_memories(Memory(card.stability, card.difficulty), 0, parameters)[rating]
        return replace(
            card,
            stability=min(card.stability, memory.stability),
            difficulty=memory.difficulty,
            due=card.day,
            at=at,
            lapses=card.lapses + (not card.forgotten),
        )
    answered = replace(card, at=at)
    return _scheduled(answered, 0, retention, parameters) if card.forgotten else answered


def _scheduled(card: Card, previous: int, retention: float, parameters: Parameters) -> Card:
    """`card` after a success, due after its interval; `previous` is the interval before, in days."""
    wanted = min(interval(card.stability, retention, parameters), LONGEST_INTERVAL)
    low, high = fuzz_range(wanted)
    low = max(low, min(previous, high))
    chosen = low + int(fraction(card.question_id, card.reps) * (high - low + 1))
    return replace(card, due=card.day + timedelta(days=min(chosen, (date.max - card.day).days)))


def fraction(question_id: str, number: int) -> float:
    """A number in [0, 1) that depends on the question and, say, its repetition, and on nothing else."""
    digest = blake2b(f"{question_id}\n{number}".encode(), digest_size=6).digest()
    return int.from_bytes(digest) / 2**48


def _rounded(days: float) -> int:
    return int(days + 0.5)
