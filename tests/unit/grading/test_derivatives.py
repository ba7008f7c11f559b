"""Derivatives: exact at a point, neat in words, and both the same."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizapp.errors import ExpressionError, UnreadableError
from quizapp.grading.derivatives import derivative
from quizapp.grading.expressions import evaluate
from quizapp.grading.formulas import identifier, read_formula
from quizapp.grading.terms import LONGEST, derivative_in_words

NAMES = ("w", "lam", "z", "b", "sigma", "lr", "wd", "eps", "t")
POINT = {"w": 0.7, "lam": 0.3, "z": 0.9, "b": 1.3, "sigma": 0.8, "lr": 0.1, "wd": 0.2, "eps": 0.01, "t": 3.0}


def expression(text):
    return read_formula(text, NAMES).expression


@pytest.mark.parametrize(
    ("of", "by", "words"),
    [
        ("lam*w^2", "w", "2·lam·w"),
        ("lam/2 w^2", "w", "lam·w"),
        ("lam|w|", "w", "lam·sign(w)"),
        ("w^2/(2sigma^2)", "w", "w/sigma²"),
        ("|w|/b", "w", "sign(w)/b"),
        ("log(2b) + |w|/b", "b", "1/b − |w|/b²"),
        ("(w-z)^2/2 + lam|w|", "w", "w + lam·sign(w) − z"),
        ("lam(w-1)^2", "w", "2·lam·(w − 1)"),
        ("(1-lr wd)w", "w", "1 − lr·wd"),
        ("(1-lr wd)w", "lr", "−w·wd"),
        ("log(1+exp(-w))", "w", "−exp(−w)/(1 + exp(−w))"),
        ("√(w^2+eps)", "w", "w/√(w² + eps)"),
        ("√w", "w", "1/(2·√w)"),
        ("1/w", "w", "−1/w²"),
        ("w^2/3", "w", "2·w/3"),
        ("0.3w", "w", "0.3"),
        ("0.001w^2", "w", "0.002·w"),
        ("5 lam", "w", "0"),
        ("(w+1)(w+2)", "w", "2·w + 3"),
    ],
)
def test_a_derivative_in_words(of, by, words):
    assert derivative_in_words(expression(of), by, {}) == words


@pytest.mark.parametrize("of", ["max(0, w)", "(1 - lr wd)^w", "w^lam", "w^20", "log(w)^9*exp(w)^9*sign(w-z)^9*(w+b)^9"])
def test_what_has_no_neat_form_has_no_words(of):
    words = derivative_in_words(expression(of), "w", {})
    assert words is None or len(words) <= LONGEST
    assert words is None


def test_numbers_that_are_fixed_stand_in_the_words():
    assert derivative_in_words(expression("lam*w^t"), "w", {"t": 3.0}) == "3·lam·w²"
    assert derivative_in_words(expression("lam*w^t"), "w", {"lam": 0.5, "t": 2.0}) == "w"


@pytest.mark.parametrize(
    ("of", "by", "value"),
    [
        ("w^t", "w", 3 * 0.7**2),
        ("w^t", "t", 0.7**3 * math.log(0.7)),
        ("(1 - lr wd)^t", "wd", -3 * 0.1 * 0.98**2),
        ("max(0, w - lam)", "w", 1),
        ("max(0, lam - w)", "w", 0),
        ("min(w, w^2, 3)", "w", 1.4),
        ("log10(w)", "w", 1 / (0.7 * math.log(10))),
        ("-|w - z|", "w", 1),
        ("w/z", "z", -0.7 / 0.81),
        ("√z·exp(-z)", "z", math.exp(-0.9) * (0.5 / math.sqrt(0.9) - math.sqrt(0.9))),
        ("w^0", "w", 0),
    ],
)
def test_a_derivative_at_a_point(of, by, value):
    assert derivative(expression(of), by, POINT) == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize(
    ("of", "point", "said"),
    [
        ("|w|", {"w": 0.0}, "abs has no derivative at 0"),
        ("sgn(w)", {"w": 0.0}, "sign has no derivative at 0"),
        ("max(w, -w)", {"w": 0.0}, "two of its values are equal"),
        ("√w", {"w": 0.0}, "divides by zero"),
        ("log(w)", {"w": -1.0}, "has no value"),
        ("w^w", {"w": -2.0}, "has no value"),
        ("1/w", {"w": 0.0}, "divides by zero"),
        ("v", {"w": 1.0}, "no measure called v"),
    ],
)
def test_where_there_is_no_derivative_it_says_why(of, point, said):
    text = of if of == "v" else read_formula(of, ("w",)).expression
    with pytest.raises(ExpressionError, match=said):
        derivative(text, "w", point)


@pytest.mark.parametrize("text", ["w > 1", "w and 1", "not w", "round(w)", "w % 2", "w // 2"])
def test_what_is_no_smooth_function_is_refused(text):
    with pytest.raises(ExpressionError):
        derivative(text, "w", {"w": 1.0})


leaves = st.sampled_from(["w", "lam", "z", "2", "0.5", "3"])


def grown(children):
    return st.one_of(
        st.tuples(children, st.sampled_from("+-*/"), children).map(lambda p: f"({p[0]}) {p[1]} ({p[2]})"),
        st.tuples(st.sampled_from(["abs", "exp", "log", "sqrt", "sign"]), children).map(lambda p: f"{p[0]}({p[1]})"),
        st.tuples(children, st.sampled_from(["2", "3", "-1", "0.5"])).map(lambda p: f"({p[0]})**{p[1]}"),
        st.tuples(children, children).map(lambda p: f"max({p[0]}, {p[1]})"),
    )


formulas = st.recursive(leaves, grown, max_leaves=6)
coordinates = st.floats(-2, 2).filter(lambda x: abs(x) > 0.1)


@given(formulas, coordinates, coordinates, coordinates)
def test_it_is_the_slope_that_differences_approach(text, w, lam, z):
    def at(x):
        return evaluate(text, {"w": x, "lam": lam, "z": z})

    try:
        slope = derivative(text, "w", {"w": w, "lam": lam, "z": z})
        values = [at(w + step * 1e-4) for step in (-2, -1, 0, 1, 2)]
    except ExpressionError:
        assume(False)
    first, second = (values[3] - values[1]) / 2e-4, (values[4] - values[0]) / 4e-4
    assume(abs(first) < 1e4 and max(map(abs, values)) < 1e4)
    left, right = (values[2] - values[1]) / 1e-4, (values[3] - values[2]) / 1e-4
    assume(abs(first - second) + abs(left - right) < 2e-3 * (1 + abs(first)))  # smooth there: no kink within the steps
    assert slope == pytest.approx(first, rel=5e-3, abs=5e-3)


@given(formulas, coordinates, coordinates, coordinates)
def test_the_words_are_the_derivative_wherever_both_have_a_value(text, w, lam, z):
    words = derivative_in_words(text, "w", {})
    assume(words is not None)
    try:
        formula = read_formula(words, ("w", "lam", "z"))
    except UnreadableError:
        pytest.fail(f"{words} cannot be typed")
    point = {"w": w, "lam": lam, "z": z}
    try:
        shown, slope = formula.value(point), derivative(text, "w", point)
    except ExpressionError:
        assume(False)
    assert shown == pytest.approx(slope, rel=1e-6, abs=1e-6)


def test_lambda_is_a_name_although_python_has_other_plans_for_it():
    formula = read_formula("lambda w^2", ("w", "lambda")).expression
    assert derivative(formula, "w", {"w": 2.0, identifier("lambda"): 3.0}) == 12
    assert derivative_in_words(formula, "w", {}) == "2·lambda·w"
