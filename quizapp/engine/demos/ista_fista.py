"""Four ways to the lasso's minimum: how many steps each takes, and which of them ever arrives at a zero."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.demos._lines import by_step
from quizapp.engine.model import Plot, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quizapp.engine.demos._lasso_steps import Problem

    Vector = NDArray[Any]

METHODS = {
    "ista": "ISTA",
    "fista": "FISTA",
    "cd": "coordinate descent",
    "subgradient": "subgradient",
}
ROWS, FEATURES, NOISE = 100, 50, 0.1  # the lesson's
NEAR = 0.01  # a weight below this is near zero, as in the lesson
CHECKED_STEPS = 25  # torch takes these first steps too, for the cross-check
SMALLEST_DRAWN = 1e-12  # gaps below it are rounding


def run(params: Params, report: Report) -> Outcome:
    """Minimise the lasso's objective on the lesson's data, without an intercept, from w = 0 by four methods.

    ISTA, FISTA and the subgradient method take steps of 1/L, L being the largest eigenvalue of X'X/n. A relative gap
    is (objective - optimum) / optimum; `…_iterations` and `cd_sweeps` count the steps until it is at most `gap`, and
    are -1 where that takes more than `iterations` (a sweep of coordinate descent visits each weight once). `optimum`
    comes from the exact path. `exact_zeros_…` and `near_zeros_subgradient` (below 0.01) count the weights after the
    last step; `gap_subgradient` is the smallest relative gap that the method came to. The cross-check is the largest
    difference from scikit-learn's Lasso, also after as many sweeps, and from the first steps in torch.
    """
    import numpy as np

    from quizapp.engine.demos import _lasso_steps, _lesson

    p: Mapping[str, Any] = params
    rows, target = _lesson.lesson_data(p["seed"], ROWS, FEATURES, NOISE)
    gram, moment = rows.T @ rows / ROWS, rows.T @ target / ROWS
    problem = _lasso_steps.Problem(rows, target, p["alpha"], float(np.linalg.eigvalsh(gram)[-1]))
    best = _lesson.l1_minimiser(gram, moment, p["alpha"])
    optimum = float(_lasso_steps.objectives(problem, best[None])[0])
    paths, gaps = {}, {}
    for k, (method, text) in enumerate(METHODS.items()):
        report(k / 5, text)
        paths[method] = np.array(list(islice(_lasso_steps.STEPS[method](problem), p["iterations"] + 1)))
        gaps[method] = (_lasso_steps.objectives(problem, paths[method]) - optimum) / optimum
    report(0.8, "the same by scikit-learn and torch")
    sweeps = len(paths["cd"]) - 1
    theirs = {
        "ista": _torch_path(problem, "proximal", p["iterations"]),
        "subgradient": _torch_path(problem, "subgradient", p["iterations"]),
        "cd": _sklearn_fit(problem, sweeps=sweeps)[None],
    }
    apart = [abs(paths["cd"][-1:] - theirs["cd"]), abs(best - _sklearn_fit(problem))]
    apart += [abs(paths[method][: len(theirs[method])] - theirs[method]) for method in ("ista", "subgradient")]
    measures = {
        **{_count_name(method): _steps_until(gaps[method], p["gap"]) for method in METHODS},
        "exact_zeros_ista": int((paths["ista"][-1] == 0).sum()),
        "exact_zeros_subgradient": int((paths["subgradient"][-1] == 0).sum()),
        "near_zeros_subgradient": int((abs(paths["subgradient"][-1]) < NEAR).sum()),
        "gap_subgradient": max(0.0, float(gaps["subgradient"].min())),
        "optimum": optimum,
        "cross_check": max(float(difference.max()) for difference in apart),
    }
    return Outcome(measures, _summary(measures, p), _table(measures, paths, gaps), _plot(gaps))


def _sklearn_fit(problem: Problem, sweeps: int = 0) -> Vector:
    """The weights (d,) of scikit-learn's Lasso after `sweeps` sweeps, or at its optimum where they are 0."""
    import warnings

    import numpy as np
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import Lasso

    lasso = Lasso(alpha=problem.alpha, fit_intercept=False, tol=1e-14, max_iter=sweeps or 100_000)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it is stopped early on purpose
        return np.asarray(lasso.fit(problem.rows, problem.target).coef_)


def _torch_path(problem: Problem, how: str, steps: int) -> Vector:
    """The weights before the first step and after each of the first ones, by torch's autograd and SGD."""
    import numpy as np
    import torch

    rows, target = torch.from_numpy(problem.rows), torch.from_numpy(problem.target)
    weights = torch.nn.Parameter(torch.zeros(rows.shape[1], dtype=torch.float64))
    optimiser = torch.optim.SGD([weights], lr=1 / problem.lipschitz)
    path = [weights.detach().numpy().copy()]
    for _ in range(min(steps, CHECKED_STEPS)):
        optimiser.zero_grad()
        loss: Any = (target - rows @ weights).square().mean() / 2
        if how == "subgradient":
            loss = loss + problem.alpha * weights.abs().sum()
        loss.backward()
        optimiser.step()
        if how == "proximal":
            with torch.no_grad():
                weights.copy_(torch.nn.functional.softshrink(weights, problem.alpha / problem.lipschitz))
        path.append(weights.detach().numpy().copy())
    return np.array(path)


