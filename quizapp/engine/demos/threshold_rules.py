"""What three penalties do to one weight: keep or kill, shrink and stop at 0, shrink and never get there."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report
from quizapp.engine.model import Plot, Series, Table

Penalty = Callable[[Any], Any]
GRID = 4001  # values of w on which nothing may be better than the closed forms
POINTS = 120  # of each line of the plot, on either side of 0


def run(params: Params, report: Report) -> Outcome:
    """The minimisers over w of (w - z)²/2 + lam·[w ≠ 0], lam·|w| and lam·w²/2, in closed form.

    The weights up to `l0_threshold` = √(2·lam) and `l1_threshold` = lam become 0. Where w = 0 and w = z are equally
    good under the counting penalty, `l0` is 0. The cross-check is the largest difference from torch's hardshrink and
    softshrink and from scikit-learn's Ridge on one row, and what any w on a grid gains on the closed forms.
    """
    p: Mapping[str, Any] = params
    z, lam = p["z"], p["lam"]
    report(0.0, "the closed forms, and a grid of weights")
    rules = {"l0": hard_threshold(z, lam), "l1": soft_threshold(z, lam), "l2": z / (1 + lam)}
    gained = max(_grid_gain(z, rules[name], penalty) for name, penalty in _penalties(lam).items())
    report(0.5, "the same by torch and scikit-learn")
    apart = max(abs(rules[name] - theirs) for name, theirs in _library_rules(z, lam).items())
    measures = {
        **rules,
        "l0_threshold": math.sqrt(2 * lam),
        "l1_threshold": lam,
        "cross_check": max(apart, gained),
    }
    return Outcome(measures, _summary(measures, z), _table(measures, z, lam), _plot(z, lam))


def hard_threshold(z: float, lam: float) -> float:
    """`z` whole where keeping it costs less than lam: where z²/2 > lam. Otherwise 0."""
    return z if abs(z) > math.sqrt(2 * lam) else 0.0


def soft_threshold(z: float, lam: float) -> float:
    """`z` moved towards 0 by `lam`, and no further than 0."""
    return z - min(max(z, -lam), lam)


def _penalties(lam: float) -> dict[str, Penalty]:
    return {"l0": lambda w: lam * (w != 0), "l1": lambda w: lam * abs(w), "l2": lambda w: lam * w**2 / 2}


def _grid_gain(z: float, found: float, penalty: Penalty) -> float:
    """By how much the best w of a grid between 0 and z beats `found`; 0 where none does."""
    import numpy as np

    grid = z * np.linspace(0, 1, GRID)
    costs = (grid - z) ** 2 / 2 + penalty(grid)
    return float(max(0.0, (found - z) ** 2 / 2 + penalty(found) - costs.min()))


def _library_rules(z: float, lam: float) -> dict[str, float]:
    """The three minimisers by torch's shrink functions, and by Ridge on one row (1) with the target z."""
    import torch
    from sklearn.linear_model import Ridge
    from torch.nn.functional import hardshrink, softshrink

    weight = torch.tensor(z, dtype=torch.float64)
    return {
        "l0": hardshrink(weight, math.sqrt(2 * lam)).item(),
        "l1": softshrink(weight, lam).item(),
        "l2": float(Ridge(alpha=lam, fit_intercept=False).fit([[1.0]], [z]).coef_[0]),
    }


def _summary(measures: Mapping[str, float], z: float) -> str:
    def fate(name: str) -> str:
        after = measures[name]
        return "stays whole" if after == z else "becomes 0" if after == 0 else f"shrinks to {after:.4g}"

    return (
        f"The weight z = {z:g} {fate('l0')} under the counting penalty, which clears sizes up to "
        f"{measures['l0_threshold']:.4g}, {fate('l1')} under L1, which clears sizes up to "
        f"{measures['l1_threshold']:.4g}, and {fate('l2')} under L2."
    )


def _table(measures: Mapping[str, float], z: float, lam: float) -> Table:
    words = {
        "l0": ("lam if w is not 0", "z where |z| > √(2·lam), else 0"),
        "l1": ("lam·|w|", "|z| - lam with the sign of z, and 0 where that is negative"),
        "l2": ("lam·w²/2", "z/(1 + lam)"),
    }
    rows = []
    for name, penalty in _penalties(lam).items():
        w = measures[name]
        rows.append((name.upper(), words[name][0], w, (w - z) ** 2 / 2 + float(penalty(w)), words[name][1]))
    return Table(("rule", "penalty", "minimiser", "cost there", "closed form"), tuple(rows))


def _plot(z: float, lam: float) -> Plot:
    reach = max(1.2 * abs(z), 1.5 * lam, 1.5 * math.sqrt(2 * lam), 1.0)
    xs = tuple(reach * k / POINTS for k in range(-POINTS, POINTS + 1))
    curves = (
        Series("L0: keep or clear", xs, tuple(hard_threshold(x, lam) for x in xs)),
        Series("L1: shift and stop at 0", xs, tuple(soft_threshold(x, lam) for x in xs)),
        Series("L2: scale", xs, tuple(x / (1 + lam) for x in xs)),
    )
    return Plot("weight z without a penalty", "weight w with it", curves)


SCRIPT = """
import numpy as np

w = np.linspace(0, z, 1_000_001)  # no minimiser lies outside

def minimiser(penalty):
    return w[np.argmin((w - z) ** 2 / 2 + penalty)]

print("l0 =", minimiser(lam * (w != 0)))
print("l1 =", minimiser(lam * abs(w)))
print("l2 =", minimiser(lam * w**2 / 2))

# The same in closed form
print("l0 =", z if abs(z) > np.sqrt(2 * lam) else 0.0)
print("l1 =", np.sign(z) * max(abs(z) - lam, 0))
print("l2 =", z / (1 + lam))
"""

DEMO = Demo(
    name="threshold_rules",
    title="Three penalties on one weight",
    subject="L1 and sparsity",
    about="A weight that the data want at z pays for its size: a fixed price for not being 0 (L0), a price per unit "
    "(L1), or one that grows with its square (L2). Each price has a minimiser in closed form. L0 keeps or clears, L1 "
    "shifts and stops at 0, L2 scales and never reaches 0.",
    params=(
        Param("z", 1.0, "weight that the data want, no unit", -10, 10),
        Param("lam", 0.5, "strength of the penalties lam·[w ≠ 0], lam·|w| and lam·w²/2", 0, 20),
    ),
    claims=(
        Claim("L0 clears a weight that L1 keeps.", "l0 == 0 and l1 != 0", {"z": 2.7, "lam": 3.0}),
        Claim("L1 shrinks the weight more than L2 does.", "abs(l1) < abs(l2)", {"z": 3.0}),
        Claim("L1 leaves a weight that is not zero.", "l1 != 0", {"z": 0.4}),
        Claim("L2 leaves a weight that is not zero, however small.", "l2 != 0", {"z": 0.0}),
    ),
    run=run,
    script=SCRIPT,
    libraries=("numpy", "torch", "scikit-learn"),
)
