"""Weight decay before a normalisation layer: it sets the norm of the weight, and with it how far each step turns it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.demos._lines import by_step
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

LAST = 500  # steps over which norm and angle are averaged
ROWS = 64  # in the batch that is normalised
RESCALED = 10.0  # the weight is made this much longer to see what batch normalisation makes of it
EPS = 1e-5  # what BatchNorm1d adds to the variance


def run(params: Params, report: Report) -> Outcome:
    """A weight of norm 1 takes SGD steps along noise that is at right angles to it, of norm 1/‖w‖.

    That is what a loss that ignores the scale of w gives: its gradient has no part along w and goes as 1/‖w‖. `norm`
    and `angle` (between the weight before and after a step, in radians) are means over the last 500 steps, and their
    theory is (lr/(2·wd))^¼ and √(2·lr·wd). `batchnorm_difference` is the largest change in the outputs of torch's
    BatchNorm1d, in training mode after a linear layer with the last weight, when that weight is made ten times as
    long. The cross-check compares torch's norms and angles with a recursion on the norm alone, and the normalised
    outputs with numpy's.
    """
    import numpy as np

    p: Mapping[str, Any] = params
    weight, norms, angles = _torch_run(p, report)
    own_norms, own_angles = _recursion(p)
    report(0.95, "batch normalisation")
    rows = np.random.default_rng([p["seed"], 1]).standard_normal((ROWS, p["d"]))
    outputs, apart = [], [_largest(norms, own_norms), _largest(angles, own_angles)]
    for scaled in (weight, RESCALED * weight):
        outputs.append(_torch_batchnorm(rows, scaled))
        apart.append(_largest(outputs[-1], _numpy_batchnorm(rows, scaled)))
    measures = {
        "norm": float(np.mean(norms[1:][-LAST:])),
        "norm_theory": (p["lr"] / (2 * p["wd"])) ** 0.25,
        "angle": float(np.mean(angles[-LAST:])),
        "angle_theory": math.sqrt(2 * p["lr"] * p["wd"]),
        "batchnorm_difference": _largest(*outputs),
        "cross_check": max(apart),
    }
    rows_shown = tuple((name, measures[name], measures[f"{name}_theory"]) for name in ("norm", "angle"))
    table = Table(("mean over the last steps", "measured", "theory"), rows_shown)
    return Outcome(measures, _summary(measures, p), table, _plot(norms, measures["norm_theory"]))


def _torch_run(p: Mapping[str, Any], report: Report) -> tuple[Vector, list[float], list[float]]:
    """The last weight (d,), its norm before the first step and after each one, and the angle of each step."""
    import numpy as np
    import torch

    rng = np.random.default_rng(p["seed"])
    weight, gradient = rng.standard_normal(p["d"]), np.empty(p["d"])
    weight /= np.linalg.norm(weight)
    shared = torch.nn.Parameter(torch.from_numpy(weight))  # torch steps in the memory that numpy reads
    shared.grad = torch.from_numpy(gradient)
    optimiser = torch.optim.SGD([shared], lr=p["lr"], weight_decay=p["wd"])
    norms, angles = [float(np.linalg.norm(weight))], []
    for step in range(1, p["steps"] + 1):
        direction = weight / norms[-1]
        noise = rng.standard_normal(p["d"])
        noise -= (noise @ direction) * direction
        np.divide(noise, math.sqrt(noise @ noise) * norms[-1], out=gradient)
        optimiser.step()
        norms.append(math.sqrt(weight @ weight))
        direction -= weight / norms[-1]
        angles.append(2 * math.asin(math.sqrt(direction @ direction) / 2))
        report(0.95 * (step / p["steps"]), f"step {step} of {p['steps']}")
    return weight, norms, angles


def _recursion(p: Mapping[str, Any]) -> tuple[list[float], list[float]]:
    """Norms and angles without any vector: the decayed weight and the step are the legs of a right triangle."""
    norms, angles = [1.0], []
    for _ in range(p["steps"]):
        along, across = (1 - p["lr"] * p["wd"]) * norms[-1], p["lr"] / norms[-1]
        norms.append(math.hypot(along, across))
        angles.append(math.atan2(across, along))
    return norms, angles


def _torch_batchnorm(rows: Vector, weight: Vector) -> Vector:
    """The outputs (n,) of a linear layer with `weight` (d,) and batch normalisation, in training mode."""
    import torch

    linear = torch.nn.Linear(len(weight), 1, bias=False, dtype=torch.float64)
    normalise = torch.nn.BatchNorm1d(1, eps=EPS, dtype=torch.float64).train()
    with torch.no_grad():
        linear.weight.copy_(torch.from_numpy(weight))
        # as one sequence of n positions: over a batch of n rows, the order of torch's sum depends on the threads
        outputs: Vector = normalise(linear(torch.from_numpy(rows)).T[None])[0, 0].numpy()
    return outputs


def _numpy_batchnorm(rows: Vector, weight: Vector) -> Vector:
    import numpy as np

    values = rows @ weight
    outputs: Vector = (values - values.mean()) / np.sqrt(values.var() + EPS)
    return outputs


def _largest(ours: Any, theirs: Any) -> float:
    import numpy as np

    return float(abs(np.subtract(ours, theirs)).max())


def _summary(measures: Mapping[str, float], p: Mapping[str, Any]) -> str:
    return (
        f"On average over the last of {p['steps']} steps the weight has the norm {measures['norm']:.5g} (theory "
        f"{measures['norm_theory']:.5g}) and a step turns it by {measures['angle']:.4g} rad (theory "
        f"{measures['angle_theory']:.4g}); a weight ten times as long changes the normalised outputs by at most "
        f"{measures['batchnorm_difference']:.2g}."
    )


def _plot(norms: list[float], theory: float) -> Plot:
    level = Series("(lr/(2·wd))^¼", (0.0, float(len(norms) - 1)), (theory, theory))
    return Plot("step", "norm of the weight", (by_step("norm of the weight", norms), level))


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    return float(0.05 + p["steps"] * (5e-5 + 2.5e-8 * p["d"]))


SCRIPT = """
import numpy as np
import torch

