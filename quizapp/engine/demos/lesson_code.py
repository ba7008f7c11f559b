"""Small facts about the lesson's code, each found by running the line in question."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    import torch
    from numpy.random import Generator

Measures = dict[str, float | int | bool]

FEATURES = 20  # of the lesson's net
GRID = (0.0, 1e-5, 1e-4, 1e-3, 1e-2)  # what the lesson searches where it is given nothing
SEED = 42  # of the lesson's regression data
NEAR = 0.01  # what the lesson takes for zero
DRAWS = 100_000
NUDGE = 1e-9  # to either side of w, for the jump of a derivative


def run(params: Params, report: Report) -> Outcome:
    """The facts, in the order of the lesson.

    `…_gradient` is torch's derivative of w², |w| and ReLU(w), `…_jump` by how much it differs just above and just
    below w. `biases_penalised` counts the biases that the penalty over all parameters pulls at. `middle` is the item
    `points` // 2 of the lesson's grid from -3 to 3, `laplace_at_middle` the density there. `draws_at_0` counts the
    exact zeros among 100 000 draws from Laplace(0, 1), `near_…` is the probability of |w| < 0.01 under it and under
    N(0, 1). The cross-check is the largest difference from the same in closed form.
    """
    p: Mapping[str, Any] = params
    report(0.0, "derivatives")
    measures, apart = _derivatives(p["w"])
    for k, facts in enumerate((_net_facts, _design_facts, _prior_facts)):
        report((k + 1) / 4, ("the net", "the regression data", "the priors")[k])
        found, off = facts(p)
        measures |= found
        apart = max(apart, off)
    values = [0.1] * p["given"]
    measures |= {"grid_given": len(values), "grid_tried": len(values or GRID), "cross_check": apart}
    return Outcome(measures, _summary(measures, p), _table(measures, p), _plot())


def _curves() -> dict[str, tuple[Callable[[Any], Any], Callable[[float], float]]]:
    """Each curve in torch, and its derivative in closed form; both have 0 at their kink, as torch has."""
    import torch

    return {
        "square": (torch.square, lambda w: 2 * w),
        "abs": (torch.abs, lambda w: float((w > 0) - (w < 0))),
        "relu": (torch.relu, lambda w: float(w > 0)),
    }


def _derivative(curve: Callable[[Any], Any], w: float) -> float:
    import torch

    weight = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    curve(weight).backward()
    return _gradient(weight).item()


def _derivatives(w: float) -> tuple[Measures, float]:
    measures: Measures = {}
    apart = 0.0
    for name, (curve, closed) in _curves().items():
        measures[f"{name}_gradient"] = _derivative(curve, w)
        measures[f"{name}_jump"] = _derivative(curve, w + NUDGE) - _derivative(curve, w - NUDGE)
        apart = max(apart, abs(measures[f"{name}_gradient"] - closed(w)))
    return measures, apart


def _net_facts(p: Mapping[str, Any]) -> tuple[Measures, float]:
    """The lesson's net with `units` hidden units, its loss on `batch` rows, and the penalty over its parameters."""
    import numpy as np
    import torch

    rng = np.random.default_rng(0)
    net = _net(rng, p["units"], p["dropout"])
    rows = torch.tensor(rng.standard_normal((p["batch"], FEATURES)))
    labels = torch.tensor(rng.integers(0, 2, p["batch"])).double()
    loss = torch.nn.BCEWithLogitsLoss()
    squares = sum((param.pow(2).sum() for param in net.parameters()), torch.tensor(0.0))
    squares.backward()  # type: ignore[no-untyped-call]
    biases = [param for name, param in net.named_parameters() if name.endswith("bias")]
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        differs = (net.train()(rows) - net.eval()(rows)).abs().max().item()
    parameters = sum(param.numel() for param in net.parameters())
    measures: Measures = {
        "parameters": parameters,
        "biases": sum(bias.numel() for bias in biases),
        "bias_share": sum(bias.numel() for bias in biases) / parameters,
        "biases_penalised": sum(int(_gradient(bias).count_nonzero()) for bias in biases),
        "squeeze_raises": _raises(lambda: loss(net(rows).squeeze(), labels)),
        "squeeze1_raises": _raises(lambda: loss(net(rows).squeeze(1), labels)),
        "train_eval_apart": differs,
    }
    return measures, max((_gradient(param) - 2 * param).abs().max().item() for param in net.parameters())


