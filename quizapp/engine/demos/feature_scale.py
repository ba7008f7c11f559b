"""One column in other units: the lasso drops it or lets it off, unless the columns are standardised."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

ROWS, FEATURES, NOISE = 100, 50, 0.1  # the lesson's
TOLERANCE = 1e-12  # scikit-learn's `tol`
ROUNDS = 100_000  # most rounds of its coordinate descent
DRAWN = 40  # factors in the plot, a decade beyond 1 and beyond the one that is asked for
COLUMNS = {"raw": "as they are", "rescaled": "x0 in other units", "standardised": "x0 in other units, standardised"}


def run(params: Params, report: Report) -> Outcome:
    """Fit the lasso to the lesson's data as they are, with feature 0 divided by `factor`, and with those standardised.

    `raw`, `rescaled` and `standardised` are the weight of feature 0 in its original units (the weight of a column that
    was divided by s is divided by s again), `nonzeros_…` how many features each fit keeps. `ols_rescaled` is what
    least squares gives the rescaled column. The cross-check is the largest difference in a weight, in original units,
    between scikit-learn and the exact path, or least squares in numpy.
    """
    import numpy as np
    from sklearn.linear_model import LinearRegression

    from quizapp.engine.demos import _lesson

    p: Mapping[str, Any] = params
    rows, target = _lesson.lesson_data(p["seed"], ROWS, FEATURES, NOISE)
    units = np.where(np.arange(FEATURES) == 0, p["factor"], 1.0)
    divisors = {"raw": np.ones(FEATURES), "rescaled": units, "standardised": units * (rows / units).std(axis=0)}
    fits, apart = {}, []
    for k, (name, divisor) in enumerate(divisors.items()):
        report(k / 6, f"the lasso, {COLUMNS[name]}")
        fits[name] = _lasso(rows, target, divisor, p["alpha"])
        apart.append(abs(fits[name] - _exact_lasso(rows, target, divisor, p["alpha"])).max())
    squares = LinearRegression().fit(rows / units, target).coef_ / units
    centred = rows - rows.mean(axis=0)
    apart.append(abs(squares - np.linalg.lstsq(centred, target - target.mean(), rcond=None)[0]).max())
    measures = {
        **{name: float(weights[0]) for name, weights in fits.items()},
        **{f"nonzeros_{name}": int((weights != 0).sum()) for name, weights in fits.items()},
        "ols_rescaled": float(squares[0]),
        "cross_check": float(max(apart)),
    }
    report(0.5, "the lasso in many units")
    return Outcome(measures, _summary(measures, p), _table(measures), _plot(rows, target, measures, p))


def _lasso(rows: Vector, target: Vector, divisors: Vector, alpha: float) -> Vector:
    """The weights (d,) of scikit-learn's Lasso on columns divided by `divisors` (d,), in the original units."""
    import numpy as np
    from sklearn.linear_model import Lasso

    lasso = Lasso(alpha=alpha, tol=TOLERANCE, max_iter=ROUNDS).fit(rows / divisors, target)
    return np.asarray(lasso.coef_ / divisors)


def _exact_lasso(rows: Vector, target: Vector, divisors: Vector, alpha: float) -> Vector:
    """The same weights (d,) by the exact path."""
    import numpy as np

    from quizapp.engine.demos._lesson import l1_minimiser

    columns = (rows - rows.mean(axis=0)) / divisors
    moment = columns.T @ (target - target.mean()) / len(rows)
    return np.asarray(l1_minimiser(columns.T @ columns / len(rows), moment, alpha) / divisors)


def _summary(measures: Mapping[str, float], p: Mapping[str, Any]) -> str:
    return (
        f"With x0 divided by {p['factor']:g} the lasso gives it the weight {measures['rescaled']:.4g} in its original "
        f"units (features kept: {measures['nonzeros_rescaled']}); on the columns as they are it gives it "
        f"{measures['raw']:.4g} (features kept: {measures['nonzeros_raw']}), on standardised columns the weight is "
        f"{measures['standardised']:.4g}, and least squares has {measures['ols_rescaled']:.4g} in any units."
    )


def _table(measures: Mapping[str, float]) -> Table:
    rows = [(text, measures[name], measures[f"nonzeros_{name}"]) for name, text in COLUMNS.items()]
    return Table(("columns", "weight of x0 in original units", "features kept"), tuple(rows))


def _plot(rows: Vector, target: Vector, measures: Mapping[str, float], p: Mapping[str, Any]) -> Plot:
    """The weight of x0 against its unit; the other two do not depend on it."""
    import numpy as np

    low, high = min(1.0, p["factor"]) / 10, max(1.0, p["factor"]) * 10
    xs = tuple(np.geomspace(low, high, DRAWN).tolist())
    weights = []
    for factor in xs:
        divisors = np.where(np.arange(FEATURES) == 0, factor, 1.0)
        weights.append(float(_lasso(rows, target, divisors, p["alpha"])[0]))
    lines = (
        Series("lasso", xs, tuple(weights)),
        Series("lasso, standardised", xs, (measures["standardised"],) * DRAWN),
        Series("least squares", xs, (measures["ols_rescaled"],) * DRAWN),
    )
    return Plot("factor by which x0 is divided", "weight of x0 in original units", lines, log_x=True)


SCRIPT = """
import numpy as np
from sklearn.linear_model import Lasso, LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.RandomState(seed)
X = rng.randn(100, 50)
y = 1.5 * X[:, 0] - 2.0 * X[:, 5] + 0.8 * X[:, 12] + 0.1 * rng.randn(100)
X_other = X.copy()
X_other[:, 0] /= factor  # say, kilometres instead of metres

lasso = Lasso(alpha=alpha, tol=1e-12, max_iter=100_000)
print("raw =", lasso.fit(X, y).coef_[0])
lasso.fit(X_other, y)
print("rescaled =", lasso.coef_[0] / factor)
print("nonzeros_rescaled =", np.count_nonzero(lasso.coef_))

scaler = StandardScaler()
make_pipeline(scaler, lasso).fit(X_other, y)
print("standardised =", lasso.coef_[0] / scaler.scale_[0] / factor)
print("ols_rescaled =", LinearRegression().fit(X_other, y).coef_[0] / factor)
"""

DEMO = Demo(
    name="feature_scale",
    title="A feature in other units",
    subject="L1 and sparsity",
    about="A column that is divided by a large factor needs a weight that is larger by that factor, and the penalty "
    "charges for it. So what the lasso keeps depends on the units of the features. Least squares does not care, and "
    "standardising the columns first takes the units out.",
    params=(
        Param("factor", 1000.0, "what the values of feature 0 are divided by, original units per new unit", 1e-3, 1e5),
        Param("alpha", 0.1, "penalty of the lasso, in scikit-learn's convention", 1e-3, 10),
        seed_param(42, "seed of the data"),
    ),
    claims=(
        Claim("In its new units the lasso drops the feature.", "rescaled == 0", {"factor": 2.0}),
        Claim(
            "Standardised columns give the feature about the weight that it had in its old units.",
            "abs(standardised - raw) < 0.05",
            {"alpha": 1.0},
        ),
        Claim(
            "Least squares gives the feature more than 1.2 where the lasso gives it nothing.",
            "rescaled == 0 and ols_rescaled > 1.2",
            {"factor": 1.0},
        ),
        Claim(
            "More features are kept without it than with it: others come in to do its work.",
            "rescaled == 0 and nonzeros_rescaled > nonzeros_raw",
            {"factor": 2.0},
        ),
    ),
    run=run,
    script=SCRIPT,
    libraries=("numpy", "scikit-learn"),
)
