"""A weight that no data pulls at: Adam's L2 moves it by lr per step whatever lam is, AdamW's decay is lr·lam."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

CURVE_POINTS = 61  # values of lam along the plotted curves


def run(params: Params, report: Report) -> Outcome:
    """One weight per lam, in double precision, with a data gradient of exactly 0 at every step.

    `…_at_smallest` and `…_at_largest` are the weights that the smallest and the largest lam leave; a drop ratio is
    w0 - w at the largest lam over that at the smallest. The cross-check is the largest difference of torch's Adam and
    AdamW from our Adam and from the closed form w0·(1 - lr·lam)^steps.
    """
    import numpy as np

    p: Mapping[str, Any] = params
    lams = np.array(p["lams"])
    report(0.0, "Adam with weight_decay")
    adam = _torch_ends("Adam", p)
    report(0.4, "AdamW")
    adamw = _torch_ends("AdamW", p)
    report(0.8, "the same in numpy")
    curve = np.geomspace(lams.min(), lams.max(), CURVE_POINTS)
    curve_adam, own_adam = np.split(_adam_ends(np.concatenate([curve, lams]), p), [CURVE_POINTS])
    closed = _closed_form(lams, p)
    smallest, largest = int(lams.argmin()), int(lams.argmax())
    measures = {
        "adam_drop_ratio": (p["w0"] - adam[largest]) / (p["w0"] - adam[smallest]),
        "adamw_drop_ratio": (p["w0"] - adamw[largest]) / (p["w0"] - adamw[smallest]),
        "adam_at_smallest": adam[smallest],
        "adam_at_largest": adam[largest],
        "adamw_at_smallest": adamw[smallest],
        "adamw_at_largest": adamw[largest],
        "cross_check": float(max(abs(own_adam - adam).max(), abs(closed - adamw).max())),
    }
    rows = tuple(zip(p["lams"], adam, adamw, closed.tolist(), strict=True))
    table = Table(("lam", "Adam + L2", "AdamW", "w0·(1 - lr·lam)^steps"), rows)
    curves = {"Adam + L2": curve_adam, "AdamW": _closed_form(curve, p)}
    return Outcome(measures, _summary(measures, p), table, _plot(curve, curves))


def _torch_ends(kind: str, p: Mapping[str, Any]) -> list[float]:
    """The weight that each lam leaves after `steps` steps of torch's Adam or AdamW, one parameter group per lam."""
    import torch

    weights = [torch.nn.Parameter(torch.tensor(p["w0"], dtype=torch.float64)) for _ in p["lams"]]
    for weight in weights:
        weight.grad = torch.zeros_like(weight)
    groups = [{"params": [weight], "weight_decay": lam} for weight, lam in zip(weights, p["lams"], strict=True)]
    optimiser: torch.optim.Optimizer = getattr(torch.optim, kind)(groups, lr=p["lr"])
    for _ in range(p["steps"]):
        optimiser.step()
    return [weight.item() for weight in weights]


def _adam_ends(lams: Vector, p: Mapping[str, Any]) -> Vector:
    """The weight that each of `lams` (k,) leaves after Adam steps on the gradient lam·w: (k,)."""
    import numpy as np

    from quizapp.engine.demos._net import Adam

    weights = np.full(len(lams), p["w0"])
    adam = Adam(weights, p["lr"])
    for _ in range(p["steps"]):
        adam.step(weights, lams * weights)
    return weights


def _closed_form(lams: Vector, p: Mapping[str, Any]) -> Vector:
    """What AdamW leaves at each of `lams` (k,)."""
    ends: Vector = p["w0"] * (1 - p["lr"] * lams) ** p["steps"]
    return ends


def _summary(measures: Mapping[str, float], p: Mapping[str, Any]) -> str:
    adam, adamw = measures["adam_drop_ratio"], measures["adamw_drop_ratio"]
    verdict = ": what Adam takes off hardly depends on lam" if abs(adam - 1) < 0.1 < abs(adamw - 1) else ""
    return (
        f"By step {p['steps']}, with no data gradient, the largest lam has taken {adam:.4g} times as much off the "
        f"weight as the smallest one under Adam's L2, and {adamw:.4g} times as much under AdamW's decay{verdict}."
    )


def _plot(lams: Vector, curves: Mapping[str, Vector]) -> Plot:
    series = [Series(name, tuple(lams.tolist()), tuple(ends.tolist())) for name, ends in curves.items()]
    return Plot("strength lam", "weight after the last step", tuple(series), log_x=True)


def _check(params: Params) -> str | None:
    p: Mapping[str, Any] = params
    if len(p["lams"]) < 2:
        return "lams has one value; give at least two, so that a large one can be compared with a small one."
    if len(set(p["lams"])) < len(p["lams"]):
        return "lams lists a value twice; give each one once."
    return None


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    return float(0.05 + p["steps"] * (3e-5 + 8e-5 * len(p["lams"])))


SCRIPT = """
import torch

drops = {}
for name, kind in (("adam", torch.optim.Adam), ("adamw", torch.optim.AdamW)):
    for lam in (min(lams), max(lams)):
        w = torch.nn.Parameter(torch.tensor(w0, dtype=torch.float64))
        w.grad = torch.zeros_like(w)  # no data pulls at this weight
        optimiser = kind([w], lr=lr, weight_decay=lam)
        for _ in range(steps):
            optimiser.step()
        drops[name, lam] = w0 - w.item()
print("adam_drop_ratio =", drops["adam", max(lams)] / drops["adam", min(lams)])
print("adamw_drop_ratio =", drops["adamw", max(lams)] / drops["adamw", min(lams)])
print("adam_at_smallest =", w0 - drops["adam", min(lams)])
print("adamw_at_smallest =", w0 - drops["adamw", min(lams)])
"""

DEMO = Demo(
    name="adam_l2_zero_grad",
    title="A weight that no data pulls at, under Adam and AdamW",
    subject="AdamW and Adam",
    about="Where the data gradient is 0, Adam's L2 term lam·w is all that Adam sees, and Adam divides it by its own "
    "size: lam cancels until it comes near Adam's epsilon. AdamW's decay multiplies the weight by 1 - lr·lam per step, "
    "in proportion to lam.",
    params=(
        Param("lr", 1e-3, "learning rate, per step", 1e-5, 0.1),
        Param("lams", (1e-6, 1e-4, 1e-2, 1.0), "strengths of the decay to compare, no unit", 1e-8, 10),
        Param("steps", 100, "number of optimiser steps", 1, 3000),
        Param("w0", 1.0, "weight before the first step, no unit", 0.01, 10),
    ),
    claims=(
        Claim(
            "Under Adam's L2 the largest lam takes off as much as the smallest, within 2 %.",
            "abs(adam_drop_ratio - 1) < 0.02",
            {"lams": (1e-8, 1.0)},
        ),
        Claim(
            "Under AdamW the largest lam takes off more than 100,000 times as much as the smallest.",
            "adamw_drop_ratio > 1e5",
            {"lams": (1e-4, 1e-2)},
        ),
        Claim(
            "At the smallest lam the weight ends more than 0.05 lower under Adam than under AdamW.",
            "adamw_at_smallest - adam_at_smallest > 0.05",
            {"steps": 10},
        ),
    ),
    run=run,
    script=SCRIPT,
    check=_check,
    estimate=_estimate,
)
