"""`quizapp new`: a complete question of a kind, with an id, to change; printed, or put at the end of a deck."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from quizapp.cli.text import aligned, narrate, tell
from quizapp.errors import ContentError, UsageError
from quizapp.questions.examples import example, front_matter, summaries, with_question
from quizapp.workspace.deckfiles import write_deck
from quizapp.workspace.places import find_places


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which kind, for which deck, and its title."""
    parser.add_argument("kind", nargs="?", metavar="KIND", help="the kind of question; the list of kinds if none")
    parser.add_argument("--deck", type=_named, metavar="FILE", help="add it to this deck; a mere name is an own deck")
    parser.add_argument("--title", default="", metavar="T", help="its title")


def run(args: argparse.Namespace) -> int:
    """Print the question, or add it to a deck and print the name of the file. Nothing is ever overwritten."""
    if args.kind is None:
        tell(*_kinds())
        narrate("\n`quizapp new KIND` prints a question of that kind, for you to change.")
        return 0
    try:
        question = example(args.kind, " ".join(args.title.split()))
    except ContentError as error:
        raise UsageError("\n".join([str(error), *_kinds()])) from None
    if args.deck is None:
        tell(*question.rstrip("\n").split("\n"))
        narrate("\nPut it into a deck and change it, or let `--deck FILE` put it there.")
        return 0
    path = deck_path(args.deck)
    line = add_question(path, question)
    tell(f"{path}:{line}")
    narrate(f"Change it there, and see it with `quizapp preview {path}`. Then `quizapp check {path}`.")
    return 0


def deck_path(named: Path) -> Path:
    """The file of the deck that is `named`: one that is there, or, for a mere name, one of the person's own.

    Raises `UsageError` for a name that no deck can have.
    """
    path = named if named.suffix else named.with_name(f"{named.name}.md")
    if path.suffix != ".md" or path.name == "README.md" or path.name.startswith((".", "_")):
        raise UsageError(f"{named}: a deck is a Markdown file, such as my-deck.md, and not called README.md.")
    if path.exists() or path.parent != Path() or named.is_absolute():
        return path
    return find_places().decks / path


def add_question(path: Path, question: str) -> int:
    """Put `question` at the end of the deck at `path`, which is made where there is none; return its line.

    Raises `ContentError`, and changes nothing, where that cannot be done.
    """
    known = _read(path)
    longer = with_question(known or front_matter(path.stem).encode("utf-8"), path, question)
    _make_folder(path.parent)
    write_deck(path, longer, known=known)
    lines = longer.replace(b"\r\n", b"\n").count(b"\n") - question.count("\n")
    return lines + 1


def _named(text: str) -> Path:
    """The path that was typed: `./my-deck.md` is no mere name, though a `Path` forgets that."""
    return Path(text).absolute() if text.startswith(("./", f".{os.sep}")) else Path(text)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ContentError(f"{path} cannot be read: {error.strerror or error}.") from None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ContentError(f"The folder {folder} cannot be made: {error.strerror or error}.") from None


def _kinds() -> list[str]:
    return aligned([[f"  {name}", about] for name, about in summaries().items()])
