"""A weight decay that rounding swallows: below a quarter of the machine epsilon AdamW leaves every weight as it is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report
from quizapp.engine.demos._lines import by_step
from quizapp.engine.model import Plot, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

EPSILONS = {"float32": 2.0**-23, "float64": 2.0**-52, "bfloat16": 2.0**-7}
WEIGHTS = 4096


def run(params: Params, report: Report) -> Outcome:
    """AdamW with a gradient of exactly 0 on 4096 normal weights, in each of the three precisions.

    The measures are those of `dtype`: whether every weight is bit for bit the old one, the mean of new over old weight
    beside the exact (1 - lr·wd)^steps, the share of weights that no longer move at the last step, lr·wd, and a
    quarter of the distance from 1 to the next larger number. The cross-check is the largest difference of torch's
    weights from those of numpy, over the three precisions.
    """
    import numpy as np

    p: Mapping[str, Any] = params
    drawn = np.random.default_rng(0).standard_normal(WEIGHTS, dtype=np.float32)
    found, paths, apart = {}, {}, 0.0
    for k, dtype in enumerate(EPSILONS):
        report(k / len(EPSILONS), f"{p['steps']} steps in {dtype}")
        before, after, changed = _torch_run(drawn, dtype, p)
        paths[dtype], own = _numpy_run(drawn, dtype, p)
        apart = max(apart, float(abs(own - after).max()))
        found[dtype] = {
            "unchanged": bool((after == before).all()),
            "mean_ratio": float((after / before).mean()),
            "stuck": 1 - changed,
            "threshold": EPSILONS[dtype] / 4,
        }
    product = p["lr"] * p["wd"]
    measures: dict[str, float | bool] = {
        **found[p["dtype"]],
        "exact_ratio": math.exp(p["steps"] * math.log1p(-product)),
        "product": product,
        "cross_check": apart,
    }
    columns = ("precision", "unchanged", "share that is gone", "no longer moves", "threshold for lr·wd")
    table_rows = [
        (dtype, row["unchanged"], 1 - row["mean_ratio"], row["stuck"], row["threshold"]) for dtype, row in found.items()
    ]
    exact = ("exact", product == 0, -math.expm1(p["steps"] * math.log1p(-product)), None, None)
    table = Table(columns, (*table_rows, exact))
    return Outcome(measures, _summary(measures, p), table, _plot(paths[p["dtype"]], p))


def _torch_run(drawn: Vector, dtype: str, p: Mapping[str, Any]) -> tuple[Vector, Vector, float]:
    """Weights (4096,) before and after the steps of torch's AdamW, and the share that the last step changed."""
    import torch

    weight = torch.nn.Parameter(torch.tensor(drawn, dtype=getattr(torch, dtype)))
    weight.grad = torch.zeros_like(weight)
    optimiser = torch.optim.AdamW([weight], lr=p["lr"], weight_decay=p["wd"])
    before = weight.detach().clone()
    for _ in range(p["steps"]):
        last = weight.detach().clone()
        optimiser.step()
    changed = (weight.detach() != last).double().mean().item()
    return before.double().numpy(), weight.detach().double().numpy(), changed


def _numpy_run(drawn: Vector, dtype: str, p: Mapping[str, Any]) -> tuple[list[float], Vector]:
    """The share of the weights' size that is gone before the first step and after each, and the last weights.

    The factor 1 - lr·wd is a double that is rounded to the precision of the product; bfloat16 multiplies in float32
    and rounds the product.
    """
    import numpy as np

    weights = drawn.astype("float64" if dtype == "float64" else "float32")
    factor = weights.dtype.type(1 - p["lr"] * p["wd"])
    settle = _to_bfloat16 if dtype == "bfloat16" else np.asarray
    weights = settle(weights)
    before, taken_off = weights.astype("float64"), [0.0]
    for _ in range(p["steps"]):
        weights = settle(weights * factor)
        taken_off.append(1 - float((weights / before).mean()))
    return taken_off, weights.astype("float64")


