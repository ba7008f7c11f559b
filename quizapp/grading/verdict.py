"""The outcome of grading one response: a verdict, a score, and the sentences that explain both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What can be said of a response."""

    RIGHT = "right"
    PARTIAL = "partial"
    WRONG = "wrong"
    UNREADABLE = "unreadable"  # invalid, not wrong: costs nothing, is never rated
    UNCHECKED = "unchecked"  # the learner rates it: a flashcard, or the run that decides is not available


@dataclass(frozen=True, slots=True)
class Point:
    """One part of a response (an option, a gap, a rubric point) and how it was judged."""

    name: str
    status: str  # covered | missed | contradicted
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """A graded response.

    `score` is in [0, 1]. `expected` is the key in words, empty where it is not known. `feedback` are Markdown
    sentences in the order in which they are shown.
    """

    verdict: Verdict
    score: float = 0.0
    expected: str = ""
    feedback: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
