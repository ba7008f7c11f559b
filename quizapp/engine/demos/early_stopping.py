"""Gradient descent that is stopped early against ridge regression: each step stands for a penalty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

NEW_ROWS = 2000
BLOCK = 1000  # steps whose weights are held at once
CHECKED_STEPS = 200  # torch takes these first steps too, for the cross-check
POINTS = 60  # of each curve


def run(params: Params, report: Report) -> Outcome:
    """Descend from 0 on half the mean squared error, with the learning rate eta = 1/(largest curvature).

    The error is the mean squared distance to the target without noise, on 2,000 new rows. Step t is compared with
    ridge at alpha = 1/(eta·t), in the convention of the mean loss: the best of each over steps 1 … `steps`.
    `matching_alpha` is that of `best_step`. The cross-check is the largest difference in a weight from torch's SGD
    over the first steps, and from scikit-learn's Ridge at `matching_alpha`.
    """
    import numpy as np

    p: Mapping[str, Any] = params
    problem = _Problem(p)
    blocks = []
    for first in range(0, p["steps"], BLOCK):
        report(0.8 * first / p["steps"], f"step {first} of {p['steps']}")
        steps = np.arange(first + 1, min(first + BLOCK, p["steps"]) + 1)
        blocks.append([problem.errors(path(steps)) for path in (problem.descent, problem.ridge)])
    stopped, penalised = np.concatenate(blocks, axis=1)
    best, best_ridge = int(stopped.argmin()) + 1, int(penalised.argmin()) + 1
    measures = {
        "best_step": best,
        "best_mse_gd": float(stopped[best - 1]),
        "best_mse_ridge": float(penalised[best_ridge - 1]),
        "mse_ratio": float(stopped[best - 1] / penalised[best_ridge - 1]),
        "matching_alpha": problem.alpha(best),
    }
    report(0.8, "the same by torch and scikit-learn")
    measures["cross_check"] = _cross_check(problem, best, min(p["steps"], CHECKED_STEPS))
    at_zero = float(problem.errors(np.zeros((1, p["d"])))[0])
    rows = (
        ("gradient descent, best step", f"step {best}", measures["best_mse_gd"]),
        ("ridge, best penalty", f"alpha {problem.alpha(best_ridge):.3g}", measures["best_mse_ridge"]),
        ("gradient descent, last step", f"step {p['steps']}", float(stopped[-1])),
        ("all weights at 0", "step 0", at_zero),
    )
    table = Table(("fit", "stopped or penalised at", "error on new rows"), rows)
    return Outcome(measures, _summary(measures, p), table, _plot(stopped, penalised))


class _Problem:
    """A linear regression on columns of falling size, and both of its paths by the singular values of its rows."""

    def __init__(self, p: Mapping[str, Any]) -> None:
        import numpy as np

        rng, sizes = np.random.default_rng(p["seed"]), np.geomspace(1, 0.1, p["d"])
        self.rows, self.true = rng.standard_normal((p["n"], p["d"])) * sizes, rng.standard_normal(p["d"])
        self.target = self.rows @ self.true + p["noise"] * rng.standard_normal(p["n"])
        new_rows = rng.standard_normal((NEW_ROWS, p["d"])) * sizes
        self._new_gram = new_rows.T @ new_rows / NEW_ROWS
        left, singular, self._directions = np.linalg.svd(self.rows, full_matrices=False)
        self._fitted = left.T @ self.target / singular  # least squares, in these directions
        self._curvature = singular**2 / p["n"]
        self.rate = float(1 / self._curvature[0])

    def alpha(self, step: int) -> float:
        """The ridge penalty that `step` steps are compared with."""
        return 1 / (self.rate * step)

    def descent(self, steps: Vector) -> Vector:
        """The weights (len(steps), d) after so many steps of gradient descent."""
        left_over = (1 - self.rate * self._curvature) ** steps[:, None]
        return self._weights(1 - left_over)

    def ridge(self, steps: Vector) -> Vector:
        """The weights (len(steps), d) of ridge at the penalties of `steps`."""
        return self._weights(self._curvature / (self._curvature + 1 / (self.rate * steps[:, None])))

    def _weights(self, shares: Vector) -> Vector:
        """The weights (…, d) that fit this share (…, min(n, d)) of the least-squares solution in each direction."""
        weights: Vector = (shares * self._fitted) @ self._directions
        return weights

    def errors(self, weights: Vector) -> Vector:
        """The mean squared error (k,) of each row of `weights` (k, d) against the target without noise on new rows."""
        apart = weights - self.true
        errors: Vector = ((apart @ self._new_gram) * apart).sum(axis=1)
        return errors


def _cross_check(problem: _Problem, best: int, checked: int) -> float:
    """The largest difference in a weight from torch after `checked` steps and from scikit-learn at the best step."""
    import numpy as np
    from sklearn.linear_model import Ridge

    penalty = len(problem.rows) * problem.alpha(best)  # scikit-learn sums the squares, and has no 1/2
    model = Ridge(alpha=penalty, fit_intercept=False).fit(problem.rows, problem.target)
    pairs = (
        (problem.ridge(np.array([best]))[0], model.coef_),
        (problem.descent(np.array([checked]))[0], _torch_descent(problem, checked)),
    )
    return max(float(abs(ours - theirs).max()) for ours, theirs in pairs)


def _torch_descent(problem: _Problem, steps: int) -> Vector:
    """The weights (d,) after `steps` steps of torch's SGD from 0."""
    import torch

    rows, target = torch.tensor(problem.rows), torch.tensor(problem.target)
    weights = torch.zeros(rows.shape[1], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.SGD([weights], lr=problem.rate)
    for _ in range(steps):
        optimiser.zero_grad()
        loss: Any = (rows @ weights - target).pow(2).mean() / 2
        loss.backward()
        optimiser.step()
    return weights.detach().numpy()


def _summary(measures: Mapping[str, float], p: Mapping[str, Any]) -> str:
    ratio = measures["mse_ratio"]
    verdict = "as good as" if abs(ratio - 1) < 0.005 else "better than" if ratio < 1 else "worse than"
    return (
        f"Of {p['steps']} steps of gradient descent the best to stop after is {measures['best_step']}, which stands "
        f"for a ridge penalty of {measures['matching_alpha']:.3g}, and its error, {measures['best_mse_gd']:.3g}, is "
        f"{verdict} that of the best of the penalties that these steps stand for, {measures['best_mse_ridge']:.3g}."
    )


def _plot(stopped: Vector, penalised: Vector) -> Plot:
    import numpy as np

    steps = np.unique(np.geomspace(1, len(stopped), POINTS).round().astype(int))
    curves = {"gradient descent, stopped at t": stopped, "ridge at alpha = 1/(eta·t)": penalised}
    series = tuple(
        Series(name, tuple(steps.astype(float).tolist()), tuple(errors[steps - 1].tolist()))
        for name, errors in curves.items()
    )
    return Plot("step t", "mean squared error on new rows", series, log_x=True)


SCRIPT = """
import numpy as np

rng, sizes = np.random.default_rng(seed), np.geomspace(1, 0.1, d)
X, true = rng.standard_normal((n, d)) * sizes, rng.standard_normal(d)
y = X @ true + noise * rng.standard_normal(n)
X_new = rng.standard_normal((2000, d)) * sizes

gram, moment = X.T @ X / n, X.T @ y / n
rate = 1 / np.linalg.eigvalsh(gram)[-1]
w, gd, ridge = np.zeros(d), [], []
for t in range(1, steps + 1):
    w = w - rate * (gram @ w - moment)
    w_ridge = np.linalg.solve(gram + np.eye(d) / (rate * t), moment)
    gd.append(np.mean((X_new @ (w - true)) ** 2))
    ridge.append(np.mean((X_new @ (w_ridge - true)) ** 2))

best_step = int(np.argmin(gd)) + 1
print("best_step =", best_step)
print("best_mse_gd =", min(gd))
print("best_mse_ridge =", min(ridge))
print("matching_alpha =", 1 / (rate * best_step))
"""


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    return float(0.1 + p["steps"] * (3e-6 + 30e-9 * p["d"] + 0.9e-9 * p["d"] ** 2))


DEMO = Demo(
    name="early_stopping",
    title="Stopping early acts like a ridge penalty",
    subject="Choosing lam",
    about="Gradient descent on least squares fits the strong directions of the data first and the noisy ones last, as "
    "ridge regression does when its penalty falls. Stopped at step t, it resembles ridge with alpha = 1/(eta·t), where "
    "eta is the learning rate. No penalty in the loss does not mean no regularisation.",
    params=(
        Param("n", 60, "number of rows", 5, 2000),
        Param("d", 40, "number of features, the last one a tenth of the size of the first", 2, 200),
        Param("noise", 1.0, "standard deviation of the noise, in units of the target", 0, 10),
        Param("steps", 2000, "number of steps of gradient descent", 10, 100_000),
        seed_param(0),
    ),
    claims=(
        Claim(
            "At its best step gradient descent has the error of the best ridge penalty, to within 25 %.",
            "abs(mse_ratio - 1) < 0.25",
            {"noise": 0.0},
        ),
        Claim(
            "Gradient descent is best within the first 1000 steps: to go on costs accuracy.",
            "best_step < 1000",
            {"noise": 0.0},
        ),
    ),
    run=run,
    estimate=_estimate,
    script=SCRIPT,
    libraries=("numpy", "torch", "scikit-learn"),
)
