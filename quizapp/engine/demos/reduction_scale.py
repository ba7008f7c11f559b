"""One penalty under a summed and an averaged loss: the prior that it stands for differs by the number of rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

FEATURES = 20
NOISE = 1.0  # standard deviation of the noise before the target is cut into two classes
ROUNDS = 100  # most steps of Newton's method, which takes about ten
POINTS = 17  # of each curve


def run(params: Params, report: Report) -> Outcome:
    """Logistic regression on the lesson's rows (n, 20), label 1 where the target is above its median, no intercept.

    Minimised is the cross-entropy, summed or averaged over the rows, plus lam·Σw². The summed loss is the negative
    log-likelihood, so that the penalty is the prior N(0, 1/(2·lam)); the averaged one is the same up to the factor n
    with n·lam in place of lam. `norm_…` is the norm of the weights, by Newton's method. The cross-check is the
    largest difference in a weight, as a share of the norm, from torch's loss with that reduction under LBFGS and from
    scikit-learn with C at the prior variance.
    """
    import numpy as np

    p: Mapping[str, Any] = params
    n, lam = p["n"], p["lam"]
    rows, labels = _data(p["seed"], n)
    scales, apart = {"sum": 1, "mean": n}, []
    measures = {f"prior_variance_{reduction}": 1 / (2 * lam * scale) for reduction, scale in scales.items()}
    for reduction, scale in scales.items():
        report(0.2 if reduction == "sum" else 0.4, f"reduction = {reduction}")
        weights = _newton(rows, labels, lam * scale, np.zeros(FEATURES))
        others = _torch_fit(rows, labels, lam, reduction), _sklearn_fit(rows, labels, 1 / (2 * lam * scale))
        norm = float(np.linalg.norm(weights))
        apart += [float(abs(weights - other).max()) / norm for other in others]
        measures[f"norm_{reduction}"] = norm
    measures["cross_check"] = max(apart)
    report(0.6, "the norms for other values of lam")
    return Outcome(measures, _summary(measures, p), _table(measures), _plot(rows, labels, lam))


def _data(seed: int, n: int) -> tuple[Vector, Vector]:
    """The lesson's rows (n, 20) and balanced labels (n,), 0.0 or 1.0."""
    import numpy as np

    from quizapp.engine.demos._lesson import lesson_data

    rows, target = lesson_data(seed, n, FEATURES, NOISE)
    return rows, (target > np.median(target)).astype(float)


def _newton(rows: Vector, labels: Vector, lam: float, weights: Vector) -> Vector:
    """The minimiser (20,) of the summed cross-entropy plus lam·Σw², by Newton's method with halved steps."""
    import numpy as np

    def objective(w: Vector) -> float:
        return float(np.logaddexp(0, (1 - 2 * labels) * (rows @ w)).sum() + lam * w @ w)

    for _ in range(ROUNDS):
        chance = (1 + np.tanh(rows @ weights / 2)) / 2
        gradient = rows.T @ (chance - labels) + 2 * lam * weights
        curvature = (rows.T * (chance * (1 - chance))) @ rows + 2 * lam * np.eye(len(weights))
        step, here = np.linalg.solve(curvature, gradient), objective(weights)
        while objective(weights - step) > here + 1e-12 * abs(here):
            step = step / 2
        weights = weights - step
        if abs(step).max() < 1e-9 * abs(weights).max():  # the next step would be its square
            break
    return weights


