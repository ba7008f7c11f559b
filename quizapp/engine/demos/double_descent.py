"""Random ReLU features, from too few to far too many: the error peaks where they are as many as the rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

SHARES = (0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 5, 8)  # widths, as shares of the number of rows
NO_PENALTY = 1e-8  # as good as none, and the fit with the smallest weights where many fit exactly
TUNING_ROWS, NEW_ROWS = 500, 500


def run(params: Params, report: Report) -> Outcome:
    """Fit `n` rows of a noisy linear target by ridge on the first `width` of some random ReLU features.

    The errors are against the target without noise on 500 new rows, medians over the data sets `seed` …
    `seed` + `seeds` - 1: with next to no penalty (1e-8), and with the one of 18 penalties from there to 1e4 that is
    best on 500 other new rows. `peak_width` is the width at which the former is highest, `peak_over_tuned` the ratio
    of both there, and `tuned_max_width` the width at which the latter is highest. The cross-check is the largest
    difference of predictions from scikit-learn's Ridge on the first data set, at the width n and at the largest one,
    as a share of their root mean square. Source: Nakkiran et al. 2020, optimal regularization.
    """
    import numpy as np

    p: Mapping[str, Any] = params
    widths = _widths(p["n"])
    errors, penalties = [], []
    for k in range(p["seeds"]):
        report(0.9 * k / p["seeds"], f"data set {k + 1} of {p['seeds']}")
        data = _draw(p["seed"] + k, p, widths[-1])
        fits = [_errors(data, width) for width in widths]
        errors.append([(bare, tuned) for bare, tuned, _ in fits])
        penalties.append([penalty for *_, penalty in fits])
    report(0.9, "the same by scikit-learn")
    bare, tuned = np.median(errors, axis=0).T
    peak = int(bare.argmax())
    measures = {
        "peak_width": widths[peak],
        "peak_over_tuned": float(bare[peak] / tuned[peak]),
        "tuned_max_width": widths[int(tuned.argmax())],
        "cross_check": _cross_check(_draw(p["seed"], p, widths[-1]), (p["n"], widths[-1])),
    }
    columns = (widths, bare.tolist(), tuned.tolist(), np.median(penalties, axis=0).tolist())
    headings = ("width", "error without a penalty", "error with the tuned penalty", "tuned penalty")
    table = Table(headings, tuple(zip(*columns, strict=True)))
    return Outcome(measures, _summary(measures, p), table, _plot(widths, bare, tuned))


def _widths(n: int) -> list[int]:
    return sorted({max(1, round(n * share)) for share in SHARES})


class _Data(NamedTuple):
    """The widest features (rows, width) and targets (rows,) of one data set: to fit, to tune and to judge."""

    features: Vector
    target: Vector
    tuning_features: Vector
    tuning_target: Vector
    new_features: Vector
    new_target: Vector


def _draw(seed: int, p: Mapping[str, Any], width: int) -> _Data:
    """Inputs, weights and random layer from one generator; only the rows to fit have noise."""
    import numpy as np

    rng, n, scale = np.random.default_rng(seed), p["n"], p["d"] ** -0.5
    true, layer = scale * rng.standard_normal(p["d"]), scale * rng.standard_normal((p["d"], width))
    inputs = rng.standard_normal((n + TUNING_ROWS + NEW_ROWS, p["d"]))
    features, target = np.maximum(inputs @ layer, 0), inputs @ true
    target[:n] += p["noise"] * rng.standard_normal(n)
    first, second = slice(n, n + TUNING_ROWS), slice(n + TUNING_ROWS, None)
    return _Data(features[:n], target[:n], features[first], target[first], features[second], target[second])


def _errors(data: _Data, width: int) -> tuple[float, float, float]:
    """The errors of the first `width` features without a penalty and with the tuned one, and that penalty."""
    penalties = _penalties()
    weights = _ridge(data.features[:, :width], data.target, penalties)
    tuning, judging = (
        ((features[:, :width] @ weights.T - target[:, None]) ** 2).mean(axis=0)
        for features, target in ((data.tuning_features, data.tuning_target), (data.new_features, data.new_target))
    )
    best = int(tuning.argmin())
    return float(judging[0]), float(judging[best]), float(penalties[best])


def _penalties() -> Vector:
    """The penalties to tune over; the first is none to speak of."""
    import numpy as np

    return np.concatenate([[NO_PENALTY], np.logspace(-4, 4, 17)])


def _ridge(features: Vector, target: Vector, penalties: Vector) -> Vector:
    """The minimisers (penalties, width) of ‖y - Fw‖² + penalty·‖w‖², all from one singular value decomposition."""
    import numpy as np

    left, singular, right = np.linalg.svd(features, full_matrices=False)
    weights: Vector = (singular * (left.T @ target) / (singular**2 + penalties[:, None])) @ right
    return weights


def _cross_check(data: _Data, widths: tuple[int, ...]) -> float:
    import numpy as np
    from sklearn.linear_model import Ridge

    apart = []
    for width in widths:
        penalties = _penalties()[[0, -1]]
        for penalty, weights in zip(penalties, _ridge(data.features[:, :width], data.target, penalties), strict=True):
            model = Ridge(alpha=penalty, fit_intercept=False, solver="svd").fit(data.features[:, :width], data.target)
            theirs = model.predict(data.new_features[:, :width])
            scale = float(np.sqrt(np.mean(theirs**2)))
            apart.append(float(abs(data.new_features[:, :width] @ weights - theirs).max()) / scale)
    return max(apart)


def _summary(measures: Mapping[str, float], p: Mapping[str, Any]) -> str:
    return (
        f"On {p['n']} rows, the fit without a penalty is worst at width {measures['peak_width']}, where its error is "
        f"{measures['peak_over_tuned']:.3g} times that of the tuned penalty, which is worst at width "
        f"{measures['tuned_max_width']}."
    )


def _plot(widths: list[int], bare: Vector, tuned: Vector) -> Plot:
    xs = tuple(float(width) for width in widths)
    curves = {"without a penalty": bare, "with the tuned penalty": tuned}
    series = tuple(Series(name, xs, tuple(errors.tolist())) for name, errors in curves.items())
    return Plot("width: number of random features", "mean squared error on new rows", series, log_x=True, log_y=True)


SCRIPT = """
import numpy as np

