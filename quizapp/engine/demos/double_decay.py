"""AdamW's weight decay and a penalty in the loss, alone and together: two mechanisms, not one done twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.demos._lines import by_step
from quizapp.engine.model import Plot, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

# run: (AdamW decays, the loss has the penalty)
RUNS = {"none": (False, False), "adamw": (True, False), "penalty": (False, True), "both": (True, True)}
ROWS = 32
CHECKED_STEPS = 25  # torch takes these first steps too, for the cross-check


def run(params: Params, report: Report) -> Outcome:
    """Four runs from one start on one batch with random labels; norms are over all 1409 weights.

    `shrink_…` is how much shorter the weight vector ends than without any decay, `shrink_ratio` the penalty's over
    AdamW's (0 where AdamW's is 0). The penalty is lam·Σw² over all weights and biases, as the lesson writes it. The
    cross-check is the largest difference in a weight after the first steps in torch, over the four runs.
    """
    import numpy as np

    from quizapp.engine.demos import _net

    p: Mapping[str, Any] = params
    rng = np.random.default_rng(p["seed"])
    rows, labels = rng.standard_normal((ROWS, _net.FEATURES)), rng.integers(0, 2, ROWS).astype(float)
    start = _net.draw_start(rng)
    norms, early = _numpy_runs(start, rows, labels, p, report)
    report(0.9, "the first steps in torch")
    theirs = np.stack([_torch_run(start, rows, labels, p, *switches) for switches in RUNS.values()])
    ends = dict(zip(RUNS, norms[-1].tolist(), strict=True))
    shrink = {name: ends["none"] - ends[name] for name in RUNS}
    measures = {
        **{f"norm_{name}": end for name, end in ends.items()},
        "shrink_adamw": shrink["adamw"],
        "shrink_penalty": shrink["penalty"],
        "shrink_ratio": shrink["penalty"] / shrink["adamw"] if shrink["adamw"] else 0.0,
        "cross_check": float(abs(early - theirs).max()),
    }
    table = Table(("run", "norm at the end", "shorter by"), tuple((name, ends[name], shrink[name]) for name in RUNS))
    return Outcome(measures, _summary(measures, p), table, _plot(norms))


def _numpy_runs(
    start: Vector, rows: Vector, labels: Vector, p: Mapping[str, Any], report: Report
) -> tuple[Vector, Vector]:
    """Norms (steps + 1, 4), and the weights (4, 1409) after the steps that torch takes too."""
    import numpy as np

    from quizapp.engine.demos import _net

    nets = _net.Nets(np.repeat(start[None], len(RUNS), axis=0), ROWS)
    adam = _net.Adam(nets.weights, p["lr"])
    shrink = _net.for_each_weight([1 - p["lr"] * p["lam"] * decays for decays, _ in RUNS.values()])
    pull = _net.for_each_weight([2 * p["lam"] * penalised for _, penalised in RUNS.values()])
    padded, paths = _net.with_ones(rows), [_net.per_net(nets.weights, len(RUNS))]
    norms = [np.linalg.norm(paths[0], axis=1)]
    for step in range(1, p["steps"] + 1):
        nets.learn(padded, labels)
        gradient = nets.gradient + pull * nets.weights
        nets.weights *= shrink
        adam.step(nets.weights, gradient)
        weights = _net.per_net(nets.weights, len(RUNS))
        norms.append(np.linalg.norm(weights, axis=1))
        if step <= CHECKED_STEPS:
            early = weights
        report(0.9 * (step / p["steps"]), f"step {step} of {p['steps']}")
    return np.array(norms), early


def _torch_run(
    start: Vector, rows: Vector, labels: Vector, p: Mapping[str, Any], decays: bool, penalised: bool
) -> Vector:
    """The weights (1409,) after the first steps of the lesson's own loop, in double precision."""
    import torch

    from quizapp.engine.demos import _net

    net, inputs, targets = _net.torch_net(start), torch.tensor(rows), torch.tensor(labels)
    optimiser = torch.optim.AdamW(net.parameters(), lr=p["lr"], weight_decay=p["lam"] * decays)
    criterion = torch.nn.BCEWithLogitsLoss()
    for _ in range(min(p["steps"], CHECKED_STEPS)):
        optimiser.zero_grad()
        loss = criterion(net(inputs).squeeze(1), targets)
        if penalised:
            loss = loss + p["lam"] * sum(param.pow(2).sum() for param in net.parameters())
        loss.backward()
        optimiser.step()
    return _net.torch_weights(net)


