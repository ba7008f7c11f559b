import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine import catalogue
from quizapp.engine.demos.norm_weight_decay import _torch_batchnorm

RATES, DECAYS = st.floats(1e-4, 1), st.floats(1e-4, 1)


def test_the_reference_at_the_defaults(outcome):
    measures = outcome("norm_weight_decay").measures
    assert measures["norm"] == pytest.approx(1.4952, rel=0.02)
    assert measures["norm_theory"] == pytest.approx(1.49535, abs=1e-5)
    assert measures["angle"] == pytest.approx(0.04474, rel=0.02)
    assert measures["angle_theory"] == pytest.approx(0.044721, abs=1e-6)
    assert measures["batchnorm_difference"] < 1e-5


@given(lr=RATES, wd=DECAYS, d=st.integers(2, 60), steps=st.integers(10, 40), seed=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_torch_takes_the_steps_of_the_recursion(outcome, lr, wd, d, steps, seed):
    measures = outcome("norm_weight_decay", lr=lr, wd=wd, d=d, steps=steps, seed=seed).measures
    assert measures["norm_theory"] ** 4 == pytest.approx(lr / (2 * wd))
    assert measures["angle_theory"] ** 2 == pytest.approx(2 * lr * wd)
    assert measures["cross_check"] < 1e-9


@given(lr=st.floats(0.1, 1), wd=st.floats(0.1, 0.7))
@settings(max_examples=20, deadline=None)
def test_the_norm_settles_where_a_step_adds_what_the_decay_takes(outcome, lr, wd):
    """The exact fixed point of norm² = (1 - lr·wd)²·norm² + lr²/norm²; the theory is its limit at small lr·wd."""
    norm = (lr / (2 * wd - lr * wd**2)) ** 0.25
    measures = outcome("norm_weight_decay", lr=lr, wd=wd, d=5, steps=1500).measures
    assert measures["norm"] == pytest.approx(norm, rel=1e-6)
    assert measures["angle"] == pytest.approx(math.atan2(lr / norm, (1 - lr * wd) * norm), rel=1e-6)


def test_a_gradient_through_batch_normalisation_is_what_the_noise_stands_for():
    """It has no part along the weight, and a weight ten times as long has a tenth of it."""
    import torch

    rng = np.random.default_rng(0)
    rows, goals = torch.from_numpy(rng.standard_normal((64, 20))), torch.from_numpy(rng.standard_normal(64))
    start, slopes = torch.from_numpy(rng.standard_normal(20)), []
    for scale in (1, 10):
        weight = torch.nn.Parameter(scale * start)
        layer = torch.nn.BatchNorm1d(1, dtype=torch.float64).train()
        (layer((rows @ weight)[:, None])[:, 0] * goals).sum().backward()
        slopes.append(weight.grad)
    assert abs(slopes[0] @ start) < 1e-5 * slopes[0].norm() * start.norm()
    assert (slopes[1] * 10).numpy() == pytest.approx(slopes[0].numpy(), rel=1e-4)


def test_the_layer_normalises_over_the_rows():
    rng = np.random.default_rng(1)
    rows, weight = 3 + rng.standard_normal((50, 4)), np.array([1.0, -2.0, 0.5, 4.0])
    outputs = _torch_batchnorm(rows, weight)
    assert (outputs.mean(), outputs.std()) == pytest.approx((0, 1), abs=1e-6)
    assert np.corrcoef(outputs, rows @ weight)[0, 1] == pytest.approx(1)


def test_progress_never_goes_back():
    demo, told = catalogue.find("norm_weight_decay"), []
    demo.run(catalogue.complete(demo, {"steps": 81, "d": 2}), lambda fraction, _: told.append(fraction))
    assert told == sorted(told)
