"""Why the intercept is left out of the penalty: shrinking it costs fit and buys nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

TRUE_WEIGHTS = (1.0, -1.0, 0.5)
NOISE = 0.1
CURVE = [10 ** (-3 + k / 10) for k in range(51)]  # values of lam along the plotted curves


def run(params: Params, report: Report) -> Outcome:
    """Ridge on (1/n)·‖y - Xw - b‖² + lam·‖w‖², with and without lam·b² in the penalty.

    Standard normal rows, weights 1, -1 and 0.5, an intercept of `offset` and noise of standard deviation 0.1.
    `predicted` is offset/(1 + lam), what a penalised intercept comes to where the features have mean 0. `error_…` is
    the mean squared error on the rows. The cross-check is the largest difference of scikit-learn's coefficients from
    those of the normal equations.
    """
    import numpy as np

    p: Mapping[str, Any] = params
    rng = np.random.default_rng(p["seed"])
    rows = rng.standard_normal((p["n"], len(TRUE_WEIGHTS)))
    target = rows @ TRUE_WEIGHTS + p["offset"] + NOISE * rng.standard_normal(p["n"])
    padded = np.column_stack([rows, np.ones(p["n"])])
    report(0.0, "ridge with and without the intercept in the penalty")
    fits = {
        "penalised": _sklearn_fit(rows, target, p["lam"], True),
        "free": _sklearn_fit(rows, target, p["lam"], False),
    }
    report(0.5, "the same from the normal equations, for many lam")
    own = [_normal_equations(padded, target, p["lam"], penalised) for penalised in (True, False)]
    errors = {name: float(((target - padded @ fit) ** 2).mean()) for name, fit in fits.items()}
    measures = {
        "intercept_penalised": float(fits["penalised"][-1]),
        "intercept_free": float(fits["free"][-1]),
        "predicted": p["offset"] / (1 + p["lam"]),
        "error_penalised": errors["penalised"],
        "error_free": errors["free"],
        "cross_check": float(abs(np.stack(list(fits.values())) - own).max()),
    }
    columns = ("intercept", "w0", "w1", "w2", "b", "mean squared error")
    table = Table(columns, tuple((name, *fit.tolist(), errors[name]) for name, fit in fits.items()))
    return Outcome(measures, _summary(measures, p), table, _plot(padded, target, p["offset"]))


def _sklearn_fit(rows: Vector, target: Vector, lam: float, penalised: bool) -> Vector:
    """Weights and, last, the intercept (4,); a penalised one is the weight of a feature that is always 1."""
    import numpy as np
    from sklearn.linear_model import Ridge

    n = len(rows)
    if penalised:
        padded = np.column_stack([rows, np.ones(n)])
        return np.asarray(Ridge(alpha=n * lam, fit_intercept=False).fit(padded, target).coef_)
    model = Ridge(alpha=n * lam).fit(rows, target)
    return np.append(model.coef_, model.intercept_)


def _normal_equations(padded: Vector, target: Vector, lam: float, penalised: bool) -> Vector:
    """The same from (Z'Z/n + lam·D)·v = Z'y/n, where D leaves the intercept out or not: (4,)."""
    import numpy as np

    n = len(padded)
    penalty = np.diag([*(lam for _ in TRUE_WEIGHTS), lam * penalised])
    return np.linalg.solve(padded.T @ padded / n + penalty, padded.T @ target / n)


def _summary(measures: Mapping[str, float], p: Mapping[str, Any]) -> str:
    return (
        f"At lam = {p['lam']:g} the intercept is {measures['intercept_penalised']:.4g} with a penalty on it (where "
        f"offset/(1 + lam) is {measures['predicted']:.4g}) and {measures['intercept_free']:.4g} without, and the mean "
        f"squared error {measures['error_penalised']:.3g} against {measures['error_free']:.3g}."
    )


def _plot(padded: Vector, target: Vector, offset: float) -> Plot:
    curves = {
        "penalised": [float(_normal_equations(padded, target, lam, True)[-1]) for lam in CURVE],
        "free": [float(_normal_equations(padded, target, lam, False)[-1]) for lam in CURVE],
        "offset/(1 + lam)": [offset / (1 + lam) for lam in CURVE],
    }
    series = tuple(Series(name, tuple(CURVE), tuple(values)) for name, values in curves.items())
    return Plot("penalty lam, per row", "intercept", series, log_x=True)


SCRIPT = """
import numpy as np
from sklearn.linear_model import Ridge

rng = np.random.default_rng(seed)
X = rng.standard_normal((n, 3))
y = X @ [1.0, -1.0, 0.5] + offset + 0.1 * rng.standard_normal(n)

free = Ridge(alpha=n * lam).fit(X, y)  # scikit-learn leaves the intercept out of the penalty
X1 = np.column_stack([X, np.ones(n)])  # as one more weight, it is penalised like the others
penalised = Ridge(alpha=n * lam, fit_intercept=False).fit(X1, y)
print("intercept_free =", free.intercept_)
print("intercept_penalised =", penalised.coef_[-1])
print("predicted =", offset / (1 + lam))
print("error_free =", np.mean((y - free.predict(X)) ** 2))
print("error_penalised =", np.mean((y - penalised.predict(X1)) ** 2))
"""

DEMO = Demo(
    name="bias_decay",
    title="Why biases are left out of weight decay",
    subject="L2 and weight decay",
    about="Ridge regression is fitted to the same rows once with the intercept in the penalty and once without. A "
    "penalised intercept is pulled towards 0, with many rows by about the factor 1/(1 + lam), and the predictions with "
    "it. A free one follows the mean of the target.",
    params=(
        Param("lam", 0.1, "strength of the penalty, per row", 0, 100),
        Param("offset", 10.0, "true intercept, in units of the target", -1000, 1000),
        Param("n", 100, "number of rows", 5, 5000),
        seed_param(0, "seed of the rows and the noise"),
    ),
    claims=(
        Claim(
            "A penalised intercept comes out at offset/(1 + lam), within 0.2.",
            "abs(intercept_penalised - predicted) < 0.2",
            {"offset": 1000.0},
        ),
        Claim(
            "A free intercept is more than 0.5 above a penalised one.",
            "intercept_free - intercept_penalised > 0.5",
            {"lam": 0.01},
        ),
        Claim(
            "The penalty on the intercept makes the mean squared error more than five times as large.",
            "error_penalised > 5 * error_free",
            {"offset": 0.0},
        ),
    ),
    run=run,
    script=SCRIPT,
    libraries=("numpy", "scipy", "scikit-learn"),
)
