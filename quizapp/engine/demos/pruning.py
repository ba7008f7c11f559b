"""Nets pruned by the size of their weights, trained with no penalty, with L2 decay and with proximal L1 steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

NETS = ("plain", "l2", "l1_proximal")
RATE = 0.3
ROWS, NEW_ROWS = 400, 1000
SHARES = (0.0, 0.5, 0.8, 0.9, 0.95)  # of the weights that are pruned
CHECKED_STEPS = 20  # torch takes these first steps of the first three nets too, for the cross-check


def run(params: Params, report: Report) -> Outcome:
    """Train three nets from each start by SGD on one batch of 400 rows, then set their smallest weights to 0.

    Start k draws from seed + k, as do its rows. Decay and proximal step act on the two weight matrices, and so does
    the pruning, without fine-tuning. Shares and accuracies, on 1,000 new rows, are medians over the starts. In double
    precision: after some hundred steps, the roundings of single precision have moved weights by up to 0.04. The
    cross-check is the largest difference in a weight of the first start's nets from torch: after the first steps of
    its SGD, and after its `global_unstructured` pruning of the trained nets to a twentieth.
    """
    import numpy as np

    from quizapp.engine.demos import _net

    p: Mapping[str, Any] = params
    zeros, accuracies = [], []
    for k in range(p["seeds"]):
        start, train, new = _draw(p["seed"] + k)
        nets = _net.Nets(np.stack([start] * len(NETS)), ROWS)
        for step in _train(nets, train, p):
            if (k, step) == (0, min(p["steps"], CHECKED_STEPS)):
                apart = abs(_net.per_net(nets.weights, nets.count) - _torch_weights(start, train, p)).max()
            if step % 25 == 0:
                report((k + step / p["steps"]) / p["seeds"], f"start {k + 1} of {p['seeds']}, step {step}")
        weights = _net.per_net(nets.weights, nets.count)
        if k == 0:
            apart = max(apart, abs(_matrices(pruned(weights, SHARES[-1])) - _torch_pruned(weights)).max())
        zeros.append((_matrices(weights) == 0).mean(axis=1))
        accuracies.append([_accuracy(pruned(weights, share), nets, new) for share in SHARES])
    sparse: Vector = np.median(zeros, axis=0)
    accurate: Vector = np.median(accuracies, axis=0)
    measures = {
        "exact_zeros_l1_proximal": float(sparse[-1]),
        **{f"accuracy_95_{net}": float(accuracy) for net, accuracy in zip(NETS, accurate[-1], strict=True)},
        "cross_check": float(apart),
    }
    return Outcome(measures, _summary(measures), _table(sparse, accurate), _plot(accurate))


def _draw(seed: int) -> tuple[Vector, tuple[Vector, Vector], tuple[Vector, Vector]]:
    """A start (1409,), and rows (n, 21) with labels (n,) to train on and to judge by: 1 where x0 + x1·x2 > 0."""
    import numpy as np

    from quizapp.engine.demos import _net

    rng = np.random.default_rng(seed)
    start, data = _net.draw_start(rng), []
    for count in (ROWS, NEW_ROWS):
        rows = rng.standard_normal((count, _net.FEATURES))
        data.append((_net.with_ones(rows), (rows[:, 0] + rows[:, 1] * rows[:, 2] > 0).astype(float)))
    return start, data[0], data[1]


def _train(nets: Any, train: tuple[Vector, Vector], p: Mapping[str, Any]) -> Iterator[int]:
    """Train the three `nets` in place; the number of each step that was taken."""
    import numpy as np

    from quizapp.engine.demos import _net

    in_matrices = _net.side_by_side(np.tile(_is_in_matrix(), (len(NETS), 1)))
    kept = 1 - RATE * _net.for_each_weight((0, p["l2"], 0)) * in_matrices
    reach = RATE * _net.for_each_weight((0, 0, p["l1"])) * in_matrices
    weights, gradient, moved = nets.weights, nets.gradient, np.empty_like(nets.weights)
    for step in range(1, p["steps"] + 1):
        nets.learn(*train)
        gradient *= RATE
        weights *= kept
        weights -= gradient
        weights -= np.clip(weights, -reach, reach, out=moved)
        yield step


def _is_in_matrix() -> Vector:
    """Which of the 1409 weights of a net belong to its two matrices, and are not biases."""
    import numpy as np

    from quizapp.engine.demos import _net

    hidden = np.tile(np.arange(_net.FEATURES + 1) < _net.FEATURES, _net.UNITS)
    return np.append(hidden, np.arange(_net.UNITS + 1) < _net.UNITS)


def _matrices(weights: Vector) -> Vector:
    """The weights (nets, 1344) of both matrices."""
    return weights[:, _is_in_matrix()]


def pruned(weights: Vector, share: float) -> Vector:
    """A copy of `weights` (nets, 1409) in which this share of each net's matrices, the smallest ones, is 0."""
    import numpy as np

    left, matrices = weights.copy(), _matrices(weights)
    smallest = np.argsort(abs(matrices), axis=1, kind="stable")[:, : round(share * matrices.shape[1])]
    np.put_along_axis(matrices, smallest, 0.0, axis=1)
    left[:, _is_in_matrix()] = matrices
    return left


