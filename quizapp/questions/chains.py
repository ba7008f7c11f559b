"""Chains: whether the questions are there that others build on, and whether one could ever be asked first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from quizapp.questions.codes import did_you_mean
from quizapp.questions.copies import ids_of
from quizapp.questions.library import Library
from quizapp.questions.model import Entry, Place, Problem, Question


def chain_problems(library: Library, folders: Sequence[Path]) -> Iterator[Problem]:
    """Each `needs=` of `library` that names no question there, beside it or in a deck of `folders`; and each circle."""
    entries = {entry.id: entry for entry in library.entries}
    missing = [(entry, need) for entry in library.entries for need in entry.needs if need not in entries]
    elsewhere = ids_of((*folders, *_beside(Path(entry.file) for entry, _ in missing))) if missing else frozenset()
    for entry, need in missing:
        if need not in elsewhere:
            yield _unmet(need, entry.title, _place(entry), entries)
    for circle in _circles({entry.id: entry.needs for entry in library.entries}):
        titles = " needs ".join(repr(entries[key].title) for key in circle)
        yield Problem(_place(entries[circle[0]]), "Q321", titles, "drop one `needs=` of the circle", "warning")


def unmet_needs(question: Question, library: Library) -> Iterator[Problem]:
    """Each need of `question`, which is being written, that names no question in `library` or in a deck beside it."""
    known = {entry.id for entry in library.entries}
    missing = [need for need in question.needs if need not in known]
    beside = ids_of(_beside([question.place.file])) if missing else frozenset()
    yield from (_unmet(need, question.title, question.place, known | beside) for need in missing if need not in beside)


def _unmet(need: str, title: str, place: Place, known: Iterable[str]) -> Problem:
    message = f"no question has the id {need!r}, which {title!r} needs"
    return Problem(place, "Q320", message, did_you_mean(need, known), "warning")


def _beside(files: Iterable[Path]) -> list[Path]:
    """The decks in the folders of `files`, and not in those below: somebody may check one of them alone."""
    return [deck for folder in dict.fromkeys(file.parent for file in files) for deck in folder.glob("*.md")]


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
