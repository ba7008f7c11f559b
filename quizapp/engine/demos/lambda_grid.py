"""The lesson's grid search for the weight decay, repeated from many starts: what it measures is the start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quizapp.engine.demos._net import Adam, Nets

    Vector = NDArray[Any]
    _Rows = tuple[Vector, Vector]  # inputs and labels

ROWS = 200  # half of them train, half validate
TOGETHER = 16  # nets, whose activations then stay in the processor's cache
CHECKED_EPOCHS = 3  # torch takes these first epochs of one model too, for the cross-check
REPORTED = 50  # one in so many epochs
ALL_BUT_TORCH = 0.98  # of the time of a run
EPOCH = 30e-6  # seconds that one epoch of one model takes, roughly


def run(params: Params, report: Report) -> Outcome:
    """Train a net from `seeds` starts for each lam, the starts side by side, with AdamW on the full batch.

    Every lam has the same starts (start k draws from seed + k) and the same data. `lam_effect` is the median over
    the starts of the range of validation losses over the grid, `start_noise` the standard deviation over the starts
    at the first lam. An effect below one rounding of the loss counts as one rounding in `noise_over_effect`.
    `smallest_is_zero` says whether the smallest positive lam gives the very weights of lam = 0, bit for bit. The
    cross-check is the largest difference in a weight of one model, first start and largest lam, after the first epochs
    in torch.
    """
    import numpy as np

    from quizapp.engine.demos import _net

    p: Mapping[str, Any] = params
    lams = p["lams"]
    train, validate = _data(p["data_seed"], p["dtype"])
    starts = _net.draw_starts(p["seed"], p["seeds"])
    compared = tuple(dict.fromkeys((*lams, 0.0)))  # lam = 0 is what the smallest one is compared with
    trained = _train(starts, compared, train, validate, p, report)
    report(ALL_BUT_TORCH, "one model in torch")
    theirs = _torch_run(starts[0], max(lams), train, p)
    losses, accuracy, fitted = (
        np.array([getattr(trained[lam], name) for lam in lams], float) for name in ("loss", "accuracy", "fitted")
    )
    smallest = min((lam for lam in lams if lam > 0), default=0.0)
    measures = {
        **_effect_and_noise(lams, losses, float(np.finfo(p["dtype"]).eps)),
        "smallest_is_zero": bool((trained[smallest].weights == trained[0.0].weights).all()),
        "cross_check": float(abs(trained[max(lams)].early[0] - theirs).max()),
    }
    columns = (losses.mean(axis=1), losses.std(axis=1, ddof=1), fitted.mean(axis=1), accuracy.mean(axis=1))
    table = _table(lams, (*columns, chosen_shares(losses)))
    return Outcome(measures, _summary(measures, p), table, _plot(lams, losses))


def _data(seed: int, dtype: str) -> tuple[tuple[Vector, Vector], tuple[Vector, Vector]]:
    """Rows (100, 21) and labels (100,), to train on and to validate on: a noisy linear rule."""
    import numpy as np

    from quizapp.engine.demos import _net

    rng = np.random.default_rng(seed)
    rows, rule = rng.standard_normal((ROWS, _net.FEATURES)), rng.standard_normal(_net.FEATURES)
    labels = (rows @ rule + 2 * rng.standard_normal(ROWS) > 0).astype(dtype)
    padded, half = _net.with_ones(rows).astype(dtype), ROWS // 2
    return (padded[:half], labels[:half]), (padded[half:], labels[half:])


class _Trained(NamedTuple):
    """Nets after training, a row for each: their weights, those after the epochs that torch takes too, and measures.

    `loss` and `accuracy` are on the validation rows, `fitted` is the loss on the training rows.
    """

    weights: Vector
    early: Vector
    loss: Vector
    accuracy: Vector
    fitted: Vector


def _train(
    starts: Vector, lams: tuple[float, ...], train: _Rows, validate: _Rows, p: Mapping[str, Any], report: Report
) -> dict[float, _Trained]:
    """Train one net from each start (starts, 1409) for each lam, as many side by side as the processor's cache holds.

    The same room serves one lam after the other: fresh memory would cost as much as some epochs.
    """
    import numpy as np

    from quizapp.engine.demos import _net

    batches = [starts[first : first + TOGETHER] for first in range(0, len(starts), TOGETHER)]
    parts: dict[float, list[_Trained]] = {lam: [] for lam in lams}
    for k, batch in enumerate(batches):
        nets = _net.Nets(batch, len(train[1]), p["dtype"])
        adam = _net.Adam(nets.weights, p["lr"])
        for j, lam in enumerate(lams):
            nets.restart(batch)
            adam.restart()
            for epoch in _epochs(nets, adam, lam, train, p):
                if epoch == min(p["epochs"], CHECKED_EPOCHS):
                    early = _net.per_net(nets.weights, nets.count)
                if epoch % REPORTED == 1:
                    done = (k + (j + epoch / p["epochs"]) / len(lams)) / len(batches)
                    report(ALL_BUT_TORCH * done, f"lam = {lam:g}, epoch {epoch} of {p['epochs']}")
            loss, accuracy = nets.judge(*validate)
            weights, fitted = _net.per_net(nets.weights, nets.count), nets.judge(*train)[0]
            parts[lam].append(_Trained(weights, early, loss, accuracy, fitted))
    return {lam: _Trained(*map(np.concatenate, zip(*part, strict=True))) for lam, part in parts.items()}


def _epochs(nets: Nets, adam: Adam, lam: float, train: _Rows, p: Mapping[str, Any]) -> Iterator[int]:
    """Train nets side by side, one full batch per epoch; the number of each epoch that was taken.

    The decay is one factor, rounded to the dtype as torch rounds it: where 1 - lr·lam rounds to 1, nothing decays.
    """
    import numpy as np

    kept = np.dtype(p["dtype"]).type(1 - p["lr"] * lam)
    for epoch in range(1, p["epochs"] + 1):
        nets.learn(*train)
        if kept != 1:
            nets.weights *= kept
        adam.step(nets.weights, nets.gradient)
        yield epoch


def _torch_run(start: Vector, lam: float, train: tuple[Vector, Vector], p: Mapping[str, Any]) -> Vector:
    """The weights (1409,) of one model after the first epochs of the lesson's own loop with torch's AdamW."""
    import numpy as np
    import torch

    from quizapp.engine.demos import _net

    net = _net.torch_net(start, p["dtype"])
    optimiser = torch.optim.AdamW(net.parameters(), lr=p["lr"], weight_decay=lam)
    criterion = torch.nn.BCEWithLogitsLoss()
    rows, labels = torch.from_numpy(np.ascontiguousarray(train[0][:, :-1])), torch.from_numpy(train[1])
    for _ in range(min(p["epochs"], CHECKED_EPOCHS)):
        optimiser.zero_grad()
        criterion(net(rows).squeeze(1), labels).backward()
        optimiser.step()
    return _net.torch_weights(net)


def _effect_and_noise(lams: tuple[float, ...], losses: Vector, rounding: float) -> dict[str, float]:
    """What the choice of lam changes, and what the choice of the start changes, over losses (lams, starts)."""
    import numpy as np

    effect, noise = float(np.median(np.ptp(losses, axis=0))), float(losses[0].std(ddof=1))
    return {
        "best_lam": lams[int(losses.mean(axis=1).argmin())],
        "lam_effect": effect,
        "start_noise": noise,
        "noise_over_effect": noise / max(effect, rounding * float(losses.mean())),
    }


def chosen_shares(losses: Vector) -> Vector:
    """How often each lam wins where every lam gets a start of its own, as in the lesson: shares (lams,).

    Exact over all combinations of starts of losses (lams, starts); of equal losses the first lam wins, as there.
    """
    import numpy as np

    shares = np.empty(len(losses))
    for k, own in enumerate(losses):
        beats = np.ones(len(own))
        for other, rival in enumerate(losses):
            if other != k:
                better = own[:, None] < rival if other < k else own[:, None] <= rival
                beats *= better.mean(axis=1)
        shares[k] = beats.mean()
    return shares


def _table(lams: tuple[float, ...], columns: tuple[Vector, ...]) -> Table:
    headings = ("lam", "validation loss", "sd over starts", "training loss", "accuracy", "chosen with fresh starts")
    return Table(headings, tuple(zip(lams, *(column.tolist() for column in columns), strict=True)))


def _summary(measures: Mapping[str, Any], p: Mapping[str, Any]) -> str:
    effect, noise = measures["lam_effect"], measures["start_noise"]
    verdict = "the grid measures the start" if noise > effect else "the grid measures lam"
    return (
        f"By epoch {p['epochs']} the choice of lam changes the validation loss by {effect:.2g} and that of the "
        f"start by {noise:.2g}: {verdict}, and the lowest mean is that of lam = {measures['best_lam']:g}."
    )


def _plot(lams: tuple[float, ...], losses: Vector) -> Plot:
    """Mean, best and worst start against lam; a log axis has no 0, which is drawn a decade below the smallest lam."""
    positive = sorted(lam for lam in lams if lam > 0)
    zero = max(positive[0] / 10, 1e-300) if positive else 1.0
    order = sorted(range(len(lams)), key=lambda k: lams[k])
    xs = tuple(lams[k] or zero for k in order)
    curves = {
        "mean over starts": losses.mean(axis=1),
        "best start": losses.min(axis=1),
        "worst start": losses.max(axis=1),
    }
    series = [Series(name, xs, tuple(float(values[k]) for k in order)) for name, values in curves.items()]
    label = f"weight decay lam (0 is drawn at {zero:g})" if 0.0 in lams else "weight decay lam"
    return Plot(label, "validation loss, nats per row", tuple(series), log_x=True)


def _check(params: Params) -> str | None:
    p: Mapping[str, Any] = params
    if len(set(p["lams"])) < len(p["lams"]):
        return "lams lists a value twice; give each one once."
    return None


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    return float(0.1 + EPOCH * p["epochs"] * p["seeds"] * (len(p["lams"]) + 1))


SCRIPT = """
import numpy as np
import torch