def _accuracy(weights: Vector, nets: Any, new: tuple[Vector, Vector]) -> Vector:
    """The share (nets,) of new rows that the weights (nets, 1409) put into the right class."""
    nets.restart(weights)
    accuracy: Vector = nets.judge(*new)[1]
    return accuracy


def _torch_weights(start: Vector, train: tuple[Vector, Vector], p: Mapping[str, Any]) -> Vector:
    """The weights (3, 1409) of the three nets after the first steps of torch's autograd and SGD."""
    import numpy as np
    import torch

    from quizapp.engine.demos import _net

    rows, labels = (torch.tensor(part) for part in train)
    ends = []
    for kind in NETS:
        net = _net.torch_net(start)
        matrices, biases = (net[0].weight, net[2].weight), (net[0].bias, net[2].bias)
        groups: list[dict[str, Any]] = [{"params": matrices}, {"params": biases}]
        groups[0]["weight_decay"] = p["l2"] if kind == "l2" else 0.0
        optimiser = torch.optim.SGD(groups, lr=RATE)
        for _ in range(min(p["steps"], CHECKED_STEPS)):
            optimiser.zero_grad()
            loss: Any = torch.nn.functional.binary_cross_entropy_with_logits(net(rows[:, :-1]).squeeze(1), labels)
            loss.backward()
            optimiser.step()
            if kind == "l1_proximal":
                _torch_soft_threshold(matrices, RATE * p["l1"])
        ends.append(_net.torch_weights(net))
    return np.stack(ends)


def _torch_soft_threshold(matrices: tuple[Any, ...], reach: float) -> None:
    import torch

    with torch.no_grad():
        for matrix in matrices:
            matrix.copy_(torch.nn.functional.softshrink(matrix, reach))


def _torch_pruned(weights: Vector) -> Vector:
    """The matrices (nets, 1344) of the nets with these weights (nets, 1409), pruned by torch."""
    import numpy as np
    from torch.nn.utils import prune

    from quizapp.engine.demos import _net

    left = []
    for each in weights:
        net = _net.torch_net(each)
        layers: list[Any] = [net[0], net[2]]
        parts = [(layer, "weight") for layer in layers]
        prune.global_unstructured(parts, pruning_method=prune.L1Unstructured, amount=SHARES[-1])
        left.append(np.concatenate([layer.weight.detach().numpy().ravel() for layer in layers]))
    return np.stack(left)


def _summary(measures: Mapping[str, float]) -> str:
    zeros = f"{100 * measures['exact_zeros_l1_proximal']:.3g} %" if measures["exact_zeros_l1_proximal"] else "none"
    return (
        f"Proximal L1 steps make {zeros} of the weights exactly 0, and with only the largest twentieth of the weights "
        f"kept, that net has an accuracy of {measures['accuracy_95_l1_proximal']:.3f}, one with L2 decay "
        f"{measures['accuracy_95_l2']:.3f} and one with neither {measures['accuracy_95_plain']:.3f}."
    )


def _table(zeros: Vector, accuracies: Vector) -> Table:
    headings = ("net", "exact zeros", *(f"accuracy, {100 * share:.0f} % pruned" for share in SHARES))
    columns = (zeros.tolist(), *accuracies.tolist())
    return Table(headings, tuple(zip(NETS, *columns, strict=True)))


