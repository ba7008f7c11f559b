"""How counts, intervals, measures, claims and tests are said, in the screens and in line mode alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from quizapp.errors import ExpressionError
from quizapp.grading.verdict import Point
from quizapp.questions.calls import Measures

# Every control character but the tab and the new line, each by its own picture; a carriage return is only dropped.
PICTURES = {
    **{code: 0x2400 + code for code in (*range(9), *range(11, 32))},
    13: None,
    127: 0x2421,
    **dict.fromkeys(range(128, 160), 0xFFFD),
}


def count_of(number: int, noun: str) -> str:
    """`1 answer`, `2 answers`; `noun` takes a plain s."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def interval_words(days: int) -> str:
    """`today`, `1 d`, `12 d`, `3 mo`, `1.5 y`: short enough for a button."""
    if days <= 0:
        return "today"
    if days < 60:
        return f"{days} d"
    if days < 720:
        return f"{round(days / 30)} mo"
    return f"{days / 365:.1f} y"


def day_words(day: date) -> str:
    """`6 Dec 2026`."""
    return f"{day.day} {day:%b %Y}"


def days_away(days: int) -> str:
    """`today`, `tomorrow`, `in 12 days`; `yesterday`, `12 days ago` where it is over."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def value_words(value: float | int | bool) -> str:
    """A measure as it is read: `yes`, `47`, `0.98018`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.6g}"


def pictured(text: str) -> str:
    """`text` with a picture in the place of each control character, so that no terminal and no browser obeys it."""
    return text if text.isprintable() else text.translate(PICTURES)


def verdict_on_claim(expression: str, measures: Measures) -> tuple[bool | None, str]:
    """Whether `expression` holds for `measures`, and the values that decide; None and why where it has no value."""
    from quizapp.grading.expressions import evaluate, names_in

    try:
        holds = bool(evaluate(expression, measures))
    except ExpressionError as error:
        return None, str(error)
    names = sorted(name for name in names_in(expression) if name in measures)
    return holds, ", ".join(f"{name} = {value_words(measures[name])}" for name in names)


def tests_in_order(points: Sequence[Point]) -> tuple[Point, ...]:
    """The tests of code, those that failed first; why the very first of them did stands in the feedback already."""
    tests = sorted(points, key=lambda point: point.status == "covered")
    return (*(replace(test, evidence="") for test in tests[:1]), *tests[1:])
