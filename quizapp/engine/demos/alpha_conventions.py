"""One L2 penalty in four libraries' words: what alpha, C and weight_decay have to be for the same weights."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

NOISE = 0.1  # the lesson's
TOLERANCE = 1e-12  # scikit-learn's `tol`
ROUNDS = 200_000  # most rounds of its coordinate descent
PRECISION = 1e-15  # to which torch's descent is carried on, as a share of the weights
NEWTON_STEPS = 30
DRAWN = 80  # points of each line of the plot


def run(params: Params, report: Report) -> Outcome:
    """Fit ‖y - Xw‖²/(2n) + alpha/2·‖w‖² to the lesson's data, without an intercept, and what is the same elsewhere.

    The same minimiser has ElasticNet(alpha, l1_ratio=0), Ridge with `ridge_alpha` = n·alpha, and torch's SGD on the
    mean squared error with `weight_decay` = 2·alpha. Mean cross-entropy + alpha/2·‖w‖² is LogisticRegression with
    `logistic_c` = 1/(n·alpha); its labels are y > median, and `logistic_kkt` is the largest gradient that is left.
    Measures with `_vs_` are largest differences in a weight; `unmatched_…` are those that come from using alpha as it
    is: Ridge(alpha), weight_decay = alpha, C = 1/alpha. The cross-check is the largest difference from the normal
    equations, and for the logistic weights from Newton's method in numpy.
    """
    import numpy as np

    from quizapp.engine.demos import _lesson

    p: Mapping[str, Any] = params
    n, alpha = p["n"], p["alpha"]
    rows, target = _lesson.lesson_data(p["seed"], n, p["d"], NOISE)
    labels = target > np.median(target)
    report(0.0, "Ridge and ElasticNet in scikit-learn")
    exact = _closed_form(rows, target, n * alpha)
    ridge, net = _sklearn_ridge(rows, target, n * alpha), _sklearn_elastic_net(rows, target, alpha)
    report(0.3, "SGD in torch")
    descended = _torch_weights(rows, target, 2 * alpha)
    report(0.7, "LogisticRegression in scikit-learn")
    logistic, newton = _sklearn_logistic(rows, labels, 1 / (n * alpha)), _newton_logistic(rows, labels, alpha)
    measures = {
        "ridge_vs_elastic_net": _apart(ridge, net),
        "ridge_vs_closed_form": _apart(ridge, exact),
        "torch_vs_ridge": _apart(descended, ridge),
        "logistic_kkt": float(abs(_logistic_gradient(rows, labels, logistic) + alpha * logistic).max()),
        "unmatched_ridge": _apart(_sklearn_ridge(rows, target, alpha), net),
        "unmatched_torch": _apart(_closed_form(rows, target, n * alpha / 2), exact),
        "unmatched_logistic": _apart(_newton_logistic(rows, labels, alpha / n), newton),
        "ridge_alpha": n * alpha,
        "weight_decay": 2 * alpha,
        "logistic_c": 1 / (n * alpha),
        "cross_check": max(*(_apart(weights, exact) for weights in (ridge, net, descended)), _apart(logistic, newton)),
    }
    table = _table(measures, p, _apart(logistic, newton))
    return Outcome(measures, _summary(measures, p), table, _plot(rows, target, alpha))


def _apart(one: Vector, other: Vector) -> float:
    return float(abs(one - other).max())


def _closed_form(rows: Vector, target: Vector, ridge_alpha: float) -> Vector:
    """The minimiser (d,) of ‖y - Xw‖² + ridge_alpha·‖w‖² by the normal equations."""
    import numpy as np

    return np.linalg.solve(rows.T @ rows + ridge_alpha * np.eye(rows.shape[1]), rows.T @ target)


def _sklearn_ridge(rows: Vector, target: Vector, ridge_alpha: float) -> Vector:
    import numpy as np
    from sklearn.linear_model import Ridge

    return np.asarray(Ridge(alpha=ridge_alpha, fit_intercept=False).fit(rows, target).coef_)


def _sklearn_elastic_net(rows: Vector, target: Vector, alpha: float) -> Vector:
    import numpy as np
    from sklearn.linear_model import ElasticNet

    net = ElasticNet(alpha=alpha, l1_ratio=0, fit_intercept=False, tol=TOLERANCE, max_iter=ROUNDS)
    return np.asarray(net.fit(rows, target).coef_)


def _torch_weights(rows: Vector, target: Vector, weight_decay: float) -> Vector:
    """The weights (d,) that torch's SGD ends at, with the learning rate and momentum that suit the curvature best.

    Source: Polyak 1964, with the condition number of the Hessian 2X'X/n + weight_decay.
    """
    import numpy as np
    import torch

    curvature = 2 * np.linalg.eigvalsh(rows.T @ rows / len(rows)).clip(0) + weight_decay
    low, high = math.sqrt(curvature[0]), math.sqrt(curvature[-1])
    rate = (high - low) / (high + low)
    inputs, wanted = torch.from_numpy(rows), torch.from_numpy(target)
    weights = torch.nn.Parameter(torch.zeros(rows.shape[1], dtype=torch.float64))
    optimiser = torch.optim.SGD([weights], lr=4 / (high + low) ** 2, momentum=rate**2, weight_decay=weight_decay)
    for _ in range(_steps_needed(rate)):
        optimiser.zero_grad()
        loss: Any = torch.nn.functional.mse_loss(inputs @ weights, wanted)
        loss.backward()
        optimiser.step()
    return np.asarray(weights.detach().numpy())


def _steps_needed(rate: float) -> int:
    """Steps until an error that shrinks by `rate` a step is below rounding; a fifth more, for its slow start."""
    return math.ceil(1.2 * math.log(PRECISION) / math.log(max(rate, 0.1))) + 10


def _sklearn_logistic(rows: Vector, labels: Vector, c: float) -> Vector:
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=c, fit_intercept=False, solver="newton-cholesky", tol=TOLERANCE, max_iter=1000)
    return np.asarray(model.fit(rows, labels).coef_[0])


def _newton_logistic(rows: Vector, labels: Vector, alpha: float) -> Vector:
    """The minimiser (d,) of mean cross-entropy + alpha/2·‖w‖², by Newton's method with halved steps."""
    import numpy as np

    def objective(w: Vector) -> float:
        scores = rows @ w
        return float((np.logaddexp(0, scores) - labels * scores).mean() + alpha / 2 * (w @ w))

    weights = np.zeros(rows.shape[1])
    for _ in range(NEWTON_STEPS):
        shares = _sigmoid(rows @ weights)
        curvature = (rows.T * (shares * (1 - shares))) @ rows / len(rows) + alpha * np.eye(len(weights))
        step = np.linalg.solve(curvature, _logistic_gradient(rows, labels, weights) + alpha * weights)
        while objective(weights - step) > objective(weights) + 1e-14:
            step /= 2
        weights = weights - step
    return weights


