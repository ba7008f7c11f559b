"""Whether two formulas are equal: their values at random points of given ranges, the same points every time."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random

from quizapp.errors import ExpressionError
from quizapp.grading.formulas import Formula
from quizapp.grading.numbers import say_number

POINTS = 24
FEWEST = 8  # a key that has its value at fewer points than that is no key for these ranges
TRIES = 10 * POINTS

REL_TOLERANCE = 1e-6  # forgives a constant rounded to seven digits
ABS_TOLERANCE = 1e-9  # of the largest value of the key: forgives what cancels
NEAR_ZERO = 1e-3  # of the range: so close to 0, where formulas have their kinks, nothing is compared

Ranges = Mapping[str, tuple[float, float]]
Point = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """The value of a formula at one point."""

    point: Point
    value: float

    def __str__(self) -> str:
        """The point in words: `w = 0.5, lam = 0.1`."""
        return ", ".join(f"{name} = {say_number(value)}" for name, value in self.point)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a formula differs most from the key.

    `value` is its own there, or None where it has none, and `why` then says why. `ratio` is how many times the key it
    is, where that is the same at every point. `never` says that it has no value at any point.
    """

    at: Sample
    value: float | None
    why: str = ""
    ratio: float | None = None
    never: bool = False


def samples_of(value: Callable[[Mapping[str, float]], float], ranges: Ranges, seed: str) -> tuple[Sample, ...]:
    """`value` at up to `POINTS` points of `ranges`, drawn from `seed`; points where it has none are drawn again.

    The first point takes positive values where the ranges hold them, the second negative ones.
    """
    random = Random(seed)
    found: list[Sample] = []
    for attempt in range(TRIES):
        side = (1, -1)[attempt] if attempt < 2 else 0
        point = {name: _drawn(low, high, side, random) for name, (low, high) in ranges.items()}
        try:
            found.append(Sample(tuple(point.items()), value(point)))
        except ExpressionError:
            continue
        if len(found) == POINTS:
            break
    return tuple(found)


def _drawn(low: float, high: float, side: int, random: Random) -> float:
    """A number with few digits between `low` and `high`, on the `side` of 0 that is asked for where there is one."""
    if low == high:
        return low
    digits = 2 - math.floor(math.log10(high - low))
    least = NEAR_ZERO * max(abs(low), abs(high))
    for _ in range(100):
        number = min(max(round(low + random.random() * (high - low), digits), low), high)
        wrong_side = (side > 0 > number and high >= least) or (side < 0 < number and -low >= least)
        if abs(number) >= least and not wrong_side:
            return number
    return low if -low >= least and (side < 0 or high < least) else high


def difference(formula: Formula, key: tuple[Sample, ...]) -> Difference | None:
    """Where `formula` differs from the `key` the most; None where it is the same at every point.

    A formula without a value where the key has one differs there.
    """
    values: list[float] = []
    faults: list[Difference] = []
    for sample in key:
        try:
            values.append(formula.value(dict(sample.point)))
        except ExpressionError as error:
            faults.append(Difference(sample, None, str(error)))
    if faults:
        return replace(faults[0], never=not values)
    slack = _slack(key)
    gaps = [_gap(value, sample.value, slack) for value, sample in zip(values, key, strict=True)]
    worst = max(range(len(key)), key=gaps.__getitem__)
    if not gaps[worst]:
        return None
    return Difference(key[worst], values[worst], ratio=_ratio(values, key, slack))


def same(formula: Formula, key: tuple[Sample, ...]) -> bool:
    """Whether `formula` has the value of the key at every point. Ends at the first where it has not."""
    slack = _slack(key)
    values = ((value_at(formula, sample), sample.value) for sample in key)
    return all(value is not None and not _gap(value, wanted, slack) for value, wanted in values)


def alike(formula: Formula, other: Formula, key: tuple[Sample, ...]) -> bool:
    """Whether `formula` has the value of `other` at each point of the key at which `other` has one."""
    slack = _slack(key)
    compared = False
    for sample in key:
        wanted = value_at(other, sample)
        if wanted is None:
            continue
        value = value_at(formula, sample)
        if value is None or _gap(value, wanted, slack):
            return False
        compared = True
    return compared


def value_at(formula: Formula, sample: Sample) -> float | None:
    """The value of `formula` at the point of a sample, or None where it has none."""
    try:
        return formula.value(dict(sample.point))
    except ExpressionError:
        return None


def _slack(key: tuple[Sample, ...]) -> float:
    """The difference that is forgiven whatever the value."""
    return ABS_TOLERANCE * (max(abs(sample.value) for sample in key) or 1.0)


def _gap(value: float, key: float, slack: float) -> float:
    """The relative difference of two values; 0 where they count as equal."""
    larger = max(abs(value), abs(key))
    distance = abs(value - key)
    return 0.0 if distance <= REL_TOLERANCE * larger + slack else distance / larger


def _ratio(values: list[float], key: tuple[Sample, ...], slack: float) -> float | None:
    """How many times the key the values are, where that is one number other than 0."""
    value, sample = max(zip(values, key, strict=True), key=lambda pair: abs(pair[1].value))
    if not value or not sample.value:
        return None
    ratio = value / sample.value
    alike = all(not _gap(value, ratio * sample.value, slack) for value, sample in zip(values, key, strict=True))
    return ratio if alike else None
