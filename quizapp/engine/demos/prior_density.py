"""Gaussian and Laplace priors beside each other: height, crossings, tails and the kink at zero."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report
from quizapp.engine.model import Plot, Series, Table

FAR = 3.0  # the tails are what lies beyond ±3


def run(params: Params, report: Report) -> Outcome:
    """Closed forms of both densities; scipy's densities and tails are the cross-check.

    `match` replaces b by the scale that gives the Laplace prior the Gaussian's variance (σ/√2) or its mean |w|
    (σ·√(2/π)).
    """
    p: Mapping[str, Any] = params
    sigma, w = p["sigma"], p["w"]
    b = {"none": p["b"], "variance": sigma / math.sqrt(2), "mean_abs": sigma * math.sqrt(2 / math.pi)}[p["match"]]
    low, high = crossings(sigma, b)
    measures = {
        "gaussian_at_0": gaussian(0, sigma),
        "laplace_at_0": laplace(0, b),
        "gaussian_at_w": gaussian(w, sigma),
        "laplace_at_w": laplace(w, b),
        "crossing_1": low,
        "crossing_2": high,
        "kink_gaussian": 0.0,
        "kink_laplace": 1 / b,
        "tail_gaussian": math.erfc(FAR / (sigma * math.sqrt(2))),
        "tail_laplace": math.exp(-FAR / b),
    }
    report(0.5, "the same by scipy")
    measures["cross_check"] = _cross_check(measures, w, sigma, b)
    return Outcome(measures, _summary(measures, w), _table(measures, w), _plot(sigma, b))


def gaussian(w: float, sigma: float) -> float:
    """The density of N(0, sigma²) at `w`."""
    return math.exp(-((w / sigma) ** 2) / 2) / (sigma * math.sqrt(2 * math.pi))


def laplace(w: float, b: float) -> float:
    """The density of Laplace(0, b) at `w`."""
    return math.exp(-abs(w) / b) / (2 * b)


def crossings(sigma: float, b: float) -> tuple[float, float]:
    """The two |w| at which the densities are equal: the Laplace prior is the higher one inside the first and outside
    the second. The first is 0 where the Laplace prior is not the higher one at 0.

    They solve w²/(2σ²) - |w|/b + ln(σ√(2π)/(2b)) = 0, whose discriminant is positive for every σ and b.
    """
    lead = sigma**2 / b
    constant = 2 * sigma**2 * math.log(sigma * math.sqrt(2 * math.pi) / (2 * b))
    high = lead + math.sqrt(lead**2 - constant)
    return max(0.0, constant / high), high


def _cross_check(measures: Mapping[str, float], w: float, sigma: float, b: float) -> float:
    """The largest difference from scipy's densities and tails, and of the densities at the crossings."""
    from scipy import stats

    normal, double = stats.norm(0, sigma), stats.laplace(0, b)
    edges = [x for x in (measures["crossing_1"], measures["crossing_2"]) if x > 0]
    pairs = [
        (measures["gaussian_at_0"], normal.pdf(0)),
        (measures["laplace_at_0"], double.pdf(0)),
        (measures["gaussian_at_w"], normal.pdf(w)),
        (measures["laplace_at_w"], double.pdf(w)),
        (measures["tail_gaussian"], 2 * normal.sf(FAR)),
        (measures["tail_laplace"], 2 * double.sf(FAR)),
        *((normal.pdf(x), double.pdf(x)) for x in edges),
    ]
    return float(max(abs(ours - theirs) for ours, theirs in pairs))


def _summary(measures: Mapping[str, float], w: float) -> str:
    lead = measures["laplace_at_w"] - measures["gaussian_at_w"]
    higher = "higher than" if lead > 0 else "lower than" if lead < 0 else "as high as"
    inside = f"below |w| = {measures['crossing_1']:.4g} and " if measures["crossing_1"] > 0 else ""
    return (
        f"At w = {w:g} the Laplace density ({measures['laplace_at_w']:.4g}) is {higher} the Gaussian "
        f"({measures['gaussian_at_w']:.4g}); the former is the higher one only {inside}beyond "
        f"{measures['crossing_2']:.4g}, and the slope of its -log p at 0+ is {measures['kink_laplace']:.4g} against 0."
    )