def _logistic_gradient(rows: Vector, labels: Vector, weights: Vector) -> Vector:
    """The gradient (d,) of the mean cross-entropy."""
    gradient: Vector = rows.T @ (_sigmoid(rows @ weights) - labels) / len(rows)
    return gradient


def _sigmoid(scores: Vector) -> Vector:
    import numpy as np

    return (1 + np.tanh(scores / 2)) / 2


def _summary(measures: Mapping[str, float], p: Mapping[str, Any]) -> str:
    return (
        f"What ElasticNet with l1_ratio = 0 calls alpha = {p['alpha']:g} is on {p['n']} rows alpha = "
        f"{measures['ridge_alpha']:g} for Ridge, weight_decay = {measures['weight_decay']:g} on the mean squared error "
        f"in torch and C = {measures['logistic_c']:g} for LogisticRegression; taken as it is, it moves a weight by "
        f"up to {measures['unmatched_ridge']:.3g} in Ridge, {measures['unmatched_torch']:.3g} in torch and "
        f"{measures['unmatched_logistic']:.3g} in LogisticRegression."
    )


def _table(measures: Mapping[str, float], p: Mapping[str, Any], logistic_apart: float) -> Table:
    """Each library beside another way to its weights: ElasticNet by Ridge, Ridge and logistic weights by numpy."""
    net, ridge, torch, logistic = (
        ("ElasticNet, l1_ratio = 0", "‖y - Xw‖²/(2n) + alpha/2·‖w‖²", f"alpha = {p['alpha']:g}"),
        ("Ridge", "‖y - Xw‖² + alpha·‖w‖²", f"alpha = {measures['ridge_alpha']:g}"),
        ("SGD on the mean squared error", "‖y - Xw‖²/n + wd/2·‖w‖²", f"weight_decay = {measures['weight_decay']:g}"),
        ("LogisticRegression", "C·Σ cross-entropy + ‖w‖²/2", f"C = {measures['logistic_c']:g}"),
    )
    rows = (
        (*net, measures["ridge_vs_elastic_net"], 0.0),
        (*ridge, measures["ridge_vs_closed_form"], measures["unmatched_ridge"]),
        (*torch, measures["torch_vs_ridge"], measures["unmatched_torch"]),
        (*logistic, logistic_apart, measures["unmatched_logistic"]),
    )
    return Table(
        ("library", "what it minimises", "the same setting", "weights apart then", "with alpha as it is"), rows
    )


