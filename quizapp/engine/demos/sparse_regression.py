"""Least squares, ridge, lasso and elastic net on the lesson's data: exact zeros against near-zeros."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

MODELS = {"ols": "OLS", "ridge": "Ridge", "lasso": "Lasso", "elastic_net": "ElasticNet"}
FOUND = 0.1  # a feature counts as found where |w| is above this, as in the lesson
DRAWN_ZERO = 1e-6  # where the plot's log axis shows an exact zero
TOLERANCE = 1e-10  # scikit-learn's `tol`: at its default, coefficients are off in the third digit
ROUNDS = 1_000_000  # most rounds of scikit-learn's coordinate descent


def run(params: Params, report: Report) -> Outcome:
    """Fit the four models to the data sets `seed` … `seed` + `seeds` - 1.

    Counts and errors are means over the data sets (with one data set, the counts themselves); each `margin_…` and
    `rank` is the smallest one, and `underdetermined` says whether any data set was. `error_…` is the Euclidean
    distance to the true weights. The cross-check computes the first data set's four solutions in numpy.
    """
    from quizapp.engine.demos import _lesson

    p: Mapping[str, Any] = params
    fits, ranks = [], []
    for k in range(p["seeds"]):
        report(k / p["seeds"], f"data set {k + 1} of {p['seeds']}")
        rows, target = _lesson.lesson_data(p["seed"] + k, p["n"], p["d"], p["noise"])
        fits.append(_sklearn_fits(rows, target, p))
        ranks.append(_rank(rows))
        if k == 0:
            apart = _largest_difference(fits[0], _numpy_fits(rows, target, p))
    measures: dict[str, float | int | bool] = {}
    for model in MODELS:
        measures |= _measures(model, [fit[model] for fit in fits], p["threshold"])
    measures |= {"rank": min(ranks), "underdetermined": min(ranks) < p["d"], "cross_check": apart}
    return Outcome(measures, _summary(measures, p), _table(measures), _plot(fits[0]))


def _rank(rows: Vector) -> int:
    import numpy as np

    return int(np.linalg.matrix_rank(rows))


def _sklearn_fits(rows: Vector, target: Vector, p: Mapping[str, Any]) -> dict[str, Vector]:
    from sklearn.linear_model import ElasticNet, Lasso, LinearRegression, Ridge

    descent = {"tol": TOLERANCE, "max_iter": ROUNDS}
    models = {
        "ols": LinearRegression(),
        "ridge": Ridge(alpha=p["ridge_alpha"]),
        "lasso": Lasso(alpha=p["alpha"], **descent),
        "elastic_net": ElasticNet(alpha=p["alpha"], l1_ratio=p["l1_ratio"], **descent),
    }
    return {name: model.fit(rows, target).coef_ for name, model in models.items()}


def _numpy_fits(rows: Vector, target: Vector, p: Mapping[str, Any]) -> dict[str, Vector]:
    """The four solutions from the normal equations of the centred data; each intercept drops out."""
    import numpy as np

    from quizapp.engine.demos._lesson import l1_minimiser

    rows, target = rows - rows.mean(axis=0), target - target.mean()
    n, d = rows.shape
    gram, moment = rows.T @ rows, rows.T @ target
    l1, l2 = p["alpha"] * p["l1_ratio"], p["alpha"] * (1 - p["l1_ratio"])
    return {
        "ols": np.linalg.pinv(rows) @ target,
        "ridge": np.linalg.solve(gram + p["ridge_alpha"] * np.eye(d), moment),
        "lasso": l1_minimiser(gram / n, moment / n, p["alpha"]),
        "elastic_net": l1_minimiser(gram / n + l2 * np.eye(d), moment / n, l1),
    }


def _largest_difference(ours: Mapping[str, Vector], theirs: Mapping[str, Vector]) -> float:
    return max(float(abs(ours[model] - theirs[model]).max()) for model in MODELS)


def _measures(model: str, fits: list[Vector], threshold: float) -> dict[str, float | int]:
    """The measures of one model, over its coefficients (d,) on each data set."""
    from quizapp.engine.demos._lesson import true_weights

    true = true_weights(len(fits[0]))
    found = [abs(w) > FOUND for w in fits]
    return {
        f"near_zeros_{model}": _mean_count([(abs(w) < threshold).sum() for w in fits]),
        f"exact_zeros_{model}": _mean_count([(w == 0).sum() for w in fits]),
        f"true_found_{model}": _mean_count([(kept & (true != 0)).sum() for kept in found]),
        f"false_found_{model}": _mean_count([(kept & (true == 0)).sum() for kept in found]),
        f"error_{model}": fmean(float(((w - true) ** 2).sum() ** 0.5) for w in fits),
        f"margin_{model}": min(float(abs(abs(w) - threshold).min()) for w in fits),
    }


def _mean_count(counts: list[Any]) -> float | int:
    """The mean, as an integer where it is one."""
    mean = fmean(int(count) for count in counts)
    return int(mean) if mean.is_integer() else mean


def _summary(measures: Mapping[str, float | int | bool], p: Mapping[str, Any]) -> str:
    exact = ", ".join(f"{text} {measures[f'exact_zeros_{model}']:g}" for model, text in MODELS.items())
    near = ", ".join(f"{text} {measures[f'near_zeros_{model}']:g}" for model, text in MODELS.items())
    smallest = min(measures[f"error_{model}"] for model in MODELS)
    closest = [text for model, text in MODELS.items() if measures[f"error_{model}"] <= smallest * (1 + 1e-9)]
    best = f"{' and '.join(closest)} {'comes' if len(closest) == 1 else 'come'} closest to the true weights"
    mean = f" (means over {p['seeds']} data sets)" if p["seeds"] > 1 else ""
    return f"Exactly zero of {p['d']} weights{mean}: {exact}; below {p['threshold']:g}: {near}; {best}."


def _table(measures: Mapping[str, float | int | bool]) -> Table:
    columns = ("near_zeros", "exact_zeros", "true_found", "false_found", "error")
    headings = ("model", "near-zeros", "exact zeros", "true features found", "false features", "error")
    rows = tuple((text, *(measures[f"{column}_{model}"] for column in columns)) for model, text in MODELS.items())
    return Table(headings, rows)


def _plot(fit: Mapping[str, Vector]) -> Plot:
    """The first data set's weights from the largest to the smallest; exact zeros fall to the floor."""
    series = []
    for model, text in MODELS.items():
        sizes = sorted((max(float(size), DRAWN_ZERO) for size in abs(fit[model])), reverse=True)
        series.append(Series(text, tuple(float(k + 1) for k in range(len(sizes))), tuple(sizes)))
    return Plot("rank of the weight", f"|w| (0 is drawn at {DRAWN_ZERO:g})", tuple(series), log_y=True)


