"""Dropout on the inputs of a linear regression against the ridge penalty that it is on average."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

TOGETHER = 250_000  # inputs that are masked at once
POINTS = 13  # numbers of draws in the plot
CHECKED_ROWS = 1000  # rows that torch's Dropout masks, for the cross-check
NOTHING = 1e-16  # where the plot's log axis shows a distance of 0


def run(params: Params, report: Report) -> Outcome:
    """Least squares on inputs that are dropped with chance p, and divided by 1 - p where they are kept.

    The weights that minimise the mean loss over `draws` draws are compared with the minimiser of the expected loss,
    which is ‖y - Xw‖² + p/(1-p)·Σ‖xⱼ‖²wⱼ² over the columns xⱼ of X. `monte_carlo_vs_closed` is their distance as a
    share of the latter's norm; `dropout_vs_ols` and `shrink` are the distance of the latter from least squares and its
    norm, as shares of the norm of least squares. `exact_zeros` counts those of the dropout weights. The cross-check is
    the largest such distance from scikit-learn's Ridge, and of a fit to what torch's Dropout leaves of some rows.
    Source: Srivastava et al. 2014, section 9.1.
    """
    import numpy as np

    p: Mapping[str, Any] = params
    rows, target = _data(p)
    gram, moment = rows.T @ rows, rows.T @ target
    ols = np.linalg.solve(gram, moment)
    closed = np.linalg.solve(gram + p["p"] / (1 - p["p"]) * np.diag(np.diag(gram)), moment)
    fits = {}
    for drawn, dropout in _dropout_fits(rows, target, p, report):
        fits[drawn] = dropout
    measures = {
        "monte_carlo_vs_closed": _distance(dropout, closed),
        "dropout_vs_ols": _distance(closed, ols),
        "shrink": float(np.linalg.norm(closed) / np.linalg.norm(ols)),
        "exact_zeros": int((dropout == 0).sum()),
        "cross_check": max(_distance(_sklearn_fit(rows, target, p["p"]), closed), _torch_check(rows, target, p)),
    }
    table = _table(rows, ols, dropout, closed)
    return Outcome(measures, _summary(measures, p), table, _plot(fits, closed, ols))


def _data(p: Mapping[str, Any]) -> tuple[Vector, Vector]:
    """Rows (n, d), the last column four times as large as the first, and their target (n,)."""
    import numpy as np

    rng = np.random.default_rng(p["seed"])
    rows = rng.standard_normal((p["n"], p["d"])) * np.linspace(0.5, 2, p["d"])
    return rows, rows @ rng.standard_normal(p["d"]) + p["noise"] * rng.standard_normal(p["n"])


def _dropout_fits(rows: Vector, target: Vector, p: Mapping[str, Any], report: Report) -> Iterator[tuple[int, Vector]]:
    """Numbers of draws up to `draws`, each with the weights (d,) that minimise the mean loss over so many draws."""
    import numpy as np

    rng = np.random.default_rng([p["seed"], 1])  # apart from the data
    together = max(1, TOGETHER // rows.size)
    shown = {int(count) for count in np.geomspace(1, p["draws"], POINTS).round()}
    ends = sorted(shown | set(range(together, p["draws"], together)))
    gram, moment, start = np.zeros((p["d"], p["d"])), np.zeros(p["d"]), 0
    for end in ends:
        kept = rng.random((end - start, *rows.shape), dtype=np.float32) >= p["p"]
        masked = (kept * (rows / (1 - p["p"]))).reshape(-1, p["d"])
        gram += masked.T @ masked
        moment += np.tile(target, end - start) @ masked
        start = end
        report(0.9 * (end / p["draws"]), f"draw {end} of {p['draws']}")
        if end in shown:
            yield end, np.linalg.lstsq(gram, moment)[0]


def _distance(weights: Vector, reference: Vector) -> float:
    """How far apart two weights (d,) are, as a share of the norm of the second."""
    import numpy as np

    return float(np.linalg.norm(weights - reference) / np.linalg.norm(reference))


def _sklearn_fit(rows: Vector, target: Vector, p: float) -> Vector:
    """The weights (d,) of scikit-learn's Ridge: on columns of norm 1, its one penalty suits them all."""
    import numpy as np
    from sklearn.linear_model import Ridge

    norms = np.linalg.norm(rows, axis=0)
    model = Ridge(alpha=p / (1 - p), fit_intercept=False).fit(rows / norms, target)
    weights: Vector = model.coef_ / norms
    return weights


