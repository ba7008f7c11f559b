"""One weight from one noisy observation: the most probable weight under two priors, and the posterior mean."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from quizapp.engine.demo import Claim, Demo, Outcome, Param, Params, Report
from quizapp.engine.model import Plot, Series, Table

POINTS = 121  # of each curve, an odd number: y = 0 is among them
NODES = 100  # of the quadrature, in each panel
NEAR_ZERO = 1e-5  # an observation below this many sigma


def run(params: Params, report: Report) -> Outcome:
    """Estimates of w from `y` = w + noise, with noise of standard deviation sigma, in closed form.

    `map_…` is the mode of the posterior; that of the Laplace prior is 0 where |y| is at most `threshold` = sigma²/b.
    `mean_laplace` is the posterior mean under the Laplace prior; under the Gaussian prior, mode and mean are one. The
    cross-check finds the modes by bisection of the slope, and the means by quadrature, both scipy's.
    """
    p: Mapping[str, Any] = params
    y, sigma, b, tau = p["y"], p["sigma"], p["b"], p["tau"]
    measures = {
        "map_laplace": map_laplace(y, sigma, b),
        "mean_laplace": mean_laplace(y, sigma, b),
        "map_gaussian": map_gaussian(y, sigma, tau),
        "threshold": sigma**2 / b,
    }
    report(0.3, "the same by scipy")
    measures["cross_check"] = _cross_check(measures, y, sigma, b, tau)
    report(0.8, "the estimates for other observations")
    return Outcome(measures, _summary(measures, y), _table(measures), _plot(y, sigma, b, tau))


def map_laplace(y: float, sigma: float, b: float) -> float:
    """The mode of the posterior under Laplace(0, b): `y` moved towards 0 by sigma²/b, and stopped there."""
    return math.copysign(max(abs(y) - sigma**2 / b, 0.0), y) + 0.0  # no -0.0


def map_gaussian(y: float, sigma: float, tau: float) -> float:
    """The mode of the posterior under N(0, tau²), which is its mean too."""
    return y / (1 + (sigma / tau) ** 2)


def mean_laplace(y: float, sigma: float, b: float) -> float:
    """The posterior mean under Laplace(0, b).

    On either side of 0 the posterior is a Gaussian, cut off at 0, so that the mean is that of two halves. Source:
    Pericchi and Smith 1992, in terms of Mills' ratio instead of the normal distribution, which would underflow.
    """
    kink, reading = sigma / b, abs(y) / sigma
    if (
        reading < NEAR_ZERO
    ):  # the halves' moments would cancel; to first order in y their difference is a multiple of it
        mass, moment = _half_line(kink)
        return y * (1 - kink * moment / mass)
    near_mass, near_moment = _half_line(kink - reading)  # the side of 0 that y is on
    far_mass, far_moment = _half_line(kink + reading)
    return math.copysign(sigma, y) * (near_moment - far_moment) / (near_mass + far_mass) + 0.0


def _half_line(slope: float) -> tuple[float, float]:
    """The integrals of exp(-u²/2 - slope·u) and of u times that, over u > 0."""
    from scipy.special import erfcx

    if slope < 5:
        mass = math.sqrt(math.pi / 2) * float(erfcx(max(slope, -30.0) / math.sqrt(2)))  # further out it overflows
        return mass, 1 - slope * mass
    tail = 0.0  # the difference above would cancel; this is the continued fraction of Mills' ratio
    for k in range(60, 0, -1):
        tail = k / (slope + tail)
    return 1 / (slope + tail), tail / (slope + tail)


def _cross_check(measures: Mapping[str, float], y: float, sigma: float, b: float, tau: float) -> float:
    """The largest difference from scipy's maximum and quadrature of both posteriors, in u = w/sigma."""
    reading, kink, bend = y / sigma, sigma / b, (sigma / tau) ** 2

    def log_laplace(u: Any) -> Any:
        return reading * u - u**2 / 2 - kink * abs(u)

    def log_gaussian(u: Any) -> Any:
        return reading * u - u**2 / 2 - bend * u**2 / 2

    pairs = (
        ("map_laplace", _peak(log_laplace, reading)),
        ("mean_laplace", _mean(log_laplace, measures["map_laplace"] / sigma)),
        ("map_gaussian", _peak(log_gaussian, reading)),
        ("map_gaussian", _mean(log_gaussian, measures["map_gaussian"] / sigma)),
    )
    return max(abs(measures[name] - sigma * found) for name, found in pairs)


def _peak(log_density: Callable[[Any], Any], reading: float) -> float:
    """The mode of a posterior, which no prior with its mode at 0 moves beyond `reading`."""
    from scipy.optimize import minimize_scalar

    reach = abs(reading) + 1
    found = minimize_scalar(lambda u: -log_density(u), bounds=(-reach, reach), options={"xatol": 1e-11})
    return float(found.x)


