"""`approx`, for tests of floating-point answers: equal to what is near enough."""

from __future__ import annotations

import math
from typing import Any

from quizapp.engine.sandbox.values import as_lists
from quizapp.engine.sandbox.wording import shown


class Approx:
    """What numbers and nested lists (or dicts) of numbers are compared with: `answer == Approx([0.1, 0.2])`.

    A number is near where it differs by no more than `abs`, or than `rel` times the size of the expected one. NaN is
    near NaN, and an infinity near itself. `items` are the expected values, one `Approx` each where they are a list.
    """

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, expected: object, rel: float = 1e-6, abs: float = 1e-9) -> None:
        self._rel, self._abs = rel, abs
        self.expected = as_lists(expected)

    def __eq__(self, answer: object) -> bool:
        return self._near(as_lists(answer), self.expected)

    def __repr__(self) -> str:
        return f"about {shown(self.expected)}"

    @property
    def items(self) -> Any:
        """The expected value with each number in it as an `Approx` of its own, to compare one by one."""
        return self._each(self.expected)

    def _each(self, expected: Any) -> Any:
        return [self._each(item) for item in expected] if isinstance(expected, list) else self._like(expected)

    def _like(self, expected: object) -> Approx:
        return Approx(expected, self._rel, self._abs)

    def _near(self, answer: Any, expected: Any) -> bool:
        if isinstance(expected, list):
            same = isinstance(answer, list) and len(answer) == len(expected)
            return same and all(self._near(a, e) for a, e in zip(answer, expected, strict=True))
        if isinstance(expected, dict):
            same = isinstance(answer, dict) and answer.keys() == expected.keys()
            return same and all(self._near(answer[key], expected[key]) for key in expected)
        if not isinstance(expected, int | float) or not isinstance(answer, int | float):
            return bool(answer == expected)
        if math.isnan(expected) or math.isnan(answer):
            return math.isnan(expected) and math.isnan(answer)
        return math.isclose(answer, expected, rel_tol=0.0, abs_tol=max(self._abs, self._rel * math.fabs(expected)))
