"""What an interview is to be: what the candidate asked for, and the questions that were drawn for it."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_MINUTES, MOST_MINUTES = 1, 240
MOST_QUESTIONS = 100


@dataclass(frozen=True, slots=True)
class Wish:
    """What the candidate asked for.

    `preset` is the name of one, empty for a free choice. Where `minutes` or `number` (of questions) is None, the preset
    says, or the one follows from the other. Without a `level` or `tags`, every question will do; a question with any
    of the `tags` fits. With a `seed`, the same decks give the same interview, whatever the candidate's memory.
    """

    preset: str = ""
    minutes: int | None = None
    level: str | None = None
    tags: tuple[str, ...] = ()
    number: int | None = None
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """One question of an interview: its id, the `variant` that is shown (an index), and the name of its `part`.

    `follow_ups` is the most that the interviewer asks after it.
    """

    question_id: str
    part: str
    variant: int = 0
    follow_ups: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """An interview before it begins. `notes` are sentences: where the bank is too small for the wish, and how.

    `seed` is the one that decided, whether or not it was wished for. `name` is the preset, or `free`.
    """

    name: str
    seconds: int
    slots: tuple[Slot, ...]
    seed: int
    wish: Wish = Wish()
    notes: tuple[str, ...] = ()
