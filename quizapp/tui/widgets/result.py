"""A result to look at: its table and its plot."""

from __future__ import annotations

from rich.table import Table as RichTable
from rich.text import Text as RichText
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from quizapp.engine.model import Result, Table
from quizapp.tui.widgets.plot import ResultPlot
from quizapp.workspace.wording import value_words


class ResultView(Vertical):
    """The table of a result above its plot, each only where there is one."""

    DEFAULT_CSS = "ResultView { height: auto; } ResultView .table { height: auto; }"

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result

    def compose(self) -> ComposeResult:
        """Table, then plot."""
        if self.result.table:
            yield Static(drawn(self.result.table), markup=False, classes="table")
        if self.result.plot:
            yield ResultPlot(self.result.plot)


def drawn(table: Table) -> RichTable:
    """The table as rich draws it: numbers to the right, texts as they are."""
    grid = RichTable(box=None, pad_edge=False, header_style="bold")
    for index, column in enumerate(table.columns):
        numeric = all(isinstance(row[index], int | float) for row in table.rows)
        grid.add_column(RichText(column), justify="right" if numeric else "left", overflow="fold")
    for row in table.rows:
        grid.add_row(*(RichText(_cell(cell)) for cell in row))
    return grid


def _cell(cell: str | float | int | bool | None) -> str:
    if cell is None:
        return "–"
    return cell if isinstance(cell, str) else value_words(cell)
