"""Formulas as people type them: every habit that is read, and what is refused, at its character."""

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import ExpressionError, UnreadableError
from quizapp.grading.formulas import read_formula

NAMES = ("w", "lam", "lr", "beta1")
POINT = {"w": -0.7, "lam": 0.3, "lr": 0.05, "beta1": 0.9}


def value(text, names=NAMES):
    return read_formula(text, names).value({name: POINT[name] for name in names})


@pytest.mark.parametrize(
    "text",
    [
        "2*lam*w",
        "2λw",
        "2 lam w",
        "2lamw",
        "2 λ·w",
        "2×λ×w",
        "2\\lambda w",
        "$2\\lambda \\cdot w$",
        "`2*lam*w`",
        "lambda·2 lam w/lambda",
        "2 Lambda W",
        "2·λ·w_i",
        "2 λ w_{i}",
        "2λwᵢ",
        "2𝜆𝑤",
        "= 2λw",
        "f'(w) = 2λw",
        "∂R/∂w = 2λw.",
        "R = λw² → no, f' = 2λw",
        "(w + w)lam",
        "w(lam + lam)",
        "[w + w]{lam}",
        "2,0 lam w",
        "−2·λ·(−w)",
        "2^1 w⁻¹ w^2 lam",
        "½·4 lam w",
        "\\frac{4}{2}\\lambda w",
        "4/2 lam w",
        "(4/2)lam w",
        "2\\left(\\lambda\\right)w",
    ],
)
def test_one_formula_in_every_habit(text):
    assert value(text) == pytest.approx(2 * 0.3 * -0.7)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|w|", 0.7),
        ("||w| - 1|", 0.3),
        ("|w|w|lam|", 0.7 * -0.7 * 0.3),
        ("2|w|lam", 2 * 0.7 * 0.3),
        ("sgn w", -1),
        ("sign(w)lam", -0.3),
        ("lam sgn w", -0.3),
        ("lamsgnw", -0.3),
        ("sgn|w|", 1),
        ("√lam", math.sqrt(0.3)),
        ("√(lam²)", 0.3),
        ("√lam²", 0.3),
        ("\\sqrt{lam}", math.sqrt(0.3)),
        ("ln(lam)", math.log(0.3)),
        ("log lam", math.log(0.3)),
        ("log10(lam)", math.log10(0.3)),
        ("exp(-w)", math.exp(0.7)),
        ("exp -w", math.exp(0.7)),
        ("e^-w", math.exp(0.7)),
        ("max(w, 0,5)", 5),
        ("max(0, (2,5))", 2.5),
        ("max((w), 0,5)", 5),
        ("min(w, 1)", -0.7),
        ("log(2,5)", math.log(2.5)),
        ("2,5w", -1.75),
        (".5w", -0.35),
        ("1e-3w", -7e-4),
        ("2e3 lam", 600),
        ("πw", math.pi * -0.7),
        ("-w^2", -0.49),
        ("2^-1", 0.5),
        ("2^3^2", 512),
        ("w**2", 0.49),
        ("w^2lam", 0.49 * 0.3),
        ("1/2 w", -0.35),
        ("½w", -0.35),
        ("1/(2lam)w", -0.7 / 0.6),
        ("1/|w|lam", 0.3 / 0.7),
        ("w/lam/lr", -0.7 / 0.3 / 0.05),
        ("β_1 β₁ beta1 beta_1", 0.9**4),
        ("lrw", 0.05 * -0.7),
        ("lr*-w", 0.035),
        ("- -w", -0.7),
        ("e^{-w}lam", math.exp(0.7) * 0.3),
        ("2^w lam", 2**-0.7 * 0.3),
        ("lam\\,\\operatorname{sgn}(w)", -0.3),
        ("\\lambda\\mathrm{sign}(w)", -0.3),
        ("\\max\\{\\lvert w \\rvert - \\lambda, 0\\}", 0.4),
        ("\\frac{w}{\\bigl|w\\bigr|}", -1),
        ("w_t lam_{n}", -0.21),
        ("wₜ", -0.7),
    ],
)
def test_signs_functions_and_precedence(text, expected):
    assert value(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "position", "named"),
    [
        ("2 lam v", 6, "the formula has w, lam, lr and beta1; 'v' at character 7 is none of them"),
        ("w2", 1, "'2' at character 2 has no sign before it"),
        ("wew", 0, "'wew' at character 1"),
        ("2 3", 2, "'3' at character 3"),
        ("(w + 1", 0, "'(' at character 1 is never closed"),
        ("w + 1)", 5, "')' at character 6"),
        ("|w", 0, "'|' at character 1 is never closed"),
        ("(|w)|", 3, "')' at character 4 stands where the '|' at character 2 should be closed"),
        ("2*", 2, "something is missing at its end"),
        ("w + * 2", 4, "'*' at character 5"),
        ("*w", 0, "'*' at character 1"),
        ("w <= 2", 2, "'<' at character 3"),
        ("w ≤ 2", 2, "'≤' at character 3"),
        ("2λw = f'(w)", 6, "'f' at character 7"),
        ("w & 1", 2, "'&' at character 3"),
        ("().__class__", 2, "'.' at character 3"),
        ("__import__('os')", 0, "'_' at character 1"),
        ("min(w)", 0, "min takes two values or more"),
        ("abs(w, lam)", 5, "',' at character 6"),
        ("log", 0, "behind log comes a bracket"),
        ("1/2w", 3, "'w' at character 4 can be understood in two ways"),
        ("w/2(lam + 1)", 3, "two ways"),
        ("log 2w", 5, "two ways"),
        ("e^2w", 3, "two ways"),
        ("2^w lam + 2^wlam", 13, "two ways"),
        ("1,234 w", 1, "thousands or decimals"),
        ("w + [lam", 4, "'[' at character 5 is never closed"),
        ("(w − )", 5, "')' at character 6"),
        ("w ÷ − × 2", 6, "'×' at character 7"),
        ("(1 - w)ʷ", 7, "cannot read 'ʷ'"),
        ("E[w]", 0, "'E' at character 1"),
        ("2½w", 1, "added or multiplied"),
        ("1.5,5", 3, "','"),
        ("\\frac{1}", 0, "two braces"),
        ("√" * 30 + "w", 24, "nested deeper"),
        ("(" * 30, 24, "nested deeper"),
    ],
)
def test_what_cannot_be_read_is_named_at_its_character(text, position, named):
    with pytest.raises(UnreadableError) as refused:
        read_formula(text, NAMES)
    assert named in str(refused.value)
    assert refused.value.position == position


