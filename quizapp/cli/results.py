"""A finished run as text: its table, its measures, its plot, its summary and its claims."""

from __future__ import annotations

from quizapp.cli.plot import plot_lines
from quizapp.cli.text import aligned, wrapped
from quizapp.engine.model import Result, Table
from quizapp.questions.calls import Measures
from quizapp.workspace.wording import value_words, verdict_on_claim


def full_lines(result: Result, width: int, *, kept: bool = False) -> list[str]:
    """Everything that a run has to say; `kept` says that it was run some other day."""
    claims = [
        line for text, holds in result.claims.items() for line in wrapped(claim_line(text, holds), width, rest="    ")
    ]
    return [
        *_table_block(result, width),
        *measure_lines(result.measures),
        "",
        *_plot_block(result, width),
        *wrapped(result.summary, width),
        *claims,
        *wrapped(provenance(result, kept=kept), width),
    ]


def look_lines(result: Result, width: int) -> list[str]:
    """What there is to look at: the table and the plot, each only where there is one."""
    return [*_table_block(result, width), *_plot_block(result, width)]


def _table_block(result: Result, width: int) -> list[str]:
    return [*table_lines(result.table, width), ""] if result.table else []


def _plot_block(result: Result, width: int) -> list[str]:
    return [*plot_lines(result.plot, width), ""] if result.plot else []


def table_lines(table: Table, width: int) -> list[str]:
    """The table with its columns aligned; where that is too wide, each row as `column: value` lines."""
    return (
        fitted(table, width)
        or [
            line
            for row in table.rows
            for line in [*(f"{name}: {_cell(cell)}" for name, cell in zip(table.columns, row, strict=True)), ""]
        ][:-1]
    )


def fitted(table: Table, width: int) -> list[str] | None:
    """The table with its columns aligned, None where that is wider than `width`."""
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    numeric = {
        index for index in range(len(table.columns)) if all(not isinstance(row[index], str) for row in table.rows)
    }
    for gap in (2, 1):
        lines = aligned([list(table.columns), *rows], right=numeric, gap=gap)
        if max(map(len, lines)) <= width:
            return lines
    return None


def measure_lines(measures: Measures) -> list[str]:
    """One measure a line."""
    return aligned([[name, value_words(value)] for name, value in measures.items()])


def claim_line(text: str, holds: bool | None, values: str = "") -> str:
    """`✓ holds  exact_zeros_ridge == 0 (exact_zeros_ridge = 0)`: by glyph and by word."""
    word = {True: "✓ holds", False: "✗ does not hold", None: "? unclear"}[holds]
    return f"{word}  {text}" + (f" ({values})" if values else "")


def evidence_lines(holds: tuple[str, ...], measures: Measures) -> list[str]:
    """A line for each expression that proves an answer."""
    return [claim_line(expression, *verdict_on_claim(expression, measures)) for expression in holds]


def provenance(result: Result, *, kept: bool = False) -> str:
    """Where the numbers come from."""
    origin = "run" if kept else "from the cache, run" if result.cached else "run just now"
    versions = ", ".join(f"{name} {version}" for name, version in result.versions.items())
    seed = "" if result.seed is None else f", seed {result.seed}"
    return f"{origin} in {result.seconds:.2g} s{seed}" + (f", {versions}" if versions else "")


def _cell(cell: str | float | int | bool | None) -> str:
    if cell is None:
        return "–"
    return cell if isinstance(cell, str) else value_words(cell)
