import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import root


def test_the_reference_at_the_defaults(outcome):
    measures = outcome("reduction_scale").measures
    assert (measures["prior_variance_sum"], measures["prior_variance_mean"]) == (50, 0.5)
    assert measures["norm_mean"] < measures["norm_sum"]
    assert measures["cross_check"] < 1e-6


@given(n=st.integers(10, 200), lam=st.floats(1e-3, 100), seed=st.integers(0, 1000))
@settings(max_examples=15, deadline=None)
def test_the_variances_are_the_closed_form_and_torch_and_sklearn_agree(outcome, n, lam, seed):
    measures = outcome("reduction_scale", n=n, lam=lam, seed=seed).measures
    assert measures["prior_variance_sum"] == pytest.approx(1 / (2 * lam), rel=1e-12)
    assert measures["prior_variance_mean"] == pytest.approx(1 / (2 * n * lam), rel=1e-12)
    assert measures["norm_mean"] < measures["norm_sum"]
    assert measures["cross_check"] < 5e-6


@given(lam=st.floats(1e-3, 1), seed=st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_n_times_the_penalty_on_the_sum_is_the_penalty_on_the_mean(outcome, lam, seed):
    summed = outcome("reduction_scale", n=40, lam=40 * lam, seed=seed).measures
    averaged = outcome("reduction_scale", n=40, lam=lam, seed=seed).measures
    assert summed["norm_sum"] == pytest.approx(averaged["norm_mean"], rel=1e-9)


def test_the_norm_is_that_of_the_posterior_mode(outcome):
    """The slope of log-likelihood plus log-prior N(0, 50), set to zero by scipy."""
    rng = np.random.RandomState(42)
    rows = rng.randn(100, 20)
    target = rows[:, [0, 5, 12]] @ [1.5, -2.0, 0.8] + rng.randn(100)
    signs = np.where(target > np.median(target), 1.0, -1.0)

    def slope(w):
        return rows.T @ (signs / (1 + np.exp(signs * (rows @ w)))) - w / 50

    mode = root(slope, np.zeros(20), tol=1e-12).x
    assert outcome("reduction_scale").measures["norm_sum"] == pytest.approx(np.linalg.norm(mode), rel=1e-8)
