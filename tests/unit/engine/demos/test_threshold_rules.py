import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.linear_model import Lasso

WEIGHTS, PRICES = st.floats(-10, 10), st.floats(1e-3, 20)


def test_the_defaults_by_hand(outcome):
    measures = outcome("threshold_rules").measures
    assert (measures["l0"], measures["l1"], measures["l2"]) == (0, 0.5, pytest.approx(2 / 3))


@given(z=WEIGHTS, lam=PRICES)
def test_the_closed_forms(outcome, z, lam):
    assume(abs(z * z / 2 - lam) > 1e-9)
    measures = outcome("threshold_rules", z=z, lam=lam).measures
    assert measures["l0"] == (z if z * z / 2 > lam else 0)
    assert measures["l1"] == pytest.approx(math.copysign(max(abs(z) - lam, 0), z))
    assert measures["l2"] == pytest.approx(z / (1 + lam))
    assert measures["cross_check"] < 1e-9


@given(z=WEIGHTS, lam=PRICES)
def test_l1_is_the_lasso_on_one_row(outcome, z, lam):
    assume(z == 0 or abs(z) > 1e-100)  # below, the tolerance that scikit-learn takes from z² is 0
    lasso = Lasso(alpha=lam, fit_intercept=False, tol=1e-12).fit([[1.0]], [z])
    assert outcome("threshold_rules", z=z, lam=lam).measures["l1"] == pytest.approx(lasso.coef_[0], abs=1e-9)


@given(z=WEIGHTS, lam=PRICES, w=st.floats(-20, 20))
def test_no_other_weight_costs_less(outcome, z, lam, w):
    measures = outcome("threshold_rules", z=z, lam=lam).measures
    for name, penalty in (
        ("l0", lambda w: lam * (w != 0)),
        ("l1", lambda w: lam * abs(w)),
        ("l2", lambda w: lam * w * w / 2),
    ):
        found = measures[name]
        assert (found - z) ** 2 / 2 + penalty(found) <= (w - z) ** 2 / 2 + penalty(w) + 1e-9


def test_a_free_weight_stays_as_it_is(outcome):
    measures = outcome("threshold_rules", z=-3, lam=0).measures
    assert (measures["l0"], measures["l1"], measures["l2"]) == (-3, -3, -3)


def test_what_is_cleared_is_a_plain_zero(outcome):
    measures = outcome("threshold_rules", z=-0.3).measures
    assert str(measures["l0"]) == str(measures["l1"]) == "0.0"


def test_the_summary_says_what_becomes_of_the_weight(outcome):
    assert "z = 3 stays whole under the counting penalty" in outcome("threshold_rules", z=3).summary
    assert "z = -0.3 becomes 0 under" in outcome("threshold_rules", z=-0.3).summary


def test_a_weight_that_is_0_stays_as_it_is(outcome):
    assert "becomes 0" not in outcome("threshold_rules", z=0).summary
