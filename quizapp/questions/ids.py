"""Identities of questions: minted once, never typed, and a stand-in until then."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable

# Base32 without i, l, o and u: nothing that is misread, and no words.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 8

_ID = re.compile(r"[0-9a-z]{8}")


def mint_id() -> str:
    """A new id: eight random characters (40 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def is_id(text: str) -> bool:
    """Whether `text` has the form of an id."""
    return _ID.fullmatch(text) is not None


def stand_in_id(deck: str, title: str, count: int = 1) -> str:
    """The id of a question that has none yet: made from its deck, its title and, for twins, which one it is."""
    digest = hashlib.sha256(f"{deck}\n{title}\n{count}".encode("utf-8", "surrogatepass")).digest()
    return "".join(ALPHABET[byte % 32] for byte in digest[:LENGTH])


class StandIns:
    """Stand-ins for the questions of one deck, in order: never one that is `taken`, and each only once.

    What `quizapp fmt` writes down is the stand-in, so that what was answered so far stays with the question.
    """

    def __init__(self, deck: str, taken: Iterable[str]) -> None:
        self._deck, self._taken = deck, set(taken)
        self._counts: dict[str, int] = {}

    def next(self, title: str) -> str:
        """The stand-in of the next question that is called `title`."""
        while True:
            self._counts[title] = self._counts.get(title, 0) + 1
            found = stand_in_id(self._deck, title, self._counts[title])
            if found not in self._taken:
                self._taken.add(found)
                return found
