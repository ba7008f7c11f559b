"""`quizapp glossary`: what a term means, and the questions in which it stands; or all terms that fit some words."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from quizapp.cli.text import columns, counted, narrate, tell, tell_json, wrapped
from quizapp.errors import UsageError
from quizapp.questions.model import Entry
from quizapp.questions.terms import Term
from quizapp.questions.termsearch import called, matching_terms, nearest_names

NAMES = 24  # columns of the names before their meanings
_INDENT = " " * (NAMES + 1)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which terms."""
    parser.add_argument("words", nargs="*", metavar="WORD", help="a term, or words that it fits; every term if none")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the one term that is meant in full, or a line for each that fits."""
    from quizapp.workspace import open_library
    from quizapp.workspace.glossary import all_terms, users
    from quizapp.workspace.places import find_places

    entries = open_library(find_places(), args.content).entries
    terms, wanted = all_terms(entries), " ".join(args.words)
    found = _meant(terms, wanted)
    if args.json:
        used = users(entries, terms)
        tell_json([as_json(term, used.get(term.key, ())) for term in found])
    elif len(found) == 1:
        tell(*_in_full(found[0], {term.key: term for term in terms}, users(entries, terms).get(found[0].key, ())))
    else:
        tell(*(line for term in found for line in wrapped(term.means, columns(), f"{term.name:<{NAMES}} ", _INDENT)))
        narrate(f"{counted(len(found), 'term')}; `quizapp glossary TERM` says more of one.")
    return 0


def as_json(term: Term, entries: Sequence[Entry]) -> dict[str, Any]:
    """The object that describes a term; `contrasts` and `see` are keys of others, `questions` are ids."""
    return {
        "term": term.key,
        "name": term.name,
        "means": term.means,
        "also": list(term.spellings[1:]),
        "contrasts": list(term.contrasts),
        "see": list(term.see),
        "questions": [entry.id for entry in entries],
    }


def _meant(terms: tuple[Term, ...], wanted: str) -> tuple[Term, ...]:
    """The terms that are called so, or else those that fit. Raises `UsageError` where none does."""
    found = called(terms, wanted) or matching_terms(terms, wanted)
    if found or not wanted.strip():
        return found
    near = nearest_names(terms, wanted)
    hint = f"Did you mean {' or '.join(near)}? " if near else ""
    raise UsageError(f"No term fits “{wanted[:60]}”. {hint}`quizapp glossary` lists them all.")


def _in_full(term: Term, terms: Mapping[str, Term], entries: Sequence[Entry]) -> list[str]:
    """All there is to say of a term."""
    width = columns()
    lines = [term.name, *wrapped(term.means, width, "  ")]
    for head, names in (
        ("also written", term.spellings[1:]),
        ("set against", [terms[key].name for key in term.contrasts if key in terms]),
        ("see also", [terms[key].name for key in term.see if key in terms]),
    ):
        lines += wrapped(", ".join(names), width, f"  {head}: ") if names else []
    lines += [f"  {counted(len(entries), 'question')}", *(f"    {entry.id}  {entry.title}" for entry in entries)]
    return lines
