"""The alpha that predicts best is not the one that finds the true features: cross-validation keeps too many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

HIGHEST, LOWEST, GRID = 2.0, 0.02, 30  # the alphas to choose from
FOLDS = 5
TOLERANCE = 1e-12  # scikit-learn's `tol`
ROUNDS = 1_000_000  # most rounds of its coordinate descent


class _Choice(NamedTuple):
    """What one data set leads to: the chosen alphas (as places in the grid), and what each alpha keeps."""

    best: int  # smallest cross-validated error
    careful: int  # one-standard-error rule
    kept: Vector  # features kept at each alpha (GRID,)
    right: Vector  # whether these are exactly the true ones (GRID,)
    support: tuple[float, float]  # alphas between which that is so on the exact path, or -1
    errors: Vector  # mean squared error on each fold (GRID, FOLDS)


def run(params: Params, report: Report) -> Outcome:
    """Choose alpha for the lasso by five-fold cross-validation on the data sets `seed` … `seed` + `seeds` - 1.

    30 alphas from 2 to 0.02, no intercept, folds of neighbouring rows. `cv_alpha` and `cv_nonzeros` are medians over
    the runs of the alpha with the smallest error and of the number of features kept there; `support_at_cv` counts the
    runs in which these are exactly the three true ones, `support_exists` those in which some alpha on the exact path
    keeps exactly them. `one_se_…` and `support_at_one_se` are the same for the largest alpha whose error is within a
    standard error of the smallest. The cross-check is the largest difference from the errors of scikit-learn's LassoCV
    on the first data set, over all alphas and folds, as a share of the target's variance.
    """
    import numpy as np

    p: Mapping[str, Any] = params
    alphas = np.geomspace(HIGHEST, LOWEST, GRID)
    choices = []
    for k in range(p["seeds"]):
        report(0.9 * k / p["seeds"], f"data set {k + 1} of {p['seeds']}")
        choices.append(_choose(alphas, p["seed"] + k, p))
    report(0.9, "the first one in scikit-learn")
    measures: dict[str, float | int] = {
        "cv_alpha": float(np.median([alphas[choice.best] for choice in choices])),
        "cv_nonzeros": float(np.median([choice.kept[choice.best] for choice in choices])),
        "support_at_cv": sum(bool(choice.right[choice.best]) for choice in choices),
        "support_exists": sum(choice.support[1] > 0 for choice in choices),
        "one_se_alpha": float(np.median([alphas[choice.careful] for choice in choices])),
        "one_se_nonzeros": float(np.median([choice.kept[choice.careful] for choice in choices])),
        "support_at_one_se": sum(bool(choice.right[choice.careful]) for choice in choices),
        "cross_check": _sklearn_difference(alphas, choices[0], p),
    }
    return Outcome(measures, _summary(measures, p), _table(alphas, choices, p), _plot(alphas, choices))


def _choose(alphas: Vector, seed: int, p: Mapping[str, Any]) -> _Choice:
    """Cross-validate on one data set, with the exact path of each fold."""
    import numpy as np

    from quizapp.engine.demos import _lesson

    rows, target = _lesson.lesson_data(seed, p["n"], p["d"], p["noise"])
    errors = np.empty((GRID, FOLDS))
    for k, held_out in enumerate(np.array_split(np.arange(p["n"]), FOLDS)):
        weights = _lesson.path_at(alphas, _path(np.delete(rows, held_out, axis=0), np.delete(target, held_out), LOWEST))
        errors[:, k] = ((target[held_out] - weights @ rows[held_out].T) ** 2).mean(axis=1)
    knots = _path(rows, target, 0.0)
    weights = _lesson.path_at(alphas, knots)
    mean = errors.mean(axis=1)
    best = int(mean.argmin())
    within = mean <= mean[best] + errors[best].std(ddof=1) / FOLDS**0.5
    true = _lesson.true_weights(p["d"]) != 0
    return _Choice(
        best,
        int(within.argmax()),
        (weights != 0).sum(axis=1),
        ((weights != 0) == true).all(axis=1),
        _lesson.exact_support(knots),
        errors,
    )


def _path(rows: Vector, target: Vector, lowest: float) -> list[tuple[float, Vector]]:
    """The knots of the lasso's exact path down to the first one at or below `lowest`."""
    from quizapp.engine.demos import _lesson

    knots = []
    for knot in _lesson.l1_knots(rows.T @ rows / len(rows), rows.T @ target / len(rows)):
        knots.append(knot)
        if knot[0] <= lowest:
            break
    return knots


def _sklearn_difference(alphas: Vector, ours: _Choice, p: Mapping[str, Any]) -> float:
    from sklearn.linear_model import LassoCV

    from quizapp.engine.demos import _lesson

    rows, target = _lesson.lesson_data(p["seed"], p["n"], p["d"], p["noise"])
    search = LassoCV(alphas=alphas, cv=FOLDS, fit_intercept=False, tol=TOLERANCE, max_iter=ROUNDS).fit(rows, target)
    return float(abs(search.mse_path_ - ours.errors).max() / target.var())


