"""The parts of an answer and how each was judged, as text: by glyph and by word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizapp.cli.markdown import plain, plain_line
from quizapp.cli.text import aligned, wrapped
from quizapp.grading.verdict import Grade, Point
from quizapp.questions.forms import Form, PickOne, WriteCode, WriteLong
from quizapp.workspace.wording import tests_in_order

WORDS = {"covered": "✓ right", "missed": "– missed", "contradicted": "✗ wrong"}
OF_TESTS = {"covered": "✓ passed", "missed": "– not run", "contradicted": "✗ failed"}
OF_RUBRIC = {"covered": "✓ covered", "missed": "– missed", "contradicted": "✗ contradicted"}
_LINK = re.compile(r"\[q\]\([^)#]*#([^)]*)\)")
OF_MISCONCEPTIONS = {"stated": "✗ misconception", "withdrawn": "– no misconception"}


def point_lines(grade: Grade, form: Form, width: int) -> list[str]:
    """A line for each part of the response and how it was judged; none for one pick, which the key explains."""
    match form:
        case PickOne():
            return []
        case WriteLong():
            return [*_rubric_lines(grade, width), *_meant_lines(grade, width)]
        case WriteCode():
            return [line for test in tests_in_order(grade.points) for line in _point(test, OF_TESTS, width)]
    return [line for point in grade.points for line in _point(point, WORDS, width)]


def rubric_point(point: Point, width: int) -> list[str]:
    """A rubric point or a misconception: its status, what it asks for, and the learner's own words for it."""
    status = {**OF_RUBRIC, **OF_MISCONCEPTIONS}.get(point.status, point.status)
    about = f" ({plain_line(point.about)})" if point.about else ""
    said = ", as you say" if point.overruled else ""
    must = ", a must" if point.must else ""
    lines = wrapped(f"{status}{said}: {point.name}{must}{about}", width, rest="  ")
    return [*lines, *wrapped(f"you wrote: “{point.evidence}”", width, first="  ")] if point.evidence else lines


def named(names: Sequence[str], wanted: str) -> str | None:
    """The name that `wanted` is, in whatever case, or that alone begins with it; None where there is no such name."""
    wanted = wanted.casefold()
    found = [one for one in names if one.casefold() == wanted] or [
        one for one in names if wanted and one.casefold().startswith(wanted)
    ]
    return found[0] if len(found) == 1 else None


def beside_lines(grade: Grade, width: int) -> list[str]:
    """A prediction beside its run: a table, or a sentence a line where that is too wide."""
    if not grade.beside:
        return []
    cells = [[plain_line(cell) for cell in (line.what, line.predicted, line.measured)] for line in grade.beside]
    table = aligned([["", "you said", "the run gave"], *cells])
    if max(map(len, table)) <= width:
        return table
    return [
        line
        for what, predicted, measured in cells
        for line in wrapped(f"{what}: you said {predicted}, the run gave {measured}.", width, rest="  ")
    ]


def follow_up_lines(grade: Grade, width: int) -> list[str]:
    """What an interviewer would ask now. A link to a question reads as its title."""
    asked = [plain(_LINK.sub(_title, follow_up.text), width - 2) or [""] for follow_up in grade.follow_ups]
    lines = [f"{sign}{line}".rstrip() for block in asked for sign, line in zip(_signs(block), block, strict=True)]
    return ["An interviewer would go on:", *lines] if lines else []


def _title(link: re.Match[str]) -> str:
    return f"“{link.group(1).replace('-', ' ')}”"


def _signs(block: list[str]) -> list[str]:
    return ["- ", *["  "] * (len(block) - 1)]


def _rubric_lines(grade: Grade, width: int) -> list[str]:
    return [line for point in (*grade.points, *grade.misconceptions) for line in rubric_point(point, width)]


def _meant_lines(grade: Grade, width: int) -> list[str]:
    about = {point.name: f" ({plain_line(point.about)})" for point in grade.points if point.about}
    return [line for name in grade.meant for line in wrapped(f"Did you also mean {name}{about.get(name, '')}?", width)]


def _point(point: Point, words: dict[str, str], width: int) -> list[str]:
    given = f" ({point.evidence})" if point.evidence else ""
    return wrapped(f"{words.get(point.status, point.status)}: {plain_line(point.name)}{given}", width, rest="  ")
