"""How an interview is said in a line before it begins."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.sessions.mock.clock import duration_words
from quizapp.sessions.mock.outline import Outline, Slot, Wish
from quizapp.sessions.mock.presets import FREE, PRESETS, Part

_PARTS = {part.name: part for preset in PRESETS.values() for part in preset.parts}


def outline_words(outline: Outline) -> str:
    """What was drawn: `45 min, level mid: 5 warm-up questions, 3 interview questions …`."""
    slots: dict[str, list[Slot]] = {}
    for slot in outline.slots:
        slots.setdefault(slot.part, []).append(slot)
    parts = (_drawn(_PARTS.get(name, FREE), those) for name, those in slots.items())
    return f"{duration_words(outline.seconds)}{_narrowed(outline.wish)}: {', '.join(parts)}"


def _narrowed(wish: Wish) -> str:
    level = [f"level {wish.level}"] if wish.level else []
    tags = [f"on {' or '.join(wish.tags)}"] if wish.tags else []
    seed = [f"seed {wish.seed}"] if wish.seed is not None else []
    return "".join(f", {words}" for words in (*level, *tags, *seed))


def _drawn(part: Part, slots: Sequence[Slot]) -> str:
    follow_ups = [slot.follow_ups for slot in slots if slot.follow_ups]
    if follow_ups and len(follow_ups) < len(slots):
        return f"{part.count(len(slots))}, {len(follow_ups)} of them with follow-ups"
    return part.count(len(slots)) + (_up_to(max(follow_ups), len(slots)) if follow_ups else "")


def _up_to(follow_ups: int, questions: int) -> str:
    return f" with up to {follow_ups} follow-ups{' each' if questions > 1 else ''}"
