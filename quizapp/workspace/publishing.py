"""A result as others get it: the JSON object for programs, and Markdown for readers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from quizapp.engine.model import Result, Table
from quizapp.workspace.wording import value_words

# What `demo --json` prints of a result, in this order.
PUBLISHED = ("demo", "params", "seed", "measures", "claims", "table", "seconds", "cached", "versions")


def published(result: Result) -> dict[str, Any]:
    """The JSON object of a run, as `demo --json` and `grade --json` have it."""
    whole = result.to_json()
    return {name: whole[name] for name in PUBLISHED}


def result_markdown(result: Result) -> list[str]:
    """The summary, the claims, the measures and the table of a run, in lines that end with an empty one."""
    claims = [
        f"- {'✓ holds' if holds else '✗ does not hold'}: {escaped(text)}" for text, holds in result.claims.items()
    ]
    measures = [[f"`{name}`", value_words(value)] for name, value in result.measures.items()]
    return [
        *_block(escaped(result.summary)),
        *_block(*claims),
        *_block(*table_markdown(["measure", "value"], measures, numeric={1})),
        *(_result_table(result.table) if result.table else []),
    ]


def escaped(text: str) -> str:
    """`text` on one line, so that Markdown shows it as it is; `_` inside a word needs no escape."""
    return re.sub(r"([\\`*\[\]<>|#~&$]|(?<!\w)_|_(?!\w))", r"\\\1", " ".join(text.split()))


def _result_table(table: Table) -> list[str]:
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    columns = range(len(table.columns))
    numeric = {index for index in columns if not any(isinstance(row[index], str) for row in table.rows)}
    return _block(*table_markdown([escaped(name) for name in table.columns], rows, numeric))


def table_markdown(head: Sequence[str], rows: Sequence[Sequence[str]], numeric: set[int]) -> list[str]:
    """The lines of a table; none without rows. The columns in `numeric` stand to the right."""
    rule = ["---:" if index in numeric else "---" for index in range(len(head))]
    return [f"| {' | '.join(row)} |" for row in (head, rule, *rows)] if rows else []


def _block(*lines: str) -> list[str]:
    kept = [line for line in lines if line]
    return [*kept, ""] if kept else []


def _cell(cell: str | float | int | bool | None) -> str:
    if cell is None:
        return "–"
    return escaped(cell) if isinstance(cell, str) else value_words(cell)
