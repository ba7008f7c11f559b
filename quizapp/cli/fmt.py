"""`quizapp fmt`: decks tidied in place: ids where none is, attributes in one order, no stray spaces."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from quizapp.cli.deckpaths import found_deck
from quizapp.cli.text import counted, narrate, tell
from quizapp.errors import ContentError
from quizapp.questions import Problem
from quizapp.questions.copies import ids_of
from quizapp.questions.library import distinct_files
from quizapp.questions.source import read_data
from quizapp.questions.tidy import Tidied, ids_in, tidy
from quizapp.workspace.deckfiles import write_deck
from quizapp.workspace.places import find_places


@dataclass(frozen=True, slots=True)
class File:
    """A deck as it is, and tidied."""

    path: Path
    data: bytes
    tidied: Tidied

    @property
    def changes(self) -> bool:
        """Whether tidying it changes a byte."""
        return self.data != self.tidied.data


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which decks, and whether they are written."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="a deck or a folder; your own decks if none"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 where something would change")
    parser.add_argument("--diff", action="store_true", help="write nothing; print what would change")


def run(args: argparse.Namespace) -> int:
    """Tidy the decks; 1 where one would change (with --check), or could not be tidied in whole."""
    problems: list[Problem] = []
    files = list(_tidied(_paths(args), problems))
    changing = [file for file in files if file.changes]
    dry = args.check or args.diff
    for file in changing if dry else ():
        tell(*(_diff(file) if args.diff else [str(file.path)]))
    refused = [] if dry else [sentence for file in changing if (sentence := _written(file))]
    for line in (*map(str, problems), *refused):
        narrate(line)
    narrate(_closing(files, len(changing) - len(refused), dry=dry))
    return 1 if problems or refused or (args.check and changing) else 0


def _paths(args: argparse.Namespace) -> Sequence[Path]:
    """The decks to tidy: the person's own, where none is named. Raises `UsageError` for one that is not there."""
    own = find_places().decks
    asked = [found_deck(path, own) for path in (*args.paths, *args.content)]
    if not asked and not own.exists():
        narrate("You have no decks of your own yet: `quizapp new KIND --deck my-deck` makes one.")
        return []
    return asked or [own]


def _tidied(paths: Sequence[Path], problems: list[Problem]) -> Iterator[File]:
    """Each deck, tidied; no id is minted twice. What keeps a deck from being tidied goes to `problems`."""
    from quizapp.workspace import known_decks

    found = {path: read_data(path) for path in distinct_files(paths, problems)}
    problems += [problem for problem in found.values() if isinstance(problem, Problem)]
    read = {path: data for path, data in found.items() if isinstance(data, bytes)}
    taken = {*ids_of(known_decks(find_places())), *(found for data in read.values() for found in ids_in(data))}
    for path, data in read.items():
        tidied = tidy(data, path, taken)
        taken.update(tidied.minted)
        problems += tidied.problems
        yield File(path, data, tidied)


def _diff(file: File) -> Iterator[str]:
    """The unified diff of a deck, a line at a time."""
    before, after = (data.decode("utf-8").split("\n") for data in (file.data, file.tidied.data))
    name = str(file.path)
    for line in unified_diff(_with_ends(before), _with_ends(after), name, name):
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"


def _with_ends(lines: Sequence[str]) -> list[str]:
    return [*(f"{line}\n" for line in lines[:-1]), *(lines[-1:] if lines[-1] else [])]


def _written(file: File) -> str:
    """Write a tidied deck; why it could not be, or an empty text."""
    try:
        write_deck(file.path, file.tidied.data, known=file.data)
    except ContentError as error:
        return str(error)
    tell(f"{file.path}: {_change(file.tidied)}")
    return ""


def _change(tidied: Tidied) -> str:
    return f"tidied, {counted(len(tidied.minted), 'new id')}" if tidied.minted else "tidied"


def _closing(files: Sequence[File], changed: int, *, dry: bool) -> str:
    verb = "would change" if dry else "changed"
    return f"{counted(len(files), 'deck')} read, {changed} {verb}."
