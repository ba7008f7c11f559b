"""What is known of each deck without parsing it: a cache on disk, keyed by path, size and time of change."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from quizapp import __version__
from quizapp.questions.model import Deck, Entry, Place, Problem, Question

FORMAT = 5


Stamp: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class DeckSummary:
    """A deck without its questions. `note` is Markdown."""

    name: str
    title: str
    file: Path
    note: str
    questions: int


@dataclass(frozen=True, slots=True)
class Record:
    """One file as it was when it had this `stamp` (time of change in ns, size in bytes, stamp of its glossaries)."""

    stamp: Stamp
    deck: DeckSummary
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def record_of(deck: Deck, stamp: Stamp) -> Record:
    """What the index keeps of a deck."""
    summary = DeckSummary(deck.name, deck.title, deck.file, deck.note, len(deck.questions))
    return Record(stamp, summary, tuple(map(entry_of, deck.questions)), deck.problems)


def entry_of(question: Question) -> Entry:
    """The question as lists and queues see it."""
    return Entry(
        id=question.id,
        deck=question.deck,
        title=question.title,
        kind=question.kind,
        level=str(question.level),
        tags=question.tags,
        points=question.points,
        seconds=question.seconds,
        live=question.live,
        file=str(question.place.file),
        line=question.place.line,
        content_hash=question.content_hash,
        rev=question.rev,
        demos=question.demos,
        needs=question.needs,
    )


def load_index(file: Path | None, checked: bool) -> dict[str, Record]:
    """The records by path. Anything that is missing, damaged or of another version is no record at all.

    `checked` says whether calls are checked against the catalogue: problems differ, so such an index is another one.
    """
    if file is None:
        return {}
    try:
        data = json.loads(file.read_bytes())
        if data["version"] != _version(checked):
            return {}
        return {path: _record(path, row) for path, row in data["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def save_index(file: Path | None, checked: bool, records: Mapping[str, Record]) -> None:
    """Replace the index in one step. A folder that cannot be written costs the next start some time, no more."""
    if file is None:
        return
    data = {"version": _version(checked), "files": {path: _row(record) for path, record in records.items()}}
    passing = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        passing.write_text(json.dumps(data, separators=(",", ":")), encoding="ascii")
        passing.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            passing.unlink(missing_ok=True)


def _version(checked: bool) -> list[Any]:
    return [FORMAT, __version__, checked]


def _row(record: Record) -> list[Any]:
    deck = record.deck
    entries = [
        [e.id, e.title, e.kind, e.level, e.points, e.seconds, e.live, e.line, e.content_hash, e.rev, *_lists(e)]
        for e in record.entries
    ]
    problems = [[p.place.line, p.place.column, p.code, p.message, p.hint, p.severity] for p in record.problems]
    return [*record.stamp, [deck.name, deck.title, deck.note], entries, problems]


def _lists(entry: Entry) -> tuple[tuple[str, ...], ...]:
    return entry.tags, entry.demos, entry.needs


def _record(path: str, row: Any) -> Record:
    changed, size, glossary, (name, title, note), rows, problem_rows = row
    file = Path(path)
    entries = tuple(
        Entry(
            qid, name, title_, kind, level, tuple(tags), points, seconds, live, path, line, digest, rev,
            tuple(demos), tuple(needs),
        )
        for qid, title_, kind, level, points, seconds, live, line, digest, rev, tags, demos, needs in rows
    )  # fmt: skip
    problems = tuple(
        Problem(Place(file, line, column), code, message, hint, severity)
        for line, column, code, message, hint, severity in problem_rows
    )
    stamp = (changed, size, glossary)
    return Record(stamp, DeckSummary(name, title, file, note, len(entries)), entries, problems)
