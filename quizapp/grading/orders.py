"""Things put in order: reading the letters, and how much credit a response earns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from quizapp.errors import UnreadableError
from quizapp.grading.sets import MAX_LENGTH, letter

Response = tuple[int, ...]

_WORDS = re.compile(r"[^\s,;>→–\-]+")


def read_order(text: str, count: int) -> Response:
    """The 0-based items that `text` names, in its order: `c,a,b`, `c a b`, `cab`, `3 1 2`, `312`, `c > a > b`.

    Raises `UnreadableError` for anything that is not one of `count` items, and for an item that is named twice.
    """
    if len(text) > MAX_LENGTH:
        raise UnreadableError(f"that is longer than {MAX_LENGTH} characters: type letters such as c,a,b", MAX_LENGTH)
    last = letter(count - 1)
    named: list[int] = []
    for match in _WORDS.finditer(text):
        word = match.group()
        run = word.isalpha() or (word.isdecimal() and count < 10)
        parts = [(match.start() + offset, char) for offset, char in enumerate(word)] if run else [(match.start(), word)]
        for position, part in parts:
            item = _item(part, count, position)
            if item in named:
                raise UnreadableError(f"{letter(item)} stands twice, again at character {position + 1}", position)
            named.append(item)
    if not named:
        raise UnreadableError(f"nothing was put in order: type letters from a to {last}, such as a,b")
    return tuple(named)


def _item(word: str, count: int, position: int) -> int:
    plain = word.lower().strip("().")
    if len(plain) == 1 and "a" <= plain <= letter(count - 1):
        return ord(plain) - ord("a")
    if plain.isascii() and plain.isdigit() and len(plain) < 4 and 1 <= int(plain) <= count:
        return int(plain) - 1
    message = f"{word[:20]!r} at character {position + 1} is not one of them: they go from a to {letter(count - 1)}"
    raise UnreadableError(message, position)


def in_place(response: Sequence[int], right: Sequence[int]) -> int:
    """How many items stand at their right place."""
    return sum(given == due for given, due in zip(response, right, strict=False))


def longest_run(response: Sequence[int], right: Sequence[int]) -> int:
    """The length of the longest stretch of `response` in which each item follows the one that it should; 0 below 2."""
    follower = dict(pairwise(right))
    best = length = 1
    for before, item in pairwise(response):
        length = length + 1 if follower.get(before) == item else 1
        best = max(best, length)
    return best if best > 1 else 0


def order_score(response: Sequence[int], right: Sequence[int]) -> float:
    """The credit for `response`, in [0, 1]: 1 for exactly the right order.

    With n items in `right`, it is the larger of two shares of n, the items at their right place and the longest run in
    the right order, less 1/n for each item that does not belong, wherever it stands. So one item in the wrong place
    does not cost the rest.
    """
    kept = belonging(response, right)
    strange = len(response) - len(kept)
    return max(0.0, (max(in_place(kept, right), longest_run(kept, right)) - strange) / len(right))


def belonging(response: Sequence[int], right: Sequence[int]) -> Response:
    """The items of `response` that belong, in its order."""
    return tuple(item for item in response if item in right)
