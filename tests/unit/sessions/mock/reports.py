"""Reports to test with: one question that went well, changed where a test says so, and whole ones of any content."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from quizapp.sessions.mock.report import Calibration, ItemReport, Report, Word

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def item_report(**told: Any) -> ItemReport:
    """A question that was answered rightly."""
    usual: dict[str, Any] = {
        "question_id": "choicea1",
        "title": "Which penalty?",
        "kind": "choice",
        "level": "mid",
        "topic": "l1",
        "part": "questions",
        "prompt": "Pick one.",
        "response": "b",
        "follow_ups": (),
        "verdict": "right",
        "score": 1.0,
        "word": Word.EXCELLENT,
        "rule": "The answer is right.",
        "points": (),
        "mistakes": (),
        "expected": "b) Lasso",
        "feedback": (),
        "explanation": "",
        "sources": "",
        "evidence": "",
        "measured": (),
        "unchecked": "",
        "seconds": 30.0,
        "budget": 60,
        "extra": 0,
        "confidence": 80,
        "flagged": False,
        "signal": "definitions",
        "weight": 1.0,
    }
    return ItemReport(**{**usual, **told})


def report(*items: ItemReport, **told: Any) -> Report:
    """A report on these questions."""
    usual: dict[str, Any] = {
        "name": "rapid",
        "started_at": NOW,
        "seconds": 600.0,
        "used": 300.0,
        "ended": "finished",
        "level": "",
        "tags": (),
        "seed": 7,
        "notes": (),
        "items": items or (item_report(),),
        "signals": (),
        "topics": (),
        "calibration": Calibration(0, None, ()),
        "score": 1.0,
        "word": Word.EXCELLENT,
        "hiring": "hire",
    }
    return Report(**{**usual, **told})


def anything(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type of which reports are made."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{one.name: anything(hints[one.name]) for one in fields(kind)})
    if get_origin(kind) is tuple:
        return st.lists(anything(get_args(kind)[0]), max_size=2).map(tuple)
    if get_origin(kind) is UnionType:
        return st.one_of(*(st.none() if one is NoneType else anything(one) for one in get_args(kind)))
    if kind is float:
        return st.floats(-1e9, 1e9)
    if kind is str:
        return st.text(st.characters(), max_size=8)
    if kind is datetime:
        return st.datetimes(timezones=st.just(UTC))
    return st.from_type(kind)
