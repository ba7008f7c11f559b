"""What somebody types to wish for an interview: a text for each field, and the wish that they come to."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.errors import UsageError
from quizapp.sessions.mock.outline import LEAST_MINUTES, MOST_MINUTES, MOST_QUESTIONS, Wish
from quizapp.tui.widgets.text import short

DIGITS = 18
SHOWN = 24  # characters of what cannot be read
FIELDS = {
    "minutes": ("Minutes", f"{LEAST_MINUTES} to {MOST_MINUTES}"),
    "level": ("Level", "junior, mid, senior or research"),
    "tags": ("Tags", "like l1, adamw: any of them"),
    "number": ("Questions", f"1 to {MOST_QUESTIONS}"),
    "seed": ("Seed", "the same seed, the same interview"),
}
WHOLE = {
    "minutes": f"from {LEAST_MINUTES} to {MOST_MINUTES}",
    "number": f"from 1 to {MOST_QUESTIONS}",
    "seed": f"of 1 to {DIGITS} digits",
}


def read_wish(preset: str, texts: Mapping[str, str]) -> Wish:
    """The wish for `preset` with what the fields say; an empty one says nothing. Raises `UsageError`."""
    level = texts["level"].strip().lower()
    return Wish(
        preset=preset,
        minutes=_whole(texts, "minutes"),
        level=level or None,
        tags=tuple(dict.fromkeys(tag.strip() for tag in texts["tags"].split(",") if tag.strip())),
        number=_whole(texts, "number"),
        seed=_whole(texts, "seed"),
    )


def written_wish(wish: Wish) -> dict[str, str]:
    """What the fields say of `wish`."""
    return {
        "minutes": _written(wish.minutes),
        "level": wish.level or "",
        "tags": ", ".join(wish.tags),
        "number": _written(wish.number),
        "seed": _written(wish.seed),
    }


def _whole(texts: Mapping[str, str], name: str) -> int | None:
    text = texts[name].strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= DIGITS):
        raise UsageError(f"{FIELDS[name][0]}: “{short(text, SHOWN)}” is not a whole number {WHOLE[name]}.")
    return int(text)


def _written(number: int | None) -> str:
    return "" if number is None else str(number)
