"""From a draft to a question in a person's own deck, and back again."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from quizapp.errors import ContentError
from quizapp.questions import Library, Question
from quizapp.questions.decks import parse_deck
from quizapp.questions.examples import front_matter, with_question
from quizapp.questions.ids import mint_id
from quizapp.questions.index import entry_of
from quizapp.questions.sections import outline
from quizapp.questions.source import Report, Source, decode
from quizapp.questions.tidy import tidy
from quizapp.workspace.deckfiles import write_deck
from quizapp.workspace.drafts import Draft, draft_at, keep, new_draft
from quizapp.workspace.places import PACKAGE, Places

OWN_DECK = "my-questions.md"


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft that became a question of a deck: the deck as it was (None: there was none) and as it is now."""

    deck: Path
    before: bytes | None
    after: bytes
    draft: Path
    text: str
    id: str


def own_decks(places: Places) -> tuple[Path, ...]:
    """The decks that a question can be saved to: the usual one first, whether it is there or not."""
    usual = places.decks / OWN_DECK
    found = sorted(places.decks.rglob("*.md")) if places.decks.is_dir() else []
    others = [path for path in found if path not in (usual, places.decks / "README.md")]
    return (usual, *(path for path in others if not path.name.startswith((".", "_"))))


def save(draft: Path, deck: Path, taken: Collection[str] = ()) -> Saved:
    """Put the question in `draft` at the end of `deck`, which is made where there is none; the draft is gone then.

    An id that is `taken` gives way to a new one: it was copied with the question. Raises `ContentError`, and changes
    nothing, where that cannot be done.
    """
    question, identity = _one_question(_read(draft), draft, taken)
    before = _read(deck) if deck.exists() else None
    after = with_question(before or front_matter(deck.stem).encode("utf-8"), deck, question)
    try:
        deck.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ContentError(f"{deck.parent} cannot be made: {error.strerror}.") from error
    write_deck(deck, after, known=before)
    draft.unlink(missing_ok=True)
    return Saved(deck, before, after, draft, question, identity)


def take_back(saved: Saved) -> None:
    """The deck and the draft as they were before `save`. Raises `ContentError` where the deck was changed since."""
    if _read(saved.deck) != saved.after:
        raise ContentError(f"{saved.deck} was changed meanwhile: the question stays in it.")
    keep(saved.draft, saved.text)  # first of all: whatever happens next, the question is somewhere
    if saved.before is None:
        saved.deck.unlink()
    else:
        write_deck(saved.deck, saved.before, known=saved.after)


def can_be_changed(deck: Path) -> bool:
    """Whether the deck is the person's to change.

    One inside the installed package is not, whoever may write there: the next version would overwrite the change.
    """
    return os.access(deck, os.W_OK) and not deck.resolve().is_relative_to(PACKAGE)


def copied(question: Question, drafts: Path) -> Draft:
    """A draft of the question as it stands in its deck, with a new id. Raises `ContentError`."""
    source = decode(_read(question.place.file), question.place.file)
    parts = outline(source, Report()).questions if isinstance(source, Source) else ()
    here = next((part for part in parts if part.line + 1 == question.place.line), None)
    if here is None or not isinstance(source, Source):
        raise ContentError(f"{question.place.file} was changed meanwhile; r on the home screen reads it again.")
    path = new_draft(drafts, question.kind)
    markdown = source.text(here.line, here.last).strip() + "\n"
    keep(path, _renamed(markdown, question.id, path.stem.rpartition("-")[2]))
    return draft_at(path)


def what_became_of(before: Question, library: Library) -> tuple[str, bool]:
    """What to say of a question whose deck was edited, and whether all is well with it."""
    title, file = before.title, before.place.file
    after = next((entry for entry in library.entries if entry.id == before.id), None)
    if after is not None and replace(after, line=0) == replace(entry_of(before), line=0):
        return f"“{title}” reads as it did.", True
    if after is not None:
        return f"✓ “{after.title}” was changed. Its history stays with it.", True
    errors = [found for found in library.problems if found.place.file == file and found.severity == "error"]
    near = next((error for error in errors if error.place.line >= before.place.line), next(iter(errors), None))
    if near is None:
        return f"“{title}” is no longer in {file.name}. Its answers are kept with its id, {before.id}.", True
    fault = near.message.rstrip(".")
    return f"✗ {file.name}, line {near.place.line}: {fault}. Until that is mended, “{title}” is left out.", False


def _one_question(data: bytes, draft: Path, taken: Collection[str]) -> tuple[str, str]:
    """The Markdown of the question in a draft, and its id. Raises `ContentError` where it holds none, or several."""
    text = tidy(data, draft).data.decode("utf-8-sig", "replace").strip() + "\n"
    found = parse_deck(text, draft).questions
    if len(found) != 1 or not text.startswith("## "):
        raise ContentError(f"{draft} holds {len(found)} whole questions: a draft is one, and begins with `## `.")
    known = found[0].id
    if known not in taken:
        return text, known
    identity = mint_id()
    return _renamed(text, known, identity), identity


def _renamed(question: str, old: str, new: str) -> str:
    """The Markdown of a question with a `new` id in its attribute comment."""
    return re.sub(rf"(<!--\s*q\b[^>]*?\bid\s*=\s*){old}", rf"\g<1>{new}", question, count=1)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ContentError(f"{path} cannot be read: {error.strerror or error}.") from error