def _summary(measures: Mapping[str, float], p: Mapping[str, Any]) -> str:
    ratio = measures["shrink_ratio"]
    times = f", {ratio:.0f} times as much" if ratio >= 10 else f", {ratio:.2g} times as much" if ratio > 0 else ""
    return (
        f"By step {p['steps']}, at lam = {p['lam']:g}, AdamW's decay has changed the norm of the weights by "
        f"{-measures['shrink_adamw']:.2g} and the same lam as a penalty in the loss by "
        f"{-measures['shrink_penalty']:.2g}{times}."
    )


def _plot(norms: Vector) -> Plot:
    series = tuple(by_step(name, norms[:, k].tolist()) for k, name in enumerate(RUNS))
    return Plot("step", "norm of all weights", series)


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    return float(0.15 + 3e-4 * p["steps"])


SCRIPT = """
import numpy as np
import torch

rng = np.random.default_rng(seed)
X, y = torch.from_numpy(rng.standard_normal((32, 20))), torch.from_numpy(rng.integers(0, 2, 32).astype(float))
wide, narrow = 20**-0.5, 64**-0.5
shapes = ((20, 64), wide), (64, wide), ((64, 1), narrow), (1, narrow)  # hidden layer and biases, output and bias
start = [torch.from_numpy(rng.uniform(-reach, reach, shape)) for shape, reach in shapes]

norms = {}
for decays in (0, 1):  # whether AdamW decays
    for penalised in (0, 1):  # whether the loss has the penalty
        params = [torch.nn.Parameter(part.clone()) for part in start]
        optimiser = torch.optim.AdamW(params, lr=lr, weight_decay=lam * decays)
        for _ in range(steps):
            optimiser.zero_grad()
            hidden, bias, output, last = params
            logits = (torch.relu(X @ hidden + bias) @ output).squeeze(1) + last
            loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, y)
            (loss + lam * penalised * sum(param.pow(2).sum() for param in params)).backward()
            optimiser.step()
        norms[decays, penalised] = sum(param.detach().pow(2).sum() for param in params).sqrt().item()
print("norm_none =", norms[0, 0])
print("norm_both =", norms[1, 1])
print("shrink_adamw =", norms[0, 0] - norms[1, 0])
print("shrink_penalty =", norms[0, 0] - norms[0, 1])
"""

DEMO = Demo(
    name="double_decay",
    title="Weight decay and a penalty are two mechanisms",
    subject="L2 and weight decay",
    about="The lesson trains with AdamW's weight decay and adds a penalty to the loss as well. From one start, four "
    "runs take the decay, the penalty, both or neither. The penalty goes through Adam's rescaling and, at a small lam, "
    "usually does hundreds to thousands of times as much as the decay.",
    params=(
        Param("lam", 1e-4, "strength of the decay and of the penalty, no unit", 1e-7, 1),
        Param("lr", 1e-3, "learning rate, per step", 1e-5, 0.1),
        Param("steps", 100, "number of optimiser steps", 1, 5000),
        seed_param(0, "seed of the batch and of the start"),
    ),
    claims=(
        Claim(
            "The penalty shortens the weights more than 100 times as much as AdamW's decay does.",
            "shrink_ratio > 100",
            {"lam": 0.1, "lr": 0.01},
        ),
        Claim(
            "On top of the penalty, AdamW's decay adds less than 1 % to what the penalty does.",
            "abs(norm_both - norm_penalty) < 0.01 * shrink_penalty",
            {"lam": 1.0},
        ),
        Claim("AdamW's decay shortens the weights by less than 0.001.", "shrink_adamw < 0.001", {"lam": 0.1}),
    ),
    run=run,
    script=SCRIPT,
    estimate=_estimate,
)