def _summary(measures: Mapping[str, float], p: Mapping[str, Any]) -> str:
    runs = "1 run" if p["seeds"] == 1 else f"{p['seeds']} runs"
    return (
        f"Of {runs}, some alpha keeps exactly the true features in {measures['support_exists']}, the one "
        f"that cross-validation picks in {measures['support_at_cv']} and that of the one-standard-error rule in "
        f"{measures['support_at_one_se']}; in the median cross-validation takes alpha = "
        f"{measures['cv_alpha']:.3g} and keeps {measures['cv_nonzeros']:g} of {p['d']} features, and the rule takes "
        f"{measures['one_se_alpha']:.3g} and keeps {measures['one_se_nonzeros']:g}."
    )


def _table(alphas: Vector, choices: list[_Choice], p: Mapping[str, Any]) -> Table:
    rows = []
    for k, choice in enumerate(choices):
        low, high = choice.support if choice.support[1] > 0 else (None, None)
        chosen = [(float(alphas[place]), int(choice.kept[place])) for place in (choice.best, choice.careful)]
        rows.append((p["seed"] + k, *chosen[0], *chosen[1], low, high))
    headings = ("seed", "CV alpha", "kept", "one-SE alpha", "kept there", "true ones alone from", "to")
    return Table(headings, tuple(rows))


def _plot(alphas: Vector, choices: list[_Choice]) -> Plot:
    """In how many runs each alpha keeps the true features alone, and in how many it is picked."""
    counts = {
        "keeps exactly the true features": [sum(int(choice.right[i]) for choice in choices) for i in range(GRID)],
        "picked by cross-validation": [sum(choice.best == i for choice in choices) for i in range(GRID)],
        "picked by the one-SE rule": [sum(choice.careful == i for choice in choices) for i in range(GRID)],
    }
    xs = tuple(alphas.tolist())
    series = [Series(name, xs, tuple(float(count) for count in runs)) for name, runs in counts.items()]
    return Plot("penalty alpha", "runs", tuple(series), log_x=True)


def _estimate(params: Params) -> float:
    """Six paths for each data set, with about as many knots as features can be kept; LassoCV once."""
    p: Mapping[str, Any] = params
    kept = min(p["n"], p["d"])
    return float(0.1 + p["seeds"] * kept * (6e-4 + 6e-8 * kept**2) + 2e-4 * p["d"] ** 2)


SCRIPT = """
import numpy as np
from sklearn.linear_model import LassoCV, lars_path

alphas, kept, right, exists = [], [], 0, 0
for k in range(seeds):
    rng = np.random.RandomState(seed + k)
    X = rng.randn(n, d)
    y = 1.5 * X[:, 0] - 2.0 * X[:, 5] + 0.8 * X[:, 12] + noise * rng.randn(n)
    grid = np.geomspace(2, 0.02, 30)
    search = LassoCV(alphas=grid, cv=5, fit_intercept=False, tol=1e-8, max_iter=100_000).fit(X, y)
    alphas.append(search.alpha_)
    kept.append(np.count_nonzero(search.coef_))
    right += set(np.flatnonzero(search.coef_)) == {0, 5, 12}

    _, _, path = lars_path(X, y, method="lasso")  # (features, knots): between two knots, what either of them keeps
    between = [set(np.flatnonzero(abs(a) + abs(b))) for a, b in zip(path.T, path.T[1:])]
    exists += {0, 5, 12} in between

print("cv_alpha =", np.median(alphas))
print("cv_nonzeros =", np.median(kept))
print("support_at_cv =", right)
print("support_exists =", exists)
"""

DEMO = Demo(
    name="selection_bias",
    title="The best alpha for prediction is not the one for selection",
    subject="Choosing lam",
    about="Cross-validation looks for the alpha that predicts best. A lasso that is strict enough to keep out every "
    "false feature also shrinks the true ones, so that a looser one often predicts better. Over several data sets it "
    "counts how often the choice, or any alpha at all, keeps exactly the three true features.",
    params=(
        Param("n", 100, "number of rows", 20, 1000),
        Param("d", 50, "number of features, of which 0, 5 and 12 matter", 13, 100),
        Param("noise", 1.0, "standard deviation of the noise, in units of the target", 0, 10),
        Param("seeds", 8, "number of data sets", 1, 1000),
        seed_param(0, "seed of the first data set"),
    ),
    claims=(
        Claim(
            "Cross-validation hits the true features in less than a third of the runs in which some alpha would.",
            "support_at_cv < support_exists / 3",
            {"noise": 0.0},
        ),
        Claim("In 7 runs or more some alpha keeps exactly the true features.", "support_exists >= 7", {"noise": 3.0}),
        Claim(
            "In the median cross-validation keeps more than 5 features, of which only 3 can be true.",
            "cv_nonzeros > 5",
            {"noise": 0.0},
        ),
        Claim(
            "The one-standard-error rule keeps fewer features and is right more often.",
            "one_se_nonzeros < cv_nonzeros and support_at_one_se > support_at_cv",
            {"noise": 0.0},
        ),
    ),
    run=run,
    script=SCRIPT,
    estimate=_estimate,
    libraries=("numpy", "scipy", "scikit-learn"),
)
