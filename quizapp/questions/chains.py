"""Chains: whether the questions are there that others build on, and whether one could ever be asked first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from quizapp.questions.codes import did_you_mean
from quizapp.questions.copies import ids_of
from quizapp.questions.library import Library
from quizapp.questions.model import Entry, Place, Problem


def chain_problems(library: Library, folders: Sequence[Path]) -> Iterator[Problem]:
    """Each `needs=` of `library` that names no question there, beside it or in a deck of `folders`; and each circle."""
    entries = {entry.id: entry for entry in library.entries}
    missing = [(entry, need) for entry in library.entries for need in entry.needs if need not in entries]
    elsewhere = ids_of((*folders, *_beside(entry for entry, _ in missing))) if missing else frozenset()
    for entry, need in missing:
        if need not in elsewhere:
            message = f"no question has the id {need!r}, which {entry.title!r} needs"
            yield Problem(_place(entry), "Q320", message, did_you_mean(need, entries), "warning")
    for circle in _circles({entry.id: entry.needs for entry in library.entries}):
        titles = " needs ".join(repr(entries[key].title) for key in circle)
        yield Problem(_place(entries[circle[0]]), "Q321", titles, "drop one `needs=` of the circle", "warning")


def _beside(entries: Iterable[Entry]) -> list[Path]:
    """The decks in the folders of `entries`, and not in those below: somebody may check one of them alone."""
    return [
        file for folder in dict.fromkeys(Path(entry.file).parent for entry in entries) for file in folder.glob("*.md")
    ]


def _circles(needs: dict[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Circles of ids, each ending where it begins; none is left once a need of each has been dropped."""
    while True:
        try:
            return TopologicalSorter(needs).prepare()
        except CycleError as error:
            circle = list(reversed(error.args[1]))
            yield circle
            needs = {**needs, circle[0]: tuple(key for key in needs[circle[0]] if key != circle[1])}


def _place(entry: Entry) -> Place:
    return Place(Path(entry.file), entry.line)