rng = np.random.default_rng(seed)
start = rng.standard_normal(d)
w = torch.nn.Parameter(torch.from_numpy(start / np.linalg.norm(start)))
optimiser = torch.optim.SGD([w], lr=lr, weight_decay=wd)
norms, angles = [], []
for _ in range(steps):
    before = w.detach() / w.detach().norm()
    noise = torch.from_numpy(rng.standard_normal(d))
    noise -= (noise @ before) * before  # no part along w: the loss ignores its length
    w.grad = noise / (noise.norm() * w.detach().norm())
    optimiser.step()
    norms.append(w.detach().norm().item())
    angles.append(2 * np.arcsin((w.detach() / norms[-1] - before).norm().item() / 2))
print("norm =", np.mean(norms[-500:]))
print("norm_theory =", (lr / (2 * wd)) ** 0.25)
print("angle =", np.mean(angles[-500:]))
print("angle_theory =", (2 * lr * wd) ** 0.5)
"""

DEMO = Demo(
    name="norm_weight_decay",
    title="What weight decay does before a normalisation layer",
    subject="L2 and weight decay",
    about="Batch normalisation undoes the scale of the weight before it, so a smaller weight is not a simpler model. "
    "Weight decay still matters: noise makes the weight longer, decay makes it shorter, and the norm at which they "
    "balance sets by what angle each step turns the weight.",
    params=(
        Param("lr", 0.1, "learning rate, per step", 1e-4, 1),
        Param("wd", 0.01, "weight decay, no unit", 1e-4, 1),
        Param("d", 1000, "length of the weight, in features", 2, 5000),
        Param("steps", 4000, "number of optimiser steps", 10, 500_000),
        seed_param(0, "seed of the weight, the noise and the batch"),
    ),
    claims=(
        Claim("The norm settles at (lr/(2·wd))^¼, within 2 %.", "abs(norm / norm_theory - 1) < 0.02", {"steps": 100}),
        Claim(
            "A step turns the weight by √(2·lr·wd) radians, within 2 %.",
            "abs(angle / angle_theory - 1) < 0.02",
            {"lr": 1.0, "wd": 0.5},
        ),
        Claim(
            "Ten times the weight changes every output of the batch normalisation by less than 0.0001.",
            "batchnorm_difference < 1e-4",
            {"lr": 1e-3, "wd": 1.0},
        ),
    ),
    run=run,
    script=SCRIPT,
    estimate=_estimate,
)
