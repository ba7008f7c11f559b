import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine.demos._lesson import lesson_data

SEEDS, ALPHAS = st.integers(0, 10_000), st.floats(0.01, 2)


def test_the_reference_on_the_lesson_s_data(outcome):
    measures = outcome("feature_scale").measures
    found = [measures[name] for name in ("raw", "rescaled", "standardised")]
    assert found == pytest.approx([1.41715, 0, 1.42314], abs=1e-5)
    assert (measures["nonzeros_raw"], measures["nonzeros_rescaled"]) == (3, 19)


@given(seed=SEEDS, alpha=ALPHAS, factor=st.floats(1e-3, 1e5))
@settings(max_examples=20)
def test_the_unit_only_matters_where_the_columns_are_not_standardised(outcome, seed, alpha, factor):
    here = outcome("feature_scale", seed=seed, alpha=alpha, factor=factor).measures
    plain = outcome("feature_scale", seed=seed, alpha=alpha, factor=1).measures
    assert here["cross_check"] < 1e-6
    assert plain["rescaled"] == pytest.approx(plain["raw"], abs=1e-9)
    for name in ("raw", "standardised", "ols_rescaled"):
        assert here[name] == pytest.approx(plain[name], abs=1e-6)
    if factor > 1:
        assert abs(here["rescaled"]) <= abs(plain["raw"]) + 1e-9


@given(seed=SEEDS, alpha=ALPHAS, factor=st.floats(0.1, 20))
@settings(max_examples=20)
def test_dividing_the_column_multiplies_its_penalty(outcome, seed, alpha, factor):
    """Cyclic descent on the original columns, with alpha·factor on feature 0, comes to the same weight."""
    rows, target = lesson_data(seed, 100, 50, 0.1)
    rows, residual = rows - rows.mean(axis=0), target - target.mean()
    weights, penalties = np.zeros(50), np.where(np.arange(50) == 0, alpha * factor, alpha)
    squares = (rows**2).mean(axis=0)
    for _ in range(150):
        for j in range(50):
            pull = rows[:, j] @ residual / 100 + squares[j] * weights[j]
            moved = (pull - np.clip(pull, -penalties[j], penalties[j])) / squares[j]
            residual, weights[j] = residual + rows[:, j] * (weights[j] - moved), moved
    found = outcome("feature_scale", seed=seed, alpha=alpha, factor=factor).measures
    assert found["rescaled"] == pytest.approx(weights[0], abs=1e-6)


def test_the_line_of_the_lasso_falls_to_zero(outcome):
    line = outcome("feature_scale", factor=100).plot.series[0]
    assert line.y[0] == pytest.approx(1.52, abs=0.02)
    assert list(line.y) == sorted(line.y, reverse=True)
    assert line.y[-1] == 0


def test_the_summary_holds_for_a_single_feature(outcome):
    assert "(features kept: 1)" in outcome("feature_scale", alpha=10, factor=0.001).summary
