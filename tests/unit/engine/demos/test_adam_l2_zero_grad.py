import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine import catalogue
from quizapp.errors import ParameterError

LAMS = st.lists(st.floats(1e-8, 10), min_size=2, max_size=4, unique=True)


def test_the_reference_at_the_defaults(outcome):
    found = outcome("adam_l2_zero_grad")
    adam, adamw = (
        [row[1] for row in found.table.rows],
        [row[2] for row in found.table.rows],
    )
    assert adam == pytest.approx([0.902723, 0.901753, 0.901744, 0.901744], abs=1e-6)
    assert adamw[-1] == pytest.approx(0.904792, abs=1e-6)
    assert found.measures["adam_drop_ratio"] == pytest.approx(1.0101, abs=1e-4)
    assert found.measures["adamw_drop_ratio"] == pytest.approx(952_079, abs=1)


@given(lr=st.floats(1e-5, 0.1), lams=LAMS, steps=st.integers(1, 40), w0=st.floats(0.01, 10))
@settings(max_examples=25, deadline=None)
def test_adamw_multiplies_by_its_factor_whatever_the_order_of_the_lams(outcome, lr, lams, steps, w0):
    found = outcome("adam_l2_zero_grad", lr=lr, lams=lams, steps=steps, w0=w0)
    for lam, _, adamw, closed in found.table.rows:
        assert adamw == pytest.approx(w0 * (1 - lr * lam) ** steps, abs=1e-12)
        assert closed == pytest.approx(adamw, abs=1e-12)
    assert found.measures["adamw_at_largest"] == pytest.approx(w0 * (1 - lr * max(lams)) ** steps, abs=1e-12)
    assert found.measures["adamw_at_smallest"] == pytest.approx(w0 * (1 - lr * min(lams)) ** steps, abs=1e-12)
    assert found.measures["cross_check"] < 1e-9


@given(lr=st.floats(1e-5, 0.1), lams=LAMS, w0=st.floats(0.01, 10))
@settings(max_examples=25, deadline=None)
def test_adam_s_first_step_is_lr_but_for_epsilon(outcome, lr, lams, w0):
    """The bias-corrected moments are the gradient itself: the step is lr·g/(|g| + ε) with g = lam·w0."""
    for lam, adam, _, _ in outcome("adam_l2_zero_grad", lr=lr, lams=lams, steps=1, w0=w0).table.rows:
        assert w0 - adam == pytest.approx(lr * lam * w0 / (lam * w0 + 1e-8), abs=1e-12)


def test_the_plotted_curve_ends_at_the_measures(outcome):
    found = outcome("adam_l2_zero_grad", lams=(1.0, 1e-6))
    adam, adamw = found.plot.series
    assert (adam.y[0], adam.y[-1]) == pytest.approx(
        (found.measures["adam_at_smallest"], found.measures["adam_at_largest"])
    )
    assert (adamw.y[0], adamw.y[-1]) == pytest.approx(
        (found.measures["adamw_at_smallest"], found.measures["adamw_at_largest"])
    )


def test_the_ratio_of_the_smallest_decay_is_not_lost_in_rounding(outcome):
    measures = outcome("adam_l2_zero_grad", lr=1e-5, lams=(1e-8, 1e-6), steps=1, w0=0.01).measures
    assert measures["adamw_drop_ratio"] == pytest.approx(100, rel=0.01)


@pytest.mark.parametrize(("lams", "words"), [((0.1,), "at least two"), ((0.1, 0.1), "twice")])
def test_lams_that_cannot_be_compared_are_refused(lams, words):
    with pytest.raises(ParameterError, match=words):
        catalogue.complete(catalogue.find("adam_l2_zero_grad"), {"lams": lams})
