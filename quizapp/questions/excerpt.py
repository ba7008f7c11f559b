"""One question cut out of its deck: a deck of its own, in which it reads and is graded as before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from quizapp.errors import ContentError
from quizapp.questions.bundled import GLOSSARY, bundled_decks
from quizapp.questions.decks import parse_deck
from quizapp.questions.live import CheckCall
from quizapp.questions.model import Problem, Question
from quizapp.questions.sections import outline
from quizapp.questions.source import Report, read_source


def excerpt(question: Question) -> str:
    """The front matter of the question's deck and the question, as the file has them now. Raises `ContentError`.

    Each stands in the line in which it stands there, so that every place in it is still told rightly.
    """
    source = read_source(question.place.file)
    if isinstance(source, Problem):
        raise ContentError(str(source))
    parts = outline(source, Report())
    for part in parts.questions:
        if part.line == question.place.line - 1:
            front, own = source.lines[: parts.note.line], source.lines[part.line : part.last]
            return "\n".join([*front, *[""] * (part.line - len(front)), *own, ""])
    raise ContentError(f"{question.title!r} is no longer in {question.place.file}; start again to read it anew.")


def own_glossary(folder: Path) -> str:
    """The text of the glossary that decks in `folder` bring along; empty where there is none, or the bundled one."""
    file = folder / GLOSSARY
    if folder == bundled_decks() or not file.is_file():
        return ""
    source = read_source(file)
    return "" if isinstance(source, Problem) else source.text()


def read_excerpt(text: str, file: Path, glossary: str = "", check_call: CheckCall | None = None) -> Question:
    """The question of an `excerpt` from `file`, with the words of that `glossary`.

    Raises `ContentError` where it cannot be read: it was made by another quizapp, say.
    """
    with TemporaryDirectory(prefix="quizapp-") as name:
        folder = Path(name) if glossary else bundled_decks()
        if glossary:
            (folder / GLOSSARY).write_text(glossary, encoding="utf-8")
        deck = parse_deck(text, folder / file.name, check_call)
    if not deck.questions:
        why = f" ({deck.problems[0].message})" if deck.problems else ""
        raise ContentError(f"A question of {file} can no longer be read as it was{why}.")
    question = deck.questions[0]
    return replace(question, place=replace(question.place, file=file))
