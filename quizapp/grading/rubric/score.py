"""What a judged rubric is worth, and the learner's right to overrule the judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import fsum

from quizapp.grading.verdict import Grade, Point, Verdict


def scored(points: Sequence[Point], misconceptions: Sequence[Point]) -> tuple[float, Verdict]:
    """The share of the weight that is covered, and the verdict. RIGHT means that nothing is left to say.

    The `weight` of a misconception is its price. It is paid by the points that are contradicted; what these do not
    pay is taken off, so that an answer that states a misconception is never right.
    """
    total = fsum(point.weight for point in points)
    covered = fsum(point.weight for point in points if point.status == "covered")
    contradicted = fsum(point.weight for point in points if point.status == "contradicted")
    price = fsum(mistake.weight for mistake in misconceptions if mistake.status == "stated")
    worth = covered - max(0.0, price - contradicted)
    score = worth / total if total and worth > 0 else 0.0
    verdict = Verdict.RIGHT if score == 1 else Verdict.PARTIAL if score else Verdict.WRONG
    return score, verdict


def overrule(grade: Grade, name: str) -> Grade:
    """`grade` after the learner turned the point or the misconception called `name`; a second turn takes it back.

    A point turns between covered and not covered, a misconception between stated and withdrawn. A grade that has
    nothing of that name stays as it is.
    """
    points = tuple(_turned(point) if point.name == name else point for point in grade.points)
    mistakes = tuple(_turned(mistake) if mistake.name == name else mistake for mistake in grade.misconceptions)
    if (points, mistakes) == (grade.points, grade.misconceptions):
        return grade
    score, verdict = scored(points, mistakes)
    covered = {point.name for point in points if point.status == "covered"}
    meant = tuple(name for name in grade.meant if name not in covered)
    return replace(grade, verdict=verdict, score=score, points=points, misconceptions=mistakes, meant=meant)


def _turned(point: Point) -> Point:
    """The point with its status turned. What the judge had said is still told by the evidence: only a missed point
    has none.
    """
    match point.status, point.overruled:
        case "covered", True:
            status = "contradicted" if point.evidence else "missed"
        case "covered", False:
            status = "missed"
        case "stated", _:
            status = "withdrawn"
        case "withdrawn", _:
            status = "stated"
        case _:
            status = "covered"
    return replace(point, status=status, overruled=not point.overruled)