shares = (0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 5, 8)
widths = sorted({max(1, round(n * share)) for share in shares})
penalties = np.concatenate([[1e-8], np.logspace(-4, 4, 17)])[:, None]
errors = []
for start in range(seed, seed + seeds):
    rng = np.random.default_rng(start)
    true, layer = rng.standard_normal(d) / np.sqrt(d), rng.standard_normal((d, widths[-1])) / np.sqrt(d)
    X = rng.standard_normal((n + 1000, d))
    y = X @ true
    y[:n] += noise * rng.standard_normal(n)
    features = np.maximum(X @ layer, 0)
    for width in widths:
        u, s, vt = np.linalg.svd(features[:n, :width], full_matrices=False)
        w = (s * (u.T @ y[:n]) / (s**2 + penalties)) @ vt
        loss = (features[n:, :width] @ w.T - y[n:, None]) ** 2
        best = loss[:500].mean(axis=0).argmin()  # tuned on 500 new rows, judged on 500 others
        errors.append((loss[500:, 0].mean(), loss[500:, best].mean()))

bare, tuned = np.median(np.reshape(errors, (seeds, len(widths), 2)), axis=0).T
peak = bare.argmax()
print("peak_width =", widths[peak])
print("peak_over_tuned =", bare[peak] / tuned[peak])
print("tuned_max_width =", widths[tuned.argmax()])
"""


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    return float(0.05 + p["seeds"] * (0.005 + 5e-6 * p["n"] ** 2 + 5e-9 * p["n"] ** 3))


DEMO = Demo(
    name="double_descent",
    title="The second descent, and the penalty that removes the peak",
    subject="Choosing lam",
    about="A noisy linear target is fitted by ridge on more and more random ReLU features. With next to no penalty, "
    "the error usually peaks where there are as many features as rows, and falls again beyond. A penalty that is tuned "
    "at each width then takes that peak away.",
    params=(
        Param("n", 50, "number of rows to fit", 10, 300),
        Param("d", 20, "number of inputs", 2, 100),
        Param("noise", 0.5, "standard deviation of the noise; that of the target is about 1", 0, 5),
        Param("seeds", 5, "number of data sets, whose median is taken", 1, 200),
        seed_param(0, "seed of the first data set"),
    ),
    claims=(
        Claim(
            "Without a penalty, the error peaks at width 50, the number of rows.",
            "peak_width == 50",
            {"n": 20},
        ),
        Claim(
            "There it is more than 5 times the error with a tuned penalty.",
            "peak_over_tuned > 5",
            {"noise": 0.0, "d": 2},
        ),
        Claim(
            "The tuned fit is worst at a smaller width.",
            "tuned_max_width < peak_width",
            {"noise": 0.0, "d": 2},
        ),
    ),
    run=run,
    script=SCRIPT,
    estimate=_estimate,
    libraries=("numpy", "scikit-learn"),
)
