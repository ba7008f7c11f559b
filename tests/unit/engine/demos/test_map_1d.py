import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import erfc, exp, mpf, pi, sqrt, workdps

SCALES = st.floats(0.05, 50)
READINGS = st.floats(-50, 50)


def exact_mean(y, sigma, b):
    """The mean of the two half Gaussians, in the plain form, with as many digits as it loses."""
    with workdps(60):
        y, sigma, b = mpf(y), mpf(sigma), mpf(b)
        right, left = (y - sigma**2 / b), (y + sigma**2 / b)
        mass_right = exp(right**2 / (2 * sigma**2)) * erfc(-right / sigma / sqrt(2)) * sqrt(pi / 2)
        mass_left = exp(left**2 / (2 * sigma**2)) * erfc(left / sigma / sqrt(2)) * sqrt(pi / 2)
        return float((right * mass_right + left * mass_left) / (mass_right + mass_left))


def test_the_reference_at_the_defaults(outcome):
    measures = outcome("map_1d").measures
    assert (measures["map_laplace"], measures["map_gaussian"], measures["threshold"]) == (0, 0.5, 1)
    assert measures["mean_laplace"] == pytest.approx(0.503223, abs=6e-7)
    assert measures["mean_laplace"] == pytest.approx(exact_mean(1, 1, 1), abs=1e-15)


@given(y=READINGS, sigma=SCALES, b=SCALES)
@settings(max_examples=60, deadline=None)
def test_the_mean_is_that_of_the_closed_form(outcome, y, sigma, b):
    assert outcome("map_1d", y=y, sigma=sigma, b=b).measures["mean_laplace"] == pytest.approx(
        exact_mean(y, sigma, b), abs=1e-12, rel=1e-12
    )


@given(y=READINGS, sigma=SCALES, b=SCALES, tau=SCALES)
@settings(max_examples=60, deadline=None)
def test_scipy_finds_the_same_estimates(outcome, **params):
    assert outcome("map_1d", **params).measures["cross_check"] < 2e-6


@given(y=READINGS, sigma=SCALES, b=SCALES)
@settings(max_examples=60, deadline=None)
def test_the_estimates_mirror_and_shrink(outcome, y, sigma, b):
    here, mirrored = (outcome("map_1d", y=side * y, sigma=sigma, b=b).measures for side in (1, -1))
    for name in ("map_laplace", "mean_laplace", "map_gaussian"):
        assert here[name] == -mirrored[name]
        assert abs(here[name]) <= abs(y)
    assert (here["map_laplace"] == 0) == (abs(y) <= here["threshold"])


@pytest.mark.parametrize("scales", [{"sigma": 50, "b": 0.05}, {"sigma": 0.05, "b": 0.05}, {"sigma": 0.05, "b": 50}])
@pytest.mark.parametrize("y", [50, -1, 0.01])
def test_the_ends_of_the_ranges_lose_no_digits(outcome, y, scales):
    measures = outcome("map_1d", y=y, **scales).measures
    assert measures["mean_laplace"] == pytest.approx(exact_mean(y, **scales), rel=1e-7, abs=1e-18)


@pytest.mark.parametrize(("y", "words"), [(1, "is exactly 0 and"), (3, "is 2 and"), (0, "mean 0, while")])
def test_the_summary_follows_the_measures(outcome, y, words):
    assert words in outcome("map_1d", y=y).summary


@pytest.mark.parametrize(("sigma", "b"), [(1, 1), (1, 2), (50, 0.05), (0.05, 50)])
def test_the_mean_is_a_multiple_of_a_small_observation(outcome, sigma, b):
    """Never 0, however small: by the exact mean, on both sides of where the formula changes."""
    multiples = [
        outcome("map_1d", y=y * sigma, sigma=sigma, b=b).measures["mean_laplace"] / (y * sigma)
        for y in (1e-300, 1e-16, 0.99e-5, 1.01e-5, 1e-3)
    ]
    assert multiples == pytest.approx([exact_mean(1e-3 * sigma, sigma, b) / (1e-3 * sigma)] * 5, rel=2e-6)