def _to_bfloat16(values: Vector) -> Vector:
    """float32 values rounded to the nearest ones that fit in 16 bits, ties to even."""
    import numpy as np

    bits = values.view(np.uint32)
    half = np.uint32(0x7FFF) + ((bits >> np.uint32(16)) & np.uint32(1))
    return ((bits + half) & np.uint32(0xFFFF0000)).view(np.float32)


def _summary(measures: Mapping[str, float | bool], p: Mapping[str, Any]) -> str:
    left, exact = (_share_words(measures[name]) for name in ("mean_ratio", "exact_ratio"))
    kept = f"shrinks the weights to {left} of their size ({100 * measures['stuck']:.0f} % of them no longer move),"
    done = "leaves every weight unchanged, bit for bit," if measures["unchanged"] else kept
    side = "not above" if measures["product"] <= measures["threshold"] else "above"
    return (
        f"By step {p['steps']}, a decay of lr·wd = {measures['product']:.3g} in {p['dtype']} {done} where exact "
        f"arithmetic leaves {exact}; lr·wd is {side} the threshold {measures['threshold']:.3g}."
    )


def _share_words(share: float) -> str:
    """Nine digits, or all of them where nine would make a whole of what is less."""
    text = f"{share:.9g}"
    return repr(share) if text == "1" and share < 1 else text


def _plot(taken_off: list[float], p: Mapping[str, Any]) -> Plot:
    log_factor = math.log1p(-p["lr"] * p["wd"])
    exact = [-math.expm1(step * log_factor) for step in range(p["steps"] + 1)]
    series = (by_step(p["dtype"], taken_off), by_step("exact", exact))
    return Plot("step", "share of the weights' size that is gone", series)


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    return float(0.05 + 4e-4 * p["steps"])


SCRIPT = """
import numpy as np
import torch

precision = getattr(torch, dtype)
drawn = np.random.default_rng(0).standard_normal(4096, dtype=np.float32)
w = torch.nn.Parameter(torch.tensor(drawn, dtype=precision))
w.grad = torch.zeros_like(w)
before = w.detach().clone()
optimiser = torch.optim.AdamW([w], lr=lr, weight_decay=wd)
for _ in range(steps):
    optimiser.step()  # multiplies w by 1 - lr * wd, and rounds
print("unchanged =", int(torch.equal(w.detach(), before)))
print("mean_ratio =", (w.detach().double() / before.double()).mean().item())
print("exact_ratio =", (1 - lr * wd) ** steps)
print("product =", lr * wd)
print("threshold =", torch.finfo(precision).eps / 4)
"""

DEMO = Demo(
    name="noop_decay",
    title="The weight decay that does nothing at all",
    subject="Choosing lam",
    about="AdamW multiplies each weight by 1 - lr·wd at each step. Where lr·wd is at most a quarter of the machine "
    "epsilon, the product rounds back to the old weight, at every step. In float32 and above all in bfloat16 that "
    "happens at settings that people use.",
    params=(
        Param("lr", 1e-3, "learning rate, per step", 1e-6, 0.1),
        Param("wd", 1e-5, "weight decay, no unit", 0, 5),
        Param("steps", 50, "number of optimiser steps", 1, 5000),
        Param("dtype", "float32", "precision of the weights", choices=tuple(EPSILONS)),
    ),
    claims=(
        Claim("After the last step every weight is unchanged, bit for bit.", "unchanged == 1", {"dtype": "float64"}),
        Claim("Exact arithmetic would have shrunk the weights.", "exact_ratio < 1", {"wd": 0.0}),
        Claim(
            "lr·wd is at or below the threshold eps/4 of this precision.",
            "product <= threshold",
            {"dtype": "bfloat16", "wd": 3.0},
        ),
    ),
    run=run,
    script=SCRIPT,
    estimate=_estimate,
)
