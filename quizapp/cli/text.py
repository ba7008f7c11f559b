"""Text for people on stdout: wrapped, aligned, and without anything that a terminal would obey."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Collection, Iterable, Sequence
from typing import Any

UNKNOWN_WIDTH, LEAST_WIDTH = 80, 20

# Control characters, the escape that starts an ANSI code among them, except the new line and the tab.
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)))


def tell(*lines: str) -> None:
    """Print each line, without control characters."""
    for line in lines:
        print(line.translate(_CONTROLS))


def narrate(line: str) -> None:
    """Print a line on stderr, where it is in nobody's data; nowhere, where stderr is closed."""
    if sys.stderr is not None:  # else `print` would take stdout
        print(line.translate(_CONTROLS), file=sys.stderr)


def tell_json(value: Any) -> None:
    """Print `value` as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def lines_only() -> bool:
    """Whether the terminal cannot draw over what it has drawn, or its owner asked that nobody does (`ACCESSIBLE=1`)."""
    return os.environ.get("TERM") == "dumb" or os.environ.get("ACCESSIBLE", "") not in ("", "0")


def columns() -> int:
    """The width of the terminal, 80 where there is none."""
    return max(LEAST_WIDTH, shutil.get_terminal_size((UNKNOWN_WIDTH, 24)).columns)


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """The lines of `text`, each at most `width` wide where its words are; `first` and `rest` stand before them."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def aligned(rows: Sequence[Sequence[str]], right: Collection[int] = (), gap: int = 2) -> list[str]:
    """The rows with their cells below each other; the columns whose number is in `right` end together."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [_row(row, widths, right, " " * gap) for row in rows]


def fitting(table: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """The lines of `table`; where one is wider than `width`, each of the rows as a sentence: `first: second, third`."""
    if max(map(len, table), default=0) <= width:
        return list(table)
    told = [f"{first}: {', '.join(cell for cell in rest if cell)}" for first, *rest in rows]
    return [line for sentence in told for line in wrapped(sentence, width, rest="  ")]


def _row(row: Iterable[str], widths: Sequence[int], right: Collection[int], gap: str) -> str:
    cells = [
        cell.rjust(width) if index in right else cell.ljust(width)
        for index, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return gap.join(cells).rstrip()


def cut(line: str, width: int) -> str:
    """`line`, or as much of it as `width` has room for, and an ellipsis."""
    return line if len(line) <= width else line[: width - 1] + "…"


def counted(number: int, noun: str) -> str:
    """`1 question`, `2 questions`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
