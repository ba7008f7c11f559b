"""The lesson's own regression data, and the exact path of its L1 solutions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[Any]

TRUE_WEIGHTS = {0: 1.5, 5: -2.0, 12: 0.8}
DECOY = 1  # the false feature that `rho` ties to the true ones
ROUNDING = 1e-10  # a penalty below this share of the largest one is 0: with few rows, the path ends in rounding errors


def lesson_data(seed: int, n: int, d: int, noise: float, rho: float = 0.0) -> tuple[Vector, Vector]:
    """Rows (n, d) and target (n,) as the lesson draws them: three true features, Gaussian noise. `d` is at least 13.

    With `rho`, feature 1 is no longer independent: it has the correlation `rho` with the sum of the true features, each
    taken with the sign of its weight.
    """
    rng = np.random.RandomState(seed)
    rows = rng.randn(n, d)
    if rho:
        signed_sum = rows[:, list(TRUE_WEIGHTS)] @ np.sign(list(TRUE_WEIGHTS.values()))
        rows[:, DECOY] *= (1 - rho**2) ** 0.5
        rows[:, DECOY] += rho / len(TRUE_WEIGHTS) ** 0.5 * signed_sum
    return rows, rows @ true_weights(d) + noise * rng.randn(n)


def true_weights(d: int) -> Vector:
    """The weights (d,) that the target is made with: all zero but for features 0, 5 and 12."""
    weights = np.zeros(d)
    weights[list(TRUE_WEIGHTS)] = list(TRUE_WEIGHTS.values())
    return weights


def l1_minimiser(gram: Vector, moment: Vector, l1: float) -> Vector:
    """The minimiser (d,) of w'Gw/2 - m'w + l1·Σ|w|, exact to rounding, for gram (d, d) and moment (d,).

    With the centred rows X and target y of n rows, G = X'X/n and m = X'y/n give scikit-learn's Lasso at alpha = l1.
    """
    if l1 >= abs(moment).max():
        return np.zeros(len(moment))
    for (high, from_weights), (low, to_weights) in pairwise(l1_knots(gram, moment)):
        if low <= l1:
            return np.asarray(from_weights + (high - l1) / (high - low) * (to_weights - from_weights))
    raise AssertionError("the path ends at a penalty of 0")


def path_at(levels: Vector, knots: Sequence[tuple[float, Vector]]) -> Vector:
    """The minimisers (len(levels), d) at penalties that fall, from the `knots` of the whole path."""
    ends, weights = np.array([level for level, _ in knots]), np.array([point for _, point in knots])
    lower = np.searchsorted(-ends, -levels).clip(1, len(ends) - 1)
    span = ends[lower - 1] - ends[lower]
    share = (ends[lower - 1] - levels).clip(0) / np.where(span > 0, span, 1.0)
    return np.asarray(weights[lower - 1] + share[:, None] * (weights[lower] - weights[lower - 1]))


def exact_support(knots: Sequence[tuple[float, Vector]]) -> tuple[float, float]:
    """The widest range of penalties, low and high, that keep exactly the true features; (-1, -1) where none do."""
    ranges = [
        (low, high)
        for (high, above), (low, below) in pairwise(knots)
        if set(((above != 0) | (below != 0)).nonzero()[0].tolist()) == set(TRUE_WEIGHTS)
    ]
    return max(ranges, key=lambda ends: ends[1] - ends[0], default=(-1.0, -1.0))


def l1_knots(gram: Vector, moment: Vector) -> Iterator[tuple[float, Vector]]:
    """The penalties at which the path of `l1_minimiser` changes, from the top down to 0, each with the weights (d,).

    At the first the weights are all 0; between two knots, at which a weight enters or leaves, they move on a straight
    line. Source: Osborne, Presnell and Turlach 2000; Efron et al. 2004.
    """
    weights, pull, top = np.zeros(len(moment)), moment.copy(), float(abs(moment).max())
    level, kept = top, np.arange(len(moment)) == abs(moment).argmax()
    yield top, weights
    while level > 0:
        direction = np.zeros(len(moment))
        direction[kept] = np.linalg.solve(gram[np.ix_(kept, kept)], np.sign(pull[kept]))
        change = gram @ direction
        lengths = np.where(kept, _until_zero(weights, direction), _until_level(pull, change, level))
        knot = int(lengths.argmin())
        if level - lengths[knot] <= ROUNDING * top:
            yield 0.0, weights + level * direction
            return
        weights, pull, level = weights + lengths[knot] * direction, pull - lengths[knot] * change, level - lengths[knot]
        kept[knot] = not kept[knot]
        weights[~kept] = 0.0
        yield float(level), weights


def _until_zero(weights: Vector, direction: Vector) -> Vector:
    """How far the penalty can fall until each weight (d,) is 0 and leaves; infinite where it grows."""
    shrinking = weights * direction < 0
    return np.where(shrinking, -weights / np.where(shrinking, direction, 1.0), np.inf)


def _until_level(pull: Vector, change: Vector, level: float) -> Vector:
    """How far the penalty can fall until it no longer holds each weight (d,) at 0."""
    reaches = []
    for side in (1, -1):
        gap, closing = np.maximum(level - side * pull, 0.0), 1 - side * change
        reaches.append(np.where(closing > 1e-12, gap / np.where(closing > 1e-12, closing, 1.0), np.inf))
    return np.minimum(*reaches)