@pytest.mark.parametrize("text", ["", "   ", "=", "f'(w) = ", "$$"])
def test_nothing_is_no_formula(text):
    with pytest.raises(UnreadableError, match="nothing was typed"):
        read_formula(text, NAMES)


@pytest.mark.parametrize("text", ["(" * 10_000 + ")" * 10_000, "w" * 1_000_000, "1+" * 400 + "1", "-" * 250 + "w"])
def test_a_novel_is_refused_before_it_is_read(text):
    with pytest.raises(UnreadableError, match=r"longer than 300|too large"):
        read_formula(text, NAMES)


@pytest.mark.parametrize("text", ["9**9**9**9", "9^9^9^9 w", "10^400", "1/(w - w)", "(-1)^0.5", "exp(exp(exp(99)))"])
def test_what_has_no_value_says_so_and_is_not_computed(text):
    with pytest.raises(ExpressionError):
        read_formula(text, NAMES).value(POINT)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("w",), "the formula has w; 'x' at character 1 is something else"),
        (("w", "lam"), "the formula has w and lam; 'x' at character 1 is neither"),
        ((), "'x' at character 1 is no number"),
    ],
)
def test_an_unknown_name_is_told_which_names_there_are(names, said):
    with pytest.raises(UnreadableError) as refused:
        read_formula("x", names)
    assert said in str(refused.value)


