from statistics import median

import pytest


def test_the_penalty_pulls_hundreds_of_times_harder(outcome):
    runs = [outcome("double_decay", seed=seed).measures for seed in range(10)]
    assert all(run["shrink_ratio"] > 100 for run in runs)
    assert 600 < median(run["shrink_ratio"] for run in runs) < 1200
    assert median(run["shrink_penalty"] for run in runs) == pytest.approx(0.0407, rel=0.15)
    assert median(run["shrink_adamw"] for run in runs) == pytest.approx(4.6e-5, rel=0.1)


def test_the_shrinks_are_differences_of_the_norms(outcome):
    measures = outcome("double_decay", steps=10).measures
    assert measures["shrink_adamw"] == measures["norm_none"] - measures["norm_adamw"]
    assert measures["shrink_penalty"] == measures["norm_none"] - measures["norm_penalty"]
    assert measures["shrink_ratio"] == measures["shrink_penalty"] / measures["shrink_adamw"]


def test_one_step_of_decay_alone_is_the_factor_on_the_start(outcome):
    """Without the penalty, run `adamw` differs from run `none` by lr·lam times the start and nothing else."""
    found = outcome("double_decay", steps=1, lam=0.01, lr=1e-5)
    start = found.plot.series[0].y[0]
    assert found.measures["shrink_adamw"] == pytest.approx(1e-5 * 0.01 * start, rel=1e-3)