def _torch_fit(rows: Vector, labels: Vector, lam: float, reduction: str) -> Vector:
    """The minimiser (20,) of torch's own loss with this reduction, plus lam·Σw²."""
    import torch

    inputs, targets = torch.tensor(rows), torch.tensor(labels)
    weights = torch.zeros(rows.shape[1], dtype=torch.float64, requires_grad=True)
    criterion = torch.nn.BCEWithLogitsLoss(reduction=reduction)
    optimiser: Any = torch.optim.LBFGS(
        [weights], max_iter=1000, tolerance_grad=1e-12, tolerance_change=1e-16, line_search_fn="strong_wolfe"
    )

    def closure() -> Any:
        optimiser.zero_grad()
        loss: Any = criterion(inputs @ weights, targets) + lam * weights.pow(2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return weights.detach().numpy()


def _sklearn_fit(rows: Vector, labels: Vector, variance: float) -> Vector:
    """The weights (20,) of LogisticRegression, whose C is the variance of its prior."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=variance, fit_intercept=False, solver="newton-cholesky", tol=1e-10, max_iter=1000)
    coefficients: Vector = model.fit(rows, labels).coef_[0]
    return coefficients


def _summary(measures: Mapping[str, float], p: Mapping[str, Any]) -> str:
    return (
        f"The penalty {p['lam']:g}·Σw² is a Gaussian prior of variance {measures['prior_variance_sum']:.4g} where the "
        f"loss is summed over the {p['n']} rows and of variance {measures['prior_variance_mean']:.4g} where it is "
        f"averaged, and the fitted weights have norm {measures['norm_sum']:.4g} and {measures['norm_mean']:.4g}."
    )


def _table(measures: Mapping[str, float]) -> Table:
    rows = tuple(
        (reduction, measures[f"prior_variance_{reduction}"], measures[f"norm_{reduction}"])
        for reduction in ("sum", "mean")
    )
    return Table(("reduction of the loss", "prior variance = scikit-learn's C", "norm of the weights"), rows)


def _plot(rows: Vector, labels: Vector, lam: float) -> Plot:
    """The norms for lam a hundred times smaller up to a hundred times larger, each fit started from the one before."""
    import numpy as np

    lams = tuple(float(value) for value in lam * np.logspace(2, -2, POINTS))
    series = []
    for reduction, scale in (("sum", 1), ("mean", len(rows))):
        weights, norms = np.zeros(FEATURES), []
        for value in lams:
            weights = _newton(rows, labels, value * scale, weights)
            norms.append(float(np.linalg.norm(weights)))
        series.append(Series(f"reduction = {reduction}", lams[::-1], tuple(norms[::-1])))
    return Plot("penalty lam", "norm of the weights", tuple(series), log_x=True)


SCRIPT = """
import numpy as np
import torch

rng = np.random.RandomState(seed)
rows = rng.randn(n, 20)
target = 1.5 * rows[:, 0] - 2.0 * rows[:, 5] + 0.8 * rows[:, 12] + rng.randn(n)
X, y = torch.tensor(rows), torch.tensor(target > np.median(target)).double()

for reduction in ("sum", "mean"):
    w = torch.zeros(20, dtype=torch.float64, requires_grad=True)
    criterion = torch.nn.BCEWithLogitsLoss(reduction=reduction)
    optimiser = torch.optim.LBFGS([w], max_iter=1000, tolerance_grad=1e-12, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        loss = criterion(X @ w, y) + lam * w.pow(2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    rows_per_loss = n if reduction == "mean" else 1
    print(f"prior_variance_{reduction} =", 1 / (2 * lam * rows_per_loss))
    print(f"norm_{reduction} =", w.norm().item())
"""


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    return 0.1 + 25e-6 * float(p["n"])


DEMO = Demo(
    name="reduction_scale",
    title="A mean in the loss makes the prior's variance n times smaller",
    subject="Priors and MAP",
    about="A penalty lam·Σw² is a Gaussian prior of variance 1/(2·lam) where the cross-entropy is summed over the n "
    "rows. Where it is averaged, as torch's losses do unless they are told otherwise, the same lam stands for the "
    "variance 1/(2·n·lam). A logistic regression is fitted both ways, and scikit-learn's C is that very variance.",
    params=(
        Param("n", 100, "number of rows", 10, 10_000),
        Param("lam", 0.01, "strength of the penalty lam·Σw², no unit", 1e-3, 100),
        seed_param(42),
    ),
    claims=(
        Claim(
            "The prior is wider than a standard normal one with the summed loss, and narrower with the averaged one.",
            "prior_variance_mean < 1 < prior_variance_sum",
            {"n": 10},
        ),
        Claim(
            "The averaged loss leaves less than half of the norm that the summed loss leaves.",
            "norm_mean < 0.5 * norm_sum",
            {"n": 10},
        ),
    ),
    run=run,
    estimate=_estimate,
    script=SCRIPT,
    libraries=("numpy", "torch", "scikit-learn"),
)
