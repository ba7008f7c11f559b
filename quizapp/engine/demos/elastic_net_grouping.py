"""A group of near-copies under resampling: the lasso picks among them, the elastic net shares out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

ALMOST_COPIES = 0.9999  # beyond it, and short of 1, coordinate descent takes a million rounds
CHECKED_RESAMPLES = 4  # scikit-learn fits these first ones too, for the cross-check
TOLERANCE = 1e-10  # its `tol`
ROUNDS = 1_000_000  # most rounds of its coordinate descent
MODELS = {"lasso": "Lasso", "elastic_net": "ElasticNet"}


def run(params: Params, report: Report) -> Outcome:
    """Refit lasso and elastic net, both exactly, on `boots` bootstrap resamples of the rows, each centred.

    The first `group` of the `d` features are √rho·z + √(1-rho)·noise with a common z, and y = 3z + noise/2. Over the
    weights of the group: `…_selected` is the mean number that is not 0, `…_spread` the mean of largest - smallest,
    `…_sd` a weight's standard deviation over the resamples (mean over the group) and `…_sum_sd` that of their sum.
    The cross-check is the largest difference in a fitted value from scikit-learn's Lasso and ElasticNet, on the first
    resamples: where features are copies, the lasso's fitted values are unique and its weights are not.
    """
    import numpy as np

    p: Mapping[str, Any] = params
    rng = np.random.default_rng(p["seed"])
    rows, target = _data(rng, p)
    weights: dict[str, list[Vector]] = {model: [] for model in MODELS}
    apart = 0.0
    for k in range(p["boots"]):
        report(k / p["boots"], f"resample {k + 1} of {p['boots']}")
        chosen = rng.integers(0, p["n"], p["n"])
        sample, wanted = rows[chosen] - rows[chosen].mean(axis=0), target[chosen] - target[chosen].mean()
        for model, l1_ratio in (("lasso", 1.0), ("elastic_net", p["l1_ratio"])):
            exact = _exact_fit(sample, wanted, p["alpha"], l1_ratio)
            weights[model].append(exact[: p["group"]])
            if k < CHECKED_RESAMPLES:
                theirs = _sklearn_fit(model, sample, wanted, p)
                apart = max(apart, float(abs(sample @ (exact - theirs)).max()))
    groups = {model: np.array(fits) for model, fits in weights.items()}
    measures: dict[str, float] = {}
    for name, measure in _MEASURES.items():
        measures |= {f"{model}_{name}": float(measure(group)) for model, group in groups.items()}
    measures["cross_check"] = apart
    return Outcome(measures, _summary(measures, p), _table(groups), _plot(groups))


# name: the measure over the weights (boots, group)
_MEASURES: dict[str, Callable[[Vector], Any]] = {
    "selected": lambda weights: (weights != 0).sum(axis=1).mean(),
    "spread": lambda weights: (weights.max(axis=1) - weights.min(axis=1)).mean(),
    "sd": lambda weights: weights.std(axis=0, ddof=1).mean(),
    "sum_sd": lambda weights: weights.sum(axis=1).std(ddof=1),
}


def _data(rng: Any, p: Mapping[str, Any]) -> tuple[Vector, Vector]:
    """Rows (n, d) of which the first `group` features are near-copies of the signal, and the target (n,)."""
    signal, rows = rng.standard_normal((p["n"], 1)), rng.standard_normal((p["n"], p["d"]))
    group = slice(p["group"])
    rows[:, group] = p["rho"] ** 0.5 * signal + (1 - p["rho"]) ** 0.5 * rows[:, group]
    return rows, 3 * signal[:, 0] + 0.5 * rng.standard_normal(p["n"])


def _exact_fit(rows: Vector, target: Vector, alpha: float, l1_ratio: float) -> Vector:
    """The elastic net's weights (d,) on centred rows and target, in scikit-learn's convention."""
    import numpy as np

    from quizapp.engine.demos._lesson import l1_minimiser

    n, d = rows.shape
    gram = rows.T @ rows / n + alpha * (1 - l1_ratio) * np.eye(d)
    return l1_minimiser(gram, rows.T @ target / n, alpha * l1_ratio)


def _sklearn_fit(model: str, rows: Vector, target: Vector, p: Mapping[str, Any]) -> Vector:
    import warnings

    import numpy as np
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import ElasticNet, Lasso

    n, d = rows.shape
    descent = {"alpha": p["alpha"], "fit_intercept": False, "tol": TOLERANCE, "max_iter": ROUNDS, "precompute": n > d}
    estimator = Lasso(**descent) if model == "lasso" else ElasticNet(l1_ratio=p["l1_ratio"], **descent)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # how far it came shows in the cross-check
        return np.asarray(estimator.fit(rows, target).coef_)


def _summary(measures: Mapping[str, float], p: Mapping[str, Any]) -> str:
    def kept(model: str) -> str:
        return (
            f"keeps {measures[f'{model}_selected']:.3g} of {p['group']} features on average, "
            f"{measures[f'{model}_spread']:.3g} apart, and a weight varies by {measures[f'{model}_sd']:.2g}"
        )

    return f"Over {p['boots']} resamples the lasso {kept('lasso')}, while the elastic net {kept('elastic_net')}."


def _table(groups: Mapping[str, Vector]) -> Table:
    headings = [f"{text}: {what}" for text in MODELS.values() for what in ("mean weight", "sd", "share kept")]
    cells = [
        column.tolist()
        for weights in groups.values()
        for column in (weights.mean(axis=0), weights.std(axis=0, ddof=1), (weights != 0).mean(axis=0))
    ]
    rows = tuple((f"x{j}", *values) for j, values in enumerate(zip(*cells, strict=True)))
    return Table(("feature", *headings), rows)


def _plot(groups: Mapping[str, Vector]) -> Plot:
    """The largest and the smallest weight of the group in each resample, each in rising order."""
    series = []
    for model, text in MODELS.items():
        for end, values in (("largest", groups[model].max(axis=1)), ("smallest", groups[model].min(axis=1))):
            ys = sorted(values.tolist())
            series.append(Series(f"{text}, {end}", tuple(float(k + 1) for k in range(len(ys))), tuple(ys)))
    return Plot("resample, in rising order", "weight in the group", tuple(series))


def _check(params: Params) -> str | None:
    p: Mapping[str, Any] = params
    if p["group"] > p["d"]:
        return f"a group of {p['group']} features does not fit into d = {p['d']}; take d from {p['group']} on."
    if ALMOST_COPIES < p["rho"] < 1:
        return (
            f"rho = {p['rho']:g} makes the group so alike that coordinate descent does not settle; take at most "
            f"{ALMOST_COPIES:g}, or 1 for exact copies."
        )
    if p["rho"] == 1 and 0 < p["alpha"] * (1 - p["l1_ratio"]) < 1 - ALMOST_COPIES:
        return (
            f"l1_ratio = {p['l1_ratio']:g} leaves so little L2 penalty to exact copies that coordinate descent does "
            f"not settle; take at most {1 - (1 - ALMOST_COPIES) / p['alpha']:.4g}, or 1 for none."
        )
    return None


def _estimate(params: Params) -> float:
    """The exact paths take longer where a small penalty keeps many features, scikit-learn where they are alike."""
    p: Mapping[str, Any] = params
    path = 7e-5 + 5e-7 / (p["alpha"] * p["l1_ratio"] + 0.002)
    descent = 0.002 if p["rho"] <= 0.99 else 0.03 if p["n"] > p["d"] else 0.15
    return float(0.05 + p["d"] * (p["boots"] * path + descent))


SCRIPT = """
import numpy as np
from sklearn.linear_model import ElasticNet, Lasso

