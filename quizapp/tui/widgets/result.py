"""A result to look at: its table and its plot."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from quizapp.engine.model import Result
from quizapp.tui.widgets.plot import ResultPlot
from quizapp.tui.widgets.table import TableView


class ResultView(Vertical):
    """The table of a result above its plot, each only where there is one."""

    DEFAULT_CSS = "ResultView { height: auto; }"

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result

    def compose(self) -> ComposeResult:
        """Table, then plot."""
        if self.result.table:
            yield TableView(self.result.table)
        if self.result.plot:
            yield ResultPlot(self.result.plot)