def _net(rng: Generator, units: int, dropout: float) -> torch.nn.Sequential:
    """The net in float64, its weights uniform in ±1/√fan_in; with `dropout`, a layer of that behind the ReLU."""
    import torch

    hidden, output = torch.nn.Linear(FEATURES, units), torch.nn.Linear(units, 1)
    for layer in (hidden, output):
        reach = layer.in_features**-0.5
        for param in layer.parameters():
            param.data = torch.tensor(rng.uniform(-reach, reach, tuple(param.shape)))
    dropped = [torch.nn.Dropout(dropout)] if dropout else []
    return torch.nn.Sequential(hidden, torch.nn.ReLU(), *dropped, output)


def _gradient(leaf: torch.Tensor) -> torch.Tensor:
    assert leaf.grad is not None  # whoever asks has gone backwards
    return leaf.grad


def _raises(action: Callable[[], object]) -> bool:
    try:
        action()
    except ValueError:
        return True
    return False


def _design_facts(p: Mapping[str, Any]) -> tuple[Measures, float]:
    """The rank of the lesson's X (n, d), and its largest singular value over its smallest of the first min(n, d)."""
    import numpy as np

    rows = np.random.RandomState(SEED).randn(p["n"], p["d"])
    sizes = np.linalg.svd(rows, compute_uv=False)
    squares = np.linalg.eigvalsh(rows.T @ rows if p["d"] <= p["n"] else rows @ rows.T)
    condition = float(sizes[0] / sizes[-1])
    measures: Measures = {"features": p["d"], "rank": int(np.linalg.matrix_rank(rows)), "condition": condition}
    return measures, abs(float((squares[-1] / squares[0]) ** 0.5) / condition - 1)