rng = np.random.default_rng(seed)
signal, X = rng.standard_normal((n, 1)), rng.standard_normal((n, d))
X[:, :group] = np.sqrt(rho) * signal + np.sqrt(1 - rho) * X[:, :group]  # near-copies of one signal
y = 3 * signal[:, 0] + 0.5 * rng.standard_normal(n)

models = {
    "lasso": Lasso(alpha=alpha, tol=1e-10, max_iter=1_000_000),
    "elastic_net": ElasticNet(alpha=alpha, l1_ratio=l1_ratio, tol=1e-10, max_iter=1_000_000),
}
weights = {name: [] for name in models}
for _ in range(boots):
    rows = rng.integers(0, n, n)
    for name, model in models.items():
        weights[name].append(model.fit(X[rows], y[rows]).coef_[:group])
for name, w in weights.items():
    w = np.array(w)  # (boots, group)
    print(f"{name}_selected =", np.mean(np.sum(w != 0, axis=1)))
    print(f"{name}_spread =", np.mean(np.ptp(w, axis=1)))
    print(f"{name}_sd =", np.mean(np.std(w, axis=0, ddof=1)))
"""

DEMO = Demo(
    name="elastic_net_grouping",
    title="Near-copies of one signal: the lasso picks, the elastic net shares",
    subject="L1 and sparsity",
    about="A few features share a signal, which makes rho their correlation, and both models are refitted to bootstrap "
    "resamples of the rows. The more alike the features are, the less the data tell the lasso how to share the signal "
    "out, and its weights are no ranking of them. The L2 part of the elastic net makes near-copies share alike.",
    params=(
        Param("rho", 0.99, "correlation between the features of the group", 0, 1),
        Param("group", 3, "number of features in the group", 2, 10),
        Param("n", 100, "number of rows", 20, 1000),
        Param("d", 20, "number of features in all", 2, 100),
        Param("alpha", 0.1, "strength of the penalty, in scikit-learn's convention", 0.01, 10),
        Param("l1_ratio", 0.5, "share of the L1 penalty in the elastic net", 0.01, 1),
        Param("boots", 50, "number of bootstrap resamples", 2, 2000),
        seed_param(0, "seed of the data and of the resamples"),
    ),
    claims=(
        Claim(
            "In every resample the elastic net keeps all features of a group of 3.",
            "elastic_net_selected == 3",
            {"l1_ratio": 1.0},
        ),
        Claim(
            "The lasso's weights in the group are more than 3 times as far apart as the elastic net's.",
            "lasso_spread > 3 * elastic_net_spread",
            {"rho": 0.5},
        ),
        Claim(
            "From resample to resample a lasso weight varies more than 3 times as much as an elastic-net weight.",
            "lasso_sd > 3 * elastic_net_sd",
            {"rho": 0.5},
        ),
        Claim(
            "The lasso's sum over the group varies less than half as much as one of its weights does on average.",
            "lasso_sum_sd < lasso_sd / 2",
            {"rho": 0.0},
        ),
    ),
    run=run,
    script=SCRIPT,
    check=_check,
    estimate=_estimate,
    libraries=("numpy", "scikit-learn"),
)
