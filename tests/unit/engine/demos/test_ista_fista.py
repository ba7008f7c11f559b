import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import Lasso

from quizapp.engine.demos import _lasso_steps
from quizapp.engine.demos._lesson import lesson_data

COUNTS = ("ista_iterations", "fista_iterations", "cd_sweeps", "subgradient_iterations")


def test_the_reference_on_the_lesson_s_data(outcome):
    measures = outcome("ista_fista").measures
    assert [measures[name] for name in COUNTS] == [11, 9, 2, -1]
    assert (measures["exact_zeros_ista"], measures["exact_zeros_subgradient"]) == (47, 0)
    assert measures["optimum"] == pytest.approx(0.424966, abs=1e-6)


@given(seed=st.integers(0, 10_000), alpha=st.floats(1e-3, 3))
@settings(max_examples=20)
def test_the_optimum_is_that_of_scikit_learn(outcome, seed, alpha):
    rows, target = lesson_data(seed, 100, 50, 0.1)
    weights = Lasso(alpha=alpha, fit_intercept=False, tol=1e-12, max_iter=100_000).fit(rows, target).coef_
    expected = ((target - rows @ weights) ** 2).mean() / 2 + alpha * abs(weights).sum()
    assert outcome("ista_fista", seed=seed, alpha=alpha).measures["optimum"] == pytest.approx(expected, abs=1e-9)


@given(seed=st.integers(0, 10_000), alpha=st.floats(1e-3, 3), gap=st.floats(1e-6, 0.5))
@settings(max_examples=20)
def test_the_rates_that_theory_promises(outcome, seed, alpha, gap):
    """F(w_k) - F* is at most L·‖w*‖²/(2k) for ISTA and 2·L·‖w*‖²/(k + 1)² for FISTA."""
    measures = outcome("ista_fista", seed=seed, alpha=alpha, gap=gap, iterations=500).measures
    rows, target = lesson_data(seed, 100, 50, 0.1)
    best = Lasso(alpha=alpha, fit_intercept=False, tol=1e-12, max_iter=100_000).fit(rows, target).coef_
    reach = np.linalg.norm(rows, 2) ** 2 / 100 * (best**2).sum() / (measures["optimum"] * gap)
    for name, most in (("ista_iterations", reach / 2), ("fista_iterations", (2 * reach) ** 0.5 - 1)):
        assert measures[name] <= max(0, np.ceil(most)) if measures[name] >= 0 else most > 500


def test_the_count_is_of_the_first_step_within_the_gap(outcome):
    """With one step fewer allowed the gap is not reached, with just as many it is."""
    assert outcome("ista_fista", iterations=11).measures["ista_iterations"] == 11
    assert outcome("ista_fista", iterations=10).measures["ista_iterations"] == -1
    assert outcome("ista_fista", iterations=2).measures["cd_sweeps"] == 2
    assert outcome("ista_fista", iterations=1).measures["cd_sweeps"] == -1


def test_ista_never_goes_up():
    rows, target = lesson_data(3, 100, 50, 0.1)
    problem = _lasso_steps.Problem(rows, target, 0.05, float(np.linalg.eigvalsh(rows.T @ rows / 100)[-1]))
    steps = np.array([weights for _, weights in zip(range(60), _lasso_steps.ista(problem), strict=False)])
    assert (np.diff(_lasso_steps.objectives(problem, steps)) <= 1e-15).all()


def test_a_penalty_that_kills_everything_needs_no_step(outcome):
    measures = outcome("ista_fista", alpha=10).measures
    assert [measures[name] for name in COUNTS] == [0, 0, 0, 0]
    assert measures["exact_zeros_ista"] == 50


def test_the_summary_says_more_than_where_a_method_does_not_arrive(outcome):
    assert "ISTA 11, FISTA 9, coordinate descent 2 (sweeps)" in outcome("ista_fista").summary
    assert "subgradient method more than 200;" in outcome("ista_fista").summary
    assert "ISTA more than 5, FISTA more than 5," in outcome("ista_fista", iterations=5).summary
