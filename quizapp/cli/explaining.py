"""How the rules of a rubric read an answer, as text and as JSON: for whoever writes the rubric."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quizapp.cli.text import wrapped
from quizapp.grading.rubric import Explanation, Heard, Reason

PARTS = ("about", "says", "denies", "it")  # what stands before each, below each other


def explanation_lines(told: Explanation, width: int) -> list[str]:
    """Each clause with what is heard in it, then each point and each misconception with the pattern that decides."""
    clauses = [line for clause in told.clauses for line in _clause(clause, width)]
    rules = [line for reason in (*told.points, *told.misconceptions) for line in _reason(reason, width)]
    return ["What the rules hear:", *clauses, "Why:", *rules]


def explanation_json(told: Explanation) -> dict[str, Any]:
    """The same as data."""
    return {
        "clauses": [
            {
                "clause": heard.clause,
                "about": list(heard.about),
                "named": list(heard.named),
                "unsure": list(heard.unsure),
                "says": list(heard.said),
                "denies": list(heard.denied),
                "points_back_to": list(heard.it),
                "implied": heard.implied,
            }
            for heard in told.clauses
        ],
        "points": [_reason_json(reason) for reason in told.points],
        "misconceptions": [_reason_json(reason) for reason in told.misconceptions],
    }


def _reason_json(reason: Reason) -> dict[str, Any]:
    return {
        "name": reason.name,
        "status": reason.status,
        "pattern": reason.pattern,
        "clause": reason.clause,
        "lacking": [{"concept": literal.name, "sign": literal.sign} for literal in reason.lacking],
        "why": reason.why,
    }


def _clause(heard: Heard, width: int) -> Iterator[str]:
    entailed = " (another claim entails it)" if heard.implied else ""
    yield from wrapped(f"“{heard.clause}”{entailed}", width, first="- ")
    values = [", ".join(_topic(name, heard) for name in heard.about)]
    values += [", ".join(names) for names in (heard.said, heard.denied, heard.it)]
    if not any(values):
        yield "  claims nothing"
    for part, value in zip(PARTS, values, strict=True):
        if value:
            yield from wrapped(value, width, first=f"  {part:<6}  ")


def _topic(name: str, heard: Heard) -> str:
    """`l2`, and where the clause has it from."""
    if name in heard.unsure:
        return f"{name} (perhaps)"
    return name if name in heard.named else f"{name} (from before)"


def _reason(reason: Reason, width: int) -> Iterator[str]:
    yield f"- {reason.name}: {reason.status or 'not stated'}"
    yield from wrapped(reason.why, width, first="  ")