def _table(measures: Mapping[str, float], w: float) -> Table:
    rows = (
        ("density at 0", "gaussian_at_0", "laplace_at_0"),
        (f"density at w = {w:g}", "gaussian_at_w", "laplace_at_w"),
        ("P(|w| > 3)", "tail_gaussian", "tail_laplace"),
        ("slope of -log p at 0+", "kink_gaussian", "kink_laplace"),
    )
    columns = ("quantity", "Gaussian", "Laplace")
    return Table(columns, tuple((text, measures[left], measures[right]) for text, left, right in rows))


def _plot(sigma: float, b: float) -> Plot:
    reach = 4 * max(sigma, b)
    xs = tuple(reach * k / 120 for k in range(-120, 121))  # 0 is among them: the peak is drawn
    curves = (
        Series("Gaussian", xs, tuple(gaussian(x, sigma) for x in xs)),
        Series("Laplace", xs, tuple(laplace(x, b) for x in xs)),
    )
    return Plot("weight w", "probability density per unit of w", curves)


SCRIPT = """
import numpy as np
from scipy import optimize, stats

scale = {"none": b, "variance": sigma / np.sqrt(2), "mean_abs": sigma * np.sqrt(2 / np.pi)}[match]
gaussian, laplace = stats.norm(0, sigma), stats.laplace(0, scale)
for name, prior in (("gaussian", gaussian), ("laplace", laplace)):
    print(f"{name}_at_0 =", prior.pdf(0))
    print(f"{name}_at_w =", prior.pdf(w))
    print(f"tail_{name} =", 2 * prior.sf(3))

# an L1 penalty is -log p of the Laplace prior; its slope just above 0 holds a small weight at 0
step = 1e-6 * scale
print("kink_laplace =", (laplace.logpdf(0) - laplace.logpdf(step)) / step)

def lead(x):  # of the Laplace prior, in log density
    return -x / scale - np.log(2 * scale) - gaussian.logpdf(x)

lowest = sigma**2 / scale  # there the Gaussian is ahead the most; further out the Laplace prior overtakes it
print("crossing_2 =", optimize.brentq(lead, lowest, 3 * lowest + 10 * sigma))
"""

DEMO = Demo(
    name="prior_density",
    title="Gaussian and Laplace priors, drawn to the same scale",
    subject="Priors and MAP",
    about="An L2 penalty is a Gaussian prior on the weights, an L1 penalty a Laplace prior. Far out the Laplace "
    "density is the higher one, and so it is near zero where b is below 1.25 times sigma, with the Gaussian higher in "
    "between. What makes zeros is the kink of -log p at 0, not the height of the peak.",
    params=(
        Param("w", 2.0, "weight at which the densities are compared, no unit", -20, 20),
        Param("sigma", 1.0, "standard deviation of the Gaussian prior, in units of w", 0.05, 50),
        Param("b", 1.0, "scale of the Laplace prior, in units of w; only used with match = none", 0.05, 50),
        Param(
            "match",
            "none",
            "what the Laplace prior has in common with the Gaussian; replaces b",
            choices=("none", "variance", "mean_abs"),
        ),
    ),
    claims=(
        Claim(
            "The Laplace density is the higher one at w.",
            "laplace_at_w > gaussian_at_w",
            {"match": "variance"},
        ),
        Claim("The Laplace density has the higher peak.", "laplace_at_0 > gaussian_at_0", {"b": 2.0}),
        Claim("The Laplace prior has more beyond ±3.", "tail_laplace > tail_gaussian", {"b": 0.3}),
        Claim(
            "The Gaussian is the higher one from 0.3 to 1.7.",
            "crossing_1 < 0.3 and crossing_2 > 1.7",
            {"match": "variance"},
        ),
    ),
    run=run,
    script=SCRIPT,
    libraries=("numpy", "scipy"),
)
