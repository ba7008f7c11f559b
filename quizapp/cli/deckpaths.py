"""The decks that somebody names on the command line: a path, or the name of one of their own."""

from __future__ import annotations

from pathlib import Path

from quizapp.errors import UsageError


def found_deck(path: Path, own: Path) -> Path:
    """What is at `path`, or among the person's `own` decks, with or without its `.md`.

    Raises `UsageError` where there is neither.
    """
    for there in (path, own / path, own / f"{path}.md"):
        if there.exists():
            return there
    where = f"{path}: there is no such file or folder, here or among your own decks."
    raise UsageError(f"{where} `quizapp new choice --deck NAME` makes a deck.")
