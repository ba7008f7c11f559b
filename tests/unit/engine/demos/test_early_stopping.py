import statistics

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def drawn(n, d, noise, seed):
    """The rows, target, true weights and new rows of the recipe."""
    rng, sizes = np.random.default_rng(seed), np.geomspace(1, 0.1, d)
    rows, true = rng.standard_normal((n, d)) * sizes, rng.standard_normal(d)
    return rows, rows @ true + noise * rng.standard_normal(n), true, rng.standard_normal((2000, d)) * sizes


def errors_step_by_step(steps, **params):
    rows, target, true, new_rows = drawn(**params)
    rate = 1 / np.linalg.norm(rows.T @ rows / len(rows), 2)
    weights, errors = np.zeros(len(true)), []
    for _ in range(steps):
        weights = weights - rate * rows.T @ (rows @ weights - target) / len(rows)
        errors.append(np.mean((new_rows @ (weights - true)) ** 2))
    return errors, rate


def test_the_reference_at_the_defaults(outcome):
    assert outcome("early_stopping").measures["mse_ratio"] == pytest.approx(1.03, rel=0.15)


def test_the_reference_over_ten_seeds(outcome):
    ratios = [outcome("early_stopping", seed=seed).measures["mse_ratio"] for seed in range(10)]
    assert statistics.median(ratios) == pytest.approx(1.03, abs=0.05)
    assert (min(ratios), max(ratios)) == pytest.approx((0.94, 1.12), abs=0.03)


@given(n=st.integers(5, 60), d=st.integers(2, 30), noise=st.floats(0, 5), seed=st.integers(0, 1000))
@settings(max_examples=15, deadline=None)
def test_the_best_step_is_that_of_a_plain_loop(outcome, **params):
    measures = outcome("early_stopping", steps=120, **params).measures
    errors, rate = errors_step_by_step(120, **params)
    assert measures["best_mse_gd"] == pytest.approx(min(errors), rel=1e-8, abs=1e-14)
    assert errors[measures["best_step"] - 1] == pytest.approx(min(errors), rel=1e-8, abs=1e-14)
    assert measures["matching_alpha"] == pytest.approx(1 / (rate * measures["best_step"]), rel=1e-9)


@given(n=st.integers(5, 60), d=st.integers(2, 30), noise=st.floats(0, 5), seed=st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_ridge_is_the_closed_form(outcome, n, d, noise, seed):
    rows, target, true, new_rows = drawn(n, d, noise, seed)
    gram, moment = rows.T @ rows / n, rows.T @ target / n
    curvature = np.linalg.norm(gram, 2)
    fits = [np.linalg.solve(gram + np.eye(d) * curvature / t, moment) for t in range(1, 31)]
    best = min(np.mean((new_rows @ (weights - true)) ** 2) for weights in fits)
    measures = outcome("early_stopping", n=n, d=d, noise=noise, seed=seed, steps=30).measures
    assert measures["best_mse_ridge"] == pytest.approx(best, rel=1e-8)


def test_without_noise_the_last_step_is_the_best(outcome):
    measures = outcome("early_stopping", noise=0, steps=300).measures
    assert measures["best_step"] == 300
    assert measures["mse_ratio"] < 1


def test_blocks_of_steps_join(outcome):
    """The best step lies past the first block of steps; a run that ends in the first block cannot see it."""
    far, near = (outcome("early_stopping", noise=0.1, steps=steps).measures for steps in (2500, 1000))
    assert far["best_step"] > 1000 == near["best_step"]
    assert far["best_mse_gd"] < near["best_mse_gd"]


@pytest.mark.parametrize(("params", "words"), [({}, "is worse than"), ({"noise": 0}, "is better than")])
def test_the_summary_follows_the_measures(outcome, params, words):
    assert words in outcome("early_stopping", **params).summary


def test_the_summary_says_among_which_penalties_the_best_was_sought(outcome):
    """In ten steps neither descent nor the penalties that it stands for come to where both are best."""
    short, long = (outcome("early_stopping", noise=0.1, steps=steps) for steps in (10, 2000))
    assert short.measures["best_mse_ridge"] > long.measures["best_mse_ridge"]
    assert "Of 10 steps of gradient descent the best to stop after is 10" in short.summary
    assert "the best of the penalties that these steps stand for" in short.summary
