"""Where a quadratic loss is smallest on the L1 ball: at a vertex, on an edge or on a face, over random trials."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report, seed_param
from quizapp.engine.model import Plot, Series, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[Any]

TOGETHER = 250_000  # numbers in the curvatures that are worked on at once
ACCURACY = 1e-8  # of the contact, in units of the radius
ROUNDS = 20  # steps after which the trials that have arrived are put aside
CHECKED = 10  # trials that scikit-learn solves too, for the cross-check
LARGE = 1e9  # the penalty at which scikit-learn's path begins
CONTOUR = 60  # points of the contour in the plot


def run(params: Params, report: Report) -> Outcome:
    """Draw `trials` losses (w - u)'H(w - u) and find where each is smallest with Σ|w| at most `radius`.

    The optimum u is uniform on the sphere of radius `distance`; the eigenvalues of H are log-spaced over a factor of
    `condition`, in a random rotation. With `condition` 1 that is the Euclidean projection, which is exact; otherwise
    a weight is within 1e-8 radii of its value. `p_vertex` is the share of trials in which all weights but one are 0,
    `p_any_zero` that in which at least one is; an optimum within the ball stays where it is, with none.
    `p_vertex_theory` is the closed form for d = 2 and `condition` 1, and -1 elsewhere. The cross-check is the largest
    difference in a weight, in radii, from scikit-learn's LARS path at that radius, over the first trials.
    """
    import numpy as np

    p: Mapping[str, Any] = params
    rngs = np.random.default_rng(p["seed"]), np.random.default_rng([p["seed"], 1])
    counts = np.zeros(p["d"] + 1, int)
    together = max(CHECKED, TOGETHER // p["d"] ** 2)
    for start in range(0, p["trials"], together):
        report(0.9 * start / p["trials"], f"trial {start} of {p['trials']}")
        trials = _draw(rngs, min(together, p["trials"] - start), p)
        contacts = _contacts(trials, p["condition"])
        counts += np.bincount((contacts != 0).sum(axis=1), minlength=p["d"] + 1)
        if start == 0:
            first = [_Trial(*(part[k] for part in (*trials, contacts))) for k in range(CHECKED)]
    shares = counts / p["trials"]
    measures = {
        "p_vertex": float(shares[1]),
        "p_any_zero": float(counts[:-1].sum() / p["trials"]),
        "mean_nonzeros": float(counts @ np.arange(p["d"] + 1) / p["trials"]),
        "p_vertex_theory": vertex_chance(p["distance"] / p["radius"]) if p["d"] == 2 and p["condition"] == 1 else -1.0,
        "cross_check": max(float(abs(trial.contact - _lars_contact(trial)).max()) for trial in first),
    }
    plot = _picture(first[0], p["radius"]) if p["d"] == 2 else _shares_plot(shares)
    return Outcome(measures, _summary(measures, p), _table(shares), plot)


def vertex_chance(ratio: float) -> float:
    """The chance of a vertex in the plane, for round contours and an optimum `ratio` radii from the centre.

    The cone of the points that are nearest to a vertex holds |u₁| - |u₂| ≥ 1.
    """
    return max(0.0, 4 / math.pi * math.acos(min(1.0, 1 / (math.sqrt(2) * ratio))) - 1)


class _Trials(NamedTuple):
    """Optima (k, d) in radii and curvatures (k, d, d) with 1 as their largest eigenvalue."""

    optima: Vector
    curvatures: Vector


class _Trial(NamedTuple):
    """One trial: its optimum (d,), its curvature (d, d), and the contact (d,) that was found."""

    optimum: Vector
    curvature: Vector
    contact: Vector


def _draw(rngs: tuple[Any, Any], count: int, p: Mapping[str, Any]) -> _Trials:
    """The next `count` trials: the optima from the first generator, the rotations from the second."""
    import numpy as np

    d = p["d"]
    optima = rngs[0].standard_normal((count, d))
    optima *= p["distance"] / p["radius"] / np.linalg.norm(optima, axis=1, keepdims=True)
    if p["condition"] == 1:
        return _Trials(optima, np.broadcast_to(np.eye(d), (count, d, d)))
    axes = np.linalg.qr(rngs[1].standard_normal((count, d, d)))[0]
    return _Trials(optima, (axes * np.geomspace(1 / p["condition"], 1, d)) @ axes.swapaxes(1, 2))


def _contacts(trials: _Trials, condition: float) -> Vector:
    """The minimisers (k, d) on the ball of radius 1, by projected gradient steps with constant momentum.

    A step of length 1 that moves a point by s starts within 2·condition·s of the minimiser, and ends no further, so
    that the last one tells how far it is. Source: Nesterov 2004, section 2.2.
    """
    import numpy as np

    contacts = _project(trials.optima)
    if condition == 1:
        return contacts
    root = math.sqrt(condition)
    momentum, close = (root - 1) / (root + 1), ACCURACY / (2 * condition)
    left, (optima, curvatures) = np.arange(len(contacts)), trials
    here = ahead = contacts
    while len(left):
        for _ in range(ROUNDS):
            start, before = ahead, here
            slope = np.matmul(curvatures, (start - optima)[:, :, None])[:, :, 0]
            here = _project(start - slope)
            ahead = here + momentum * (here - before)
        contacts[left] = here
        moving = abs(here - start).max(axis=1) > close
        left, optima, curvatures, here, ahead = (part[moving] for part in (left, optima, curvatures, here, ahead))
    return contacts


def _project(points: Vector) -> Vector:
    """The nearest points (k, d) of the L1 ball of radius 1: each coordinate moves to 0 by one amount, and stops there.

    Source: Duchi et al. 2008.
    """
    import numpy as np

    sizes = abs(points)
    falling = -np.sort(-sizes, axis=1)
    excess = falling.cumsum(axis=1) - 1
    amount = (excess / np.arange(1, points.shape[1] + 1)).max(axis=1, keepdims=True)
    moved: Vector = np.copysign(np.maximum(sizes - np.maximum(amount, 0), 0), points)
    return moved


def _lars_contact(trial: _Trial) -> Vector:
    """The contact (d,) by scikit-learn: the point of the L1 path whose norm is 1, or the optimum within the ball."""
    import numpy as np
    from sklearn.linear_model import lars_path_gram

    moment = trial.curvature @ trial.optimum
    scale = LARGE / abs(moment).max()  # the path grows with the moment, and ends where the penalty is below 1e-7
    _, _, path = lars_path_gram(Xy=scale * moment, Gram=trial.curvature.copy(), n_samples=1, method="lasso")
    path = path / scale
    norms = abs(path).sum(axis=0)
    return np.array([np.interp(1.0, norms, weights) for weights in path])


def _summary(measures: Mapping[str, float], p: Mapping[str, Any]) -> str:
    theory = f" (in theory {100 * measures['p_vertex_theory']:.1f} %)" if measures["p_vertex_theory"] >= 0 else ""
    return (
        f"Over {p['trials']} trials, the smallest loss on the L1 ball is at a vertex in "
        f"{100 * measures['p_vertex']:.1f} % of them{theory} and has some weight at exactly 0 in "
        f"{100 * measures['p_any_zero']:.1f} %, and on average "
        f"{measures['mean_nonzeros']:.3g} of {p['d']} weights are not 0."
    )


def _table(shares: Vector) -> Table:
    rows = tuple((k, float(share)) for k, share in enumerate(shares) if share > 0)
    return Table(("weights that are not 0", "share of the trials"), rows)


def _shares_plot(shares: Vector) -> Plot:
    counts = tuple(float(k) for k in range(1, len(shares)))
    return Plot(
        "weights that are not 0", "share of the trials", (Series("contacts", counts, tuple(shares[1:].tolist())),)
    )


def _picture(trial: _Trial, radius: float) -> Plot:
    """The first trial in the plane: the ball, the contour that touches it, and where."""
    import numpy as np

    apart = trial.contact - trial.optimum
    level = math.sqrt(apart @ trial.curvature @ apart)
    angles = np.linspace(0, 2 * math.pi, CONTOUR + 1)
    circle = level * np.stack([np.cos(angles), np.sin(angles)])
    contour = trial.optimum[:, None] + np.linalg.solve(np.linalg.cholesky(trial.curvature).T, circle)
    curves = {
        "L1 ball": np.array([[1, 0, -1, 0, 1], [0, 1, 0, -1, 0]]),
        "contour of the loss": contour,
        "from the optimum to the contact": np.stack([trial.optimum, trial.contact], axis=1),
    }
    series = tuple(Series(name, *(tuple((radius * axis).tolist()) for axis in xy)) for name, xy in curves.items())
    return Plot("weight 0, first trial", "weight 1", series)


SCRIPT = """
import numpy as np


