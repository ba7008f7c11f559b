"""What somebody looks up: the terms of all decks, the text in front, and the questions in which each term stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from quizapp.questions import Entry, Question
from quizapp.questions.bundled import bundled_decks
from quizapp.questions.forms import Order, PickMany, PickOne
from quizapp.questions.glossary import terms_in
from quizapp.questions.terms import Term
from quizapp.questions.termsearch import terms_in_text

# What the learner never reads of a question: its comments, its fences, and how answers at length are judged.
_COMMENT = re.compile(r"<!--.*?-->|^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1", re.DOTALL | re.MULTILINE)
_UNREAD = re.compile(r"^### (?:Rubric|Misconceptions|Test answers|Sources)\n.*?(?=^### |\Z)", re.DOTALL | re.MULTILINE)


def all_terms(entries: Iterable[Entry], question: Question | None = None) -> tuple[Term, ...]:
    """The terms of every folder that has a deck, by name; what the folder of `question` says of one comes first."""
    folders = dict.fromkeys(
        [
            *([question.place.file.parent] if question else []),
            bundled_decks(),
            *(Path(file).parent for file in dict.fromkeys(entry.file for entry in entries)),
        ]
    )
    terms: dict[str, Term] = {}
    for folder in folders:
        for key, term in terms_in(folder).items():
            terms.setdefault(key, term)
    return tuple(sorted(terms.values(), key=lambda term: term.name.casefold()))


def text_of(question: Question, *, answered: bool) -> str:
    """What stands on the screen of a question: title, prompt and options; once it is `answered`, the rest too."""
    form = question.task.form
    match form:
        case PickOne(options) | PickMany(options):
            given = options
        case Order(items):
            given = items
        case _:
            given = ()
    after = (question.explanation, question.task.expected({})) if answered else ()
    return "\n\n".join((question.title, question.prompt, *given, *after))


@lru_cache(maxsize=2)
def users(entries: tuple[Entry, ...], terms: tuple[Term, ...]) -> Mapping[str, tuple[Entry, ...]]:
    """For each term the questions in whose tags or text it stands, those first that have it in title or tags.

    Reads every deck, and takes about 3 ms for a question: not for the UI thread.
    """
    named: dict[str, list[Entry]] = {term.key: [] for term in terms}
    told: dict[str, list[Entry]] = {term.key: [] for term in terms}
    for entry, text in _texts(entries):
        head = {term.key for term in terms_in_text("\n".join((entry.title, *entry.tags)), terms)}
        for key in head:
            named[key].append(entry)
        for term in terms_in_text(text, terms):
            if term.key not in head:
                told[term.key].append(entry)
    return {key: (*named[key], *told[key]) for key in named}


def _texts(entries: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """Each entry, and what a learner reads of it in its file as it is now; nothing, where that cannot be read."""
    for file in dict.fromkeys(entry.file for entry in entries):
        try:
            lines = Path(file).read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            lines = []
        here = sorted((entry for entry in entries if entry.file == file), key=lambda entry: entry.line)
        ends = [*(entry.line - 1 for entry in here[1:]), len(lines)]
        for entry, end in zip(here, ends, strict=True):
            yield entry, _UNREAD.sub("", _COMMENT.sub("", "\n".join(lines[entry.line : end]) + "\n"))
