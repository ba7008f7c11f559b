"""The outcome of grading one response: a verdict, a score, and the sentences that explain both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# What an answer tells an interviewer about whoever gives it.
SIGNALS = ("definitions", "mathematics", "practice", "evidence", "trade-offs")


class Verdict(StrEnum):
    """What can be said of a response."""

    RIGHT = "right"
    PARTIAL = "partial"
    WRONG = "wrong"
    UNREADABLE = "unreadable"  # invalid, not wrong: costs nothing, is never rated
    UNCHECKED = "unchecked"  # the learner rates it: a flashcard, or the run that decides is not available


@dataclass(frozen=True, slots=True)
class Point:
    """One part of a response (an option, a gap, a step, a rubric point) and how it was judged.

    `evidence` is what the learner wrote for it, in their own words. `about` says what the point asks for, where its
    name is only a label. `weight` is its share of the score; an answer is not right without a point that is a `must`.
    `overruled` says that the learner turned the status into what it is now. `signal` is the one of `SIGNALS` that the
    point speaks for, where its author says so; `denies` are the points that a misconception speaks against.
    """

    name: str
    status: str  # covered | missed | contradicted; of a misconception: stated | withdrawn
    evidence: str = ""
    about: str = ""
    weight: float = 1.0
    must: bool = False
    overruled: bool = False
    signal: str = ""
    denies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What an interviewer asks next (Markdown): `when` is `missing` or `stated` with a `name`, or `always`."""

    when: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Beside:
    """One line of a prediction beside its run: what was asked, what the learner said, what the run gave."""

    what: str
    predicted: str
    measured: str


@dataclass(frozen=True, slots=True)
class Grade:
    """A graded response.

    `score` is in [0, 1]. `expected` is the key in words, empty where it is not known. `feedback` are Markdown
    sentences in the order in which they are shown. `misconceptions` are the named mistakes that the answer states,
    `meant` the names of at most two missed points that it may have meant, `follow_ups` the questions that an
    interviewer would ask now. `beside` sets a prediction beside its run.
    """

    verdict: Verdict
    score: float = 0.0
    expected: str = ""
    feedback: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    misconceptions: tuple[Point, ...] = ()
    meant: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    beside: tuple[Beside, ...] = ()