def _check(params: Params) -> str | None:
    p: Mapping[str, Any] = params
    if p["n"] <= p["d"] and p["alpha"] < 0.01:
        return (
            f"alpha = {p['alpha']:g} is too small for n = {p['n']} rows and d = {p['d']} features, where coordinate "
            "descent does not settle; take alpha from 0.01 on, or more rows than features."
        )
    return None


def _estimate(params: Params) -> float:
    """Coordinate descent is slow where alpha is small and there are hardly more rows than features."""
    p: Mapping[str, Any] = params
    descent = 2e-6 * p["d"] / p["alpha"] * (1 if p["n"] < 1.3 * p["d"] else 0.1)
    return float(0.1 + p["seeds"] * (0.015 + 1.5 * descent))


SCRIPT = """
import numpy as np
from sklearn.linear_model import ElasticNet, Lasso, LinearRegression, Ridge

models = {
    "ols": LinearRegression(),
    "ridge": Ridge(alpha=ridge_alpha),
    "lasso": Lasso(alpha=alpha, tol=1e-10, max_iter=1_000_000),
    "elastic_net": ElasticNet(alpha=alpha, l1_ratio=l1_ratio, tol=1e-10, max_iter=1_000_000),
}
true = np.zeros(d)
true[[0, 5, 12]] = 1.5, -2.0, 0.8
weights = {name: [] for name in models}
for k in range(seeds):
    rng = np.random.RandomState(seed + k)
    X = rng.randn(n, d)
    y = X @ true + noise * rng.randn(n)
    for name, model in models.items():
        weights[name].append(model.fit(X, y).coef_)

for name, w in weights.items():
    w = np.array(w)  # (seeds, d)
    print(f"near_zeros_{name} =", np.mean(np.sum(abs(w) < threshold, axis=1)))
    print(f"exact_zeros_{name} =", np.mean(np.sum(w == 0, axis=1)))
    print(f"error_{name} =", np.mean(np.linalg.norm(w - true, axis=1)))
"""

DEMO = Demo(
    name="sparse_regression",
    title="Exact zeros against near-zeros, on the lesson's data",
    subject="L1 and sparsity",
    about="Least squares, ridge, lasso and elastic net are fitted to the same rows, whose target depends on three of "
    "the features. Counting small weights says little: plain least squares can have many of them. Counting weights "
    "that are exactly zero tells models that select features from models that do not.",
    params=(
        Param("n", 100, "number of rows", 20, 1000),
        Param("d", 50, "number of features, of which 0, 5 and 12 matter", 13, 100),
        Param("noise", 0.1, "standard deviation of the noise, in units of the target", 0, 3),
        seed_param(42, "seed of the first data set"),
        Param("alpha", 0.1, "penalty of Lasso and ElasticNet, in scikit-learn's convention", 0.001, 100),
        Param("l1_ratio", 0.5, "share of the L1 penalty in ElasticNet", 0.01, 1),
        Param("ridge_alpha", 1.0, "penalty of Ridge, in scikit-learn's convention", 1e-3, 1e6),
        Param("threshold", 0.01, "a weight below this counts as near zero, in units of the weights", 1e-9, 1),
        Param("seeds", 1, "number of data sets", 1, 50),
    ),
    claims=(
        Claim(
            "Lasso has more exact zeros than OLS has near-zeros.",
            "exact_zeros_lasso > near_zeros_ols",
            {"alpha": 0.001},
        ),
        Claim(
            "OLS has more near-zeros than Ridge: a near-zero is not sparsity.",
            "near_zeros_ols > near_zeros_ridge",
            {"ridge_alpha": 10_000.0},
        ),
        Claim("The problem is not underdetermined.", "underdetermined == 0", {"n": 30}),
        Claim("OLS is closer to the true weights than Lasso.", "error_ols < error_lasso", {"noise": 1.0}),
        Claim("Lasso finds no false feature.", "false_found_lasso == 0", {"noise": 1.0}),
    ),
    run=run,
    script=SCRIPT,
    check=_check,
    estimate=_estimate,
    libraries=("numpy", "scipy", "scikit-learn"),
)
