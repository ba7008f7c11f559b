"""An L1 penalty on a small net, by subgradient and by proximal step: only one of them reaches zero."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    import torch
    from numpy.typing import NDArray

    Vector = NDArray[Any]

METHODS = ("adam_subgradient", "sgd_subgradient", "sgd_proximal", "adam_proximal")
AUTO_RATES = {"adam": 1e-3, "sgd": 0.1}
ROWS = 32  # in the fresh batch of each step
LAST = 50  # steps over which the loss is taken
CHECKED_STEPS = 25  # torch takes these first steps of the first net too, for the cross-check
THRESHOLDS = {"below_1e6": 1e-6, "below_1e5": 1e-5, "below_1e4": 1e-4, "below_1e3": 1e-3, "below_1e2": 1e-2}


def run(params: Params, report: Report) -> Outcome:
    """Train `nets` nets of 1409 weights, penalised by lam·Σ|w| over all weights and biases, on fresh batches.

    All nets see the same batches; net k starts from seed + k. Shares are over the weights of all nets; `loss_mean`
    and `loss_std` are the cross-entropy's mean and standard deviation over the last 50 steps, averaged over the
    nets. In double precision: in the lesson's single precision, roundings decide on one weight in a thousand, and two
    implementations count differently. The cross-check is the largest difference in a weight of the first net after
    the first steps in torch.
    """
    import numpy as np

    from quizapp.engine.demos import _net

    p: Mapping[str, Any] = params
    rate = AUTO_RATES[p["method"].split("_")[0]] if p["lr"] == "auto" else p["lr"]
    nets = _net.Nets(_net.draw_starts(p["seed"], p["nets"]), ROWS)
    before, losses = np.sort(abs(nets.weights)), []
    for step, loss in enumerate(_train(nets, rate, p), start=1):
        losses.append(loss)
        if step <= CHECKED_STEPS:
            early = _net.per_net(nets.weights, nets.count)[0]
        report(step / p["steps"], f"step {step} of {p['steps']}")
    sizes, last = np.sort(abs(nets.weights)), np.array(losses[-LAST:])
    measures = {
        "exact_zeros": _share_below(sizes, 0.0),
        **{name: _share_below(sizes, threshold) for name, threshold in THRESHOLDS.items()},
        "loss_mean": float(last.mean()),
        "loss_std": float(last.std(axis=0).mean()),
        "cross_check": float(abs(early - _torch_run(rate, p)).max()),
    }
    return Outcome(measures, _summary(measures, p), _table(measures), _plot(before, sizes))


def _batches(seed: int, signal: bool) -> Iterator[tuple[Vector, Vector]]:
    """Fresh rows (32, 20) and labels (32,) for ever: random labels, or 1 where x0 + x1·x2 > 0."""
    import numpy as np

    rng = np.random.default_rng([seed, 1])  # apart from the starts, which take default_rng(seed + k)
    while True:
        rows = rng.standard_normal((ROWS, 20), dtype=np.float32).astype(float)
        labels = rows[:, 0] + rows[:, 1] * rows[:, 2] > 0 if signal else rng.random(ROWS) < 0.5
        yield rows, labels.astype(float)


def _train(nets: Any, rate: float, p: Mapping[str, Any]) -> Iterator[Vector]:
    """Train `nets` in place; the losses (nets,) of each step."""
    import numpy as np

    from quizapp.engine.demos import _net

    optimiser, how = p["method"].split("_")
    adam = _net.Adam(nets.weights, rate) if optimiser == "adam" else None
    lam, weights = p["lam"], nets.weights
    for _, (rows, labels) in zip(range(p["steps"]), _batches(p["seed"], p["signal"]), strict=False):
        logits = nets.learn(_net.with_ones(rows), labels)
        if how == "subgradient":
            nets.gradient += lam * np.sign(weights)
        if adam:
            adam.step(weights, nets.gradient)
        else:
            weights -= rate * nets.gradient
        if how == "proximal":
            reach = rate * lam
            _soft_threshold(weights, reach / adam.denominator() if adam else reach)
        yield _net.cross_entropy(logits, labels)


def _soft_threshold(weights: Vector, reach: Any) -> None:
    """The proximal step of the L1 penalty, in place: each weight moves to 0 by `reach`, and stops there."""
    import numpy as np

    weights -= np.clip(weights, -reach, reach)


def _torch_run(rate: float, p: Mapping[str, Any]) -> Vector:
    """The weights (1409,) of the first net after the first steps of torch's autograd and optimiser."""
    import numpy as np
    import torch

    from quizapp.engine.demos import _net

    net = _net.torch_net(_net.draw_start(np.random.default_rng(p["seed"])))
    optimiser, how = p["method"].split("_")
    kind = torch.optim.Adam if optimiser == "adam" else torch.optim.SGD
    stepper: torch.optim.Optimizer = kind(net.parameters(), lr=rate)
    criterion = torch.nn.BCEWithLogitsLoss()
    batches = zip(range(min(p["steps"], CHECKED_STEPS)), _batches(p["seed"], p["signal"]), strict=False)
    for _, (rows, labels) in batches:
        stepper.zero_grad()
        loss = criterion(net(torch.from_numpy(rows)).squeeze(1), torch.from_numpy(labels))
        if how == "subgradient":
            loss = loss + p["lam"] * sum(param.abs().sum() for param in net.parameters())
        loss.backward()
        stepper.step()
        if how == "proximal":
            _torch_soft_threshold(net, stepper, rate * p["lam"])
    return _net.torch_weights(net)