def test_names_win_over_constants_and_case_only_folds_where_it_is_clear():
    assert read_formula("xX", ("x", "X")).value({"x": 2, "X": 5}) == 10
    assert read_formula("lambda", ("lambda",)).value({"lambda": 2}) == 2
    assert read_formula("λσ", ("λ", "sigma")).value({"λ": 2, "sigma": 3}) == 6
    assert str(read_formula("2 lam w", ("w", "lambda"))) == "2·lambda·w"
    with pytest.raises(UnreadableError):
        read_formula("A", ("a_b", "b"))


@pytest.mark.parametrize("typed", ["w_t", "wₜ", "w_{t}"])
def test_an_index_is_never_a_factor(typed):
    assert str(read_formula(typed, ("w", "t"))) == "w"
    assert str(read_formula(typed, ("w", "t", "w_t"))) == "w_t"
    with pytest.raises(UnreadableError):
        read_formula(typed.replace("t", "lam").replace("ₜ", "₂"), ("w", "lam"))


def test_a_capital_is_another_letter_in_greek():
    assert str(read_formula("Δ", ("Δ",))) == "Δ"
    for typed in ("Σw", "Σ"):
        with pytest.raises(UnreadableError):
            read_formula(typed, ("sigma", "w"))


@pytest.mark.parametrize("name", ["ϕ", "ϑ", "ϵ", "µ"])
def test_a_letter_that_python_knows_by_another_form_is_a_name(name):
    assert read_formula(f"2{name}", (name,)).value({name: 1.5}) == 3


def test_the_longest_name_is_taken_but_never_so_that_something_is_left_over():
    point = {"a": 2, "ab": 3, "bc": 5}
    assert read_formula("ab", tuple(point)).value(point) == 3
    assert read_formula("abc", tuple(point)).value(point) == 10


numbers = st.integers(0, 99).map(str) | st.sampled_from(["0.5", ".25", "1e-3", "w", "lam", "λ", "w²"])


def grown(children):
    return st.one_of(
        st.tuples(children, st.sampled_from([" + ", " − ", "*", "·", "/"]), children).map("".join),
        children.map("({})".format),
        children.map("|{}|".format),
        children.map("exp(-({}))".format),
        st.tuples(children, st.sampled_from(["^2", "²", "^(1)"])).map(lambda pair: f"({pair[0]}){pair[1]}"),
    )


@given(st.recursive(numbers, grown, max_leaves=8))
def test_what_is_written_with_signs_means_what_it_means_in_python(text):
    python = text.replace("·", "*").replace("−", "-").replace("²", "**2").replace("^", "**").replace("λ", "lam")
    bars = python.split("|")
    if len(bars) > 3:
        return  # nested bars have no counterpart
    python = bars[0] + (f"abs({bars[1]}){bars[2]}" if len(bars) == 3 else "")
    scope = {"__builtins__": {}, "abs": abs, "exp": math.exp, "w": -0.7, "lam": 0.3}
    try:
        expected = eval(python, scope)
    except (ZeroDivisionError, OverflowError):
        return
    if abs(expected) > 1e300:
        return
    assert value(text) == pytest.approx(expected)


@given(st.text(alphabet="2wλlam ()|+-*/^·²½√,.=_{}\\$eπsgnx9", max_size=60) | st.text(max_size=40))
def test_any_text_is_a_formula_or_is_refused_at_a_character_of_it(text):
    try:
        formula = read_formula(text, NAMES)
    except UnreadableError as refused:
        assert str(refused)
        assert refused.position is None or 0 <= refused.position <= len(text)
    else:
        with suppress(ExpressionError):
            assert math.isfinite(formula.value(POINT))


@given(st.text(alphabet="2wλ()|+-*/^·²½√,", max_size=40))
def test_what_was_understood_can_be_typed_again(text):
    try:
        formula = read_formula(text, NAMES)
    except UnreadableError:
        return
    again = read_formula(str(formula), NAMES)
    assert again.expression.replace(" ", "") == formula.expression.replace(" ", "")
