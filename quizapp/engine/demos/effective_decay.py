"""How fast Adam's L2 and AdamW's decay shrink weights whose gradients are pure noise of different scales."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

RUNS = ("Adam + L2", "AdamW", "no decay")
CHECKED_STEPS = 200  # torch takes these first steps too, for the cross-check
LEAST_KEPT, MOST_KEPT = 0.01, 1 - 1e-12  # where the noise hides what is left, or that anything was taken


def run(params: Params, report: Report) -> Outcome:
    """Weights that start at 1, `reps` per scale, under gradients scale·N(0, 1) and nothing else.

    A rate is -ln(kept)/(lr·steps), where `kept` is 1 plus the mean difference to the run without decay on the same
    noise, held between 1 % and just below 1. `…_rate_min` and `…_rate_max` are the rates' extremes over the scales,
    `adam_slope` is the slope of Adam's rates against the scales, both in logarithms. The cross-check is the largest
    difference in a weight after the first steps in torch.
    """
    import numpy as np

    p: Mapping[str, Any] = params
    weights = np.ones((len(RUNS), len(p["scales"]), p["reps"]))
    for step in _train(weights, p):
        if step <= CHECKED_STEPS:
            early = weights.copy()
        report(0.8 * (step / p["steps"]), f"step {step} of {p['steps']}")
    report(0.8, "the first steps in torch")
    theirs = _torch_weights(p)
    adam, adamw = _rates(weights, p)
    measures = {
        "adam_slope": float(np.polyfit(np.log(p["scales"]), np.log(adam), 1)[0]),
        "adam_rate_min": float(adam.min()),
        "adam_rate_max": float(adam.max()),
        "adamw_rate_min": float(adamw.min()),
        "adamw_rate_max": float(adamw.max()),
        "cross_check": float(abs(early - theirs).max()),
    }
    predicted = [p["lam"] / scale for scale in p["scales"]]
    rows = tuple(zip(p["scales"], adam.tolist(), adamw.tolist(), predicted, strict=True))
    table = Table(("gradient scale", "Adam + L2 rate", "AdamW rate", "lam/scale"), rows)
    return Outcome(measures, _summary(measures), table, _plot(rows))


def _noise(p: Mapping[str, Any]) -> Iterator[Vector]:
    """The gradients (scales, reps) of each step."""
    import numpy as np

    rng, scales = np.random.default_rng(p["seed"]), np.array(p["scales"])[:, None]
    for _ in range(p["steps"]):
        yield scales * rng.standard_normal((len(scales), p["reps"]))


def _train(weights: Vector, p: Mapping[str, Any]) -> Iterator[int]:
    """Step `weights` (runs, scales, reps) in place, all runs on the same noise; the number of each step."""
    import numpy as np

    from quizapp.engine.demos._net import Adam

    pull = np.array([p["lam"], 0, 0])[:, None, None]
    shrink = np.array([1, 1 - p["lr"] * p["lam"], 1])[:, None, None]
    flat = weights.reshape(-1)  # the same memory
    adam = Adam(flat, p["lr"])
    for step, noise in enumerate(_noise(p), start=1):
        gradient = noise + pull * weights
        weights *= shrink
        adam.step(flat, gradient.reshape(-1))
        yield step


def _torch_weights(p: Mapping[str, Any]) -> Vector:
    """The weights (runs, scales, reps) after the first steps of torch's Adam, AdamW and Adam without decay."""
    import numpy as np
    import torch

    shape = (len(p["scales"]), p["reps"])
    weights = [torch.nn.Parameter(torch.ones(shape, dtype=torch.float64)) for _ in RUNS]
    kinds = (torch.optim.Adam, torch.optim.AdamW, torch.optim.Adam)
    decays = (p["lam"], p["lam"], 0.0)
    optimisers: list[torch.optim.Optimizer] = [
        kind([weight], lr=p["lr"], weight_decay=decay)
        for kind, weight, decay in zip(kinds, weights, decays, strict=True)
    ]
    for _, noise in zip(range(CHECKED_STEPS), _noise(p), strict=False):
        gradient = torch.from_numpy(noise)
        for weight, optimiser in zip(weights, optimisers, strict=True):
            weight.grad = gradient
            optimiser.step()
    return np.stack([weight.detach().numpy() for weight in weights])


def _rates(weights: Vector, p: Mapping[str, Any]) -> tuple[Vector, Vector]:
    """Adam's and AdamW's rate at each scale, two arrays (scales,)."""
    import numpy as np

    kept = np.clip(1 + (weights[:2] - weights[2]).mean(axis=2), LEAST_KEPT, MOST_KEPT)
    adam, adamw = -np.log(kept) / (p["lr"] * p["steps"])
    return adam, adamw


