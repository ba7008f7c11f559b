"""One weight under seven kinds of decay: what `weight_decay` means in SGD, Adam and AdamW."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report
from quizapp.engine.demos._lines import by_step
from quizapp.engine.model import Plot, Table

if TYPE_CHECKING:
    import torch

# method: where the decay acts; the numpy recursions below keep this order
METHODS = {
    "sgd_weight_decay": "SGD(weight_decay=lam): lam·w is added to the gradient",
    "sgd_penalty": "SGD on loss + lam·w²: 2·lam·w is added to the gradient",
    "sgd_half_penalty": "SGD on loss + lam/2·w²: lam·w is added to the gradient",
    "sgdw": "SGD, and w is multiplied by 1 - lr·lam apart from the gradient",
    "adamw": "AdamW(weight_decay=lam): w is multiplied by 1 - lr·lam apart from the gradient",
    "adam_weight_decay": "Adam(weight_decay=lam): lam·w is added to the gradient, then rescaled",
    "adam_penalty": "Adam on loss + lam·w²: 2·lam·w is added to the gradient, then rescaled",
}
PLOTTED = ("sgd_weight_decay", "sgd_penalty", "sgdw", "adamw", "adam_weight_decay")


def run(params: Params, report: Report) -> Outcome:
    """Weights after `steps` steps in double precision, by torch's optimisers and by recursions of our own."""
    p: Mapping[str, Any] = params
    paths = {}
    for k, method in enumerate(METHODS):
        report(k / len(METHODS), method)
        paths[method] = _torch_path(method, p)
    apart = _largest_difference(paths, _numpy_paths(p))
    ends = {method: path[-1] for method, path in paths.items()}
    predicted = {
        "predicted_decay": p["w0"] * (1 - p["lr"] * p["lam"]) ** p["steps"],
        "predicted_penalty": p["w0"] * (1 - 2 * p["lr"] * p["lam"]) ** p["steps"],
    }
    return Outcome({**ends, **predicted, "cross_check": apart}, _summary(p, ends), _table(ends), _plot(paths))


def _torch_path(method: str, p: Mapping[str, Any]) -> list[float]:
    """The weight before the first step and after each one, by the real optimiser."""
    import torch

    weight = torch.nn.Parameter(torch.tensor(p["w0"], dtype=torch.float64))
    optimiser, penalty = _optimiser(method, weight, p), _penalty(method, p["lam"])
    shrink = 1 - p["lr"] * p["lam"] if method == "sgdw" else 1.0
    path = [p["w0"]]
    for _ in range(p["steps"]):
        optimiser.zero_grad()
        (p["grad"] * weight + penalty * weight**2).backward()
        with torch.no_grad():
            weight.mul_(shrink)
        optimiser.step()
        path.append(weight.item())
    return path


def _optimiser(method: str, weight: torch.nn.Parameter, p: Mapping[str, Any]) -> torch.optim.Optimizer:
    import torch

    coupled = p["lam"] if method.endswith("weight_decay") else 0.0
    if method.startswith("sgd"):
        return torch.optim.SGD([weight], lr=p["lr"], momentum=p["momentum"], weight_decay=coupled)
    if method == "adamw":
        return torch.optim.AdamW([weight], lr=p["lr"], weight_decay=p["lam"])
    return torch.optim.Adam([weight], lr=p["lr"], weight_decay=coupled)


def _penalty(method: str, lam: float) -> float:
    """The factor of w² in the loss."""
    if method == "sgd_half_penalty":
        return lam / 2
    return lam if method.endswith("penalty") else 0.0


def _numpy_paths(p: Mapping[str, Any]) -> dict[str, list[float]]:
    """The same seven paths by two recursions on vectors, one for SGD and one for Adam."""
    import numpy as np

    from quizapp.engine.demos._net import Adam

    lam, lr = p["lam"], p["lr"]
    pull = np.array([lam, 2 * lam, lam, 0, 0, lam, 2 * lam])
    shrink = np.array([1, 1, 1, 1 - lr * lam, 1 - lr * lam, 1, 1])
    weights, speed = np.full(7, p["w0"]), np.zeros(4)
    adam = Adam(weights[4:], lr)
    rows = [weights.copy()]
    for _ in range(p["steps"]):
        gradient = p["grad"] + pull * weights
        weights *= shrink
        speed = p["momentum"] * speed + gradient[:4]
        weights[:4] -= lr * speed
        adam.step(weights[4:], gradient[4:])
        rows.append(weights.copy())
    return dict(zip(METHODS, np.array(rows).T.tolist(), strict=True))


