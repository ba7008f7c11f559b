"""Whether the code of a deck may run: that of the bundled decks may, any other's after the person has said yes to it.

The yes is to a deck's content, by the SHA-256 of its file: a deck that changed asks again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from quizapp.engine.limits import CODE_LIMITS, MEGABYTE, Limits
from quizapp.errors import ContentError
from quizapp.store import Store
from quizapp.workspace.places import bundled_decks


@dataclass(frozen=True, slots=True)
class Consent:
    """What is known of a deck's code: whether it may run, and otherwise the question to put to the person."""

    content_hash: str
    given: bool
    question: str


def consent_for(deck: Path, store: Store) -> Consent:
    """Whether the code in the file `deck` may run. Raises `ContentError` where it cannot be read, or `StoreError`."""
    try:
        content = deck.read_bytes()
    except OSError as error:
        raise ContentError(f"{deck} cannot be read: {error.strerror}.") from error
    return consent_to(deck, hashlib.sha256(content).hexdigest(), store, bundled=is_bundled(deck, bundled_decks()))


def consent_to(deck: Path, content_hash: str, store: Store, *, bundled: bool) -> Consent:
    """Whether the code of `deck` may run as it is under this hash. Raises `StoreError`."""
    given = bundled or content_hash in store.consents()
    return Consent(content_hash, given, "" if given else question_about(deck, CODE_LIMITS))


def agree(consent: Consent, store: Store, at: datetime) -> None:
    """Keep that the person said yes at the instant `at`. Raises `StoreError`."""
    store.consent(consent.content_hash, at)


def is_bundled(deck: Path, bundled: Path) -> bool:
    """Whether the file that `deck` leads to lies in the folder of the bundled decks; a link in there may lead out."""
    return deck.resolve().is_relative_to(bundled.resolve())


def question_about(deck: Path, limits: Limits) -> str:
    """What a person is asked before code of `deck` runs for the first time."""
    return (
        f"{deck.name} did not come with quizapp, and this question runs Python code: yours, and the tests in {deck}. "
        f"Your code runs in a folder of its own, which is deleted afterwards, for {limits.seconds:g} s at most, with "
        f"{limits.memory / MEGABYTE:g} MB of memory and files of up to {limits.file_bytes / MEGABYTE:g} MB, and it may "
        "not start other processes. That guards against accidents, not against harm: the code can read and change what "
        "you can. Run the code of this deck, as it is now?"
    )
