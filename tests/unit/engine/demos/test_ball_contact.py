import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from quizapp.engine.demos.ball_contact import _contacts, _project, _Trials, vertex_chance


@pytest.mark.parametrize(
    ("d", "vertex", "any_zero", "nonzeros"),
    [(2, 0.538, 0.538, 1.462), (3, 0.310, 0.859, 1.832), (10, 0.0144, 1, 3.536)],
)
def test_the_reference(outcome, d, vertex, any_zero, nonzeros):
    measures = outcome("ball_contact", d=d).measures
    found = [measures[name] for name in ("p_vertex", "p_any_zero", "mean_nonzeros")]
    assert found == pytest.approx([vertex, any_zero, nonzeros], abs=0.01)
    assert measures["p_vertex_theory"] == (pytest.approx(0.539893, abs=6e-7) if d == 2 else -1)


@given(ratio=st.floats(0.1, 20))
@settings(max_examples=40, deadline=None)
def test_the_theory_is_the_share_of_directions_beyond_a_vertex(ratio):
    """|u₁| - |u₂| ≥ 1 on the circle of radius `ratio`, counted on a fine grid of angles over one eighth of it."""
    angles = np.linspace(0, math.pi / 4, 20_001)
    inside = ratio * (np.cos(angles) - np.sin(angles)) >= 1
    assert vertex_chance(ratio) == pytest.approx(inside.mean(), abs=1e-3)


@given(distance=st.floats(0.1, 10), radius=st.floats(0.1, 10), seed=st.integers(0, 1000))
@settings(max_examples=20, deadline=None)
def test_the_trials_bear_out_the_theory(outcome, **params):
    """Five standard deviations of a share over 20,000 trials are 0.018."""
    measures = outcome("ball_contact", **params).measures
    assert measures["p_vertex"] == pytest.approx(measures["p_vertex_theory"], abs=0.018)


@given(d=st.integers(2, 8), size=st.floats(0.1, 30), seed=st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_no_point_of_the_ball_is_nearer_than_the_projection(d, size, seed):
    """The projection obeys (u - w)·(v - w) ≤ 0 for every v of the ball, whose vertices are enough."""
    points = size * np.random.default_rng(seed).standard_normal((50, d))
    nearest = _project(points)
    assert (abs(nearest).sum(axis=1) < 1 + 1e-12).all()
    for vertex in (*np.eye(d), *-np.eye(d)):
        assert (((points - nearest) * (vertex - nearest)).sum(axis=1) < 1e-9 * (1 + size)).all()
    inside = abs(points).sum(axis=1) <= 1
    assert (nearest[inside] == points[inside]).all()


@given(d=st.integers(2, 12), distance=st.floats(0.1, 100), condition=st.floats(1, 1000), seed=st.integers(0, 1000))
@settings(max_examples=20, deadline=None)
def test_the_exact_path_of_sklearn_agrees_whatever_the_curvature(outcome, **params):
    assert outcome("ball_contact", trials=100, **params).measures["cross_check"] < 1e-8


def test_the_contact_is_the_smallest_loss_on_the_ball():
    """scipy's SLSQP over two halves w = a - b, a and b not negative, whose sum is at most 1."""
    curvature, optimum = np.array([[1.0, 0.7], [0.7, 0.6]]), np.array([0.3, 1.4])
    contact = _contacts(_Trials(optimum[None], curvature[None] / 1.53), 30.0)[0]

    def loss(halves):
        apart = halves[:2] - halves[2:] - optimum
        return apart @ curvature @ apart

    limit = {"type": "ineq", "fun": lambda halves: 1 - halves.sum()}
    best = minimize(loss, np.full(4, 0.1), bounds=[(0, None)] * 4, constraints=limit, options={"ftol": 1e-14}).x
    assert contact == pytest.approx(best[:2] - best[2:], abs=1e-5)


def test_an_optimum_within_the_ball_stays(outcome):
    for condition in (1, 50):
        measures = outcome("ball_contact", distance=0.5, condition=condition, trials=500).measures
        assert (measures["p_vertex"], measures["p_any_zero"], measures["mean_nonzeros"]) == (0, 0, 2)


def test_blocks_of_trials_join(outcome):
    """The table's shares, and its mean, are over all trials although they are drawn in blocks."""
    found = outcome("ball_contact", d=50, trials=1000)
    assert sum(share for _, share in found.table.rows) == pytest.approx(1, abs=1e-12)
    mean = sum(count * share for count, share in found.table.rows)
    assert found.measures["mean_nonzeros"] == pytest.approx(mean, rel=1e-12)


def test_the_picture_touches_the_ball(outcome):
    series = {line.name: line for line in outcome("ball_contact", condition=5, radius=2, distance=5).plot.series}
    from_to = series["from the optimum to the contact"]
    assert math.hypot(from_to.x[0], from_to.y[0]) == pytest.approx(5)
    assert abs(from_to.x[1]) + abs(from_to.y[1]) == pytest.approx(2)
    contour = np.array([series["contour of the loss"].x, series["contour of the loss"].y])
    assert abs(contour).sum(axis=0).min() > 2 - 1e-6
    assert abs(contour).sum(axis=0).min() == pytest.approx(2, abs=0.05)


def test_sklearn_follows_the_path_to_an_optimum_near_the_centre(outcome):
    """There all penalties are small, and its path would end a tenth short of the optimum."""
    params = {"distance": 0.1, "radius": 100, "condition": 1000, "trials": 100}
    assert outcome("ball_contact", **params).measures["cross_check"] < 1e-10