def _torch_check(rows: Vector, target: Vector, p: Mapping[str, Any]) -> float:
    """The distance between torch's fit to what its Dropout leaves of the rows, and our fit with the same inputs kept.

    Torch draws these masks itself; which ones they are does not change how far the two fits are apart.
    """
    import numpy as np
    import torch

    repeats = -(-CHECKED_ROWS // len(rows))
    inputs, targets = torch.tensor(rows).repeat(repeats, 1), torch.tensor(target).repeat(repeats)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(p["seed"])
        masked = torch.nn.Dropout(p["p"])(inputs)
    gram = (masked[:, :, None] * masked[:, None]).sum(dim=0)  # its lstsq and its products vary in the last bits
    theirs = torch.linalg.solve(gram, (masked * targets[:, None]).sum(dim=0)).numpy()
    ours = np.where(masked.numpy() != 0, inputs.numpy() / (1 - p["p"]), 0)
    return _distance(theirs, np.linalg.solve(ours.T @ ours, ours.T @ targets.numpy()))


def _summary(measures: Mapping[str, float], p: Mapping[str, Any]) -> str:
    return (
        f"Averaged over {p['draws']} draws of dropout with p = {p['p']:g}, the weights are "
        f"{measures['monte_carlo_vs_closed']:.2g} away from ridge with the penalty p/(1-p)·Σ‖xⱼ‖²wⱼ², relative to its "
        f"norm, which is {measures['shrink']:.3g} times that of least squares, with "
        f"{measures['exact_zeros'] or 'none'} of {p['d']} weights at exactly 0."
    )


def _table(rows: Vector, *fits: Vector) -> Table:
    import numpy as np

    columns = (np.linalg.norm(rows, axis=0), *fits)
    headings = ("feature", "norm of its column", "least squares", "dropout", "ridge")
    return Table(headings, tuple(zip(range(rows.shape[1]), *(column.tolist() for column in columns), strict=True)))


def _plot(fits: Mapping[int, Vector], closed: Vector, ols: Vector) -> Plot:
    draws = tuple(float(count) for count in fits)
    series = tuple(
        Series(name, draws, tuple(max(_distance(weights, reference), NOTHING) for weights in fits.values()))
        for name, reference in (("to ridge", closed), ("to least squares", ols))
    )
    label = "distance of the dropout weights, as a share of the norm"
    return Plot("draws of dropout that are averaged", label, series, log_x=True, log_y=True)


SCRIPT = """
import numpy as np

rng = np.random.default_rng(seed)
X = rng.standard_normal((n, d)) * np.linspace(0.5, 2, d)
y = X @ rng.standard_normal(d) + noise * rng.standard_normal(n)
gram, moment = X.T @ X, X.T @ y
ols = np.linalg.solve(gram, moment)
ridge = np.linalg.solve(gram + p / (1 - p) * np.diag(np.diag(gram)), moment)
print("shrink =", np.linalg.norm(ridge) / np.linalg.norm(ols))
print("dropout_vs_ols =", np.linalg.norm(ridge - ols) / np.linalg.norm(ols))

rng = np.random.default_rng([seed, 1])
gram, moment = np.zeros((d, d)), np.zeros(d)
for _ in range(draws):
    masked = (rng.random((n, d), dtype=np.float32) >= p) * X / (1 - p)
    gram += masked.T @ masked
    moment += masked.T @ y
dropout = np.linalg.lstsq(gram, moment)[0]
print("monte_carlo_vs_closed =", np.linalg.norm(dropout - ridge) / np.linalg.norm(ridge))
print("exact_zeros =", int((dropout == 0).sum()))
"""


def _check(params: Params) -> str | None:
    p: Mapping[str, Any] = params
    if p["n"] < 2 * p["d"]:
        return (
            f"n = {p['n']} rows are too few for d = {p['d']} features, as least squares needs some to spare; take at "
            f"least {2 * p['d']} rows."
        )
    return None


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    return float(0.05 + p["draws"] * p["n"] * p["d"] * 15e-9)


DEMO = Demo(
    name="dropout_ridge",
    title="Dropout on the inputs is, on average, a ridge penalty",
    subject="L2 and weight decay",
    about="A linear regression drops each input with chance p and divides those that it keeps by 1 - p. The average "
    "over many draws comes ever closer to ridge regression with one penalty for each feature, p/(1-p) times the "
    "squared norm of its column. Such a penalty shrinks weights, and makes no zeros.",
    params=(
        Param("p", 0.3, "chance that an input is dropped", 0, 0.95),
        Param("n", 200, "number of rows", 5, 2000),
        Param("d", 10, "number of features, the last one four times as large as the first", 2, 50),
        Param("noise", 0.5, "standard deviation of the noise, in units of the target", 0, 10),
        Param("draws", 4000, "number of draws of dropout that are averaged", 10, 100_000),
        seed_param(0),
    ),
    claims=(
        Claim(
            "Averaged over its draws, dropout is within 2 % of ridge with the penalty p/(1-p) on each column.",
            "monte_carlo_vs_closed < 0.02",
            {"draws": 10},
        ),
        Claim(
            "That ridge is more than 20 % away from least squares: on average, dropout is not noise alone.",
            "dropout_vs_ols > 0.2",
            {"p": 0.05},
        ),
        Claim("Its weights are less than 0.8 times as long as those of least squares.", "shrink < 0.8", {"p": 0.05}),
    ),
    run=run,
    script=SCRIPT,
    check=_check,
    estimate=_estimate,
    libraries=("numpy", "torch", "scikit-learn"),
)
