"""The decks that somebody names on the command line: a path, or the name of one of their own."""

from __future__ import annotations

from pathlib import Path

from quizapp.errors import UsageError


def found_deck(path: Path, own: Path) -> Path:
    """What is at `path`, or among the person's `own` decks. Raises `UsageError` where there is neither."""
    for there in (path, own / path):
        if there.exists():
            return there
    raise UsageError(f"{path}: there is no such file or folder, here or among your own decks.")
