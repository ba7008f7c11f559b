"""The size at which AdamW's weights settle under pure noise: the decay takes off what the noise adds."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.demos._lines import by_step
from quizapp.engine.model import Plot, Series

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

CHECKED_STEPS = 50  # torch takes these first steps too, for the cross-check


def run(params: Params, report: Report) -> Outcome:
    """Weights that start at 0 under AdamW with standard normal gradients, in single precision.

    `rms` is the root of the mean squared weight over the second half of the steps, `rms_first_tenth` over the first
    tenth. `theory` is √(lr/(2·wd)): Adam's step adds lr² to the variance, in the long run, and the decay takes off the
    share 2·lr·wd of it. `memory_steps` is 1/(lr·wd). The cross-check is the largest difference in a weight after the
    first steps in torch.
    """
    import numpy as np

    p: Mapping[str, Any] = params
    weights = np.zeros(p["coordinates"], np.float32)
    squares = []
    for step in _train(weights, p):
        squares.append(float(np.square(weights).mean(dtype=np.float64)))
        if step <= CHECKED_STEPS:
            early = weights.copy()
        report(0.95 * (step / p["steps"]), f"step {step} of {p['steps']}")
    report(0.95, "the first steps in torch")
    tenth, half = max(1, p["steps"] // 10), p["steps"] // 2
    theory = math.sqrt(p["lr"] / (2 * p["wd"]))
    measures = {
        "rms": math.sqrt(np.mean(squares[half:])),
        "rms_first_tenth": math.sqrt(np.mean(squares[:tenth])),
        "theory": theory,
        "memory_steps": 1 / (p["lr"] * p["wd"]),
        "cross_check": float(abs(early - _torch_weights(p)).max()),
    }
    sizes = by_step("rms of the weights", [0.0, *map(math.sqrt, squares)])
    level = Series("√(lr/(2·wd))", (0.0, float(p["steps"])), (theory, theory))
    return Outcome(measures, _summary(measures, p), plot=Plot("step", "rms of the weights", (sizes, level)))


def _gradients(p: Mapping[str, Any]) -> Iterator[Vector]:
    """The gradient (coordinates,) of each step, in the same memory every time."""
    import numpy as np

    rng, gradient = np.random.default_rng(p["seed"]), np.empty(p["coordinates"], np.float32)
    for _ in range(p["steps"]):
        yield rng.standard_normal(dtype=np.float32, out=gradient)


def _train(weights: Vector, p: Mapping[str, Any]) -> Iterator[int]:
    """Step `weights` (coordinates,) in place; the number of each step."""
    import numpy as np

    from quizapp.engine.demos._net import Adam

    adam, shrink = Adam(weights, p["lr"]), np.float32(1 - p["lr"] * p["wd"])
    for step, gradient in enumerate(_gradients(p), start=1):
        weights *= shrink
        adam.step(weights, gradient)
        yield step


def _torch_weights(p: Mapping[str, Any]) -> Vector:
    """The weights (coordinates,) after the first steps of torch's AdamW."""
    import torch

    weight = torch.nn.Parameter(torch.zeros(p["coordinates"]))
    optimiser = torch.optim.AdamW([weight], lr=p["lr"], weight_decay=p["wd"])
    for _, gradient in zip(range(CHECKED_STEPS), _gradients(p), strict=False):
        weight.grad = torch.from_numpy(gradient)
        optimiser.step()
    return weight.detach().numpy()


def _summary(measures: Mapping[str, float], p: Mapping[str, Any]) -> str:
    return (
        f"Over the second half of {p['steps']} steps of pure noise the weights have a root mean square of "
        f"{measures['rms']:.4g}, where √(lr/(2·wd)) is {measures['theory']:.4g} and the decay forgets within about "
        f"{measures['memory_steps']:.4g} steps."
    )


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    return float(0.05 + p["steps"] * (2e-5 + 1.6e-8 * p["coordinates"]))


SCRIPT = """
import numpy as np
import torch

rng = np.random.default_rng(seed)
w = torch.nn.Parameter(torch.zeros(coordinates))
optimiser = torch.optim.AdamW([w], lr=lr, weight_decay=wd)
squares = []
for _ in range(steps):
    w.grad = torch.from_numpy(rng.standard_normal(coordinates, dtype=np.float32))  # noise, no signal
    optimiser.step()
    squares.append(w.detach().double().square().mean().item())
print("rms =", np.sqrt(np.mean(squares[steps // 2 :])))
print("theory =", np.sqrt(lr / (2 * wd)))
print("memory_steps =", 1 / (lr * wd))
"""

DEMO = Demo(
    name="adamw_equilibrium",
    title="Where AdamW's weights settle under pure noise",
    subject="AdamW and Adam",
    about="Gradients of pure noise make the weights wander, and AdamW's decay pulls them back. The two balance at a "
    "size that depends on lr and wd alone, not on the size of the gradients. It takes a few times 1/(lr·wd) steps to "
    "get there.",
    params=(
        Param("lr", 0.01, "learning rate, per step", 1e-4, 0.1),
        Param("wd", 0.1, "weight decay, no unit", 0.01, 5),
        Param("steps", 6000, "number of optimiser steps", 20, 200_000),
        Param("coordinates", 2000, "number of weights", 100, 20_000),
        seed_param(0, "seed of the gradients"),
    ),
    claims=(
        Claim("The weights settle at √(lr/(2·wd)), within 5 %.", "abs(rms / theory - 1) < 0.05", {"steps": 300}),
        Claim(
            "They take their time: over the first tenth of the steps they are less than three quarters as large.",
            "rms_first_tenth < 0.75 * rms",
            {"wd": 2.0},
        ),
    ),
    run=run,
    script=SCRIPT,
    estimate=_estimate,
)
