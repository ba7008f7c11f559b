"""The lasso's whole path, exact: which feature enters at which alpha, and where the right ones stand alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]
    Knots = Sequence[tuple[float, Vector]]  # from the top, as `_lesson.l1_knots` gives them

LOWEST = 1e-3  # the smallest alpha of the grid and of the plot, as a share of alpha_max
ENOUGH = 100_000  # knots that scikit-learn may take; it stops at 500 unless told otherwise
DRAWN = 200  # points of each line of the plot
FALSE_LINES = 4
LISTED_KNOTS = 12


def run(params: Params, report: Report) -> Outcome:
    """Follow the path in numpy from `alpha_max`, above which every weight is 0, down to alpha = 0.

    Between `support_alpha_low` and `support_alpha_high` exactly the three true features are kept; both are -1 where
    that is so nowhere. `best_alpha` has the smallest distance to the true weights (`best_error`) among `alphas` values
    from alpha_max to a thousandth of it, evenly spaced on a log scale. `knot_1` … `knot_4` are 0 where the path has
    fewer knots. `irrepresentability` is max |x_j'X_S(X_S'X_S)⁻¹ sign(w_S)| over the false features j, S being the true
    ones; without noise some alpha keeps exactly S where it is below 1, and none where it is above (Zhao and Yu 2006).
    The cross-check is the largest difference in a weight from scikit-learn's `lars_path`, over the grid.
    """
    import numpy as np

    from quizapp.engine.demos import _lesson

    p: Mapping[str, Any] = params
    report(0.0, "the path in numpy")
    rows, target = _lesson.lesson_data(p["seed"], p["n"], p["d"], p["noise"], p["rho"])
    rows, target = rows - rows.mean(axis=0), target - target.mean()
    knots = list(_lesson.l1_knots(rows.T @ rows / p["n"], rows.T @ target / p["n"]))
    alphas = knots[0][0] * np.geomspace(1, LOWEST, p["alphas"])
    weights = _lesson.path_at(alphas, knots)
    report(0.6, "the path in scikit-learn")
    apart = float(abs(weights - _sklearn_weights(rows, target, alphas)).max())
    errors = np.linalg.norm(weights - _lesson.true_weights(p["d"]), axis=1)
    best = int(errors.argmin())
    low, high = _lesson.exact_support(knots)
    measures = {
        "alpha_max": knots[0][0],
        "support_alpha_low": low,
        "support_alpha_high": high,
        "best_alpha": float(alphas[best]),
        "best_error": float(errors[best]),
        "nonzeros_at_best": int((weights[best] != 0).sum()),
        **{f"knot_{k + 1}": knots[k][0] if k < len(knots) else 0.0 for k in range(4)},
        "irrepresentability": _irrepresentability(rows),
        "cross_check": apart,
    }
    return Outcome(measures, _summary(measures), _table(knots), _plot(knots))


def _sklearn_weights(rows: Vector, target: Vector, alphas: Vector) -> Vector:
    """The weights (alphas, d) by scikit-learn's least-angle regression, on a straight line between its knots."""
    import numpy as np
    from sklearn.linear_model import lars_path

    ends, _, points = lars_path(rows, target, method="lasso", alpha_min=float(alphas[-1]), max_iter=ENOUGH)
    return np.stack([np.interp(alphas, ends[::-1], path[::-1]) for path in points], axis=1)


def _irrepresentability(rows: Vector) -> float:
    """How well the true features, with the signs of their weights, predict the false feature nearest to them."""
    import numpy as np

    from quizapp.engine.demos._lesson import TRUE_WEIGHTS

    true, signs = rows[:, list(TRUE_WEIGHTS)], np.sign(list(TRUE_WEIGHTS.values()))
    pull = rows.T @ true @ np.linalg.solve(true.T @ true, signs)
    return float(abs(np.delete(pull, list(TRUE_WEIGHTS))).max())


def _summary(measures: Mapping[str, float]) -> str:
    low, high, best = (measures[name] for name in ("support_alpha_low", "support_alpha_high", "best_alpha"))
    if high > 0:
        support = f"exactly the three true features from {high:.4g} down to {low:.4g}"
    else:
        support = "exactly the three true features nowhere"
    return (
        f"At alpha = {measures['alpha_max']:.4g} the first feature enters, and the lasso keeps {support}, "
        f"{'while' if not low <= best <= high else 'and'} the smallest error ({measures['best_error']:.3g}) is at "
        f"alpha = {best:.3g}, where it keeps {measures['nonzeros_at_best']}."
    )


