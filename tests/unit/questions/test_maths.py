"""LaTeX on one line: every grouping stays visible, and what is not known is refused."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import MathsError
from quizapp.questions.maths import check_maths, display, inline, plain_maths


@pytest.mark.parametrize(
    ("latex", "line"),
    [
        (r"\frac{\hat m}{\sqrt{\hat v}+\epsilon}", "m̂/(√(v̂) + ε)"),
        (r"\frac{a+b}{c}", "(a + b)/c"),
        (r"\frac{\lambda w}{2n}", "λw/(2n)"),
        (r"\frac{\lambda}{2}w^2", "(λ/2)w²"),
        (r"\frac{\frac{a}{b}}{c}", "(a/b)/c"),
        (r"\frac12 x", "(1/2)x"),
        (r"\frac{1}{2}(w - z)^2", "(1/2)(w − z)²"),
        (r"(w - z)^2\frac12", "(w − z)²(1/2)"),
        (r"\frac{1}{2n}\lVert y - Xw\rVert^2", "(1/(2n))‖y − Xw‖²"),
        (r"\left(\frac{a}{b}\right)^2", "(a/b)²"),
        (r"{a+b}^2", "(a + b)²"),
        (r"x^{n+1} y", "xⁿ⁺¹y"),
        (r"x^{\lambda} y", "x^λ·y"),
        (r"e^{-x^2}", "e^(−x²)"),
        (r"10^{-3}", "10⁻³"),
        (r"1.5\times 10^{-3}", "1.5 × 10⁻³"),
        (r"\sqrt[3]{x}y", "³√(x)y"),
        (r"x\sqrt[3]{y}", "x·³√(y)"),
        (r"L_{total} = L_{\text{data}} + \lambda \cdot R(W)", "L_total = L_data + λ·R(W)"),
        (r"\lambda_\max x", "λ_max·x"),
        (r"\sum_{i=1}^{n} w_i^2", "Σᵢ₌₁ⁿ wᵢ²"),
        (r"\lVert w \rVert_2^2", "‖w‖₂²"),
        (r"\|W\|_1", "‖W‖₁"),
        (r"\operatorname{sign}(w)\max(|w|-t, 0)", "sign(w) max(|w| − t, 0)"),
        (
            r"P(W)\propto e^{-\lambda} \leftrightarrow W\sim\mathcal{N}(0, \tfrac{1}{2\lambda})",
            "P(W) ∝ e^(−λ) ↔ W ∼ 𝒩(0, 1/(2λ))",
        ),
        (r"w \leftarrow w - \eta\,\nabla L(w)", "w ← w − η ∇L(w)"),
        (r"\frac{\partial R}{\partial w} = 2w", "∂R/∂w = 2w"),
        (r"a = -b", "a = −b"),
        (r"\hat{\beta}_{ridge}", "β̂_ridge"),
        (r"\hat{ab}", "hat(ab)"),
        (r"A^\top A", "AᵀA"),
        (r"\mathbb{E}[x] \le 5\%", "𝔼[x] ≤ 5%"),
        (r"\text{if } x > 0", "if x > 0"),
        (r"x_{i,j}", "x_(i,j)"),
        (r"\binom{n}{k}", "C(n, k)"),
        (r"\begin{pmatrix} a & b \\ c & d\end{pmatrix}", "[a b; c d]"),
        (r"(1-\mathrm{lr}\cdot\mathrm{wd})^t", "(1 − lr·wd)ᵗ"),
        ("", ""),
    ],
)
def test_formulas_of_the_field(latex, line):
    assert inline(latex) == line


@pytest.mark.parametrize(
    ("latex", "position", "said"),
    [
        (r"a + \lamda", 4, "did you mean lambda?"),
        (r"\qqq", 0, "author's guide"),
        (r"\frac{a}{b", 8, "without its `}`"),
        ("a}", 1, "without its `{`"),
        (r"\frac{a}", 7, "missing"),
        ("x^", 1, "missing"),
        ("{x^}", 3, "missing"),
        ("x^2^3", 3, "braces"),
        ("x_a_b", 3, "braces"),
        (r"\sqrt[3{x}", 5, "without its `]`"),
        (r"\text{a", 5, "without its"),
        (r"\begin{tikzpicture}", 0, "environment"),
        ("{" * 100 + "}" * 100, 23, "deeper"),
        ("x" * 5000, 0, "longer"),
    ],
)
def test_what_cannot_be_shown_is_refused_at_its_place(latex, position, said):
    with pytest.raises(MathsError, match=re.escape(said)) as refused:
        inline(latex)
    assert refused.value.position == position


# A formula as a tree, written as LaTeX and computed: its line must compute to the same number.
def formulas(children):
    return st.one_of(
        st.tuples(children, children).map(lambda t: (f"{t[0][0]} + {t[1][0]}", t[0][1] + t[1][1], "sum")),
        st.tuples(children, children).map(lambda t: (rf"\frac{{{t[0][0]}}}{{{t[1][0]}}}", t[0][1] / t[1][1], "one")),
        st.tuples(children, st.integers(2, 3)).map(lambda t: (f"{{{t[0][0]}}}^{t[1]}", t[0][1] ** t[1], "product")),
        st.tuples(children, st.sampled_from([("a", 1.5), (r"\lambda", 0.75)])).map(
            lambda t: (f"{{{t[0][0]}}}^{{{t[1][0]}}}", t[0][1] ** t[1][1], "product")
        ),
        children.map(lambda t: (rf"\sqrt{{{t[0]}}}", math.sqrt(t[1]), "one")),
        st.tuples(children, children).map(juxtaposed),
        st.tuples(children, children).map(
            lambda t: (r" \cdot ".join(x[0] if x[2] != "sum" else f"({x[0]})" for x in t), t[0][1] * t[1][1], "product")
        ),
    )


def juxtaposed(pair):
    (left, x, kind), (right, y, other) = pair
    left = left if kind != "sum" else rf"\left({left}\right)"
    right = right if other != "sum" else rf"\left({right}\right)"
    # Two numbers side by side are one number, in LaTeX too.
    return f"{left} {right}" if not right[0].isdigit() else rf"{left} \cdot {right}", x * y, "product"


VALUES = {"a": 1.5, "b": 2.25, "λ": 0.75, "ε": 1.1}
leaves = st.sampled_from(
    [("a", 1.5, "one"), ("b", 2.25, "one"), (r"\lambda", 0.75, "one"), (r"\epsilon", 1.1, "one"), ("3", 3.0, "one")]
)
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇ", "0123456789ab")


def compute(line):
    """The value of a line as a reader takes it: indices first, then products, then division, then sums."""
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇ]+", lambda match: f"^({match.group().translate(RAISED)})", line)
    text = re.sub(r"\^([abλε]|\d+)", r"^(\1)", text)
    tokens = re.findall(r"\d+|[abλε]|.", text.replace("√", "R").replace(" ", ""))
    python = ""
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else ""
        starts = token in VALUES or token.isdigit() or token in "(R"
        ends = before in VALUES or before.isdigit() or before == ")"
        python += ("*" if starts and ends else "") + {"^": "**", "·": "*", "R": "sqrt"}.get(token, token)
    return eval(python, {"__builtins__": {}, "sqrt": math.sqrt}, VALUES)


@given(st.recursive(leaves, formulas, max_leaves=7))
def test_the_line_means_what_the_formula_means(formula):
    latex, value, _ = formula
    line = inline(latex)
    assert compute(line) == pytest.approx(value, rel=1e-9), line


@given(st.text(alphabet=r"\{}^_$ab1+-/()[]&|fracsqrtlhem,. ", max_size=60))
def test_any_text_becomes_one_line_or_is_refused_at_a_character_of_it(latex):
    try:
        line = inline(latex)
    except MathsError as refused:
        assert 0 <= refused.position <= len(latex)
    else:
        assert "\n" not in line
        assert line == line.strip()


def test_display_has_two_dimensions_where_they_fit_and_one_line_otherwise():
    latex = r"\frac{\hat m}{\sqrt{\hat v}+\epsilon}"
    rows = display(latex, 40)
    assert len(rows) > 1
    assert all(len(row) <= 40 for row in rows)
    assert display(latex, 5) == [inline(latex)]


@pytest.mark.parametrize(
    "latex",
    [r"\operatorname{prox}(w)", r"\lVert w \rVert_2^2", r"\argmin_w f(w)", r"\begin{cases} a & b \\ c & d \end{cases}"],
)
def test_display_never_shows_a_formula_that_it_only_half_knows(latex):
    rows = display(latex, 60)
    assert rows
    assert not any("?" in row or "TeXicode" in row for row in rows)


def test_display_refuses_what_inline_refuses():
    with pytest.raises(MathsError):
        display(r"\frac{a}{", 40)


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("so $x^2$ and $\\lambda$.", "so x² and λ."),
        ("$$\\frac{a}{b}$$", "a/b"),
        ("`$x^2$` and ``a ` $x^2$``", "`$x^2$` and ``a ` $x^2$``"),
        ("```\n$x^2$\n```\n$x^2$", "```\n$x^2$\n```\nx²"),
        ("~~~~ text\n```\n$x^2$\n~~~~\n", "~~~~ text\n```\n$x^2$\n~~~~\n"),
        ("costs $5 and $6", "costs $5 and $6"),
        ("costs \\$5, $x$", "costs \\$5, x"),
        ("$5$ or $ 5 $", "5 or $ 5 $"),
        ("a $x\n\ny$", "a $x\n\ny$"),
        ("an open ` tick and $x^2$", "an open ` tick and x²"),
        ("$\\unheard$ of $x^2$", "$\\unheard$ of x²"),
        ("no maths", "no maths"),
    ],
)
def test_maths_in_markdown_is_replaced_and_code_is_left_alone(markdown, plain):
    assert plain_maths(markdown) == plain


def test_a_problem_is_placed_in_the_text_around_it():
    text = "first\n\nthen $a + \\qqq$"
    with pytest.raises(MathsError) as refused:
        check_maths(text)
    assert text[refused.value.position :].startswith("\\qqq")
