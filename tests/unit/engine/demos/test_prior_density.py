import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from quizapp.engine import catalogue

SCALES = st.floats(0.05, 50)


def test_the_reference_at_equal_variance(outcome):
    measures = outcome("prior_density", match="variance").measures
    expected = {
        "gaussian_at_0": 0.398942,
        "laplace_at_0": 0.707107,
        "gaussian_at_w": 0.053991,
        "laplace_at_w": 0.041794,
        "crossing_1": 0.489405,
        "crossing_2": 2.339022,
        "tail_gaussian": 0.0027,
        "tail_laplace": 0.0144,
    }
    assert {name: measures[name] for name in expected} == pytest.approx(expected, abs=6e-5)
    assert measures["crossing_2"] == pytest.approx(2.339022, abs=6e-7)


@given(w=st.floats(-20, 20), sigma=SCALES, b=SCALES)
@settings(max_examples=60, deadline=None)
def test_the_densities_are_those_of_scipy(outcome, w, sigma, b):
    measures = outcome("prior_density", w=w, sigma=sigma, b=b).measures
    assert measures["gaussian_at_w"] == pytest.approx(stats.norm.pdf(w, scale=sigma), abs=1e-12)
    assert measures["laplace_at_w"] == pytest.approx(stats.laplace.pdf(w, scale=b), abs=1e-12)
    assert measures["tail_laplace"] == pytest.approx(2 * stats.laplace.sf(3, scale=b), abs=1e-12)
    assert measures["cross_check"] < 1e-9


@given(sigma=SCALES, b=SCALES)
@settings(max_examples=60, deadline=None)
def test_the_laplace_density_is_higher_only_outside_the_crossings(outcome, sigma, b):
    measures = outcome("prior_density", sigma=sigma, b=b).measures
    low, high = measures["crossing_1"], measures["crossing_2"]
    between, beyond = (low + high) / 2, 1.001 * high + 1e-6 * sigma
    assert low < high

    def log_gap(x):
        return -abs(x) / b - math.log(2 * b) - stats.norm.logpdf(x, scale=sigma)

    assert log_gap(between) < 0 < log_gap(beyond)
    if low > 0:
        assert log_gap(0.999 * low) > 0


def test_matching_means_what_it_says(outcome):
    """The plot's Laplace curve has the Gaussian's variance, or its mean |w|, by quadrature over the real line."""
    for match, moment, expected in (("variance", 2, 9.0), ("mean_abs", 1, 3 * math.sqrt(2 / math.pi))):
        scale = 1 / outcome("prior_density", match=match, sigma=3).measures["kink_laplace"]
        found, _ = integrate.quad(lambda x, m=moment, b=scale: 2 * x**m * stats.laplace.pdf(x, scale=b), 0, math.inf)
        assert found == pytest.approx(expected, rel=1e-7)


def test_the_summary_follows_the_measures(outcome):
    assert "is higher than the Gaussian" in outcome("prior_density").summary
    assert "is lower than the Gaussian" in outcome("prior_density", match="variance").summary
    assert "only beyond" in outcome("prior_density", b=2).summary


def test_equal_densities_are_not_called_lower(outcome):
    """b = σ·√(π/2) gives both priors the same height at 0."""
    assert "is as high as the Gaussian" in outcome("prior_density", w=0, b=math.sqrt(math.pi / 2)).summary


def test_the_laplace_density_does_not_underflow_at_the_ends_of_the_ranges(outcome):
    """Or it would count as no higher than a Gaussian density that does."""
    ends = {param.name: (param.low, param.high) for param in catalogue.find("prior_density").params}
    narrow = {"w": ends["w"][1], "sigma": ends["sigma"][0], "b": ends["b"][0]}
    for match in ("none", "variance", "mean_abs"):
        measures = outcome("prior_density", match=match, **narrow).measures
        assert measures["laplace_at_w"] > measures["gaussian_at_w"]
