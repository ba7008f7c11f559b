"""`quizapp preview`: a question of a deck as the learner will see it, drawn anew at every save."""

from __future__ import annotations

import argparse
from pathlib import Path

from quizapp.cli.deckpaths import found_deck
from quizapp.cli.practice import wants_lines
from quizapp.cli.text import counted
from quizapp.errors import UsageError
from quizapp.workspace.previewing import Preview, first_at, read_again


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, and which of its questions."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a deck")
    parser.add_argument("--question", metavar="N|ID|TITLE", help="begin at this one; else at the first")


def run(args: argparse.Namespace) -> int:
    """Open the preview."""
    if wants_lines():
        raise UsageError("The preview is a screen, and this is no terminal that can show one; `quizapp check` prints.")
    from quizapp.engine.proving import check_call

    preview = read_again(Preview(_found(args.file)), check_call)
    from quizapp.tui.app import run_preview

    return run_preview(args.content, _at(preview, args.question) if args.question else preview)


def _found(path: Path) -> Path:
    """The deck at `path`, or among the person's own. Raises `UsageError` where there is none."""
    from quizapp.workspace.places import find_places

    there = found_deck(path, find_places().decks)
    if there.is_dir():
        raise UsageError(f"{path} is a folder: name one deck in it.")
    return there


def _at(preview: Preview, wanted: str) -> Preview:
    """The preview at the question that is `wanted`. Raises `UsageError` where there is none."""
    found = first_at(preview, wanted)
    if found is None:
        there = counted(len(preview.questions), "question")
        raise UsageError(f"--question {wanted}: {preview.file} has {there}, and none has that number, id or title.")
    return found
