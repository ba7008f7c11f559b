"""The exact L1 path that several demos check scikit-learn with."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.engine.demos._lesson import l1_knots, l1_minimiser, lesson_data, path_at, true_weights


def test_without_correlation_the_minimiser_is_the_soft_threshold():
    moment = np.array([3.0, -0.2, 1.5, 0.5, -2.0])
    assert l1_minimiser(np.eye(5), moment, 0.5).tolist() == pytest.approx([2.5, 0, 1.0, 0, -1.5])
    assert l1_minimiser(np.eye(5), moment, 4.0).tolist() == [0] * 5


@given(seed=st.integers(0, 10_000), n=st.integers(20, 80), share=st.floats(0, 1))
def test_the_optimality_conditions_hold(seed, n, share):
    rows, target = lesson_data(seed, n, 15, 0.5)
    gram, moment = rows.T @ rows / n, rows.T @ target / n
    l1 = share * float(abs(moment).max())
    weights = l1_minimiser(gram, moment, l1)
    slope = gram @ weights - moment
    kept = weights != 0
    assert slope[kept] == pytest.approx(-l1 * np.sign(weights[kept]), abs=1e-9)
    assert (abs(slope) <= l1 + 1e-9).all()


def test_the_knots_fall_from_all_zeros_to_least_squares():
    rows, target = lesson_data(42, 100, 50, 0.1)
    gram, moment = rows.T @ rows / 100, rows.T @ target / 100
    levels, weights = zip(*l1_knots(gram, moment), strict=True)
    assert levels[0] == abs(moment).max()
    assert not weights[0].any()
    assert list(levels) == sorted(levels, reverse=True)
    assert levels[-1] == 0
    assert weights[-1] == pytest.approx(np.linalg.lstsq(rows, target, rcond=None)[0])


def test_three_features_are_true():
    assert np.flatnonzero(true_weights(13)).tolist() == [0, 5, 12]


def test_feature_1_is_tied_to_the_true_ones_and_nothing_else_changes():
    plain, target = lesson_data(42, 2000, 15, 0.1)
    tied, other_target = lesson_data(42, 2000, 15, 0.1, rho=0.8)
    again, same_target = lesson_data(42, 2000, 15, 0.1, rho=0.0)
    assert (again == plain).all()
    assert (same_target == target).all()
    assert (np.delete(tied, 1, axis=1) == np.delete(plain, 1, axis=1)).all()
    signed_sum = tied[:, 0] - tied[:, 5] + tied[:, 12]
    assert np.corrcoef(tied[:, 1], signed_sum)[0, 1] == pytest.approx(0.8, abs=0.02)
    assert tied[:, 1].std() == pytest.approx(1, abs=0.05)
    assert other_target == pytest.approx(target)


@given(seed=st.integers(0, 10_000), n=st.integers(5, 40), d=st.integers(13, 60), noise=st.sampled_from([0, 0.1, 1]))
def test_the_whole_path_ends_even_with_fewer_rows_than_features(seed, n, d, noise):
    rows, target = lesson_data(seed, n, d, noise)
    rows, target = rows - rows.mean(axis=0), target - target.mean()
    knots = list(l1_knots(rows.T @ rows / n, rows.T @ target / n))
    assert knots[-1][0] == 0
    assert np.count_nonzero(knots[-1][1]) <= min(n - 1, d)
    levels = np.array([2, 1, 0.3, 0.01, 0]) * knots[0][0]
    for level, weights in zip(levels, path_at(levels, knots), strict=True):
        assert weights == pytest.approx(l1_minimiser(rows.T @ rows / n, rows.T @ target / n, level), abs=1e-9)
