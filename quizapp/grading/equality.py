"""Whether two formulas are equal: their values at random points of given ranges, the same points every time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count, repeat
from random import Random

from quizapp.errors import ExpressionError
from quizapp.grading.formulas import Formula
from quizapp.grading.numbers import say_number

POINTS = 24
FEWEST = 8  # a key that has its value at fewer points than that is no key for these ranges
TRIES = 10 * POINTS

REL_TOLERANCE = 1e-6  # forgives a constant rounded to seven digits
ABS_TOLERANCE = 1e-9  # of 1, or of the largest value of the key where that is smaller: forgives what cancels
NEAR_ZERO = 1e-3  # of the range: so close to 0, where formulas have their kinks, nothing is compared
ROUNDING = 1e-11  # of a value: a change that may come from its computation
EDGE = 0.02  # of the range: what lies at an end
GOLDEN = 0.618  # a step that spreads what follows one another

Ranges = Mapping[str, tuple[float, float]]
Point = tuple[tuple[str, float], ...]
Value = Callable[[Mapping[str, float]], float]


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


def samples_of(value: Value, ranges: Ranges, seed: str) -> tuple[Sample, ...]:
    """`value` at up to `POINTS` points of `ranges`, drawn from `seed`; points where it has none are drawn again.

    The first point takes positive values where the ranges hold them, the second negative ones: these two are shown.
    """
    random = Random(seed)
    numbers = {name: _numbers(low, high, random) for name, (low, high) in ranges.items()}
    found: list[Sample] = []
    for _ in range(TRIES):
        point = {name: next(drawn) for name, drawn in numbers.items()}
        try:
            found.append(Sample(tuple(point.items()), value(point)))
        except ExpressionError:
            continue
        if len(found) == POINTS:
            break
    return tuple(found)


def _numbers(low: float, high: float, random: Random) -> Iterator[float]:
    """Endless numbers with few digits between `low` and `high`: a positive one, a negative one, then four by four.

    Of four, two lie anywhere, one towards 0 and one at an end: what is clipped, or rounded off at a kink, may differ
    from the key there and nowhere else.
    """
    if low == high:
        yield from repeat(low)
    sides, width = _sides(low, high), high - low
    digits = 2 - math.floor(math.log10(width))
    for near, far in (sides[0], sides[-1]):
        yield _inside(round(near + random.random() * (far - near), digits), [(near, far)])
    start = random.random()
    for turn in count():
        anywhere = [round(low + random.random() * width, digits) for _ in range(2)]
        (near, far), share = sides[turn % len(sides)], (start + turn * GOLDEN) % 1
        towards_zero = float(f"{near * (far / near) ** share:.2g}")
        edge = EDGE * share * width
        at_an_end = round(high - edge if turn % 2 else low + edge, digits + 1)
        four = [*anywhere, towards_zero, at_an_end]
        random.shuffle(four)
        yield from (_inside(number, sides) for number in four)


def _sides(low: float, high: float) -> list[tuple[float, float]]:
    """The positive and the negative part of a range, each from its end that is nearer to 0, without what is near 0."""
    least = NEAR_ZERO * max(abs(low), abs(high))
    positive = [(max(low, least), high)] if high >= least else []
    return positive + ([(min(high, -least), low)] if low <= -least else [])


def _inside(number: float, sides: list[tuple[float, float]]) -> float:
    """The number of a side that is nearest to `number`."""
    return min((sorted((near, number, far))[1] for near, far in sides), key=lambda found: abs(found - number))


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


def hardly_matters(name: str, ends: tuple[float, float], value: Value, key: tuple[Sample, ...]) -> bool:
    """Whether the key, which is `value`, changes from one of the `ends` of `name` to the other, but too little to tell.

    A formula without `name` would then be equal to the key.
    """
    slack, changes = _slack(key), False
    for sample in key:
        try:
            one, other = (value({**dict(sample.point), name: end}) for end in ends)
        except ExpressionError:
            continue
        if _gap(one, other, slack):
            return False
        changes = changes or abs(one - other) > ROUNDING * abs(one)
    return changes


def value_at(formula: Formula, sample: Sample) -> float | None:
    """The value of `formula` at the point of a sample, or None where it has none."""
    try:
        return formula.value(dict(sample.point))
    except ExpressionError:
        return None


def _slack(key: tuple[Sample, ...]) -> float:
    """The difference that is forgiven whatever the value: next to a value of 10^12, not all others are equal."""
    return ABS_TOLERANCE * min(1.0, max(abs(sample.value) for sample in key) or 1.0)


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