def _torch_soft_threshold(net: torch.nn.Module, optimiser: torch.optim.Optimizer, reach: float) -> None:
    """The proximal step with Adam's own second moments, or with one reach for all weights after SGD."""
    import torch

    for param in net.parameters():
        state = optimiser.state[param]
        scale = torch.ones_like(param)
        if "exp_avg_sq" in state:
            scale = (state["exp_avg_sq"] / (1 - 0.999 ** state["step"].item())).sqrt() + 1e-8
        with torch.no_grad():
            param.copy_(torch.sign(param) * torch.relu(param.abs() - reach / scale))


def _share_below(sizes: Vector, threshold: float) -> float:
    """The share of the sorted `sizes` below `threshold`, or equal to 0 where that is 0."""
    import numpy as np

    side: Literal["left", "right"] = "left" if threshold else "right"
    return float(np.searchsorted(sizes, threshold, side)) / len(sizes)


def _summary(measures: Mapping[str, float], p: Mapping[str, Any]) -> str:
    exact = f"{100 * measures['exact_zeros']:.3g} %" if measures["exact_zeros"] else "none"
    return (
        f"By step {p['steps']} of {p['method'].replace('_', ' ')} with lam = {p['lam']:g}, "
        f"{exact} of the weights are exactly 0, while {100 * measures['below_1e4']:.1f} % are below "
        f"1e-4 and {100 * measures['below_1e2']:.1f} % below 1e-2; the loss of the last steps is "
        f"{measures['loss_mean']:.3f}."
    )


def _table(measures: Mapping[str, float]) -> Table:
    rows = [("exactly 0", measures["exact_zeros"])]
    rows += [(f"|w| < {threshold:.0e}", measures[name]) for name, threshold in THRESHOLDS.items()]
    return Table(("weights", "share"), tuple(rows))


def _plot(before: Vector, after: Vector) -> Plot:
    """The share of weights below each threshold; exact zeros keep the line up at its left end."""
    thresholds = [10 ** (-8 + k / 10) for k in range(81)]
    curves = {"at the start": before, "after training": after}
    series = [
        Series(name, tuple(thresholds), tuple(_share_below(sizes, threshold) for threshold in thresholds))
        for name, sizes in curves.items()
    ]
    return Plot("threshold on |w|", "share of weights below it", tuple(series), log_x=True)


