"""Questions pinned for an interview: kept as they read when it began, so that no edit changes what is asked."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from quizapp.engine.proving import check_call
from quizapp.errors import ContentError
from quizapp.questions import Question
from quizapp.questions.excerpt import excerpt, own_glossary, read_excerpt
from quizapp.questions.variants import question_variant
from quizapp.store import Store
from quizapp.workspace.consent import Consent, consent_to, is_bundled
from quizapp.workspace.places import bundled_decks


@dataclass(frozen=True, slots=True)
class Pin:
    """One question: its id and content hash, its `text` as a deck of its own, and the deck that it comes from.

    `deck_hash` is the SHA-256 of that deck, which a consent to run its code is about; `glossary` are the words that the
    deck brought along.
    """

    question_id: str
    content_hash: str
    text: str
    file: str
    deck_hash: str
    bundled: bool
    glossary: str = ""


def pin(question: Question) -> Pin:
    """The pin of a question as its file has it now. Raises `ContentError`."""
    file = question.place.file
    text = excerpt(question)
    try:
        deck_hash = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise ContentError(f"{file} cannot be read: {error.strerror}.") from error
    bundled = is_bundled(file, bundled_decks())
    glossary = "" if bundled else own_glossary(file.parent)
    known = read_excerpt(text, file, glossary, check_call)
    return Pin(question.id, known.content_hash, text, str(file), deck_hash, bundled, glossary)


def pinned(pin: Pin, variant: int) -> Question:
    """The question of a pin, in the variant of this index.

    Raises `ContentError` where it cannot be read, or no longer reads as it did: nobody is judged by another key.
    """
    file = Path(pin.file)
    question = read_excerpt(pin.text, file, pin.glossary, check_call)
    if question.content_hash != pin.content_hash:
        raise ContentError(f"{question.title!r} no longer reads as it did when the interview began.")
    return question_variant(replace(question, id=pin.question_id), variant)


def consent_for_pin(pin: Pin, store: Store) -> Consent:
    """Whether the code of the deck may run, as it was when it was pinned. Raises `StoreError`."""
    return consent_to(Path(pin.file), pin.deck_hash, store, bundled=pin.bundled)


def pin_json(pin: Pin) -> dict[str, Any]:
    """What is kept of a pin."""
    return asdict(pin)