def _plot(rows: Vector, target: Vector, alpha: float) -> Plot:
    """How far Ridge and torch are from ElasticNet's weights where their setting is a multiple of its alpha."""
    import numpy as np

    n = len(rows)
    left, sizes, right = np.linalg.svd(rows, full_matrices=False)
    pull = left.T @ target * sizes
    exact = right.T @ (pull / (sizes**2 + n * alpha))
    factors = np.unique(np.append(np.geomspace(0.1, 10 * n, DRAWN), [1.0, 2.0, n]))

    def distances(ridge_alphas: Vector) -> tuple[float, ...]:
        weights = (pull / (sizes**2 + ridge_alphas[:, None])) @ right
        return tuple(abs(weights - exact).max(axis=1).tolist())

    xs = tuple(factors.tolist())
    lines = (
        Series("Ridge, alpha", xs, distances(factors * alpha)),
        Series("torch, weight_decay", xs, distances(factors * alpha * n / 2)),
    )
    return Plot("setting, as a multiple of ElasticNet's alpha", "largest difference in a weight", lines, log_x=True)


def _estimate(params: Params) -> float:
    """Coordinate descent takes steps in proportion to the condition number, which alpha bounds, torch to its root."""
    p: Mapping[str, Any] = params
    condition = (1 + math.sqrt(p["d"] / p["n"])) ** 2 / p["alpha"] + 1
    return float(0.05 + 7e-7 * p["d"] * condition + 2e-3 * math.sqrt(condition) + 6e-9 * p["n"] * p["d"] ** 2)


SCRIPT = """
import numpy as np
from sklearn.linear_model import ElasticNet, LogisticRegression, Ridge

rng = np.random.RandomState(seed)
X = rng.randn(n, d)
y = 1.5 * X[:, 0] - 2.0 * X[:, 5] + 0.8 * X[:, 12] + 0.1 * rng.randn(n)

net = ElasticNet(alpha=alpha, l1_ratio=0, fit_intercept=False, tol=1e-12, max_iter=200_000).fit(X, y).coef_
matched = Ridge(alpha=n * alpha, fit_intercept=False).fit(X, y).coef_  # its loss is a sum over the rows
as_it_is = Ridge(alpha=alpha, fit_intercept=False).fit(X, y).coef_
print("ridge_vs_elastic_net =", abs(matched - net).max())
print("unmatched_ridge =", abs(as_it_is - net).max())

# torch: mean squared error + weight_decay/2 * |w|^2, so that the gradient is zero at weight_decay = 2 * alpha
gradient = 2 * X.T @ (X @ matched - y) / n
print("weight_decay =", -(gradient @ matched) / (matched @ matched))

labels = y > np.median(y)
logistic = LogisticRegression(C=1 / (n * alpha), fit_intercept=False, solver="newton-cholesky", tol=1e-12)
w = logistic.fit(X, labels).coef_[0]
print("logistic_kkt =", abs(X.T @ (1 / (1 + np.exp(-X @ w)) - labels) / n + alpha * w).max())
"""

DEMO = Demo(
    name="alpha_conventions",
    title="One penalty, four conventions",
    subject="L2 and weight decay",
    about="Ridge, ElasticNet, LogisticRegression and torch's weight_decay write the same L2 penalty with different "
    "factors: some sum the loss over the rows, some take the mean, some halve it. The same number in two of them is "
    "two different models. With the right factors their weights agree to rounding.",
    params=(
        Param("alpha", 0.1, "strength of the penalty in ElasticNet's convention", 1e-3, 100),
        seed_param(42, "seed of the data"),
        Param("n", 100, "number of rows", 20, 2000),
        Param("d", 50, "number of features, of which 0, 5 and 12 matter", 13, 200),
    ),
    claims=(
        Claim(
            "Ridge with ElasticNet's alpha is another model: a weight differs by more than 0.1.",
            "unmatched_ridge > 0.1",
            {"alpha": 0.001},
        ),
        Claim(
            "In torch, weight_decay = alpha is half of what it has to be, and moves a weight by more than 0.05.",
            "unmatched_torch > 0.05",
            {"alpha": 0.001},
        ),
        Claim(
            "For the same weights, Ridge's alpha is 50 times torch's weight_decay: half the number of rows.",
            "abs(ridge_alpha / weight_decay - 50) < 1e-9",
            {"n": 40},
        ),
        Claim(
            "C = 1/alpha is so weak a penalty that a weight of the logistic model grows by more than 0.5.",
            "unmatched_logistic > 0.5",
            {"alpha": 100.0},
        ),
    ),
    run=run,
    script=SCRIPT,
    estimate=_estimate,
    libraries=("numpy", "torch", "scikit-learn"),
)
