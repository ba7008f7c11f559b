"""What is asked: Markdown in, frozen dataclasses out. The parsers are imported when a deck is really parsed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from quizapp.questions.calls import Call, Measures, ParamValue, Runs, format_value
from quizapp.questions.index import DeckSummary
from quizapp.questions.library import Library
from quizapp.questions.model import Deck, Entry, Evidence, Face, Level, Place, Problem, Question, Task

if TYPE_CHECKING:
    from quizapp.questions.codes import CODES
    from quizapp.questions.decks import parse_deck, read_deck
    from quizapp.questions.ids import is_id, mint_id
    from quizapp.questions.kind import Kind, Sample, all_kinds
    from quizapp.questions.live import CheckCall
    from quizapp.questions.proofs import faults
    from quizapp.questions.variants import question_variant

_LATE = {
    "CODES": "codes",
    "CheckCall": "live",
    "all_kinds": "kind",
    "Kind": "kind",
    "Sample": "kind",
    "faults": "proofs",
    "is_id": "ids",
    "mint_id": "ids",
    "parse_deck": "decks",
    "question_variant": "variants",
    "read_deck": "decks",
}


def __getattr__(name: str) -> Any:
    """The names that need a parser, on their first use."""
    if name in _LATE:
        return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "CODES",
    "Call",
    "CheckCall",
    "Deck",
    "DeckSummary",
    "Entry",
    "Evidence",
    "Face",
    "Kind",
    "Level",
    "Library",
    "Measures",
    "ParamValue",
    "Place",
    "Problem",
    "Question",
    "Runs",
    "Sample",
    "Task",
    "all_kinds",
    "faults",
    "format_value",
    "is_id",
    "mint_id",
    "parse_deck",
    "question_variant",
    "read_deck",
]
