"""Tables: no figure is ever cut off at the right edge, and words stay whole where they fit."""

from __future__ import annotations

from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from quizapp.engine.model import Table
from quizapp.tui.widgets.table import cell_words, drawn

WORDS = st.lists(st.text("abcdef=", min_size=1, max_size=12), min_size=1, max_size=6).map(" ".join)
CONVENTIONS = Table(
    ("library", "what it minimises", "the same setting", "weights apart then", "with alpha as it is"),
    (
        ("ElasticNet, l1_ratio = 0", "‖y - Xw‖²/(2n) + alpha/2·‖w‖²", "alpha = 0.4", 4.50112e-13, 0.0),
        ("LogisticRegression", "C·Σ cross-entropy + ‖w‖²/2", "weight_decay = 0.8", 6.245e-17, 2.48123),
    ),
)


def on_paper(table: Table, width: int) -> list[str]:
    """The lines of the table where there are `width` columns: what is beyond them is lost."""
    console = Console(width=width, file=StringIO(), color_system=None)
    with console.capture() as captured:
        console.print(drawn(table, width))
    return captured.get().splitlines()


def test_the_last_column_is_there_to_its_last_digit() -> None:
    told = "\n".join(on_paper(CONVENTIONS, 76))
    assert "2.48123" in told
    assert "cross-entropy" in told


def test_a_table_that_fits_is_no_wider_than_its_words() -> None:
    assert on_paper(Table(("a", "b"), (("one two", 3.0),)), 76) == ["a        b", "one two  3"]


@given(st.lists(st.tuples(WORDS, WORDS, st.floats(1e-9, 1e9)), min_size=1, max_size=4), st.integers(40, 90))
def test_no_character_of_a_cell_is_lost(rows: list[tuple[str, str, float]], width: int) -> None:
    told = "\n".join(on_paper(Table(("name", "how it acts", "what it gives"), tuple(rows)), width))
    for character in "abcdef=":
        there = sum(cell.count(character) for row in rows for cell in map(cell_words, row))
        heads = sum(head.count(character) for head in ("name", "how it acts", "what it gives"))
        assert told.count(character) == there + heads
