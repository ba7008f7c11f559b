"""Chains: whether the questions are there that others build on, and whether one could ever be asked first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from quizapp.questions.codes import did_you_mean
from quizapp.questions.copies import ids_of
from quizapp.questions.library import Library
from quizapp.questions.model import Entry, Place, Problem


def chain_problems(library: Library, folders: Sequence[Path]) -> Iterator[Problem]:
    """Each `needs=` of `library` that names no question, there or in a deck of `folders`, and a circle."""
    entries = {entry.id: entry for entry in library.entries}
    missing = [(entry, need) for entry in library.entries for need in entry.needs if need not in entries]
    elsewhere = ids_of(folders) if missing else frozenset()
    for entry, need in missing:
        if need not in elsewhere:
            message = f"no question has the id {need!r}, which {entry.title!r} needs"
            yield Problem(_place(entry), "Q320", message, did_you_mean(need, entries), "warning")
    try:
        TopologicalSorter({entry.id: entry.needs for entry in library.entries}).prepare()
    except CycleError as error:
        circle = [entries[key] for key in reversed(error.args[1])]
        titles = " needs ".join(repr(entry.title) for entry in circle)
        yield Problem(_place(circle[0]), "Q321", titles, "drop one `needs=` of the circle", "warning")


def _place(entry: Entry) -> Place:
    return Place(Path(entry.file), entry.line)
