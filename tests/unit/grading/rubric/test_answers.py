"""The floor that the judge keeps to on each set of labelled answers."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from labelled import Labelled, answers


@dataclass
class Count:
    """Rightly found, wrongly found, not found; and every confusion in words."""

    right: int = 0
    wrong: int = 0
    lost: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, found: set[str], labelled: frozenset[str], what: str, answer: str) -> None:
        self.right += len(found & labelled)
        self.wrong += len(found - labelled)
        self.lost += len(labelled - found)
        self.lines += [f"{what} {name}, wrongly: {answer}" for name in sorted(found - labelled)]
        self.lines += [f"not {what} {name}: {answer}" for name in sorted(labelled - found)]

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.lost)


def counted(labelled: list[Labelled]) -> tuple[Count, Count, list[str]]:
    """How points and misconceptions came out, and the points denied by the answer that are called covered."""
    points, mistakes, denied = Count(), Count(), []
    for one in labelled:
        found = one.task.judged(one.answer)
        covered = {name for name, point in found.points.items() if point.status == "covered"}
        points.add(covered, one.covered, "covers", one.answer)
        mistakes.add(set(found.misconceptions), one.stated, "states", one.answer)
        against = {name for item in one.task.rubric.misconceptions if item.name in one.stated for name in item.denies}
        against = one.contradicted or against
        denied += [f"{name}: {one.answer}" for name in sorted(covered & (against - one.covered))]
    return points, mistakes, denied


# name: least precision and recall on points, then on misconceptions; most points that are covered though denied
FLOORS = {
    "development": (0.99, 0.98, 0.98, 0.97, 0),
    "bundled_development": (0.99, 0.93, 0.97, 0.97, 0),
    "format": (0.98, 0.89, 0.95, 0.99, 0),
    "bundled": (0.97, 0.83, 0.95, 0.79, 3),
    "bundled_later": (0.98, 0.82, 0.93, 0.74, 0),
    "outside": (0.93, 0.74, 0.93, 0.62, 4),
    "interviews_development": (0.91, 0.93, 0.95, 0.91, 0),
    "interviews": (0.97, 0.97, 0.99, 0.93, 0),
}


@pytest.mark.parametrize("name", FLOORS)
def test_the_judge_hears_what_a_fair_interviewer_hears(name: str) -> None:
    points, mistakes, denied = counted(answers(name))
    found = (points.precision, points.recall, mistakes.precision, mistakes.recall)
    confusion = "\n".join([str([round(number, 3) for number in found]), *points.lines, *mistakes.lines])
    *floors, most = FLOORS[name]
    assert all(number >= floor for number, floor in zip(found, floors, strict=True)), confusion
    assert len(denied) <= most, "\n".join(["points that the answer contradicts, and that are called covered:", *denied])


def test_each_set_has_answers_of_every_sort() -> None:
    for name in FLOORS:
        labelled = answers(name)
        assert len(labelled) >= 80
        assert sum(bool(one.covered) for one in labelled) > 20
        assert sum(bool(one.stated) for one in labelled) > 15
        for one in labelled:
            names = {point.name for point in one.task.rubric.points}
            assert one.covered <= names
            assert one.stated <= {item.name for item in one.task.rubric.misconceptions}
