"""Identities of questions: minted once, never typed, and a stand-in until then."""

from __future__ import annotations

import hashlib
import re
import secrets

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