def _plot(accuracies: Vector) -> Plot:
    series = tuple(Series(net, SHARES, tuple(accuracies[:, k].tolist())) for k, net in enumerate(NETS))
    return Plot("share of the weights that is pruned", "accuracy on new rows", series)


SCRIPT = """
import numpy as np
import torch

def rows_and_labels(rng, count):
    rows = rng.standard_normal((count, 20))
    return torch.tensor(rows), torch.tensor(rows[:, 0] + rows[:, 1] * rows[:, 2] > 0).double()

shapes = (((20, 64), 20), ((1, 64), 20), ((64, 1), 64), ((1, 1), 64))  # a tensor of the net and its fan-in
zeros, accuracies = [], []
for start in range(seed, seed + seeds):
    rng = np.random.default_rng(start)
    tensors = [rng.uniform(-(n**-0.5), n**-0.5, shape) for shape, n in shapes]
    W, b, v, c = (torch.tensor(np.stack([t] * 3), requires_grad=True) for t in tensors)  # plain, L2, L1
    (X, y), (X_new, y_new) = rows_and_labels(rng, 400), rows_and_labels(rng, 1000)
    optimiser = torch.optim.SGD([W, b, v, c], lr=0.3)
    for _ in range(steps):
        optimiser.zero_grad()
        logits = (torch.relu(X @ W + b) @ v + c).squeeze(2)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, y.expand(3, -1), reduction="none")
        (loss.mean(1).sum() + l2 / 2 * (W[1].pow(2).sum() + v[1].pow(2).sum())).backward()
        optimiser.step()
        with torch.no_grad():
            for matrix in (W, v):
                matrix[2] = torch.nn.functional.softshrink(matrix[2], 0.3 * l1)
    sizes = torch.cat([W.flatten(1), v.flatten(1)], 1).abs().detach()
    zeros.append((sizes[2] == 0).double().mean())
    cut = sizes.sort(1).values[:, round(0.95 * 1344) - 1].reshape(3, 1, 1)  # the largest weight that is pruned
    logits = torch.relu(X_new @ (W * (W.abs() > cut)) + b) @ (v * (v.abs() > cut)) + c
    accuracies.append(((logits.squeeze(2) > 0) == (y_new > 0.5)).double().mean(1))

print("exact_zeros_l1_proximal =", np.median(zeros))
for name, accuracy in zip(("plain", "l2", "l1_proximal"), np.median(torch.stack(accuracies), axis=0)):
    print(f"accuracy_95_{name} =", accuracy)
"""


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    return float(0.1 + p["seeds"] * (0.005 + 300e-6 * p["steps"]))


DEMO = Demo(
    name="pruning",
    title="Which net can be pruned?",
    subject="L1 and sparsity",
    about="Three nets learn the same rule from the same start: one with no penalty, one with L2 decay and one with "
    "proximal L1 steps. Then the smallest weights of each are set to zero, more and more of them. The weights that a "
    "proximal step has already set to exactly zero cost nothing to prune.",
    params=(
        Param("l1", 0.003, "strength of the L1 penalty of its net, no unit", 0, 1),
        Param("l2", 0.003, "strength of the weight decay of its net, no unit", 0, 0.2),
        Param("steps", 400, "number of full-batch steps", 1, 10_000),
        Param("seeds", 4, "number of starts, each with rows of its own", 1, 50),
        seed_param(0, "seed of the first start and its rows"),
    ),
    claims=(
        Claim(
            "Proximal L1 steps make more than half of the weights exactly 0.",
            "exact_zeros_l1_proximal > 0.5",
            {"l1": 3e-4, "seeds": 1},
        ),
        Claim(
            "With 95 % of the weights pruned, the L1 net is the most accurate one.",
            "accuracy_95_l1_proximal > max(accuracy_95_plain, accuracy_95_l2)",
            {"l1": 0.0, "seeds": 1},
        ),
        Claim(
            "With 95 % of its weights pruned, the L1 net is still right on more than 9 of 10 new rows.",
            "accuracy_95_l1_proximal > 0.9",
            {"steps": 20, "seeds": 1},
        ),
    ),
    run=run,
    script=SCRIPT,
    estimate=_estimate,
)