rng = np.random.default_rng(data_seed)
rows, rule = rng.standard_normal((200, 20)), rng.standard_normal(20)
labels = rows @ rule + 2 * rng.standard_normal(200) > 0
X, y = (torch.tensor(array, dtype=getattr(torch, dtype)) for array in (rows, labels))

def fresh_starts():
    \"\"\"One net (20-64-1) from each start, stacked: the same nets for every lam.\"\"\"
    generators = [np.random.default_rng(seed + k) for k in range(seeds)]
    shapes = (((20, 64), 20), ((1, 64), 20), ((64, 1), 64), ((1, 1), 64))  # a tensor and its fan-in
    layers = [[g.uniform(-(n**-0.5), n**-0.5, shape) for shape, n in shapes] for g in generators]
    return [torch.nn.Parameter(torch.tensor(np.stack(part), dtype=X.dtype)) for part in zip(*layers)]

cross_entropy = torch.nn.BCEWithLogitsLoss(reduction="none")

def losses(net, rows, labels):
    W, b, v, c = net
    logits = (torch.relu(rows @ W + b) @ v + c).squeeze(2)
    return cross_entropy(logits, labels.expand_as(logits)).mean(1)

found = []
for lam in lams:
    net = fresh_starts()
    optimiser = torch.optim.AdamW(net, lr=lr, weight_decay=lam)
    for _ in range(epochs):
        optimiser.zero_grad()
        losses(net, X[:100], y[:100]).sum().backward()  # the nets do not touch each other
        optimiser.step()
    found.append(losses(net, X[100:], y[100:]).detach().double().numpy())
