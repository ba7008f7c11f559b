"""Options picked from a list: reading the letters, and how much credit a set of them earns."""

from __future__ import annotations

import re
from collections.abc import Callable

from quizapp.errors import UnreadableError

MAX_LENGTH = 200

Picks = frozenset[int]


def letter(index: int) -> str:
    """The letter under which option `index` (from 0) is shown."""
    return chr(ord("a") + index)


def read_picks(text: str, count: int) -> Picks:
    """The 0-based options that `text` names, by letter or 1-based number: `a,c`, `1 3`, `ac`; `-` for none.

    Raises `UnreadableError` for anything that is not one of `count` options.
    """
    if not text.strip():
        raise UnreadableError(f"nothing was picked: type letters from a to {letter(count - 1)}, or - for none")
    if len(text) > MAX_LENGTH:
        raise UnreadableError(f"that is longer than {MAX_LENGTH} characters: type letters such as a,c", MAX_LENGTH)
    if text.strip() in {"-", "–", "−"}:
        return frozenset()
    words = [(match.start(), match.group()) for match in re.finditer(r"[^\s,;]+", text)]
    picks: set[int] = set()
    for start, word in words:
        run = word.isalpha() and len(word) > 1
        parts = [(start + offset, char) for offset, char in enumerate(word)] if run else [(start, word)]
        picks.update(_option(part, count, position) for position, part in parts)
    if not picks:
        raise UnreadableError("only separators were typed: type letters such as a,c", 0)
    return frozenset(picks)


def read_pick(text: str, count: int) -> int:
    """The one 0-based option that `text` names. Raises `UnreadableError` for none and for several."""
    if not text.strip():
        raise UnreadableError(f"nothing was picked: type one letter, from a to {letter(count - 1)}")
    picks = read_picks(text, count)
    if len(picks) != 1:
        raise UnreadableError(f"pick one option, from a to {letter(count - 1)}")
    return next(iter(picks))


def _option(word: str, count: int, position: int) -> int:
    lowered = word.lower().strip("().")
    if len(lowered) == 1 and "a" <= lowered < letter(count):
        return ord(lowered) - ord("a")
    if lowered.isascii() and lowered.isdigit() and len(lowered) < 4 and 1 <= int(lowered) <= count:
        return int(lowered) - 1
    raise UnreadableError(f"{word[:20]!r} is not an option: they go from a to {letter(count - 1)}", position)


def all_or_nothing(picked: Picks, right: Picks, _count: int) -> float:
    """1 for exactly the right set, else 0."""
    return float(picked == right)


def each(picked: Picks, right: Picks, count: int) -> float:
    """The share of options that were decided rightly, (right picked + wrong left) / options: `each-answer`."""
    return (count - len(picked ^ right)) / count


def net(picked: Picks, right: Picks, _count: int) -> float:
    """max(0, right picked - wrong picked) / right options: `net-correct`."""
    return max(0, len(picked & right) - len(picked - right)) / len(right)


def coverage(picked: Picks, right: Picks, _count: int) -> float:
    """(right picked / right options) · (right picked / picked), so that guessing widely is discounted; 0 for none."""
    if not picked:
        return 0.0
    hits = len(picked & right)
    return (hits / len(right)) * (hits / len(picked))


# The names are those of PrairieLearn's checkbox element, shortened.
CREDIT: dict[str, Callable[[Picks, Picks, int], float]] = {
    "all": all_or_nothing,
    "each": each,
    "net": net,
    "coverage": coverage,
}
