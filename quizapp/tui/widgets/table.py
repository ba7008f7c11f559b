"""A table on the screen: numbers to the right, texts as they are, as many columns as there is room for."""

from __future__ import annotations

from math import ceil
from typing import Literal

from rich.table import Table as RichTable
from rich.text import Text as RichText
from textual.widgets import Static

from quizapp.engine.model import Table
from quizapp.workspace.wording import value_words

Cell = str | float | int | bool | None


class TableView(Static):
    """A table that can be replaced by another one."""

    DEFAULT_CSS = "TableView { height: auto; }"

    def __init__(self, table: Table | None = None, *, classes: str | None = None) -> None:
        super().__init__(markup=False, classes=classes)
        self.table = table

    def on_mount(self) -> None:
        """Draw the first one."""
        self.show(self.table)

    def on_resize(self) -> None:
        """Closer together where there is less room."""
        self.show(self.table)

    def show(self, table: Table | None) -> None:
        """Draw `table` in the place of the last one; take no room where there is none."""
        self.table, self.display = table, table is not None
        self.update(drawn(table, self.size.width or self.app.size.width) if table else "")


def drawn(table: Table, width: int) -> RichTable:
    """The table as rich draws it, with less between the columns where its words would not fit into `width`.

    Words stay whole where they fit.
    """
    least = _longest_words(table)
    gap = 2 if sum(least) + 2 * len(least) <= width + 2 else 1
    sizes = _shares(least, table, width - gap * (len(least) - 1))
    grid = RichTable(box=None, pad_edge=False, header_style="bold", padding=(0, gap, 0, 0))
    for index, column in enumerate(table.columns):
        numeric = not any(isinstance(row[index], str) for row in table.rows)
        side: Literal["left", "right"] = "right" if numeric else "left"
        grid.add_column(RichText(column), justify=side, overflow="fold", width=sizes[index] if sizes else None)
    for row in table.rows:
        grid.add_row(*(RichText(cell_words(cell)) for cell in row))
    return grid


def _longest_words(table: Table) -> list[int]:
    """How wide each column must be at least for its words to stay whole."""
    texts = [[name, *(cell_words(row[index]) for row in table.rows)] for index, name in enumerate(table.columns)]
    return [max((len(word) for text in column for word in text.split()), default=1) for column in texts]


def _shares(least: list[int], table: Table, room: int) -> list[int]:
    """How wide each column is where all fit into `room` with their words whole; else empty, and rich folds words.

    What is left goes to the column that folds into most lines. Given `min_width` alone, rich draws beyond its width.
    """
    wanted, sizes = [max(1, size - 2) for size in widths(table)], [*least]
    if sum(sizes) > room:
        return []
    for _ in range(min(room, sum(wanted)) - sum(sizes)):
        sizes[max(range(len(sizes)), key=lambda i: (ceil(wanted[i] / sizes[i]), sizes[i] - wanted[i]))] += 1
    return sizes


def fitting(table: Table, width: int) -> Table:
    """The first columns of `table` that fit side by side into `width`; at least two of them."""
    sizes = widths(table)
    count = max(2, next((n for n in range(len(sizes), 0, -1) if sum(sizes[:n]) <= width), 1))
    return Table(table.columns[:count], tuple(row[:count] for row in table.rows))


def widths(table: Table) -> list[int]:
    """How wide each column is with nothing folded, with what stands between it and the next."""
    texts = [[name, *(cell_words(row[index]) for row in table.rows)] for index, name in enumerate(table.columns)]
    return [max(map(len, column)) + 2 for column in texts]


def cell_words(cell: Cell) -> str:
    """A cell as it is read; a dash where there is nothing."""
    if cell is None:
        return "–"
    return cell if isinstance(cell, str) else value_words(cell)