found = np.array(found)  # validation losses (lams, starts)
print("lam_effect =", np.median(np.ptp(found, axis=0)))
print("start_noise =", found[0].std(ddof=1))
"""

DEMO = Demo(
    name="lambda_grid",
    title="A grid search that measures the start",
    subject="Choosing lam",
    about="The lesson tries five values of weight decay, each on a net with new random weights, and keeps the best. "
    "Here every lam gets the same starts, so that what lam changes can be told from what the start changes. At the "
    "lesson's settings the start changes hundreds of times more.",
    params=(
        Param("lams", (0.0, 1e-5, 1e-4, 1e-3, 1e-2), "weight decays to compare, no unit", 0, 100, max_items=12),
        Param("seeds", 16, "number of starts for each lam", 2, 256),
        Param("epochs", 50, "number of full-batch steps", 1, 20_000),
        Param("lr", 1e-3, "learning rate, per step", 1e-6, 0.01),
        Param("dtype", "float32", "precision of the training", choices=("float32", "float64")),
        Param("data_seed", 0, "seed of the data", 0, 2**31 - 1),
        seed_param(0, "seed of the first start"),
    ),
    claims=(
        Claim(
            "The start changes the validation loss more than 100 times as much as lam does.",
            "noise_over_effect > 100",
            {"lams": (0.0, 1.0, 3.0, 10.0), "epochs": 300},
        ),
        Claim(
            "The smallest lam above 0 leaves the weights of lam = 0, bit for bit.",
            "smallest_is_zero == 1",
            {"dtype": "float64", "epochs": 5, "seeds": 2},
        ),
    ),
    run=run,
    check=_check,
    estimate=_estimate,
    script=SCRIPT,
)
