import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import Ridge


def test_the_reference_at_the_defaults(outcome):
    measures = outcome("double_descent").measures
    assert measures["peak_width"] == 50
    assert measures["peak_over_tuned"] > 10


def test_the_peak_is_at_width_n_at_other_seeds_and_sizes(outcome):
    for params in ({"seed": 5}, {"seed": 10}, {"n": 30}, {"n": 80, "seeds": 3}):
        measures = outcome("double_descent", **params).measures
        assert measures["peak_width"] == params.get("n", 50)
        assert measures["tuned_max_width"] < measures["peak_width"]


@given(n=st.integers(10, 60), d=st.integers(2, 30), noise=st.floats(0, 3), seed=st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_sklearn_predicts_the_same(outcome, **params):
    assert outcome("double_descent", seeds=1, **params).measures["cross_check"] < 1e-7


def test_the_errors_are_those_of_ridge(outcome):
    """At one width of one data set, by scikit-learn from the recipe."""
    rng = np.random.default_rng(3)
    true, layer = rng.standard_normal(20) / 20**0.5, rng.standard_normal((20, 400)) / 20**0.5
    inputs = rng.standard_normal((1050, 20))
    target = inputs @ true + np.r_[0.5 * rng.standard_normal(50), np.zeros(1000)]
    features = np.maximum(inputs @ layer, 0)[:, :75]

    def losses(penalty):
        model = Ridge(alpha=penalty, fit_intercept=False, solver="svd").fit(features[:50], target[:50])
        squares = (model.predict(features) - target) ** 2
        return squares[50:550].mean(), squares[550:].mean()

    best = min((1e-8, *np.logspace(-4, 4, 17)), key=lambda penalty: losses(penalty)[0])
    rows = {row[0]: row[1:] for row in outcome("double_descent", seeds=1, seed=3).table.rows}
    assert rows[75] == pytest.approx((losses(1e-8)[1], losses(best)[1], best), rel=1e-6)


def test_the_medians_are_over_the_data_sets(outcome):
    one_by_one = [outcome("double_descent", seeds=1, seed=seed).table.rows for seed in (2, 3, 4)]
    together = outcome("double_descent", seeds=3, seed=2).table.rows
    for row, *others in zip(together, *one_by_one, strict=True):
        assert row[1:] == pytest.approx(np.median([other[1:] for other in others], axis=0), rel=1e-12)
