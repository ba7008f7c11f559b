"""Formulas compared at points: which points, what counts as equal, and what is said of a difference."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.errors import ExpressionError
from quizapp.grading.equality import POINTS, Sample, alike, difference, hardly_matters, same, samples_of, value_at
from quizapp.grading.formulas import read_formula

RANGES = {"w": (-2.0, 2.0), "lam": (0.01, 1.0)}


def formula(text):
    return read_formula(text, tuple(RANGES))


def key(text, ranges=RANGES):
    return samples_of(read_formula(text, tuple(ranges)).value, ranges, text)


@pytest.mark.parametrize("text", ["2lam w", "lam(w + w)", "(w+lam)^2 - w^2 - lam^2", "2.0000001 lam w", "w/(1/(2lam))"])
def test_formulas_that_are_equal(text):
    assert difference(formula(text), key("2*lam*w")) is None


@pytest.mark.parametrize("text", ["lam w", "2|lam w|", "2lam w + 1e-4", "2.00001 lam w", "2 w", "√(4 lam^2 w^2)", "0"])
def test_formulas_that_are_not(text):
    assert not same(formula(text), key("2*lam*w"))


def test_what_cancels_and_what_is_zero_over_a_stretch_counts_as_equal():
    soft = key("sgn(w)max(|w| - lam, 0)")
    assert any(sample.value == 0 for sample in soft)
    assert same(formula("sgn(w)(|w| - lam + ||w| - lam|)/2"), soft)
    assert not same(formula("sgn(w)(|w| - lam)"), soft)
    assert same(formula("w - w"), key("0"))
    assert same(formula("(w + 1) - w - 1"), key("0"))


def test_what_cancels_where_the_key_is_small_counts_as_equal():
    far = {"w": (-30.0, 30.0)}
    slope = samples_of(read_formula("e^-w/(1 + e^-w)^2", ("w",)).value, far, "slope")
    assert same(read_formula("1/(1 + e^-w) (1 - 1/(1 + e^-w))", ("w",)), slope)


def test_a_tiny_key_is_not_equal_to_everything():
    tiny = {"w": (1e-7, 1e-6), "lam": (1e-7, 1e-6)}
    assert not same(formula("2lam w"), key("lam w", tiny))
    assert not same(formula("0"), key("lam w", tiny))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sgn w", "max(min(20w, 1), -1)"),  # they differ next to 0,
        ("|w|", "√(w^2 + 1/10000)"),
        ("sgn w", "max(min(40w, 1), -1)"),
        ("w", "min(w, 1.93)"),  # at the end of a range,
        ("lam w", "lam w + max(lam - 0.98, 0)"),
        ("1/w^6", "1/w^6 + 1/1000"),  # where the key is small,
        ("exp(20w)", "exp(20w) + w"),
        ("exp(60w^2)", "exp(60w^2) + w"),
        ("lam w", "lam|w|"),  # and on one side
    ],
)
def test_formulas_that_differ_in_a_corner_only_are_not_equal(one, other):
    for seed in "abcde":
        assert not same(formula(other), samples_of(formula(one).value, RANGES, seed))


def test_a_name_hardly_matters_where_its_part_is_lost_and_matters_where_it_is_not_there():
    small, ranges = (1e-10, 1e-8), {"w": (0.1, 2.0), "lam": (1e-10, 1e-8)}
    for text, ends, hardly in (("1/(w + lam)", small, True), ("1/(w + lam)", (0.01, 1.0), False), ("w", small, False)):
        value = read_formula(text, tuple(ranges)).value
        assert hardly_matters("lam", ends, value, samples_of(value, {**ranges, "lam": ends}, text)) is hardly


def test_the_point_that_is_shown_is_one_where_they_differ_and_both_values_are_right():
    found = difference(formula("lam w"), key("2*lam*w"))
    point = dict(found.at.point)
    assert found.value == pytest.approx(point["lam"] * point["w"])
    assert found.at.value == pytest.approx(2 * point["lam"] * point["w"])
    assert found.ratio == pytest.approx(0.5)
    assert str(found.at) == f"w = {point['w']:g}, lam = {point['lam']:g}"


def test_a_ratio_is_said_only_where_it_is_one():
    assert difference(formula("-2lam w"), key("2*lam*w")).ratio == pytest.approx(-1)
    assert difference(formula("2lam w^2"), key("2*lam*w")).ratio is None
    assert difference(formula("0"), key("2*lam*w")).ratio is None
    assert difference(formula("w"), key("0")).ratio is None


def test_no_value_where_the_key_has_one_is_a_difference_there():
    found = difference(formula("√(w^2)√w/√w"), key("|w|"))
    assert (found.value, found.never) == (None, False)
    assert dict(found.at.point)["w"] < 0
    assert difference(formula("1/(w - w)"), key("|w|")).never


def test_points_without_a_value_of_the_key_are_drawn_again():
    logs = key("log(w)")
    assert len(logs) == POINTS
    assert all(dict(sample.point)["w"] > 0 for sample in logs)
    assert samples_of(formula("√(-w^2 - 1)").value, RANGES, "none") == ()


def test_two_formulas_are_alike_where_the_second_has_a_value_if_it_has_one():
    points = key("w")
    logs = [value_at(formula("log(w)"), sample) for sample in points]
    assert [value is None for value in logs] == [dict(sample.point)["w"] < 0 for sample in points]
    assert alike(formula("log(w^2)/2"), formula("log(w)"), points)
    assert not alike(formula("log(w)"), formula("log(w^2)/2"), points)
    assert not alike(formula("w"), formula("log(-w^2)"), points)


def test_the_points_are_the_same_on_every_machine_and_in_every_run():
    assert [str(sample) for sample in key("w")[:2]] == ["w = 1.42, lam = 0.038", "w = -0.56, lam = 0.078"]


ends = st.floats(-1e6, 1e6).filter(lambda x: x == 0 or abs(x) > 1e-9)


@given(ends, ends, st.text(max_size=5))
@example(-1.00001, 1000.0, "")
@example(-1e-6, 1.0, "")
@example(-1.0, 1e-6, "")
def test_points_lie_in_the_range_with_few_digits_on_both_sides_of_zero_and_not_at_it(one, other, seed):
    low, high = sorted((one, other))
    if high - low < 1e-3 * max(abs(low), abs(high)):
        return
    numbers = [dict(sample.point)["w"] for sample in samples_of(lambda point: point["w"], {"w": (low, high)}, seed)]
    assert len(numbers) == POINTS
    assert all(low <= number <= high for number in numbers)
    least = 1e-3 * max(abs(low), abs(high))
    assert all(abs(number) >= least for number in numbers)
    assert numbers[0] > 0 or high <= least
    assert numbers[1] < 0 or low >= -least


def test_a_range_that_is_a_point_is_that_point():
    samples = samples_of(lambda point: point["w"], {"w": (0.0, 0.0)}, "")
    assert {sample.value for sample in samples} == {0.0}


def test_a_key_without_any_value_is_drawn_a_bounded_number_of_times():
    calls = []

    def refuse(point):
        calls.append(point)
        raise ExpressionError("no value")

    assert samples_of(refuse, RANGES, "") == ()
    assert len(calls) == 10 * POINTS


def test_a_sample_says_its_point():
    assert str(Sample((("w", 0.5), ("lam", 1e-7)), 3.0)) == "w = 0.5, lam = 1e-07"