def _prior_facts(p: Mapping[str, Any]) -> tuple[Measures, float]:
    import numpy as np
    from scipy import stats

    middle = float(np.linspace(-3, 3, p["points"])[p["points"] // 2])
    draws = np.random.default_rng(0).laplace(size=DRAWS)
    measures: Measures = {
        "middle": middle,
        "laplace_at_middle": float(stats.laplace.pdf(middle)),
        "laplace_at_0": float(stats.laplace.pdf(0)),
        "draws_at_0": int((draws == 0).sum()),
        "near_laplace": float(stats.laplace.cdf(NEAR) - stats.laplace.cdf(-NEAR)),
        "near_gaussian": float(stats.norm.cdf(NEAR) - stats.norm.cdf(-NEAR)),
    }
    closed = {
        "laplace_at_middle": math.exp(-abs(middle)) / 2,
        "near_laplace": -math.expm1(-NEAR),
        "near_gaussian": math.erf(NEAR / math.sqrt(2)),
    }
    return measures, max(abs(measures[name] - value) for name, value in closed.items())


def _summary(measures: Mapping[str, float | int | bool], p: Mapping[str, Any]) -> str:
    rows = "1 row" if p["batch"] == 1 else f"{p['batch']} rows"
    squeezed = "breaks" if measures["squeeze_raises"] else "survives"
    return (
        f"At w = {p['w']:g} torch's derivative of |w| is {measures['abs_gradient']:g}; a batch of {rows} {squeezed} "
        f".squeeze(); {measures['biases']} of {measures['parameters']} penalised parameters are biases; X has rank "
        f"{measures['rank']} for {p['d']} features; the middle of {p['points']} points is {measures['middle']:.4g}; of "
        f"a grid with {p['given']} values {measures['grid_tried']} are tried; train() and eval() come out "
        f"{measures['train_eval_apart']:.3g} apart."
    )


def _table(measures: Mapping[str, float | int | bool], p: Mapping[str, Any]) -> Table:
    def outcome(raises: str) -> str:
        return "ValueError" if measures[raises] else "a loss"

    w, batch = f"w = {p['w']:g}", f"{p['batch']} in the batch"
    rows: tuple[tuple[str, str, str | float], ...] = (
        ("derivative of |w|", w, measures["abs_gradient"]),
        ("derivative of ReLU(w)", w, measures["relu_gradient"]),
        ("loss with .squeeze()", batch, outcome("squeeze_raises")),
        ("loss with .squeeze(1)", batch, outcome("squeeze1_raises")),
        ("biases that the penalty pulls at", f"{measures['parameters']} parameters", measures["biases_penalised"]),
        ("logits, train() against eval()", f"dropout {p['dropout']:g}", measures["train_eval_apart"]),
        ("rank of X", f"{p['n']} rows, {p['d']} features", measures["rank"]),
        ("condition number of X", f"{p['n']} rows, {p['d']} features", measures["condition"]),
        ("the grid's middle", f"{p['points']} points from -3 to 3", measures["middle"]),
        ("Laplace density there", "0.5 at 0", measures["laplace_at_middle"]),
        ("exact zeros among Laplace draws", f"{DRAWS} draws", measures["draws_at_0"]),
        ("values of lam that are tried", f"{p['given']} given", measures["grid_tried"]),
    )
    return Table(("what the code does", "at", "comes out as"), rows)


def _plot() -> Plot:
    xs = tuple(k / 40 for k in range(-60, 61))  # 0 is among them, where |w| and ReLU have their kinks
    words = {"square": "w²", "abs": "|w|", "relu": "ReLU(w)"}
    series = [
        Series(words[name], xs, tuple(_derivative(curve, x) for x in xs)) for name, (curve, _) in _curves().items()
    ]
    return Plot("weight w", "torch's derivative", tuple(series))


SCRIPT = """
import numpy as np
import torch

weight = torch.tensor(w, requires_grad=True)
weight.abs().backward()
print("abs_gradient =", weight.grad.item())

net = torch.nn.Sequential(torch.nn.Linear(20, units), torch.nn.ReLU(), torch.nn.Linear(units, 1))
rows, labels = torch.zeros(batch, 20), torch.zeros(batch)
for name, logits in (("squeeze", net(rows).squeeze()), ("squeeze1", net(rows).squeeze(1))):
    try:
        torch.nn.BCEWithLogitsLoss()(logits, labels)
        print(f"{name}_raises = 0")
    except ValueError:
        print(f"{name}_raises = 1")
print("parameters =", sum(param.numel() for param in net.parameters()))
print("biases =", sum(param.numel() for name, param in net.named_parameters() if "bias" in name))

X = np.random.RandomState(42).randn(n, d)
print("rank =", np.linalg.matrix_rank(X))
print("condition =", np.linalg.cond(X))

middle = np.linspace(-3, 3, points)[points // 2]
print("middle =", middle)
print("laplace_at_middle =", np.exp(-abs(middle)) / 2)
print("draws_at_0 =", np.sum(np.random.default_rng(0).laplace(size=100_000) == 0))
print("grid_tried =", len([0.1] * given or [0.0, 1e-5, 1e-4, 1e-3, 1e-2]))
"""

DEMO = Demo(
    name="lesson_code",
    title="The lesson's code, line by line",
    subject="The lesson",
    about="Small facts that decide whether a line of the lesson's code does what is said of it: derivatives at a kink, "
    "a batch of one row, biases in the penalty, the rank of X, a grid that misses 0, an empty list. Each is found by "
    "running the line, and each has a setting under which it comes out the other way.",
    params=(
        Param("w", 0.0, "where the derivatives are taken, no unit", -10, 10),
        Param("batch", 1, "number of rows in the batch", 1, 256),
        Param("units", 64, "hidden units of the net, which has 20 inputs", 1, 512),
        Param("dropout", 0.0, "share of the hidden units that training drops", 0, 0.9),
        Param("n", 100, "number of rows of the regression data", 2, 1000),
        Param("d", 50, "number of its features", 2, 200),
        Param("points", 1000, "points of the grid from -3 to 3", 2, 100_000),
        Param("given", 0, "how many values of lam the caller's list has", 0, 20),
    ),
    claims=(
        Claim("torch takes 0 as the derivative of |w| here.", "abs_gradient == 0", {"w": 0.5}),
        Claim(
            "A batch of this size breaks .squeeze() and not .squeeze(1).",
            "squeeze_raises == 1 and squeeze1_raises == 0",
            {"batch": 2},
        ),
        Claim("Fewer than one penalised parameter in twenty is a bias.", "bias_share < 0.05", {"units": 4}),
        Claim("train() and eval() give the same logits.", "train_eval_apart == 0", {"dropout": 0.5}),
        Claim("The rows determine the least-squares weights: X has full rank.", "rank == features", {"n": 30}),
        Claim("The middle of the grid is not w = 0.", "middle != 0", {"points": 1001}),
        Claim("More values of lam are tried than were given.", "grid_tried > grid_given", {"given": 3}),
    ),
    run=run,
    script=SCRIPT,
    libraries=("numpy", "scipy", "torch"),
)