def project(points):  # the nearest points of the L1 ball of radius 1
    falling = np.sort(abs(points), axis=1)[:, ::-1]
    amount = ((falling.cumsum(axis=1) - 1) / np.arange(1, d + 1)).max(axis=1, keepdims=True)
    return np.sign(points) * np.maximum(abs(points) - np.maximum(amount, 0), 0)


u = np.random.default_rng(seed).standard_normal((trials, d))
u *= distance / radius / np.linalg.norm(u, axis=1, keepdims=True)
axes = np.linalg.qr(np.random.default_rng([seed, 1]).standard_normal((trials, d, d)))[0]
curvature = (axes * np.geomspace(1 / condition, 1, d)) @ axes.swapaxes(1, 2)

# projected gradient steps with momentum, on all trials at once
momentum = (condition**0.5 - 1) / (condition**0.5 + 1)
w = ahead = before = project(u)
while True:
    w = project(ahead - np.einsum("kij,kj->ki", curvature, ahead - u))
    if abs(w - ahead).max() < 1e-9 / condition:
        break
    ahead, before = w + momentum * (w - before), w

nonzeros = (w != 0).sum(axis=1)
print("p_vertex =", np.mean(nonzeros == 1))
print("p_any_zero =", np.mean(nonzeros < d))
print("mean_nonzeros =", np.mean(nonzeros))
"""


def _estimate(params: Params) -> float:
    p: Mapping[str, Any] = params
    if p["condition"] == 1:
        return float(0.1 + 50e-9 * p["trials"] * p["d"])
    steps = 10 + 6 * math.sqrt(p["condition"])
    return float(0.1 + p["trials"] * (80e-9 * p["d"] ** 2 + steps * (60e-9 * p["d"] + 1.2e-9 * p["d"] ** 2)))


DEMO = Demo(
    name="ball_contact",
    title="Where the contours touch the L1 ball",
    subject="L1 and sparsity",
    about="The optimum of a loss is placed in a random direction, and the point of the L1 ball with the smallest loss "
    "is found. With round contours and the optimum two radii away, that is a vertex for a little over half of the "
    "optima in the plane, but in ten dimensions nearly always a face, on which several weights are exactly 0. The "
    "chance in theory is that of round contours in the plane, and -1 elsewhere.",
    params=(
        Param("d", 2, "number of weights", 2, 50),
        Param("distance", 2.0, "distance of the optimum from 0, in units of the weights", 0.1, 100),
        Param("radius", 1.0, "largest sum of |w| in the ball, in units of the weights", 0.1, 100),
        Param("condition", 1.0, "how many times as curved the loss is in one direction as in another", 1, 1000),
        Param("trials", 20_000, "number of random losses", 100, 1_000_000),
        seed_param(0),
    ),
    claims=(
        Claim("More often than not, the loss is smallest at a vertex.", "p_vertex > 0.5", {"d": 10}),
        Claim(
            "With two weights and round contours, the share of vertices is that of the closed form.",
            "abs(p_vertex - p_vertex_theory) < 0.02",
            {"condition": 100.0, "trials": 2000},
        ),
        Claim(
            "More often than not, some weight is exactly 0.",
            "p_any_zero > 0.5",
            {"distance": 1.0},
        ),
    ),
    run=run,
    script=SCRIPT,
    estimate=_estimate,
    libraries=("numpy", "scikit-learn"),
)
