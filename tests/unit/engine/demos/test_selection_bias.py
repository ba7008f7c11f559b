import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LassoCV, lars_path

from quizapp.engine.demos._lesson import lesson_data

ALPHAS = np.geomspace(2, 0.02, 30)


def test_the_reference_at_the_defaults(outcome):
    measures = outcome("selection_bias").measures
    assert measures["cv_alpha"] == pytest.approx(0.125, abs=5e-4)
    assert measures["cv_nonzeros"] == 11.5
    assert (measures["support_at_cv"], measures["support_exists"]) == (0, 8)


@given(seed=st.integers(0, 10_000), n=st.integers(30, 150), d=st.integers(13, 40), noise=st.floats(0.1, 3))
@settings(max_examples=12)
def test_scikit_learn_s_search_ends_at_the_same_alpha(outcome, seed, n, d, noise):
    measures = outcome("selection_bias", seed=seed, n=n, d=d, noise=noise, seeds=1).measures
    rows, target = lesson_data(seed, n, d, noise)
    search = LassoCV(alphas=ALPHAS, cv=5, fit_intercept=False, tol=1e-12, max_iter=1_000_000).fit(rows, target)
    kept = np.flatnonzero(search.coef_)
    assert measures["cv_alpha"] == pytest.approx(search.alpha_)
    assert measures["cv_nonzeros"] == len(kept)
    assert measures["support_at_cv"] == (kept.tolist() == [0, 5, 12])
    errors = search.mse_path_.mean(axis=1)
    limit = errors.min() + search.mse_path_[errors.argmin()].std(ddof=1) / 5**0.5
    assert measures["one_se_alpha"] == pytest.approx(search.alphas_[errors <= limit].max())
    assert measures["cross_check"] < 1e-7


@given(seed=st.integers(0, 10_000), noise=st.floats(0.5, 5))
@settings(max_examples=12)
def test_an_alpha_exists_where_least_angle_regression_passes_the_true_features(outcome, seed, noise):
    rows, target = lesson_data(seed, 60, 20, noise)
    _, _, path = lars_path(rows, target, method="lasso")
    passed = any(
        np.flatnonzero(abs(a) + abs(b)).tolist() == [0, 5, 12] for a, b in zip(path.T, path.T[1:], strict=False)
    )
    assert outcome("selection_bias", seed=seed, n=60, d=20, noise=noise, seeds=1).measures["support_exists"] == passed


def test_an_alpha_that_exists_may_lie_between_those_of_the_grid(outcome):
    found = outcome("selection_bias", noise=3, seed=16)
    on_the_grid = sum(any(low < alpha < high for alpha in ALPHAS) for *_, low, high in found.table.rows if high)
    assert on_the_grid < found.measures["support_exists"]


def test_several_data_sets_are_counted_and_their_medians_taken(outcome):
    both = outcome("selection_bias", seeds=3).measures
    alone = [outcome("selection_bias", seed=seed, seeds=1).measures for seed in range(3)]
    for name in ("cv_alpha", "cv_nonzeros", "one_se_alpha"):
        assert both[name] == np.median([measures[name] for measures in alone])
    for name in ("support_at_cv", "support_exists", "support_at_one_se"):
        assert both[name] == sum(measures[name] for measures in alone)


def test_the_plot_counts_every_run_once(outcome):
    right, picked, careful = outcome("selection_bias", seeds=4).plot.series
    assert sum(picked.y) == sum(careful.y) == 4
    assert max(right.y) <= 4
    assert right.x[0] == pytest.approx(2)


def test_without_noise_every_choice_is_right(outcome):
    measures = outcome("selection_bias", noise=0).measures
    assert measures["support_at_cv"] == measures["support_at_one_se"] == measures["support_exists"] == 8
