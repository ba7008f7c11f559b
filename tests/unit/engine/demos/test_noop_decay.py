import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine.demos.noop_decay import EPSILONS, _to_bfloat16


@pytest.mark.parametrize(
    ("params", "unchanged"),
    [
        ({}, True),
        ({"wd": 2.98e-5}, True),
        ({"wd": 2.99e-5}, False),
        ({"dtype": "float64"}, False),
        ({"dtype": "float64", "wd": 5.5e-14}, True),
        ({"dtype": "float64", "wd": 5.6e-14}, False),
        ({"dtype": "bfloat16", "wd": 0.1}, True),
        ({"dtype": "bfloat16", "wd": 1.5}, True),
        ({"dtype": "bfloat16", "wd": 3}, False),
    ],
)
def test_the_references(outcome, params, unchanged):
    measures = outcome("noop_decay", **params).measures
    assert measures["unchanged"] is unchanged
    assert (measures["mean_ratio"] == 1) is unchanged
    assert (measures["stuck"] == 1) >= unchanged


@given(
    lr=st.floats(1e-6, 0.1),
    wd=st.one_of(st.floats(0, 5), st.floats(1e-9, 1e-3), st.just(0)),
    steps=st.integers(1, 20),
    dtype=st.sampled_from(sorted(EPSILONS)),
)
@settings(max_examples=40, deadline=None)
def test_nothing_moves_below_the_threshold_and_the_rest_is_near_the_closed_form(outcome, lr, wd, steps, dtype):
    measures = outcome("noop_decay", lr=lr, wd=wd, steps=steps, dtype=dtype).measures
    assert measures["product"] == lr * wd
    assert measures["exact_ratio"] == pytest.approx((1 - lr * wd) ** steps)
    if lr * wd <= measures["threshold"]:
        assert measures["unchanged"] is True
    assert measures["mean_ratio"] == pytest.approx(measures["exact_ratio"], abs=steps * EPSILONS[dtype] + 1e-14)
    assert measures["cross_check"] == 0


def test_torch_has_these_epsilons():
    import torch

    assert {name: torch.finfo(getattr(torch, name)).eps for name in EPSILONS} == EPSILONS


def test_bfloat16_weights_come_to_rest_though_decay_goes_on(outcome):
    """Each weight shrinks until the step is less than half a rounding at its place between two powers of 2."""
    measures = outcome("noop_decay", dtype="bfloat16", wd=3, steps=1000).measures
    assert (measures["unchanged"], measures["stuck"]) == (False, 1)
    assert measures["mean_ratio"] > 0.85
    assert measures["exact_ratio"] < 0.05


@given(st.lists(st.floats(-(2.0**100), 2.0**100, width=32), min_size=1))
def test_rounding_to_bfloat16_is_torch_s(values):
    import torch

    numbers = np.array(values, dtype=np.float32)
    assert (_to_bfloat16(numbers) == torch.tensor(numbers).to(torch.bfloat16).float().numpy()).all()


def test_the_summary_follows_the_measures(outcome):
    assert "unchanged, bit for bit" in outcome("noop_decay").summary
    assert "shrinks the weights to 0.95120" in outcome("noop_decay", wd=1).summary


def test_the_table_compares_the_precisions_with_exact_arithmetic(outcome):
    """A share of 5e-7 is gone, but for the precisions that rounding keeps still."""
    gone = {row[0]: row[2] for row in outcome("noop_decay").table.rows}
    assert gone == pytest.approx({"float32": 0, "float64": 5e-7, "bfloat16": 0, "exact": 5e-7}, abs=1e-12)


def test_a_little_decay_is_not_called_none(outcome):
    """1 - 1e-12 has more digits than are shown of others."""
    summary = outcome("noop_decay", wd=1e-9, steps=1, dtype="float64").summary
    assert "shrinks the weights to 0.99999999999" in summary
    assert "arithmetic leaves 0.999999999999;" in summary