def _summary(measures: Mapping[str, float]) -> str:
    return (
        f"Over the gradient scales, Adam's L2 decays at rates from {measures['adam_rate_min']:.3g} to "
        f"{measures['adam_rate_max']:.3g} per lr·step, with a log-log slope of {measures['adam_slope']:.3f}, and "
        f"AdamW at rates from {measures['adamw_rate_min']:.4g} to {measures['adamw_rate_max']:.4g}."
    )


def _plot(rows: tuple[tuple[float, ...], ...]) -> Plot:
    scales, *columns = zip(*sorted(rows), strict=True)
    names = ("Adam + L2", "AdamW", "lam/scale")
    series = tuple(Series(name, scales, column) for name, column in zip(names, columns, strict=True))
    return Plot("gradient scale, sd of the noise", "decay rate, per lr·step", series, log_x=True, log_y=True)


def _check(params: Params) -> str | None:
    p: Mapping[str, Any] = params
    if len(p["scales"]) < 2:
        return "scales has one value; give at least two, so that the rates can be compared."
    if len(set(p["scales"])) < len(p["scales"]):
        return "scales lists a value twice; give each one once."
    if p["lr"] * p["lam"] * p["steps"] > 3:
        return (
            f"after lr·lam·steps = {p['lr'] * p['lam'] * p['steps']:.3g} too little of AdamW's weights is left for a "
            "rate to be read off; keep lr·lam·steps at 3 or below."
        )
    return None


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    return float(0.1 + p["steps"] * (4e-5 + 5e-8 * len(p["scales"]) * p["reps"]))


SCRIPT = """
import numpy as np
import torch

rng, size = np.random.default_rng(seed), (len(scales), reps)
weights = [torch.nn.Parameter(torch.ones(size, dtype=torch.float64)) for _ in range(3)]
optimisers = [
    torch.optim.Adam([weights[0]], lr=lr, weight_decay=lam),
    torch.optim.AdamW([weights[1]], lr=lr, weight_decay=lam),
    torch.optim.Adam([weights[2]], lr=lr),
]
for _ in range(steps):
    noise = torch.from_numpy(np.array(scales)[:, None] * rng.standard_normal(size))
    for w, optimiser in zip(weights, optimisers):
        w.grad = noise  # the data say nothing; the same noise in all three runs
        optimiser.step()
adam, adamw, none = (w.detach().numpy() for w in weights)
rate_adam, rate_adamw = (-np.log(1 + (w - none).mean(axis=1)) / (lr * steps) for w in (adam, adamw))
print("adam_slope =", np.polyfit(np.log(scales), np.log(rate_adam), 1)[0])
print("adam_rate_max =", rate_adam.max())
print("adamw_rate_min =", rate_adamw.min())
print("adamw_rate_max =", rate_adamw.max())
"""

DEMO = Demo(
    name="effective_decay",
    title="The decay that a weight really gets, by the size of its gradients",
    subject="AdamW and Adam",
    about="Weights receive nothing but noise, small for some and large for others. Adam divides its L2 term by the "
    "size of the gradients, so weights with large gradients are hardly decayed. AdamW decays all of them at the rate "
    "lam.",
    params=(
        Param("scales", (0.1, 1.0, 10.0, 100.0), "gradient scales, standard deviations of the noise", 1e-3, 1e4),
        Param("lam", 0.1, "strength of the decay, no unit", 1e-3, 1),
        Param("lr", 1e-3, "learning rate, per step", 1e-5, 0.01),
        Param("steps", 1000, "number of optimiser steps; a rate above 4.6/(lr·steps) cannot be told", 100, 20_000),
        Param("reps", 256, "number of weights at each scale", 16, 4096),
        seed_param(0, "seed of the noise"),
    ),
    claims=(
        Claim(
            "Adam's decay rate goes as 1 over the gradient scale: the log-log slope is -1 within 0.1.",
            "abs(adam_slope + 1) < 0.1",
            {"scales": (0.001, 0.01, 0.1)},
        ),
        Claim(
            "AdamW decays every scale at the same rate, within 5 %.",
            "adamw_rate_max < 1.05 * adamw_rate_min",
            {"lr": 0.01, "reps": 16},
        ),
        Claim(
            "Under Adam the fastest decay is more than 100 times the slowest.",
            "adam_rate_max > 100 * adam_rate_min",
            {"scales": (1.0, 10.0)},
        ),
    ),
    run=run,
    script=SCRIPT,
    check=_check,
    estimate=_estimate,
)
