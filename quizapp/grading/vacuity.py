"""Claims that claim nothing: expressions that are true whatever the numbers in them are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from random import Random

from quizapp.errors import ExpressionError
from quizapp.grading.expressions import evaluate, names_in

TRIES = 24

_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d*)?(?:[eE][+-]?\d+)?")


@lru_cache(maxsize=4096)
def is_always_true(expression: str) -> bool:
    """Whether `expression` is true, or one and the same number but 0, at everything that was tried for its names.

    Tried are 0 and the numbers of the expression itself, also negative and ten times as large, the same for all names:
    a claim that two measures differ is false where they are alike. Then numbers of either sign from 1e-3 to 1e6. Raises
    `ExpressionError` where the whitelist refuses it.
    """
    values = set()
    for names in _assignments(expression):
        try:
            values.add(evaluate(expression, names))
        except ExpressionError:
            return False
        if len(values) > 1 or 0 in values:
            return False
    return True


def _assignments(expression: str) -> Iterator[Mapping[str, float]]:
    """What the names of `expression` may be, those first that refute most claims. Only one where there is no name."""
    names, draw = sorted(names_in(expression)), Random(0)
    written = [float(number) for number in _NUMBER.findall(expression)]
    for value in (0.0, *(share * number for number in written for share in (1, -1, 10, -10))):
        yield dict.fromkeys(names, value)
    for _ in range(TRIES if names else 0):
        yield {name: draw.choice((-1, 1)) * 10 ** draw.uniform(-3, 6) for name in names}
