import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine import catalogue
from quizapp.errors import ParameterError


def test_the_lesson_s_own_data(outcome):
    measures = outcome("sparse_regression").measures
    models = ("ols", "ridge", "lasso", "elastic_net")
    assert [measures[f"near_zeros_{model}"] for model in models] == [29, 23, 47, 46]
    assert [measures[f"exact_zeros_{model}"] for model in models] == [0, 0, 47, 46]
    assert [measures[f"true_found_{model}"] for model in models] == [3, 3, 3, 3]
    errors = [measures[f"error_{model}"] for model in models[:3]]
    assert errors == pytest.approx([0.097, 0.113, 0.120], abs=6e-4)
    assert (measures["rank"], measures["underdetermined"]) == (50, False)


def test_fewer_rows_than_features(outcome):
    measures = outcome("sparse_regression", n=30, seeds=20, seed=0).measures
    assert measures["underdetermined"] is True
    assert measures["true_found_ridge"] > 2.5
    assert measures["false_found_ridge"] == pytest.approx(26, abs=4)
    assert measures["false_found_lasso"] < 1


def test_a_small_alpha_keeps_most_features(outcome):
    assert outcome("sparse_regression", alpha=0.001).measures["exact_zeros_lasso"] < 12


def test_several_data_sets_are_averaged(outcome):
    both = outcome("sparse_regression", seed=3, seeds=2).measures
    one, two = (outcome("sparse_regression", seed=seed).measures for seed in (3, 4))
    for name in ("near_zeros_ols", "exact_zeros_lasso", "error_ridge"):
        assert both[name] == pytest.approx((one[name] + two[name]) / 2)
    assert both["margin_ols"] == min(one["margin_ols"], two["margin_ols"])


def test_a_margin_is_the_distance_to_the_threshold(outcome):
    """Just past its margin the threshold lets one more weight in, just within it none."""
    measures = outcome("sparse_regression").measures
    margin, count = measures["margin_ridge"], measures["near_zeros_ridge"]
    counts = [
        outcome("sparse_regression", threshold=0.01 + side * factor * margin).measures["near_zeros_ridge"]
        for side in (1, -1)
        for factor in (0.99, 1.01)
    ]
    assert [counts[0], counts[2]] == [count, count]
    assert {counts[1] - count, count - counts[3]} == {0, 1}


@given(
    n=st.integers(20, 150),
    d=st.integers(13, 60),
    noise=st.floats(0, 3),
    seed=st.integers(0, 10_000),
    alpha=st.floats(0.01, 2),
    l1_ratio=st.floats(0.01, 1),
)
@settings(max_examples=25, deadline=None)
def test_scikit_learn_and_numpy_agree(outcome, **params):
    measures = outcome("sparse_regression", **params).measures
    assert measures["cross_check"] < 1e-4 if params["n"] <= 1.5 * params["d"] else measures["cross_check"] < 1e-6


def test_no_descent_warns_at_the_hardest_setting(outcome):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        outcome("sparse_regression", n=51, alpha=0.001, noise=3, l1_ratio=0.01)


def test_a_penalty_too_small_for_the_rows_is_refused():
    demo = catalogue.find("sparse_regression")
    with pytest.raises(ParameterError, match=r"alpha = 0\.001 is too small for n = 30 rows and d = 50"):
        catalogue.complete(demo, {"n": 30, "alpha": 0.001})


def test_models_that_come_equally_close_are_both_named(outcome):
    assert "; Lasso and ElasticNet come closest" in outcome("sparse_regression", noise=1, l1_ratio=1).summary
    assert "; OLS comes closest" in outcome("sparse_regression").summary


def test_the_slowest_descent_settles_within_its_rounds(outcome):
    """It takes some 300,000 rounds; short of that, scikit-learn's warning is an error here."""
    assert outcome("sparse_regression", n=101, d=100, noise=3, alpha=0.001, seed=85).measures["cross_check"] < 1e-5
