"""Text for people: plain Markdown, aligned tables, and plots that fit."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.cli.markdown import plain, plain_line
from quizapp.cli.plot import plot_lines
from quizapp.cli.results import claim_line, evidence_lines, table_lines
from quizapp.engine.model import Plot, Series, Table


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        ("*one* **two** `w[i]*2` and 2 * 3", ["one two `w[i]*2` and 2 * 3"]),
        ("the rate $\\frac{a}{b + 1}$ holds", ["the rate a/(b + 1) holds"]),
        ("$$\nx^2\n$$", ["    x²"]),
        ("```python\nw[0] *= 2\n\ny = $1\n```", ["    w[0] *= 2", "", "    y = $1"]),
        ("- a long item here\n- b", ["- a long item", "  here", "- b"]),
        ("3. three\n4. four", ["3. three", "4. four"]),
        ("- outer\n  - inner", ["- outer", "  - inner"]),
        ("> quoted\n\nafter", ["  quoted", "", "after"]),
        ("[paper](https://e.org/p)", ["paper", "(https://e.org/p)"]),
        ("[q](#other)", ["q"]),
        ("| a | bb |\n|---|---|\n| ccc | d |", ["a    bb", "ccc  d"]),
        ("<!-- hidden -->\n\nseen", ["seen"]),
        ("", []),
    ],
)
def test_markdown_as_text(markdown: str, lines: list[str]) -> None:
    assert plain(markdown, 15 if "item" in markdown or "paper" in markdown else 60) == lines


def test_maths_that_cannot_be_shown_stays_as_it_was_typed() -> None:
    assert plain("$\\nonsense{x}$", 60) == ["\\nonsense{x}"]


def test_markdown_on_one_line() -> None:
    assert plain_line("*a*\n\n- b\n- c") == "a - b - c"


@given(st.text())
def test_any_text_is_shown_without_raising(text: str) -> None:
    plain(text, 40)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1), st.integers(20, 100))
def test_prose_keeps_its_words_and_its_width(words: list[str], width: int) -> None:
    lines = plain(" ".join(words), width)
    assert " ".join(lines).split() == words
    assert max(map(len, lines)) <= width


def test_a_table_aligns_numbers_to_the_right() -> None:
    table = Table(("model", "zeros"), (("OLS", 0), ("Lasso", 47), ("none", None)))
    assert table_lines(table, 80) == ["model  zeros", "OLS        0", "Lasso     47", "none       –"]


def test_a_table_that_is_too_wide_is_read_row_by_row() -> None:
    table = Table(("model", "how"), (("OLS", "x" * 30), ("Lasso", "y")))
    assert table_lines(table, 20) == ["model: OLS", f"how: {'x' * 30}", "", "model: Lasso", "how: y"]


def test_claims_say_by_glyph_and_by_word() -> None:
    measures = {"zeros": 0, "far": True}
    assert evidence_lines(("zeros == 0", "zeros > 1", "nought == 0"), measures)[:2] == [
        "✓ holds  zeros == 0 (zeros = 0)",
        "✗ does not hold  zeros > 1 (zeros = 0)",
    ]
    assert evidence_lines(("nought == 0",), measures)[0].startswith("? unclear  nought == 0 (")
    assert claim_line("It holds.", True) == "✓ holds  It holds."


numbers = st.floats(allow_nan=False, width=32)


@given(
    st.lists(st.lists(st.tuples(numbers, numbers), max_size=8), max_size=8),
    st.booleans(),
    st.booleans(),
    st.integers(40, 200),
)
def test_a_plot_fits_whatever_the_series(
    curves: list[list[tuple[float, float]]], log_x: bool, log_y: bool, width: int
) -> None:
    series = tuple(
        Series(f"s{index}", tuple(x for x, _ in curve), tuple(y for _, y in curve))
        for index, curve in enumerate(curves)
    )
    lines = plot_lines(Plot("steps", "loss", series, log_x, log_y), width)
    assert len(lines) <= 20
    assert max(map(len, lines), default=0) <= min(width, 78)
    assert not any("\x1b" in line for line in lines)


def test_a_plot_names_its_axes_and_tells_its_series_apart() -> None:
    x = tuple(range(1, 50))
    falling = Series("falling", x, tuple(1 / value for value in x))
    rising = Series("rising", x, tuple(math.sqrt(value) for value in x))
    lines = plot_lines(Plot("step", "loss", (falling, rising), log_y=True), 80)
    assert lines[0] == "Plot: a falling, b rising"
    assert lines[1] == "loss (log scale)"
    assert lines[-1].strip() == "step"
    canvas = "\n".join(lines[2:-2])
    assert canvas.count("a") == canvas.count("b") == 2


def test_only_what_can_be_drawn_is_drawn() -> None:
    series = (Series("zero", (1, 2), (0, 0)), Series("fine", (1, 2), (1, 2)))
    assert plot_lines(Plot("x", "y", series[:1], log_y=True), 80) == []
    assert plot_lines(Plot("x", "y", series, log_y=True), 80)[0] == "Plot: fine (1 more not drawn)"


def test_the_middle_of_a_symmetric_axis_is_zero_and_not_what_rounding_left_of_it() -> None:
    xs = tuple(k / 10 for k in range(-15, 16))
    picture = "\n".join(plot_lines(Plot("z", "w", (Series("w", xs, xs),)), 80))
    assert "e-1" not in picture
    assert re.search(r"^ +0 \|", picture, re.MULTILINE)


def test_the_numbers_of_an_axis_differ_though_its_range_is_narrow() -> None:
    xs = tuple(range(11))
    lines = plot_lines(Plot("step", "norm", (Series("w", xs, tuple(5.9 + x / 1000 for x in xs)),)), 80)
    ticks = [line.split("|")[0].strip() for line in lines if " | " in line and line.split("|")[0].strip()]
    assert len(set(ticks)) == len(ticks) >= 10
    assert max(map(len, ticks)) <= 9


def test_the_largest_numbers_have_a_logarithmic_axis() -> None:
    assert plot_lines(Plot("x", "y", (Series("w", (1, 2), (1e-300, 1e308)),), log_y=True), 80)
