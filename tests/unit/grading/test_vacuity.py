"""Claims that no run could refute are told from those that one could."""

from __future__ import annotations

import pytest

from quizapp.errors import ExpressionError
from quizapp.grading.vacuity import is_always_true


@pytest.mark.parametrize(
    "claim",
    ["1 == 1", "12 > 0", "3.5", "true", "a == a", "a > 0 or 1", "a - a == 0", "abs(a) >= 0", "a < 1 or a >= 1"],
)
def test_what_always_holds_claims_nothing(claim: str) -> None:
    assert is_always_true(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "a",
        "a > 0",
        "a == 12",
        "a != b",
        "a != 5",
        "a > -5",
        "abs(a - b) > 0.001",
        "a == b",
        "a > b > c",
        "0.9 < a / b < 1.1",
        "1 - a",
        "min(a, 3)",
        "1 == 2",
        "sqrt(a) < 4",
        "a / b > -1e9",
        "a <= 1e9",
        "not a",
    ],
)
def test_what_a_run_could_refute_is_a_claim(claim: str) -> None:
    assert not is_always_true(claim)


def test_what_the_evaluator_refuses_is_refused_here_too() -> None:
    with pytest.raises(ExpressionError):
        is_always_true("().__class__")