def _table(knots: Knots) -> Table:
    """The first knots: what happens there, and how many features are kept just below."""
    rows, kept = [], knots[0][1] != 0
    for (alpha, _), (_, below) in pairwise(knots[: LISTED_KNOTS + 1]):
        now = below != 0
        changes = [f"x{j} enters" for j in (now & ~kept).nonzero()[0]]
        changes += [f"x{j} leaves" for j in (kept & ~now).nonzero()[0]]
        rows.append((alpha, ", ".join(changes), int(now.sum())))
        kept = now
    return Table(("alpha", "change", "kept below it"), tuple(rows))


def _plot(knots: Knots) -> Plot:
    """The true features and the largest false ones, by their largest |w| on the path drawn."""
    import numpy as np

    from quizapp.engine.demos._lesson import TRUE_WEIGHTS, path_at

    alphas = knots[0][0] * np.geomspace(1, LOWEST, DRAWN)
    weights = path_at(alphas, knots)
    false = [int(j) for j in np.argsort(-abs(weights).max(axis=0), kind="stable") if j not in TRUE_WEIGHTS]
    names = {**{j: f"x{j}" for j in TRUE_WEIGHTS}, **{j: f"x{j} (false)" for j in false[:FALSE_LINES]}}
    xs = tuple(alphas.tolist())
    series = [Series(name, xs, tuple(weights[:, j].tolist())) for j, name in names.items()]
    return Plot("penalty alpha", "weight w", tuple(series), log_x=True)


def _estimate(params: Params) -> float:
    """Each knot solves for as many weights as are kept, at most min(n, d), and there are about as many knots."""
    p: Mapping[str, Any] = params
    return float(0.02 + 1e-7 * min(p["n"], p["d"]) ** 3 + 1e-8 * p["n"] * p["d"])


SCRIPT = """
import numpy as np
from sklearn.linear_model import lars_path

true = np.zeros(d)
true[[0, 5, 12]] = 1.5, -2.0, 0.8
rng = np.random.RandomState(seed)
X = rng.randn(n, d)
if rho:  # tie feature 1 to the true ones
    X[:, 1] = np.sqrt(1 - rho**2) * X[:, 1] + rho * (X[:, 0] - X[:, 5] + X[:, 12]) / np.sqrt(3)
y = X @ true + noise * rng.randn(n)
X, y = X - X.mean(axis=0), y - y.mean()

knots, _, path = lars_path(X, y, method="lasso", max_iter=100_000)  # path: (features, knots), straight lines between
print("alpha_max =", knots[0])
for k in range(3):
    print(f"knot_{k + 1} =", knots[k])

grid = knots[0] * np.geomspace(1, 1e-3, alphas)
weights = np.array([np.interp(grid, knots[::-1], w[::-1]) for w in path])
errors = np.linalg.norm(weights - true[:, None], axis=0)
print("best_alpha =", grid[errors.argmin()])
print("best_error =", errors.min())
print("nonzeros_at_best =", np.count_nonzero(weights[:, errors.argmin()]))
"""

DEMO = Demo(
    name="lasso_path",
    title="The lasso path: which features, at which alpha",
    subject="L1 and sparsity",
    about="As alpha falls, the lasso lets features in, and some out again, one by one, and between two such knots its "
    "weights move on straight lines, so that the whole path can be computed exactly. It shows for which alphas exactly "
    "the three true features are kept (-1 for none), and where the error is smallest. A false feature that resembles "
    "the true ones can make the right choice impossible.",
    params=(
        seed_param(42, "seed of the data"),
        Param("n", 100, "number of rows", 20, 2000),
        Param("d", 50, "number of features, of which 0, 5 and 12 matter", 13, 300),
        Param("noise", 0.1, "standard deviation of the noise, in units of the target", 0, 10),
        Param("alphas", 100, "number of alphas among which the best is sought", 2, 1000),
        Param("rho", 0.0, "correlation of feature 1, a false one, with the signed sum of the true ones", 0, 0.99),
    ),
    claims=(
        Claim("Some alphas keep exactly the three true features.", "support_alpha_high > 0", {"rho": 0.8}),
        Claim(
            "The alpha with the smallest error keeps false features too.",
            "nonzeros_at_best > 3",
            {"noise": 0.0},
        ),
        Claim(
            "The smallest error lies below the alphas that keep exactly the true features.",
            "0 < best_alpha < support_alpha_low",
            {"noise": 0.0},
        ),
        Claim(
            "Without noise, no false feature would have to enter before all three true ones are in.",
            "irrepresentability < 1",
            {"rho": 0.8},
        ),
    ),
    run=run,
    script=SCRIPT,
    estimate=_estimate,
    libraries=("numpy", "scipy", "scikit-learn"),
)
