"""Finds the question that somebody means: by id, by title, or by a beginning that only one has."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from quizapp.errors import UsageError
from quizapp.questions import Library, Question, question_variant
from quizapp.questions.model import Entry

MOST_NAMED = 5


def find_question(library: Library, name: str, seed: int) -> Question:
    """The question called `name`, in variant `seed` modulo their number. Raises `UsageError` or `ContentError`."""
    question = library.question(find_entry(library.entries, name).id)
    return question_variant(question, seed % len(question.variants))


def find_entry(entries: Sequence[Entry], name: str) -> Entry:
    """The entry that `name` is the id or the title of, or of which it is a beginning that is the only one."""
    wanted = name.casefold().strip()
    whole = [entry for entry in entries if wanted in (entry.id.casefold(), entry.title.casefold())]
    begun = [entry for entry in entries if wanted and any(text.startswith(wanted) for text in _names(entry))]
    found = whole or begun
    if len(found) == 1:
        return found[0]
    if found:
        named = "; ".join(f"{entry.id} “{entry.title}”" for entry in found[:MOST_NAMED])
        raise UsageError(f"{len(found)} questions begin with “{name}”: {named}. Give one id.")
    raise UsageError(f"No question is called “{name}”. {_nearest(entries, wanted)}`quizapp list` shows them all.")


def _names(entry: Entry) -> tuple[str, str]:
    return entry.id.casefold(), entry.title.casefold()


def _nearest(entries: Sequence[Entry], wanted: str) -> str:
    names = {text: entry for entry in entries for text in _names(entry)}
    near = get_close_matches(wanted, names, n=1, cutoff=0.5)
    return f"Did you mean {names[near[0]].id} “{names[near[0]].title}”? " if near else ""
