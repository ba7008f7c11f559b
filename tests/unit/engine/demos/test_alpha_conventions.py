import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression, Ridge

from quizapp.engine.demos._lesson import lesson_data

SETTINGS = {
    "seed": st.integers(0, 10_000),
    "n": st.integers(20, 200),
    "d": st.integers(13, 60),
    "alpha": st.floats(0.01, 10),
}


def test_the_reference_on_the_lesson_s_data(outcome):
    measures = outcome("alpha_conventions").measures
    for name in ("ridge_vs_elastic_net", "ridge_vs_closed_form", "torch_vs_ridge", "logistic_kkt"):
        assert measures[name] == pytest.approx(0, abs=1e-7)
    assert measures["unmatched_ridge"] == pytest.approx(0.231, abs=6e-4)
    assert (measures["ridge_alpha"], measures["weight_decay"]) == (10, 0.2)
    assert measures["logistic_c"] == pytest.approx(0.1)


@given(**SETTINGS)
@settings(max_examples=20)
def test_the_matched_settings_agree_everywhere(outcome, **params):
    measures = outcome("alpha_conventions", **params).measures
    for name in ("ridge_vs_elastic_net", "ridge_vs_closed_form", "torch_vs_ridge", "logistic_kkt", "cross_check"):
        assert measures[name] < 1e-7, name


@given(**SETTINGS)
@settings(max_examples=20)
def test_the_unmatched_ones_are_those_of_other_settings(outcome, **params):
    measures = outcome("alpha_conventions", **params).measures
    rows, target = lesson_data(params["seed"], params["n"], params["d"], 0.1)

    def ridge(alpha):
        return Ridge(alpha=alpha, fit_intercept=False).fit(rows, target).coef_

    exact = ridge(measures["ridge_alpha"])
    assert measures["unmatched_ridge"] == pytest.approx(abs(ridge(params["alpha"]) - exact).max(), abs=1e-7)
    assert measures["unmatched_torch"] == pytest.approx(abs(ridge(measures["ridge_alpha"] / 2) - exact).max(), abs=1e-7)


def test_the_gradients_vanish_in_torch(outcome):
    """Torch's own losses and weight decays, at the weights of scikit-learn under the measures' settings."""
    measures = outcome("alpha_conventions", n=90, alpha=0.02, seed=5).measures
    rows, target = lesson_data(5, 90, 50, 0.1)
    labels = target > np.median(target)
    ridge = Ridge(alpha=measures["ridge_alpha"], fit_intercept=False).fit(rows, target).coef_
    logistic = LogisticRegression(C=measures["logistic_c"], fit_intercept=False, solver="newton-cholesky", tol=1e-10)
    cases = (
        (ridge, torch.nn.MSELoss(), target, measures["weight_decay"]),
        (logistic.fit(rows, labels).coef_[0], torch.nn.BCEWithLogitsLoss(), labels.astype(float), 0.02),
    )
    for fitted, criterion, wanted, decay in cases:
        weights = torch.nn.Parameter(torch.tensor(fitted))
        criterion(torch.tensor(rows) @ weights, torch.tensor(wanted)).backward()
        assert (weights.grad + decay * weights).abs().max().item() < 1e-9
    assert measures["logistic_c"] == pytest.approx(1 / (90 * 0.02))


def test_the_logistic_weights_grow_where_c_is_one_over_alpha(outcome):
    rows, target = lesson_data(42, 100, 50, 0.1)
    fits = [
        LogisticRegression(C=c, fit_intercept=False, solver="newton-cholesky", tol=1e-10, max_iter=1000)
        .fit(rows, target > np.median(target))
        .coef_
        for c in (0.1, 10)
    ]
    assert outcome("alpha_conventions").measures["unmatched_logistic"] == pytest.approx(
        abs(fits[1] - fits[0]).max(), abs=1e-6
    )


def test_the_lines_of_the_plot_meet_zero_at_the_matching_factors(outcome):
    for series, factor in zip(outcome("alpha_conventions", n=64).plot.series, (64, 2), strict=True):
        assert series.x[series.y.index(min(series.y))] == factor
        assert min(series.y) == pytest.approx(0, abs=1e-12)


def test_the_table_compares_weights_with_weights(outcome):
    """Also for the logistic regression, of which a measure tells the gradient that is left."""
    found = outcome("alpha_conventions", alpha=0.01)
    assert all(row[3] <= found.measures["cross_check"] + found.measures["torch_vs_ridge"] for row in found.table.rows)
    assert found.table.rows[3][3] != found.measures["logistic_kkt"]
