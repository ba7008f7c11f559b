"""Swapped twins: an answer with the two contrasted things exchanged never covers what the answer covered."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from labelled import Labelled, answers

PENALTIES = {
    "l1": "l2",
    "lasso": "ridge",
    "lasoo": "rigde",
    "ℓ₁": "ℓ₂",
    "ell_1": "ell_2",
    "|w|": "w²",
    "absolute value": "square",
}
OPTIMISERS = {"adamw": "adam"}
PRIORS = {"gaussian": "laplace", "guassian": "laplase", "normal prior": "double exponential"}
SIDES = {"dev0zero": PENALTIES, "dev0adam": OPTIMISERS, "dev0pri0": PRIORS}

# What holds of both at once is not exchanged; and two letters only are changed where there are two words for one.
JOINT = re.compile(
    r"both|neither|likewise|as well|so can|so does|no zeros\. |truncated|too\b|former|latter|"
    r"w\^2|squared|quadratic|normally|is to Gaussian|N\(|Laplacian",
    re.IGNORECASE,
)


def exchanged(answer: str, sides: dict[str, str]) -> str:
    """`answer` with the two sides exchanged; as it is where it names neither."""
    other = {**sides, **{second: first for first, second in sides.items()}}
    names = re.compile("|".join(sorted(map(re.escape, other), key=len, reverse=True)), re.IGNORECASE)
    return names.sub(lambda match: other[match.group().lower()], answer)


TWINS = [
    (one, twin)
    for one in answers("development")
    if one.question in SIDES and one.covered and not JOINT.search(one.answer)
    if (twin := exchanged(one.answer, SIDES[one.question])) != one.answer
]


@pytest.mark.parametrize(("one", "twin"), TWINS, ids=[twin[:60] for _, twin in TWINS])
def test_no_point_survives_the_exchange(one: Labelled, twin: str) -> None:
    before, after = one.task.judged(one.answer), one.task.judged(twin)
    covered = {name for name, point in before.points.items() if point.status == "covered"} - {"mode"}
    still = {name: after.points[name].evidence for name in covered if after.points[name].status == "covered"}
    assert still == {}, twin


def test_there_are_enough_twins() -> None:
    assert len(TWINS) > 60
