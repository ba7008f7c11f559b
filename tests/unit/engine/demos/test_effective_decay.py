import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine import catalogue
from quizapp.errors import ParameterError


def test_the_reference_at_the_defaults(outcome):
    found = outcome("effective_decay")
    adam = [row[1] for row in found.table.rows]
    assert adam[0] == pytest.approx(0.774, rel=0.03)
    assert adam[1:] == pytest.approx([0.0994, 0.00997, 0.000998], rel=0.03)
    assert all(0.0995 < row[2] < 0.1005 for row in found.table.rows)
    measures = found.measures
    assert (measures["adam_rate_min"], measures["adam_rate_max"]) == (min(adam), max(adam))


def test_the_slope_where_the_noise_is_larger_than_the_penalty(outcome):
    slope = outcome("effective_decay", scales=(1, 10, 100, 1000)).measures["adam_slope"]
    assert slope == pytest.approx(-0.9996, abs=1e-3)


@given(lam=st.floats(0.01, 1), lr=st.floats(1e-4, 1e-3), steps=st.integers(200, 400), seed=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_adamw_decays_at_lam_and_adam_at_lam_over_scale(outcome, lam, lr, steps, seed):
    rows = outcome("effective_decay", scales=(20, 300), lam=lam, lr=lr, steps=steps, seed=seed).table.rows
    for scale, adam, adamw, predicted in rows:
        assert predicted == lam / scale
        assert adam == pytest.approx(predicted, rel=0.1)
        assert adamw == pytest.approx(-math.log(1 - lr * lam) / lr, rel=0.05)


def test_only_the_ratio_of_lam_to_scale_matters_to_adam(outcome):
    """Eight times the noise and eight times lam: the gradient is eight times as large, and Adam divides that out."""
    one = outcome("effective_decay", scales=(1, 4), lam=0.1, steps=300, reps=16).table.rows
    eight = outcome("effective_decay", scales=(8, 32), lam=0.8, steps=300, reps=16).table.rows
    assert [row[1] for row in eight] == pytest.approx([row[1] for row in one], rel=1e-5)


def test_weights_that_are_gone_have_the_largest_rate_that_can_be_told(outcome):
    measures = outcome("effective_decay", scales=(0.001, 1), lam=0.3, lr=0.01, reps=16).measures
    assert measures["adam_rate_max"] == pytest.approx(math.log(100) / (0.01 * 1000))


def test_the_plot_is_sorted_by_scale(outcome):
    found = outcome("effective_decay", scales=(10, 1), steps=100, reps=16)
    assert [series.x for series in found.plot.series] == [(1, 10)] * 3
    assert [row[0] for row in found.table.rows] == [10, 1]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"scales": (1.0,)}, "at least two"),
        ({"scales": (1.0, 1.0)}, "twice"),
        ({"lr": 0.01, "steps": 20_000}, r"lr·lam·steps = 20 too little"),
    ],
)
def test_what_gives_no_rate_is_refused(params, words):
    with pytest.raises(ParameterError, match=words):
        catalogue.complete(catalogue.find("effective_decay"), params)
