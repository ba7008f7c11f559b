"""AdamW's decay under a learning-rate schedule: it shrinks with the learning rate that multiplies it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report
from quizapp.engine.demos._lines import by_step
from quizapp.engine.model import Plot, Table

if TYPE_CHECKING:
    import torch
    from numpy.typing import NDArray

    Vector = NDArray[Any]

SCHEDULES = ("constant", "cosine", "linear")


def run(params: Params, report: Report) -> Outcome:
    """One weight under AdamW with a data gradient of exactly 0, in double precision, once for each schedule.

    `cosine` and `linear` take the learning rate from lr at the first step down to 0 after the last one.
    `cosine_closed_form` is w0·Π(1 - lr_t·wd) with lr_t = lr·(1 + cos(πt/T))/2. A share is ln(w0/w) over that of the
    constant schedule. The cross-check is the largest difference of torch from such products over all steps.
    """
    import numpy as np

    p: Mapping[str, Any] = params
    paths, apart = {}, 0.0
    products = {name: p["w0"] * np.cumprod(1 - rates * p["wd"]) for name, rates in _rates(p).items()}
    for k, schedule in enumerate(SCHEDULES):
        report(k / len(SCHEDULES), f"{schedule} learning rate")
        paths[schedule] = _torch_path(schedule, p)
        apart = max(apart, float(abs(np.array(paths[schedule][1:]) - products[schedule]).max()))
    ends = {schedule: path[-1] for schedule, path in paths.items()}
    shrinks = {schedule: math.log(p["w0"] / end) for schedule, end in ends.items()}
    shares = {schedule: shrink / shrinks["constant"] for schedule, shrink in shrinks.items()}
    measures = {
        **ends,
        "cosine_closed_form": float(products["cosine"][-1]),
        "cosine_share": shares["cosine"],
        "linear_share": shares["linear"],
        "cross_check": apart,
    }
    columns = ("schedule", "weight at the end", "share of the constant schedule's decay")
    table = Table(columns, tuple((schedule, ends[schedule], shares[schedule]) for schedule in SCHEDULES))
    series = tuple(by_step(schedule, path) for schedule, path in paths.items())
    return Outcome(measures, _summary(measures, p), table, Plot("step", "weight w", series))


def _rates(p: Mapping[str, Any]) -> dict[str, Vector]:
    """The learning rate of each step (steps,) under each schedule."""
    import numpy as np

    done = np.arange(p["steps"]) / p["steps"]
    shapes = {"constant": np.ones(p["steps"]), "cosine": (1 + np.cos(np.pi * done)) / 2, "linear": 1 - done}
    return {schedule: p["lr"] * shape for schedule, shape in shapes.items()}


def _torch_path(schedule: str, p: Mapping[str, Any]) -> list[float]:
    """The weight before the first step and after each one, by AdamW and the real scheduler."""
    import torch

    weight = torch.nn.Parameter(torch.tensor(p["w0"], dtype=torch.float64))
    weight.grad = torch.zeros_like(weight)
    optimiser = torch.optim.AdamW([weight], lr=p["lr"], weight_decay=p["wd"])
    scheduler = _scheduler(schedule, optimiser, p["steps"])
    path = [p["w0"]]
    for _ in range(p["steps"]):
        optimiser.step()
        scheduler.step()
        path.append(weight.item())
    return path


def _scheduler(schedule: str, optimiser: torch.optim.Optimizer, steps: int) -> torch.optim.lr_scheduler.LRScheduler:
    from torch.optim import lr_scheduler

    if schedule == "cosine":
        return lr_scheduler.CosineAnnealingLR(optimiser, T_max=steps)
    if schedule == "linear":
        return lr_scheduler.LinearLR(optimiser, start_factor=1.0, end_factor=0.0, total_iters=steps)
    return lr_scheduler.ConstantLR(optimiser, factor=1.0)


def _summary(measures: Mapping[str, float], p: Mapping[str, Any]) -> str:
    return (
        f"By step {p['steps']}, AdamW takes w = {p['w0']:g} to {measures['constant']:.6g} at a constant learning rate, "
        f"to {measures['cosine']:.6g} with a cosine schedule and to {measures['linear']:.6g} with a linear one: "
        f"{100 * measures['cosine_share']:.1f} % and {100 * measures['linear_share']:.1f} % of the constant "
        "schedule's decay."
    )


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    return float(0.05 + 3e-4 * p["steps"])


SCRIPT = """
import math
import torch
from torch.optim import lr_scheduler

for name in ("constant", "cosine", "linear"):
    w = torch.nn.Parameter(torch.tensor(w0, dtype=torch.float64))
    w.grad = torch.zeros_like(w)  # nothing but the decay moves it
    optimiser = torch.optim.AdamW([w], lr=lr, weight_decay=wd)
    scheduler = {
        "constant": lr_scheduler.ConstantLR(optimiser, factor=1.0),
        "cosine": lr_scheduler.CosineAnnealingLR(optimiser, T_max=steps),
        "linear": lr_scheduler.LinearLR(optimiser, start_factor=1.0, end_factor=0.0, total_iters=steps),
    }[name]
    for _ in range(steps):
        optimiser.step()
        scheduler.step()
    print(name, "=", w.item())

rates = [lr * (1 + math.cos(math.pi * t / steps)) / 2 for t in range(steps)]
print("cosine_closed_form =", w0 * math.prod(1 - rate * wd for rate in rates))
"""

DEMO = Demo(
    name="decay_schedule",
    title="Weight decay follows the learning-rate schedule",
    subject="AdamW and Adam",
    about="PyTorch's AdamW multiplies its decay by the learning rate of the step. A schedule that takes the learning "
    "rate to 0 therefore takes the decay to 0 as well. With no data gradient, what counts in the end is the sum of the "
    "learning rates, and hardly how it is spread over the steps.",
    params=(
        Param("lr", 0.01, "learning rate of the first step, per step", 1e-5, 0.1),
        Param("wd", 0.1, "weight decay, no unit", 1e-4, 1),
        Param("steps", 200, "number of optimiser steps, and the length of each schedule", 1, 5000),
        Param("w0", 1.0, "weight before the first step, no unit", 0.01, 10),
    ),
    claims=(
        Claim(
            "A cosine schedule gives half of the constant schedule's decay: a share of 0.5, within 0.02.",
            "abs(cosine_share - 0.5) < 0.02",
            {"steps": 10},
        ),
        Claim(
            "Cosine and linear schedules, whose sums are the same, end less than 0.001 apart.",
            "abs(cosine - linear) < 0.001",
            {"lr": 0.1, "wd": 1.0, "steps": 20, "w0": 10.0},
        ),
        Claim("The cosine schedule leaves the larger weight.", "cosine > constant", {"steps": 1}),
    ),
    run=run,
    script=SCRIPT,
    estimate=_estimate,
)
