import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.linear_model import Lasso

from quizapp.engine.demos._lesson import lesson_data


def kept_by_the_lasso(alpha, seed, n, d, noise, rho):
    """The features that scikit-learn's coordinate descent keeps."""
    lasso = Lasso(alpha=alpha, tol=1e-12, max_iter=100_000)
    return np.flatnonzero(lasso.fit(*lesson_data(seed, n, d, noise, rho)).coef_).tolist()


def test_the_reference_on_the_lesson_s_data(outcome):
    measures = outcome("lasso_path").measures
    knots = [measures[f"knot_{k}"] for k in (1, 2, 3, 4)]
    assert knots == pytest.approx([2.6909526, 1.8003553, 1.2770819, 0.0393869], abs=1e-7)
    assert measures["alpha_max"] == pytest.approx(2.690953, abs=1e-6)
    assert (measures["support_alpha_high"], measures["support_alpha_low"]) == (knots[2], knots[3])
    assert measures["best_alpha"] == pytest.approx(0.0218, abs=5e-5)
    assert measures["best_error"] == pytest.approx(0.0309, abs=5e-5)
    assert measures["nonzeros_at_best"] == 7


@given(
    seed=st.integers(0, 10_000),
    n=st.integers(40, 200),
    d=st.integers(13, 40),
    noise=st.floats(0.05, 2),
    rho=st.floats(0, 0.9),
)
@settings(max_examples=15)
def test_coordinate_descent_finds_the_same_knots(outcome, **params):
    """What is kept changes at the knots and nowhere in between."""
    measures = outcome("lasso_path", **params).measures
    rows, target = lesson_data(**params)
    pull = abs((rows - rows.mean(axis=0)).T @ (target - target.mean())) / params["n"]
    assert measures["alpha_max"] == measures["knot_1"] == pytest.approx(pull.max())
    assert kept_by_the_lasso(1.0001 * measures["alpha_max"], **params) == []
    seen: list[list[int]] = [[]]
    for k in (1, 2, 3):
        above, below = measures[f"knot_{k}"], measures[f"knot_{k + 1}"]
        assume(above > 1.001 * below)
        kept = kept_by_the_lasso(below + 0.02 * (above - below), **params)
        assert kept == kept_by_the_lasso(above - 0.02 * (above - below), **params)
        assert len(set(kept) ^ set(seen[-1])) == 1
        seen.append(kept)
    if measures["support_alpha_high"] > 0:
        middle = (measures["support_alpha_low"] + measures["support_alpha_high"]) / 2
        assert kept_by_the_lasso(middle, **params) == [0, 5, 12]


@given(seed=st.integers(0, 10_000), rho=st.floats(0, 0.95), n=st.integers(40, 200))
@settings(max_examples=40)
def test_without_noise_the_irrepresentable_condition_decides(outcome, seed, rho, n):
    measures = outcome("lasso_path", seed=seed, rho=rho, n=n, d=20, noise=0).measures
    assume(abs(measures["irrepresentability"] - 1) > 1e-6)
    assert (measures["support_alpha_high"] > 0) == (measures["irrepresentability"] < 1)
    if measures["irrepresentability"] < 1:
        assert measures["support_alpha_low"] == 0


def test_a_false_feature_that_is_tied_to_the_true_ones_comes_in_early(outcome):
    table = outcome("lasso_path", rho=0.8).table
    assert "x1 enters" in [change for _, change, _ in table.rows[:4]]
    assert "x1 enters" not in [change for _, change, _ in outcome("lasso_path").table.rows]


def test_fewer_rows_than_features(outcome):
    measures = outcome("lasso_path", n=30, noise=0.5, seed=3).measures
    assert measures["cross_check"] < 1e-9
    assert 0 < measures["nonzeros_at_best"] < 30


def test_the_summary_says_where_the_true_features_stand_alone(outcome):
    assert "from 1.277 down to 0.03939, while" in outcome("lasso_path").summary
    assert "features nowhere, while" in outcome("lasso_path", rho=0.8).summary
    assert "down to 0, and" in outcome("lasso_path", noise=0).summary


def test_the_check_follows_a_path_of_more_than_500_knots(outcome):
    """scikit-learn's own limit is 500, and what is below the last of them would be compared with it."""
    assert outcome("lasso_path", n=250, d=251, noise=10, seed=1).measures["cross_check"] < 1e-9
