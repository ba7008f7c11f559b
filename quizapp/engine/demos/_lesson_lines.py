"""Lines of the lesson's code, run: each function gives measures, and how far they are from the closed form at most."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import torch
    from numpy.random import Generator

Measures = dict[str, float | int | bool]

FEATURES = 20  # of the lesson's net
SEED = 42  # of the lesson's regression data
NEAR = 0.01  # what the lesson takes for zero
DRAWS = 100_000
NUDGE = 1e-9  # to either side of w, for the jump of a derivative
PULL_STEPS, PULL_LR, PULL_LAM = 200, 1e-3, 0.1  # of the penalty lam·|w| on two lone weights


def curves() -> dict[str, tuple[Callable[[Any], Any], Callable[[float], float]]]:
    """Each curve in torch, and its derivative in closed form; both have 0 at their kink, as torch has."""
    import torch

    return {
        "square": (torch.square, lambda w: 2 * w),
        "abs": (torch.abs, lambda w: float((w > 0) - (w < 0))),
        "relu": (torch.relu, lambda w: float(w > 0)),
    }


def derivative(curve: Callable[[Any], Any], w: float) -> float:
    """What torch takes for the derivative of `curve` at `w`."""
    import torch

    weight = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    curve(weight).backward()
    return _gradient(weight).item()


def derivative_facts(p: Mapping[str, Any]) -> tuple[Measures, float]:
    """The derivative of each curve at `w`, and by how much it jumps there."""
    w = p["w"]
    measures: Measures = {}
    apart = 0.0
    for name, (curve, closed) in curves().items():
        measures[f"{name}_gradient"] = derivative(curve, w)
        measures[f"{name}_jump"] = derivative(curve, w + NUDGE) - derivative(curve, w - NUDGE)
        apart = max(apart, abs(measures[f"{name}_gradient"] - closed(w)))
    return measures, apart


def pull_facts(p: Mapping[str, Any]) -> tuple[Measures, float]:
    """How L1 pulls at two weights under SGD, where theory says lr·lam at each step, and under Adam."""
    import torch

    pulls = {
        kind.__name__: [
            _l1_path_end(kind, size, 0.0) - _l1_path_end(kind, size, PULL_LAM) for size in (1.0, p["scale"])
        ]
        for kind in (torch.optim.SGD, torch.optim.Adam)
    }
    measures: Measures = {f"pull_ratio_{name.lower()}": near / far for name, (near, far) in pulls.items()}
    return measures, max(abs(pull - PULL_STEPS * PULL_LR * PULL_LAM) for pull in pulls["SGD"])


def _l1_path_end(kind: type[torch.optim.Optimizer], size: float, lam: float) -> float:
    """Where a weight that starts at 1 ends under data gradients of +size and -size in turn, and the penalty's."""
    import torch

    weight = torch.nn.Parameter(torch.tensor(1.0, dtype=torch.float64))
    optimiser = kind([weight], lr=PULL_LR)  # type: ignore[call-arg]
    for step in range(PULL_STEPS):
        weight.grad = size * (-1) ** step + lam * torch.sign(weight.detach())
        optimiser.step()
    return weight.item()


def net_facts(p: Mapping[str, Any]) -> tuple[Measures, float]:
    """The lesson's net with `units` hidden units, its loss on `batch` rows, and the penalty over its parameters."""
    import torch

    rng = np.random.default_rng(0)
    net = _net(rng, p["units"], p["dropout"])
    rows = torch.tensor(rng.standard_normal((p["batch"], FEATURES)))
    labels = torch.tensor(rng.integers(0, 2, p["batch"])).double()
    loss = torch.nn.BCEWithLogitsLoss()
    squares = sum((param.pow(2).sum() for param in net.parameters()), torch.tensor(0.0))
    squares.backward()  # type: ignore[no-untyped-call]
    biases = [param for name, param in net.named_parameters() if name.endswith("bias")]
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        differs = (net.train()(rows) - net.eval()(rows)).abs().max().item()
    parameters = sum(param.numel() for param in net.parameters())
    measures: Measures = {
        "parameters": parameters,
        "biases": sum(bias.numel() for bias in biases),
        "bias_share": sum(bias.numel() for bias in biases) / parameters,
        "biases_penalised": sum(int(_gradient(bias).count_nonzero()) for bias in biases),
        "squeeze_raises": _raises(lambda: loss(net(rows).squeeze(), labels)),
        "squeeze1_raises": _raises(lambda: loss(net(rows).squeeze(1), labels)),
        "train_eval_apart": differs,
    }
    return measures, max((_gradient(param) - 2 * param).abs().max().item() for param in net.parameters())


def _net(rng: Generator, units: int, dropout: float) -> torch.nn.Sequential:
    """The net in float64, its weights uniform in ±1/√fan_in; with `dropout`, a layer of that behind the ReLU."""
    import torch

    hidden, output = torch.nn.Linear(FEATURES, units), torch.nn.Linear(units, 1)
    for layer in (hidden, output):
        reach = layer.in_features**-0.5
        for param in layer.parameters():
            param.data = torch.tensor(rng.uniform(-reach, reach, tuple(param.shape)))
    dropped = [torch.nn.Dropout(dropout)] if dropout else []
    return torch.nn.Sequential(hidden, torch.nn.ReLU(), *dropped, output)


def _gradient(leaf: torch.Tensor) -> torch.Tensor:
    assert leaf.grad is not None  # whoever asks has gone backwards
    return leaf.grad


def _raises(action: Callable[[], object]) -> bool:
    try:
        action()
    except ValueError:
        return True
    return False


def design_facts(p: Mapping[str, Any]) -> tuple[Measures, float]:
    """The rank of the lesson's X (n, d), and its largest singular value over its smallest of the first min(n, d)."""
    rows = np.random.RandomState(SEED).randn(p["n"], p["d"])
    sizes = np.linalg.svd(rows, compute_uv=False)
    squares = np.linalg.eigvalsh(rows.T @ rows if p["d"] <= p["n"] else rows @ rows.T)
    condition = float(sizes[0] / sizes[-1])
    measures: Measures = {"features": p["d"], "rank": int(np.linalg.matrix_rank(rows)), "condition": condition}
    return measures, abs(float((squares[-1] / squares[0]) ** 0.5) / condition - 1)


def prior_facts(p: Mapping[str, Any]) -> tuple[Measures, float]:
    """The middle of the lesson's grid and the density there, and how rare weights at 0 and near 0 are."""
    from scipy import stats

    middle = float(np.linspace(-3, 3, p["points"])[p["points"] // 2])
    draws = np.random.default_rng(0).laplace(size=DRAWS)
    measures: Measures = {
        "middle": middle,
        "laplace_at_middle": float(stats.laplace.pdf(middle)),
        "laplace_at_0": float(stats.laplace.pdf(0)),
        "draws_at_0": int((draws == 0).sum()),
        "near_laplace": float(stats.laplace.cdf(NEAR) - stats.laplace.cdf(-NEAR)),
        "near_gaussian": float(stats.norm.cdf(NEAR) - stats.norm.cdf(-NEAR)),
    }
    closed = {
        "laplace_at_middle": math.exp(-abs(middle)) / 2,
        "near_laplace": -math.expm1(-NEAR),
        "near_gaussian": math.erf(NEAR / math.sqrt(2)),
    }
    return measures, max(abs(measures[name] - value) for name, value in closed.items())
