import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize("seed", [0, 2, 3])
def test_the_reference_at_the_defaults(outcome, seed):
    measures = outcome("bias_decay", seed=seed).measures
    assert measures["intercept_penalised"] == pytest.approx(9.07, abs=0.05)
    assert measures["intercept_free"] == pytest.approx(9.99, abs=0.05)
    assert measures["predicted"] == pytest.approx(9.09, abs=0.005)


def gradient(rows, target, fit, lam, penalised):
    """The gradient (4,) of (1/n)·‖y - Xw - b‖² + lam·‖w‖², with lam·b² too where the intercept is penalised."""
    weights, intercept = fit[:3], fit[3]
    residuals = target - rows @ weights - intercept
    slopes = -2 * rows.T @ residuals / len(rows) + 2 * lam * weights
    return [*slopes, -2 * residuals.mean() + 2 * lam * intercept * penalised]


@given(lam=st.floats(0, 100), offset=st.floats(-1000, 1000), n=st.integers(5, 300), seed=st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_both_fits_are_where_the_gradient_of_their_loss_is_0(outcome, lam, offset, n, seed):
    rng = np.random.default_rng(seed)
    rows = rng.standard_normal((n, 3))
    target = rows @ [1, -1, 0.5] + offset + 0.1 * rng.standard_normal(n)
    found = outcome("bias_decay", lam=lam, offset=offset, n=n, seed=seed)
    for name, *fit, error in found.table.rows:
        assert gradient(rows, target, np.array(fit), lam, name == "penalised") == pytest.approx([0] * 4, abs=1e-7)
        assert error == pytest.approx(((target - rows @ fit[:3] - fit[3]) ** 2).mean())
    assert found.measures["predicted"] == pytest.approx(offset / (1 + lam))


def test_many_rows_bring_the_prediction_out(outcome):
    """The features' means go to 0, and the penalised intercept to offset/(1 + lam)."""
    measures = outcome("bias_decay", n=5000, lam=1).measures
    assert measures["intercept_penalised"] == pytest.approx(5, abs=0.02)


def test_without_a_penalty_there_is_no_difference(outcome):
    measures = outcome("bias_decay", lam=0).measures
    assert measures["intercept_penalised"] == pytest.approx(measures["intercept_free"], abs=1e-9)
