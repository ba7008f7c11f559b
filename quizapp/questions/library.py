"""The library: every deck in some folders, listed without parsing what has not changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.errors import ContentError
from quizapp.questions.bundled import file_stamp, glossary_stamp
from quizapp.questions.index import DeckSummary, Record, load_index, record_of, save_index
from quizapp.questions.model import Deck, Entry, Place, Problem, Question

if TYPE_CHECKING:
    from quizapp.questions.live import CheckCall


@dataclass(frozen=True, slots=True)
class Library:
    """The questions of all decks as `entries`, in the order of the folders and then of the file names.

    `problems` are those of every file, of the folders, and of ids that stand in two files: the first one keeps it.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    decks: tuple[DeckSummary, ...]
    check_call: CheckCall | None = None
    _by_id: dict[str, Entry] = field(default_factory=dict, repr=False)
    _parsed: dict[str, Deck] = field(default_factory=dict, repr=False)

    @classmethod
    def open(
        cls, folders: Sequence[Path], index_file: Path | None = None, check_call: CheckCall | None = None
    ) -> Library:
        """The library in `folders` (or single deck files), read through the index in `index_file` where it is fresh.

        `check_call` says what is wrong with a demo call, or None; without it, calls are not checked. Never raises:
        a folder or a file that cannot be read is a problem like any other.
        """
        problems: list[Problem] = []
        known = load_index(index_file, check_call is not None)
        records: dict[str, Record] = {}
        parsed: dict[str, Deck] = {}
        for file in distinct_files(folders, problems):
            records[str(file)] = _fresh(known.get(str(file)), file, check_call, parsed)
        if records.keys() != known.keys() or any(known[path] is not record for path, record in records.items()):
            save_index(index_file, check_call is not None, records)
        # Without an index somebody goes through every question; with one, few of them are ever shown.
        return cls._of(records, problems, check_call, parsed if index_file is None else {})

    @classmethod
    def _of(
        cls,
        records: dict[str, Record],
        problems: list[Problem],
        check_call: CheckCall | None,
        parsed: dict[str, Deck],
    ) -> Library:
        by_id: dict[str, Entry] = {}
        for record in records.values():
            problems += record.problems
            for entry in record.entries:
                first = by_id.setdefault(entry.id, entry)
                if first is not entry:
                    problems.append(_duplicate(entry, first))
        decks = tuple(record.deck for record in records.values())
        return cls(tuple(by_id.values()), tuple(problems), decks, check_call, by_id, parsed)

    def question(self, question_id: str) -> Question:
        """The question in its first variant; its deck is parsed once. Raises `ContentError` where there is none."""
        entry = self._by_id.get(question_id)
        if entry is None:
            raise ContentError(f"no question has the id {question_id!r}; `quizapp list` shows them all")
        deck = self.deck(entry.file)
        for question in deck.questions:
            if question.id == question_id:
                return question
        raise ContentError(f"{entry.title!r} is no longer in {entry.file}; start again to read the decks anew")

    def needs(self, question: Question) -> tuple[Entry, ...]:
        """The questions that `question` builds on, as far as they are there."""
        return tuple(self._by_id[key] for key in question.needs if key in self._by_id)

    def deck(self, file: str | Path) -> Deck:
        """The deck in `file` with all its questions, parsed once."""
        from quizapp.questions.decks import read_deck

        path = str(file)
        if path not in self._parsed:
            self._parsed[path] = read_deck(Path(path), self.check_call)
        return self._parsed[path]


def _fresh(known: Record | None, file: Path, check_call: CheckCall | None, parsed: dict[str, Deck]) -> Record:
    """The record of `file`: the known one where the file has not changed since; else its deck is put into `parsed`."""
    stamp = (*file_stamp(file), glossary_stamp(file.parent))
    if known is not None and known.stamp == stamp:
        return known
    from quizapp.questions.decks import read_deck

    parsed[str(file)] = read_deck(file, check_call)
    return record_of(parsed[str(file)], stamp)


def distinct_files(folders: Sequence[Path], problems: list[Problem]) -> Iterator[Path]:
    """The decks in all the folders, each under the first of its names: a link, or a folder inside another, is one."""
    seen: set[str] = set()
    for folder in folders:
        for file in deck_files(folder, problems):
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                yield file


def deck_files(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """The decks in a folder and the folders below it, sorted; a file stands for itself."""
    if folder.exists() and not folder.is_dir():
        yield folder
        return

    def report(error: OSError) -> None:
        place = Place(Path(error.filename or folder), 1)
        problems.append(Problem(place, "L401", f"this folder cannot be read: {error.strerror}", "check its name"))

    for root, names, files in os.walk(folder, onerror=report):
        names[:] = sorted(name for name in names if not name.startswith((".", "_")))
        for name in sorted(files):
            if name.endswith(".md") and name != "README.md" and not name.startswith((".", "_")):
                yield Path(root, name)


def _duplicate(entry: Entry, first: Entry) -> Problem:
    from quizapp.questions.decks import duplicate

    place, other = Place(Path(entry.file), entry.line), Place(Path(first.file), first.line)
    code, place, message, hint = duplicate(entry.id, place, other)
    return Problem(place, code, message, hint)
