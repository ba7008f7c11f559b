"""Small facts about the lesson's code, each found by running the line in question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report
from quizapp.engine.model import Plot, Series, Table

GRID = (0.0, 1e-5, 1e-4, 1e-3, 1e-2)  # what the lesson searches where it is given nothing


def run(params: Params, report: Report) -> Outcome:
    """The facts, in the order of the lesson.

    `…_gradient` is torch's derivative of w², |w| and ReLU(w), `…_jump` by how much it differs just above and just
    below w. `pull_ratio_…` is how many times as far lam·|w| pulls one weight as another, whose data gradients (±1 for
    the first, in turn) are `scale` times as large. `biases_penalised` counts the biases that the penalty over all
    parameters pulls at. `middle` is the item `points` // 2 of the lesson's grid from -3 to 3, `laplace_at_middle` the
    density there. `draws_at_0` counts the exact zeros among 100 000 draws from Laplace(0, 1); `near_…` is the
    probability of |w| < 0.01 under it and under N(0, 1). The cross-check is the largest difference from the same in
    closed form.
    """
    from quizapp.engine.demos import _lesson_lines as lines

    p: Mapping[str, Any] = params
    facts = {
        "derivatives": lines.derivative_facts,
        "two weights under L1": lines.pull_facts,
        "the net": lines.net_facts,
        "the regression data": lines.design_facts,
        "the priors": lines.prior_facts,
    }
    measures: dict[str, float | int | bool] = {}
    apart = 0.0
    for k, (what, find) in enumerate(facts.items()):
        report(k / len(facts), what)
        found, off = find(p)
        measures |= found
        apart = max(apart, off)
    values = [0.1] * p["given"]
    measures |= {"grid_given": len(values), "grid_tried": len(values or GRID), "cross_check": apart}
    return Outcome(measures, _summary(measures, p), _table(measures, p), _plot())


def _summary(measures: Mapping[str, float | int | bool], p: Mapping[str, Any]) -> str:
    rows = "1 row" if p["batch"] == 1 else f"{p['batch']} rows"
    squeezed = "breaks" if measures["squeeze_raises"] else "survives"
    return (
        f"At w = {p['w']:g} torch's derivative of w² is {measures['square_gradient']:g} and that of |w| "
        f"{measures['abs_gradient']:g}; with gradients {p['scale']:g} times as large, L1 pulls "
        f"{measures['pull_ratio_adam']:.3g} times as weakly under Adam; a batch of {rows} "
        f"{squeezed} .squeeze(); {measures['biases']} of {measures['parameters']} penalised parameters are biases; "
        f"X has rank {measures['rank']} for {p['d']} features; the middle of {p['points']} points is "
        f"{measures['middle']:.4g}; of a grid with {p['given']} values {measures['grid_tried']} are tried; "
        f"train() and eval() come out {measures['train_eval_apart']:.3g} apart."
    )


def _table(measures: Mapping[str, float | int | bool], p: Mapping[str, Any]) -> Table:
    def outcome(raises: str) -> str:
        return "ValueError" if measures[raises] else "a loss"

    w, batch = f"w = {p['w']:g}", f"{p['batch']} in the batch"
    rows: tuple[tuple[str, str, str | float], ...] = (
        ("derivative of w²", w, measures["square_gradient"]),
        ("derivative of |w|", w, measures["abs_gradient"]),
        ("derivative of ReLU(w)", w, measures["relu_gradient"]),
        ("L1's pull by SGD, ratio", f"gradients 1 : {p['scale']:g}", measures["pull_ratio_sgd"]),
        ("L1's pull by Adam, ratio", f"gradients 1 : {p['scale']:g}", measures["pull_ratio_adam"]),
        ("loss with .squeeze()", batch, outcome("squeeze_raises")),
        ("loss with .squeeze(1)", batch, outcome("squeeze1_raises")),
        ("biases that the penalty pulls at", f"{measures['parameters']} parameters", measures["biases_penalised"]),
        ("logits, train() against eval()", f"dropout {p['dropout']:g}", measures["train_eval_apart"]),
        ("rank of X", f"{p['n']} rows, {p['d']} features", measures["rank"]),
        ("condition number of X", f"{p['n']} rows, {p['d']} features", measures["condition"]),
        ("the grid's middle", f"{p['points']} points from -3 to 3", measures["middle"]),
        ("Laplace density there", "0.5 at 0", measures["laplace_at_middle"]),
        ("exact zeros among Laplace draws", "100000 draws", measures["draws_at_0"]),
        ("values of lam that are tried", f"{p['given']} given", measures["grid_tried"]),
    )
    return Table(("what the code does", "at", "comes out as"), rows)


def _plot() -> Plot:
    from quizapp.engine.demos._lesson_lines import curves, derivative

    xs = tuple(k / 40 for k in range(-60, 61))  # 0 is among them, where |w| and ReLU have their kinks
    words = {"square": "w²", "abs": "|w|", "relu": "ReLU(w)"}
    series = [Series(words[name], xs, tuple(derivative(curve, x) for x in xs)) for name, (curve, _) in curves().items()]
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
        Param("scale", 10.0, "how many times as large the second weight's data gradients are", 1, 100),
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
            "Under Adam, L1 pulls one weight more than five times as far as the other.",
            "pull_ratio_adam > 5",
            {"scale": 2.0},
        ),
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
