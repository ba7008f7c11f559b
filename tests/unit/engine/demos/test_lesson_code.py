import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def test_the_references_of_the_audit(outcome):
    measures = outcome("lesson_code").measures
    assert (measures["abs_gradient"], measures["relu_gradient"], measures["abs_jump"]) == (0, 0, 2)
    assert (measures["parameters"], measures["biases"], measures["biases_penalised"]) == (1409, 65, 65)
    assert (measures["rank"], measures["condition"]) == (50, pytest.approx(4.70, abs=0.005))
    assert (measures["middle"], measures["laplace_at_middle"]) == pytest.approx((0.003003, 0.4985), abs=1e-5)
    assert (measures["near_laplace"], measures["near_gaussian"]) == pytest.approx((0.00995, 0.00798), abs=5e-6)
    assert (measures["draws_at_0"], measures["grid_tried"]) == (0, 5)


@given(w=st.floats(-10, 10).filter(lambda w: w == 0 or abs(w) > 1e-6))
@settings(max_examples=20, deadline=None)
def test_the_derivatives_and_their_jumps(outcome, w):
    measures = outcome("lesson_code", w=w).measures
    assert measures["square_gradient"] == pytest.approx(2 * w)
    assert (measures["abs_gradient"], measures["relu_gradient"]) == (np.sign(w), w > 0)
    assert (measures["abs_jump"], measures["relu_jump"]) == ((2, 1) if w == 0 else (0, 0))
    assert measures["square_jump"] == pytest.approx(0, abs=1e-7)


@given(batch=st.integers(1, 40), units=st.integers(1, 100))
@settings(max_examples=15, deadline=None)
def test_only_a_batch_of_one_row_loses_its_only_dimension(outcome, batch, units):
    measures = outcome("lesson_code", batch=batch, units=units).measures
    assert measures["squeeze_raises"] is (batch == 1)
    assert measures["squeeze1_raises"] is False
    assert measures["parameters"] == 20 * units + units + units + 1
    assert measures["biases_penalised"] == measures["biases"] == units + 1


@given(n=st.integers(2, 60), d=st.integers(2, 60))
@settings(max_examples=20, deadline=None)
def test_the_rank_is_as_large_as_it_can_be_and_the_condition_is_numpys(outcome, n, d):
    measures = outcome("lesson_code", n=n, d=d).measures
    assert measures["rank"] == min(n, d)
    rows = np.random.RandomState(42).randn(n, d)
    assert measures["condition"] == pytest.approx(np.linalg.cond(rows), rel=1e-9)


@pytest.mark.parametrize(("points", "at_0"), [(2, False), (3, True), (1000, False), (1001, True)])
def test_only_an_odd_number_of_points_has_0_in_its_middle(outcome, points, at_0):
    measures = outcome("lesson_code", points=points).measures
    assert (abs(measures["middle"]) < 1e-12) is at_0
    assert (measures["laplace_at_middle"] == pytest.approx(measures["laplace_at_0"], abs=1e-9)) is at_0


@pytest.mark.parametrize(("given_values", "tried"), [(0, 5), (1, 1), (7, 7)])
def test_only_an_empty_grid_is_replaced(outcome, given_values, tried):
    assert outcome("lesson_code", given=given_values).measures["grid_tried"] == tried


def test_dropout_is_what_makes_training_differ(outcome):
    assert outcome("lesson_code", dropout=0).measures["train_eval_apart"] == 0
    assert outcome("lesson_code", dropout=0.3, batch=8).measures["train_eval_apart"] > 0.01


@pytest.mark.parametrize("scale", [1, 3, 10, 50])
def test_adam_divides_the_pull_of_l1_by_the_size_of_the_gradients_and_sgd_does_not(outcome, scale):
    measures = outcome("lesson_code", scale=scale).measures
    assert measures["pull_ratio_sgd"] == pytest.approx(1, abs=1e-9)
    assert measures["pull_ratio_adam"] == pytest.approx(scale, rel=0.05)