def _count_name(method: str) -> str:
    return f"{method}_{'sweeps' if method == 'cd' else 'iterations'}"


def _steps_until(gaps: Vector, gap: float) -> int:
    """The first step at which the gap is at most `gap`, -1 where there is none."""
    reached = (gaps <= gap).nonzero()[0]
    return int(reached[0]) if len(reached) else -1


def _summary(measures: Mapping[str, float], p: Mapping[str, Any]) -> str:
    def count(method: str) -> str:
        steps = measures[_count_name(method)]
        return f"more than {p['iterations']}" if steps < 0 else f"{steps}"

    return (
        f"Steps to come within {p['gap']:g} of the optimum {measures['optimum']:.6g}, as a share of it: ISTA "
        f"{count('ista')}, FISTA {count('fista')}, coordinate descent {count('cd')} (sweeps), subgradient method "
        f"{count('subgradient')}; exact zeros after the last step: ISTA {measures['exact_zeros_ista']}, subgradient "
        f"method {measures['exact_zeros_subgradient']}."
    )


def _table(measures: Mapping[str, float], paths: Mapping[str, Vector], gaps: Mapping[str, Vector]) -> Table:
    rows = []
    for method, text in METHODS.items():
        last, steps = paths[method][-1], int(measures[_count_name(method)])
        cells = (steps if steps >= 0 else None, max(0.0, float(gaps[method].min())))
        rows.append((text, *cells, int((last == 0).sum()), int((abs(last) < NEAR).sum())))
    return Table(("method", "steps to the gap", "smallest gap", "exact zeros", f"|w| < {NEAR:g}"), tuple(rows))


def _plot(gaps: Mapping[str, Vector]) -> Plot:
    lines = tuple(by_step(text, gaps[method].clip(SMALLEST_DRAWN).tolist()) for method, text in METHODS.items())
    return Plot("step (for coordinate descent, a sweep)", "relative gap to the optimum", lines, log_y=True)


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    return float(0.1 + 1.5e-4 * p["iterations"])


SCRIPT = """
import numpy as np
from sklearn.linear_model import Lasso

rng = np.random.RandomState(seed)
X = rng.randn(100, 50)
y = 1.5 * X[:, 0] - 2.0 * X[:, 5] + 0.8 * X[:, 12] + 0.1 * rng.randn(100)
objective = lambda w: np.mean((y - X @ w) ** 2) / 2 + alpha * abs(w).sum()
optimum = objective(Lasso(alpha=alpha, fit_intercept=False, tol=1e-14, max_iter=100_000).fit(X, y).coef_)
print("optimum =", optimum)

step = 100 / np.linalg.norm(X, 2) ** 2  # 1 / the largest eigenvalue of X'X/n
gradient = lambda w: X.T @ (X @ w - y) / 100
shrink = lambda w: np.sign(w) * np.maximum(abs(w) - step * alpha, 0)
rules = {
    "ista": lambda w: shrink(w - step * gradient(w)),
    "subgradient": lambda w: w - step * (gradient(w) + alpha * np.sign(w)),
}
for name, rule in rules.items():
    w, reached = np.zeros(50), -1
    for k in range(iterations + 1):
        if reached < 0 and objective(w) - optimum <= gap * optimum:
            reached = k
        w = rule(w) if k < iterations else w
    print(f"{name}_iterations =", reached)
    print(f"exact_zeros_{name} =", np.count_nonzero(w == 0))
"""

DEMO = Demo(
    name="ista_fista",
    title="Four ways to the lasso's minimum",
    subject="L1 and sparsity",
    about="The lesson's lasso problem is solved from zero by ISTA, FISTA, coordinate descent and plain subgradient "
    "steps of the same size. It counts the steps that each takes to come near the known optimum, -1 where it does not. "
    "Only methods with a soft threshold set weights to exactly zero.",
    params=(
        Param("alpha", 0.1, "strength of the L1 penalty, in scikit-learn's convention", 1e-4, 10),
        seed_param(42, "seed of the data"),
        Param("iterations", 200, "number of steps of each method, and most sweeps of coordinate descent", 1, 10_000),
        Param("gap", 1e-3, "gap to be reached, as a share of the optimum", 1e-10, 1),
    ),
    claims=(
        Claim(
            "FISTA takes no more steps than ISTA, and coordinate descent the fewest.",
            "0 <= cd_sweeps < fista_iterations <= ista_iterations",
            {"iterations": 5},
        ),
        Claim("Subgradient steps of that size do not come near.", "subgradient_iterations == -1", {"gap": 0.5}),
        Claim(
            "ISTA sets more than 40 of the 50 weights to exactly zero, the subgradient method none.",
            "exact_zeros_ista > 40 and exact_zeros_subgradient == 0",
            {"alpha": 0.001},
        ),
    ),
    run=run,
    script=SCRIPT,
    estimate=_estimate,
    libraries=("numpy", "torch", "scikit-learn"),
)