SCRIPT = """
import numpy as np
import torch

rate = {"adam": 1e-3, "sgd": 0.1}[method.split("_")[0]] if lr == "auto" else lr
generators = [np.random.default_rng(seed + k) for k in range(nets)]
shapes = (((20, 64), 20), ((1, 64), 20), ((64, 1), 64), ((1, 1), 64))  # a tensor of the net and its fan-in
starts = [np.stack([g.uniform(-(n**-0.5), n**-0.5, shape) for g in generators]) for shape, n in shapes]
W, b, v, c = net = [torch.nn.Parameter(torch.tensor(start)) for start in starts]  # all nets, stacked
optimiser = (torch.optim.Adam if method.startswith("adam") else torch.optim.SGD)(net, lr=rate)
batches = np.random.default_rng([seed, 1])

for step in range(1, steps + 1):
    rows = batches.standard_normal((32, 20), dtype=np.float32).astype(float)
    y = rows[:, 0] + rows[:, 1] * rows[:, 2] > 0 if signal else batches.random(32) < 0.5
    logits = (torch.relu(torch.tensor(rows) @ W + b) @ v + c).squeeze(2)
    targets = torch.tensor(y, dtype=torch.float64).expand_as(logits)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, targets, reduction="none").mean(1).sum()
    if method.endswith("subgradient"):
        loss = loss + lam * sum(weight.abs().sum() for weight in net)
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    if method.endswith("proximal"):  # towards 0 by rate * lam, over Adam's own denominator, and no further than 0
        for weight in net:
            squares = optimiser.state[weight].get("exp_avg_sq")
            scale = 1.0 if squares is None else (squares / (1 - 0.999**step)).sqrt() + 1e-8
            weight.data = weight.data.sign() * torch.relu(weight.data.abs() - rate * lam / scale)

sizes = torch.cat([weight.detach().abs().flatten() for weight in net])
print("exact_zeros =", (sizes == 0).double().mean().item())
print("below_1e2 =", (sizes < 1e-2).double().mean().item())
"""


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    return 0.1 + float(p["steps"]) * (60e-6 + 30e-6 * float(p["nets"]))


DEMO = Demo(
    name="l1_network",
    title="Does an L1 penalty make a net sparse?",
    subject="L1 and sparsity",
    about="The lesson adds lam·Σ|w| to the loss of a small net and trains it with Adam. Its subgradient pulls every "
    "weight towards zero and past it, so that none of them stays there. A proximal step, which stops at zero, makes "
    "weights that are exactly zero.",
    params=(
        Param("lam", 1e-3, "strength of the penalty lam·Σ|w|, no unit", 0, 1),
        Param("method", "adam_subgradient", "optimiser, and how it treats the penalty", choices=METHODS),
        Param("lr", "auto", "learning rate, per step; auto is 1e-3 for Adam and 0.1 for SGD", 1e-6, 1, ("auto",)),
        Param("steps", 1000, "number of optimiser steps", 1, 5000),
        Param("nets", 8, "number of nets, each from its own start", 1, 32),
        Param("signal", False, "whether the labels depend on the inputs, as x0 + x1·x2 > 0"),
        seed_param(0, "seed of the batches and of the first start"),
    ),
    claims=(
        Claim(
            "Not one weight is exactly zero.",
            "exact_zeros == 0",
            {"method": "adam_proximal", "steps": 200, "nets": 2},
        ),
        Claim(
            "How sparse the net looks depends on the threshold: more than twice as many are below 1e-2 as below 1e-4.",
            "below_1e2 > 2 * below_1e4",
            {"method": "adam_proximal"},
        ),
        Claim(
            "There is nothing to learn: the loss of the last steps is ln 2, within 0.02.",
            "abs(loss_mean - log(2)) < 0.02",
            {"signal": True},
        ),
    ),
    run=run,
    script=SCRIPT,
    estimate=_estimate,
)
