import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from quizapp.engine import catalogue
from quizapp.errors import ParameterError


def drawn(seed, n=200, d=10, noise=0.5):
    rng = np.random.default_rng(seed)
    rows = rng.standard_normal((n, d)) * np.linspace(0.5, 2, d)
    return rows, rows @ rng.standard_normal(d) + noise * rng.standard_normal(n)


def test_the_reference_at_the_defaults(outcome):
    measures = outcome("dropout_ridge").measures
    assert measures["monte_carlo_vs_closed"] == pytest.approx(0.0026, abs=0.01)
    assert measures["dropout_vs_ols"] == pytest.approx(0.31, abs=0.01)
    assert measures["shrink"] == pytest.approx(0.695, abs=0.01)
    assert measures["exact_zeros"] == 0


@given(p=st.floats(0, 0.95), noise=st.floats(0, 5), seed=st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_ridge_minimises_the_expected_loss(outcome, p, noise, seed):
    """The loss over masks is a mean plus a variance: Σ(y - Xw)² + Σ p/(1-p)·x²w², minimised by scipy."""
    rows, target = drawn(seed, n=40, d=4, noise=noise)

    def expected_loss(weights):
        residual = target - rows @ weights
        variance = p / (1 - p) * (rows**2 @ weights**2).sum()
        gradient = -2 * rows.T @ residual + 2 * p / (1 - p) * (rows**2).sum(axis=0) * weights
        return residual @ residual + variance, gradient

    best = minimize(expected_loss, np.zeros(4), jac=True, options={"gtol": 1e-9}).x
    ols = np.linalg.lstsq(rows, target)[0]
    measures = outcome("dropout_ridge", p=p, noise=noise, seed=seed, n=40, d=4, draws=10).measures
    assert measures["shrink"] == pytest.approx(np.linalg.norm(best) / np.linalg.norm(ols), rel=1e-5)
    assert measures["cross_check"] < 1e-9


def test_more_draws_come_closer_at_the_usual_rate(outcome):
    """A hundred times the draws, a tenth of the distance, up to the luck of one run."""
    few, many = (
        np.mean([outcome("dropout_ridge", draws=draws, seed=s).measures["monte_carlo_vs_closed"] for s in range(8)])
        for draws in (30, 3000)
    )
    assert 5 < few / many < 20


def test_blocks_of_draws_join(outcome):
    """Rows so many that a block holds only some of the draws: the fit is still that of all of them."""
    measures = outcome("dropout_ridge", n=2000, d=50, draws=60).measures
    assert measures["monte_carlo_vs_closed"] < 0.05


def test_with_nothing_dropped_it_is_least_squares(outcome):
    measures = outcome("dropout_ridge", p=0, draws=10).measures
    assert (measures["dropout_vs_ols"], measures["shrink"]) == (0, 1)
    assert measures["monte_carlo_vs_closed"] < 1e-12


def test_too_few_rows_are_refused():
    with pytest.raises(ParameterError, match="take at least 20 rows"):
        catalogue.complete(catalogue.find("dropout_ridge"), {"n": 19})


def test_a_long_run_tells_often_how_far_it_is():
    demo, told = catalogue.find("dropout_ridge"), [0.0]
    params = catalogue.complete(demo, {"n": 1000, "d": 20, "draws": 500})
    demo.run(params, lambda fraction, _: told.append(fraction))
    assert max(np.diff(told)) < 0.1


def test_the_summary_counts_the_zeros(outcome):
    assert "with none of 2 weights at exactly 0" in outcome("dropout_ridge", n=5, d=2, draws=10).summary