def _mean(log_density: Callable[[Any], Any], mode: float) -> float:
    """The mean of a density, by quadrature between its mode, its kink at 0 and where it has died away."""
    import numpy as np
    from scipy.integrate import fixed_quad

    def density(u: Any) -> Any:
        return np.exp(log_density(u) - log_density(mode))

    start, end = _end(log_density, mode, -1), _end(log_density, mode, 1)
    edges = sorted({start, 0.0, mode, end})
    panels = list(pairwise(edge for edge in edges if start <= edge <= end))
    mass = sum(fixed_quad(density, *panel, n=NODES)[0] for panel in panels)
    return float(sum(fixed_quad(lambda u: u * density(u), *panel, n=NODES)[0] for panel in panels) / mass)


def _end(log_density: Callable[[Any], Any], mode: float, side: int) -> float:
    """Where on one side of the mode the density has fallen below a 10¹⁷th of it."""
    reach = 1e-6
    while log_density(mode) - log_density(mode + side * reach) < 40:
        reach *= 2
    return mode + side * reach


def _summary(measures: Mapping[str, float], y: float) -> str:
    mode = f"{measures['map_laplace']:.4g}" if measures["map_laplace"] else "exactly 0"
    return (
        f"After the observation y = {y:g}, the most probable weight under the Laplace prior is {mode} and its "
        f"posterior mean {measures['mean_laplace']:.4g}, while under the Gaussian prior both are "
        f"{measures['map_gaussian']:.4g}."
    )


def _table(measures: Mapping[str, float]) -> Table:
    rows = (
        ("Laplace", "mode (MAP)", measures["map_laplace"]),
        ("Laplace", "mean", measures["mean_laplace"]),
        ("Gaussian", "mode (MAP) and mean", measures["map_gaussian"]),
    )
    return Table(("prior", "of the posterior", "weight", "exactly 0"), tuple((*row, row[2] == 0) for row in rows))


def _plot(y: float, sigma: float, b: float, tau: float) -> Plot:
    """The three estimates against the observation, well past the threshold and `y`."""
    reach = max(3 * sigma**2 / b, 1.5 * abs(y), 2 * sigma)
    ys = tuple(reach * (2 * k / (POINTS - 1) - 1) for k in range(POINTS))
    curves = (
        Series("Laplace, MAP", ys, tuple(map_laplace(y, sigma, b) for y in ys)),
        Series("Laplace, mean", ys, tuple(mean_laplace(y, sigma, b) for y in ys)),
        Series("Gaussian", ys, tuple(map_gaussian(y, sigma, tau) for y in ys)),
    )
    return Plot("observation y, in units of w", "estimate of the weight w", curves)


SCRIPT = """
import numpy as np

threshold = sigma**2 / b
print("map_laplace =", np.sign(y) * max(abs(y) - threshold, 0.0))
print("map_gaussian =", y * tau**2 / (tau**2 + sigma**2))

# the posterior under the Laplace prior on a fine grid: its mean is not its mode
reach = abs(y) + 10 * sigma
w = np.linspace(-reach, reach, 2_000_001)
log_posterior = -((w - y) ** 2) / (2 * sigma**2) - np.abs(w) / b
posterior = np.exp(log_posterior - log_posterior.max())
print("mean_laplace =", (w * posterior).sum() / posterior.sum())
"""

DEMO = Demo(
    name="map_1d",
    title="MAP against the posterior mean, for one weight",
    subject="Priors and MAP",
    about="One weight is observed once, with Gaussian noise. Under a Laplace prior the most probable weight is exactly "
    "zero for every observation up to a threshold, while the posterior mean, which averages over all weights, is never "
    "zero unless the observation is. Under a Gaussian prior both are the same multiple of the observation.",
    params=(
        Param("y", 1.0, "observation of the weight, in units of w", -50, 50),
        Param("sigma", 1.0, "standard deviation of the observation's noise, in units of w", 0.05, 50),
        Param("b", 1.0, "scale of the Laplace prior, in units of w", 0.05, 50),
        Param("tau", 1.0, "standard deviation of the Gaussian prior, in units of w", 0.05, 50),
    ),
    claims=(
        Claim("Under the Laplace prior, the most probable weight is exactly 0.", "map_laplace == 0", {"y": 3.0}),
        Claim("The posterior mean under that same prior is not 0.", "mean_laplace != 0", {"y": 0.0}),
        Claim(
            "The mean under the Laplace prior is within 0.05 of the Gaussian one: the zero comes from taking the mode.",
            "abs(mean_laplace - map_gaussian) < 0.05",
            {"tau": 3.0},
        ),
        Claim(
            "The Laplace prior pulls its mode closer to 0 than the Gaussian prior does.",
            "abs(map_laplace) < abs(map_gaussian)",
            {"y": 3.0},
        ),
    ),
    run=run,
    script=SCRIPT,
    libraries=("numpy", "scipy"),
)
