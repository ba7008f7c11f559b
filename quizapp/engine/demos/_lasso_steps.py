"""Four methods that minimise the lasso's objective, as sequences of weights from zero on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[Any]

SETTLED = 1e-14  # coordinate descent ends where a whole sweep changes no weight by more


class Problem(NamedTuple):
    """Minimise ‖y - Xw‖²/(2n) + alpha·Σ|w|; `lipschitz` is the largest eigenvalue of X'X/n."""

    rows: Vector
    target: Vector
    alpha: float
    lipschitz: float


def objectives(problem: Problem, weights: Vector) -> Vector:
    """The objective at each row of `weights` (steps, d)."""
    residuals = problem.target - weights @ problem.rows.T
    return np.asarray((residuals**2).sum(axis=1) / (2 * len(problem.target)) + problem.alpha * abs(weights).sum(axis=1))


def ista(problem: Problem) -> Iterator[Vector]:
    """A gradient step on the squares, then the soft threshold that the penalty asks for."""
    weights, step = _start(problem), 1 / problem.lipschitz
    while True:
        yield weights
        weights = _soft_threshold(weights - step * _gradient(problem, weights), step * problem.alpha)


def fista(problem: Problem) -> Iterator[Vector]:
    """ISTA from a point ahead of the weights, on the line of the last move. Source: Beck and Teboulle 2009."""
    weights, step = _start(problem), 1 / problem.lipschitz
    ahead, inertia = weights, 1.0
    while True:
        yield weights
        moved = _soft_threshold(ahead - step * _gradient(problem, ahead), step * problem.alpha)
        grown = (1 + (1 + 4 * inertia**2) ** 0.5) / 2
        ahead = moved + (inertia - 1) / grown * (moved - weights)
        weights, inertia = moved, grown


def coordinate_descent(problem: Problem) -> Iterator[Vector]:
    """Set each weight in turn to its minimiser, the others held; one sweep a step, until a sweep changes nothing."""
    weights, residual = _start(problem), problem.target.copy()
    squares, threshold = (problem.rows**2).sum(axis=0), len(problem.target) * problem.alpha
    columns = list(problem.rows.T.copy())
    yield weights.copy()
    while True:
        before = weights.copy()
        for j, column in enumerate(columns):
            pull = float(column @ residual) + squares[j] * weights[j]
            moved = (pull - min(max(pull, -threshold), threshold)) / squares[j]
            if moved != weights[j]:
                residual += column * (weights[j] - moved)
                weights[j] = moved
        yield weights.copy()
        if abs(weights - before).max() <= SETTLED:
            return


def subgradient(problem: Problem) -> Iterator[Vector]:
    """Gradient steps with sign(w) for the slope of |w|, as autograd has it."""
    weights, step = _start(problem), 1 / problem.lipschitz
    while True:
        yield weights
        weights = weights - step * (_gradient(problem, weights) + problem.alpha * np.sign(weights))


STEPS = {"ista": ista, "fista": fista, "cd": coordinate_descent, "subgradient": subgradient}


def _start(problem: Problem) -> Vector:
    return np.zeros(problem.rows.shape[1])


def _gradient(problem: Problem, weights: Vector) -> Vector:
    """The gradient (d,) of the squares alone."""
    return np.asarray(problem.rows.T @ (problem.rows @ weights - problem.target) / len(problem.target))


def _soft_threshold(weights: Vector, reach: float) -> Vector:
    return np.asarray(weights - np.clip(weights, -reach, reach))
