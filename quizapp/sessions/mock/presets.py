"""The presets of the mock interview: the parts that each has, and what becomes of them in more or less time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from quizapp.errors import UsageError
from quizapp.questions.nearest import nearest
from quizapp.sessions.mock.outline import LEAST_MINUTES, MOST_MINUTES, MOST_QUESTIONS, Wish

USUAL_MINUTES = 20  # of a free choice, where nothing is wished
SHORT = 60  # seconds: the longest budget of a question that is asked in passing

_WARMING = ("choice", "multiple", "cloze", "numeric", "order", "symbolic")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an interview with questions of one sort. `about` names one of them, and takes a plain s.

    `minutes` may be a fraction, and are infinite where the budgets of the questions say how long it is. `number` None
    is as many questions as their budgets fill the minutes. The questions are of `kinds`, and where these have none, of
    `instead`. No budget is beyond `longest` seconds. `follow_ups` is the most that an interview question gets.
    """

    name: str
    about: str
    minutes: float
    kinds: tuple[str, ...]
    number: int | None = None
    follow_ups: int = 0
    instead: tuple[str, ...] = ()
    longest: float = inf

    @property
    def seconds(self) -> float:
        """How long it is."""
        return round(self.minutes * 60, 6)  # a third of three minutes is a minute

    @property
    def usual(self) -> float:
        """How many questions it is likely to have."""
        return self.number or self.seconds / SHORT

    def count(self, number: int) -> str:
        """`no warm-up question`, `1 warm-up question`, `2 warm-up questions`."""
        return f"{number or 'no'} {self.about}{'s' if number > 1 else ''}"


@dataclass(frozen=True, slots=True)
class Preset:
    """An interview as it is often held; `about` is what it is made of, in a few words."""

    name: str
    about: str
    parts: tuple[Part, ...]

    @property
    def minutes(self) -> int:
        """How long it is, where nothing else is wished."""
        return round(sum(part.minutes for part in self.parts))


SCREEN = Preset(
    "screen",
    "a warm-up, three interview questions, one on code",
    (
        Part("warm-up", "warm-up question", 5, _WARMING, longest=SHORT),
        Part("interview", "interview question", 30, ("interview",), number=3, follow_ups=2),
        Part("code", "code or predict question", 10, ("code",), number=1, instead=("predict",)),
    ),
)
RAPID = Preset(
    "rapid",
    "twelve short questions",
    (Part("rapid", "short question", 10, (*_WARMING, "predict"), number=12, longest=SHORT),),
)
DEEP = Preset(
    "deep",
    "one interview question, with four follow-ups",
    (Part("deep", "interview question", 20, ("interview",), number=1, follow_ups=4),),
)
PRESETS: Mapping[str, Preset] = {preset.name: preset for preset in (SCREEN, RAPID, DEEP)}

# A free choice: anything but flashcards, which nobody can check.
FREE = Part("free", "question", USUAL_MINUTES, (*_WARMING, "predict", "code", "interview"), follow_ups=2)


def parts_of(wish: Wish) -> tuple[Part, ...]:
    """The parts of the interview that is wished for.

    A free choice has one part: the `number` of questions, or as many as fill the minutes. A preset keeps its pace: in
    two thirds of its minutes it asks two thirds of its questions, and twice its questions take twice its minutes; with
    both, that many are asked in that time. Raises `UsageError` where there is no such preset, or too much or too little
    of either.
    """
    _refuse_unusable(wish)
    if not wish.preset:
        usual = USUAL_MINUTES if wish.number is None else inf
        return (replace(FREE, minutes=usual if wish.minutes is None else wish.minutes, number=wish.number),)
    parts = PRESETS[wish.preset].parts
    if wish.number is not None:
        parts = _with_number(parts, wish.number)
    if wish.minutes is not None:
        parts = _with_minutes(parts, wish.minutes, keep_numbers=wish.number is not None)
    _refuse_beyond(wish, parts)
    return parts


def _with_number(parts: Sequence[Part], number: int) -> tuple[Part, ...]:
    """`number` questions for all parts: one each, the longest part first, and the rest in the proportions they have."""
    counts = [0] * len(parts)
    for turn in range(number):
        if turn < len(parts):
            chosen = sorted(range(len(parts)), key=lambda index: -parts[index].minutes)[turn]
        else:
            chosen = max(range(len(parts)), key=lambda index: parts[index].usual / (counts[index] + 1))
        counts[chosen] += 1
    return tuple(
        replace(part, number=count, minutes=part.minutes * count / part.usual)
        for part, count in zip(parts, counts, strict=True)
        if count
    )


def _with_minutes(parts: Sequence[Part], minutes: int, keep_numbers: bool) -> tuple[Part, ...]:
    """The parts shrunk or stretched to `minutes`; one that has a number keeps at least one question."""
    factor = minutes / sum(part.minutes for part in parts)

    def number(part: Part) -> int | None:
        return part.number if keep_numbers or part.number is None else max(1, round(part.number * factor))

    return tuple(replace(part, minutes=part.minutes * factor, number=number(part)) for part in parts)


def _refuse_unusable(wish: Wish) -> None:
    if wish.preset and wish.preset not in PRESETS:
        raise UsageError(f"There is no preset “{wish.preset}”. {nearest(wish.preset, PRESETS)}")
    if wish.minutes is not None and not LEAST_MINUTES <= wish.minutes <= MOST_MINUTES:
        raise UsageError(f"An interview takes {LEAST_MINUTES} to {MOST_MINUTES} minutes, not {wish.minutes}.")
    if wish.number is not None and not 1 <= wish.number <= MOST_QUESTIONS:
        raise UsageError(f"An interview has 1 to {MOST_QUESTIONS} questions, not {wish.number}.")


def _refuse_beyond(wish: Wish, parts: Sequence[Part]) -> None:
    """Minutes and questions that are within bounds may lead beyond them, at the pace of a preset."""
    minutes, number = sum(part.minutes for part in parts), sum(part.number or 0 for part in parts)
    if round(minutes) > MOST_MINUTES:
        pace = f"At the pace of {wish.preset}, {wish.number} questions take {minutes:.0f} minutes"
        raise UsageError(f"{pace}; an interview takes at most {MOST_MINUTES}. Ask for fewer, or give the minutes too.")
    if number > MOST_QUESTIONS:
        pace = f"At the pace of {wish.preset}, {wish.minutes} minutes are {number} questions"
        raise UsageError(f"{pace}; an interview has at most {MOST_QUESTIONS}. Ask for less, or give the number too.")
