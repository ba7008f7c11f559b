"""What two decks must not share: the id of a question, and the name of a deck."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from quizapp.questions.decks import duplicate, read_deck
from quizapp.questions.library import Library, distinct_files
from quizapp.questions.model import Place, Problem
from quizapp.questions.source import read_data
from quizapp.questions.tidy import ids_in


def ids_taken_elsewhere(library: Library, folders: Sequence[Path]) -> Iterator[Problem]:
    """Each question of `library` whose id a deck in `folders` has, too, that is not in `library`.

    A deck outside of the folders may be another copy of one inside, which has its name: such copies are left alone.
    """
    read = {Path(deck.file).resolve() for deck in library.decks}
    entries = {entry.id: entry for entry in library.entries}
    for file in _others(folders, read, entries):
        for question in read_deck(file).questions:
            entry = entries.get(question.id)
            if entry and (entry.deck != question.deck or _is_within(Path(entry.file), folders)):
                code, place, message, hint = duplicate(entry.id, Place(Path(entry.file), entry.line), question.place)
                yield Problem(place, code, message, hint)


def ids_of(folders: Sequence[Path]) -> frozenset[str]:
    """The ids that the decks in `folders` give."""
    found = map(read_data, distinct_files(folders, []))
    return frozenset().union(*(ids_in(data) for data in found if isinstance(data, bytes)))


def decks_of_one_name(library: Library) -> Iterator[Problem]:
    """Each deck with the name of another one before it."""
    first: dict[str, Path] = {}
    for deck in library.decks:
        other = first.setdefault(deck.name, deck.file)
        if other != deck.file and deck.questions:
            message = f"{other} is called {deck.name!r}, too: the questions of both count as one deck"
            hint = "give one of the two another name: `deck: …` in its front matter"
            yield Problem(Place(deck.file, 1), "Q319", message, hint, "warning")


def _others(folders: Sequence[Path], read: Collection[Path], ids: Collection[str]) -> Iterator[Path]:
    """The decks in `folders` that are not `read` and hold one of the `ids`."""
    for file in distinct_files(folders, []):
        data = None if file.resolve() in read else read_data(file)
        if isinstance(data, bytes) and not ids_in(data).isdisjoint(ids):
            yield file


def _is_within(file: Path, folders: Sequence[Path]) -> bool:
    return any(file.resolve().is_relative_to(folder.resolve()) for folder in folders)
