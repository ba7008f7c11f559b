"""The lasso at 100 values of alpha: the exact path with interpolation, and 100 fits of scikit-learn's Lasso."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from tests.benchmarks.table import Figure, ratio

ROUNDS = 15
ALPHAS = 100
SEED, ROWS, FEATURES, NOISE = 42, 100, 50, 0.1
TOLERANCE = 1e-8  # of scikit-learn's descent: at its default the fits are off in the third digit
ACCURACY = 1e-6  # the most that the two may differ in any weight


def measure(folder: Path) -> list[Figure]:
    import numpy as np
    import torch
    from threadpoolctl import threadpool_limits

    from quizapp.engine.demos._lesson import lesson_data

    torch.set_num_threads(1)
    rows, target = lesson_data(SEED, ROWS, FEATURES, NOISE)
    rows, target = rows - rows.mean(axis=0), target - target.mean()
    alphas = float(abs(rows.T @ target).max()) / ROWS * np.geomspace(1, 1e-3, ALPHAS)
    fits, paths = [], []
    with threadpool_limits(1):
        for _ in range(ROUNDS + 1):
            seconds, theirs = _timed(_fits, rows, target, alphas)
            fits.append(seconds)
            seconds, ours = _timed(_path, rows, target, alphas)
            paths.append(seconds)
    apart = float(abs(ours - theirs).max())
    if apart > ACCURACY:
        raise RuntimeError(f"the path and the fits differ by {apart:g}")
    how = f"the exact path in numpy against {ALPHAS} × Lasso(tol={TOLERANCE:g}).fit, at most {apart:.1g} apart"
    figure = ratio(f"lasso path, {ALPHAS} alphas: ours / fits", paths[1:], fits[1:], 0.1, how)
    return [figure]


def _timed(work: Any, *arguments: Any) -> tuple[float, Any]:
    begin = time.perf_counter()
    found = work(*arguments)
    return time.perf_counter() - begin, found


def _fits(rows: Any, target: Any, alphas: Any) -> Any:
    import numpy as np
    from sklearn.linear_model import Lasso

    return np.stack([Lasso(alpha=alpha, tol=TOLERANCE, max_iter=100_000).fit(rows, target).coef_ for alpha in alphas])


def _path(rows: Any, target: Any, alphas: Any) -> Any:
    from quizapp.engine.demos._lesson import l1_knots, path_at

    return path_at(alphas, list(l1_knots(rows.T @ rows / ROWS, rows.T @ target / ROWS)))