def _largest_difference(ours: Mapping[str, list[float]], theirs: Mapping[str, list[float]]) -> float:
    return max(abs(a - b) for method in METHODS for a, b in zip(ours[method], theirs[method], strict=True))


def _summary(p: Mapping[str, Any], ends: Mapping[str, float]) -> str:
    gap = abs(ends["adamw"] - ends["adam_weight_decay"])
    coupling = f"end {gap:.3g} apart" if gap > 1e-9 else "end at the same weight"
    return (
        f"By step {p['steps']} from w = {p['w0']:g}, SGD with weight_decay = {p['lam']:g} is at "
        f"{ends['sgd_weight_decay']:.6g} and SGD with the penalty {p['lam']:g}·w² at {ends['sgd_penalty']:.6g}, while "
        f"AdamW ({ends['adamw']:.6g}) and Adam with weight_decay ({ends['adam_weight_decay']:.6g}) {coupling}."
    )


def _table(ends: Mapping[str, float]) -> Table:
    rows = tuple((method, ends[method], where) for method, where in METHODS.items())
    return Table(("method", "weight at the end", "how the decay acts"), rows)


def _plot(paths: Mapping[str, list[float]]) -> Plot:
    return Plot("step", "weight w", tuple(by_step(method, paths[method]) for method in PLOTTED))


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    return float(0.05 + 1.1e-3 * p["steps"])


SCRIPT = """
import torch

w = torch.nn.Parameter(torch.tensor(w0, dtype=torch.float64))
optimiser = torch.optim.SGD([w], lr=lr, momentum=momentum, weight_decay=lam)
for _ in range(steps):
    optimiser.zero_grad()
    (grad * w).backward()
    optimiser.step()
print("sgd_weight_decay =", w.item())

w = torch.nn.Parameter(torch.tensor(w0, dtype=torch.float64))
optimiser = torch.optim.SGD([w], lr=lr, momentum=momentum)
for _ in range(steps):
    optimiser.zero_grad()
    (grad * w + lam * w**2).backward()  # its gradient is 2 * lam * w, twice that of weight_decay=lam
    optimiser.step()
print("sgd_penalty =", w.item())

for kind, name in ((torch.optim.AdamW, "adamw"), (torch.optim.Adam, "adam_weight_decay")):
    w = torch.nn.Parameter(torch.tensor(w0, dtype=torch.float64))
    optimiser = kind([w], lr=lr, weight_decay=lam)
    for _ in range(steps):
        optimiser.zero_grad()
        (grad * w).backward()
        optimiser.step()
    print(name, "=", w.item())
"""

DEMO = Demo(
    name="decay_step",
    title="One weight, seven kinds of decay",
    subject="L2 and weight decay",
    about="A single weight takes optimiser steps under SGD, Adam and AdamW, with the decay once in the gradient, once "
    "in the loss and once apart from both. It shows which of them agree, and that in SGD and Adam weight_decay = lam "
    "stands for the penalty lam/2·w².",
    params=(
        Param("lr", 0.1, "learning rate, per step", 1e-6, 1),
        Param("lam", 0.01, "strength of the decay or of the penalty, no unit", 0, 1),
        Param("w0", 1.0, "weight before the first step, no unit", -10, 10),
        Param("steps", 10, "number of optimiser steps", 1, 2000),
        Param("momentum", 0.0, "momentum of the SGD runs, share of the last step kept", 0, 0.99),
        Param("grad", 0.0, "gradient of the data loss, the same at every step", -10, 10),
    ),
    claims=(
        Claim(
            "Under SGD's weight_decay the weight is multiplied by 1 - lr·lam at each step.",
            "abs(sgd_weight_decay - predicted_decay) < 1e-9",
            {"momentum": 0.9, "steps": 200},
        ),
        Claim(
            "A penalty lam·w² leaves less of the weight than weight_decay = lam, which stands for lam/2·w².",
            "abs(sgd_penalty) < abs(sgd_weight_decay)",
            {"lam": 0.0},
        ),
        Claim(
            "Decay in Adam's gradient and AdamW's decay end more than 0.1 apart.",
            "abs(adam_weight_decay - adamw) > 0.1",
            {"grad": 1.0},
        ),
        Claim(
            "With decay apart from the gradient the weight is multiplied by 1 - lr·lam at each step, momentum or not.",
            "abs(sgdw - predicted_decay) < 1e-9",
            {"grad": 1.0},
        ),
    ),
    run=run,
    script=SCRIPT,
    estimate=_estimate,
)
