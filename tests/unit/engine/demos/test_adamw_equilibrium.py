import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine import catalogue
from quizapp.engine.size import refuse_too_large
from quizapp.errors import TooLargeError

BETA = 0.9  # of Adam's running mean


@pytest.mark.parametrize("seed", [0, 1])
def test_the_reference_at_the_defaults(outcome, seed):
    measures = outcome("adamw_equilibrium", seed=seed).measures
    assert measures["rms"] == pytest.approx(0.2240, rel=0.05)
    assert measures["theory"] == pytest.approx(0.2236, abs=5e-5)
    assert measures["memory_steps"] == pytest.approx(1000)


@given(lr=st.floats(0.01, 0.1), wd=st.floats(0.5, 5), seed=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_the_weights_settle_at_the_variance_of_a_decaying_sum(outcome, lr, wd, seed):
    """Also where the decay is so fast that Adam's running mean matters: w = Σ keepᵏ·lr·m, with m correlated by βᵏ."""
    keep = 1 - lr * wd
    variance = lr**2 * (1 - BETA) / (1 + BETA) * (1 + BETA * keep) / ((1 - BETA * keep) * (1 - keep**2))
    measures = outcome("adamw_equilibrium", lr=lr, wd=wd, steps=2000, coordinates=500, seed=seed).measures
    assert measures["rms"] == pytest.approx(math.sqrt(variance), rel=0.07)
    assert measures["theory"] == pytest.approx(math.sqrt(lr / wd / 2))


def test_the_way_there_is_that_of_a_forgotten_start(outcome):
    """From 0 the variance is theory²·(1 - (1 - lr·wd)^(2t))."""
    found = outcome("adamw_equilibrium", steps=2000, coordinates=5000)
    sizes = dict(zip(found.plot.series[0].x, found.plot.series[0].y, strict=True))
    for step in (500.0 - 500 % 9, 2000.0):
        expected = found.measures["theory"] * math.sqrt(1 - (1 - 0.001) ** (2 * step))
        assert sizes[step] == pytest.approx(expected, rel=0.04)


def test_hours_of_noise_are_refused_with_an_estimate():
    demo = catalogue.find("adamw_equilibrium")
    params = catalogue.complete(demo, {"steps": 200_000, "coordinates": 20_000})
    with pytest.raises(TooLargeError, match="takes about"):
        refuse_too_large(demo, params)


def test_progress_never_goes_back():
    demo, told = catalogue.find("adamw_equilibrium"), []
    demo.run(catalogue.complete(demo, {"steps": 663, "coordinates": 100}), lambda fraction, _: told.append(fraction))
    assert told == sorted(told)
