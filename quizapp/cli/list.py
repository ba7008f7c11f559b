"""`quizapp list`: the questions, by deck."""

from __future__ import annotations

import argparse
from typing import Any

from quizapp.cli.coverage import coverage
from quizapp.cli.filters import add_filters, selection_of
from quizapp.cli.text import aligned, counted, narrate, tell, tell_json
from quizapp.questions.model import Entry

# The fields of an entry that `list --json` and `show --json` print, in this order.
FIELDS = ("id", "deck", "title", "kind", "level", "tags", "points", "seconds", "live", "needs", "file", "line")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The filters, and `--json`."""
    add_filters(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON")
    form.add_argument("--coverage", action="store_true", help="count them by topic, level and kind, as Markdown")


def run(args: argparse.Namespace) -> int:
    """Print the questions that fit."""
    from quizapp.workspace import open_library
    from quizapp.workspace.places import find_places
    from quizapp.workspace.selection import refuse_unknown, select

    library = open_library(find_places(), args.content)
    selection = selection_of(args)
    refuse_unknown(library.entries, selection)
    entries = select(library.entries, selection)
    if args.json:
        tell_json([as_json(entry) for entry in entries])
        return 0
    if args.coverage:
        tell(*coverage(entries))
        return 0
    tell(*_lines(entries))
    narrate(counted(len(entries), "question"))
    if library.problems:
        narrate(f"{counted(len(library.problems), 'problem')} in the decks; `quizapp check` says what and where.")
    return 0


def as_json(entry: Entry) -> dict[str, Any]:
    """The object that describes a question."""
    return {name: getattr(entry, name) for name in FIELDS}


def _lines(entries: tuple[Entry, ...]) -> list[str]:
    """Each deck above its questions."""
    lines: list[str] = []
    for deck in dict.fromkeys(entry.deck for entry in entries):
        here = [entry for entry in entries if entry.deck == deck]
        rows = [[entry.id, entry.kind, entry.level, "live" if entry.live else "", entry.title] for entry in here]
        lines += ([""] if lines else []) + [deck, *(f"  {line}" for line in aligned(rows))]
    return lines
