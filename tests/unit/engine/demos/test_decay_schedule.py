import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

RATES = st.floats(1e-5, 0.1)
DECAYS = st.floats(1e-4, 1)


def product(w0, wd, rates):
    return w0 * math.prod(1 - rate * wd for rate in rates)


@given(lr=RATES, wd=DECAYS, steps=st.integers(1, 60), w0=st.floats(0.01, 10))
@settings(max_examples=30, deadline=None)
def test_each_schedule_is_the_product_of_its_factors(outcome, lr, wd, steps, w0):
    measures = outcome("decay_schedule", lr=lr, wd=wd, steps=steps, w0=w0).measures
    cosine = product(w0, wd, [lr * (1 + math.cos(math.pi * t / steps)) / 2 for t in range(steps)])
    linear = product(w0, wd, [lr * (steps - t) / steps for t in range(steps)])
    assert measures["constant"] == pytest.approx(w0 * (1 - lr * wd) ** steps, abs=1e-9)
    assert measures["cosine"] == pytest.approx(cosine, abs=1e-9)
    assert measures["cosine_closed_form"] == pytest.approx(cosine, abs=1e-12)
    assert measures["linear"] == pytest.approx(linear, abs=1e-9)
    assert measures["cross_check"] < 1e-9


@given(lr=st.floats(1e-5, 0.01), wd=st.floats(1e-4, 0.1), steps=st.integers(1, 60))
@settings(max_examples=20, deadline=None)
def test_while_decay_is_slow_a_share_is_the_sum_of_the_learning_rates(outcome, lr, wd, steps):
    """Both sum to lr·(steps + 1)/2, against lr·steps."""
    measures = outcome("decay_schedule", lr=lr, wd=wd, steps=steps).measures
    expected = (steps + 1) / (2 * steps)
    assert (measures["cosine_share"], measures["linear_share"]) == pytest.approx((expected, expected), rel=1e-3)


def test_every_schedule_starts_at_lr(outcome):
    found = outcome("decay_schedule", steps=1)
    assert [row[1] for row in found.table.rows] == [0.999] * 3
    assert [series.y for series in found.plot.series] == [(1.0, 0.999)] * 3
