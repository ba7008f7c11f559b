import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine import catalogue

RATES = st.floats(1e-4, 1)
STRENGTHS = st.floats(0, 1)
WEIGHTS = st.floats(-10, 10)


def test_the_reference_at_the_defaults(outcome):
    measures = outcome("decay_step").measures
    expected = {
        "sgd_weight_decay": 0.990045,
        "sgd_penalty": 0.980179,
        "sgd_half_penalty": 0.990045,
        "sgdw": 0.990045,
        "adamw": 0.990045,
        "adam_weight_decay": 0.076250,
        "adam_penalty": 0.076250,
    }
    assert {name: measures[name] for name in expected} == pytest.approx(expected, abs=6e-7)


def test_momentum_multiplies_coupled_decay_only(outcome):
    measures = outcome("decay_step", momentum=0.9, steps=200).measures
    assert measures["sgd_weight_decay"] == pytest.approx(0.12041, abs=6e-6)
    assert measures["sgdw"] == pytest.approx(0.818649, abs=6e-7)


@given(lr=RATES, lam=STRENGTHS, w0=WEIGHTS, steps=st.integers(1, 12))
@settings(max_examples=30, deadline=None)
def test_the_closed_forms_hold_with_no_data_gradient(outcome, lr, lam, w0, steps):
    measures = outcome("decay_step", lr=lr, lam=lam, w0=w0, steps=steps).measures
    decay, penalty = w0 * (1 - lr * lam) ** steps, w0 * (1 - 2 * lr * lam) ** steps
    assert (measures["predicted_decay"], measures["predicted_penalty"]) == pytest.approx((decay, penalty), abs=1e-12)
    for name in ("sgd_weight_decay", "sgd_half_penalty", "sgdw", "adamw"):
        assert measures[name] == pytest.approx(decay, abs=1e-9), name
    assert measures["sgd_penalty"] == pytest.approx(penalty, abs=1e-9)


@given(
    lr=RATES,
    lam=STRENGTHS,
    w0=WEIGHTS,
    steps=st.integers(1, 12),
    momentum=st.floats(0, 0.99),
    grad=st.floats(-10, 10),
)
@settings(max_examples=30, deadline=None)
def test_torch_and_numpy_agree_everywhere(outcome, **params):
    assert outcome("decay_step", **params).measures["cross_check"] < 1e-9


@pytest.mark.parametrize(("params", "words"), [({}, "0.914 apart"), ({"lam": 0}, "end at the same weight")])
def test_the_summary_follows_the_measures(outcome, params, words):
    assert words in outcome("decay_step", **params).summary


def test_many_steps_are_estimated_to_take_longer():
    demo = catalogue.find("decay_step")
    few, many = (demo.estimate(catalogue.complete(demo, {"steps": steps})) for steps in (10, 2000))
    assert few < 0.1 < 1 < many
