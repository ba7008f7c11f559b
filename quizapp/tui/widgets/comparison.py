"""Two runs of one demo side by side: what was changed, the claims of both, and the differences of all measures."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from quizapp.engine.model import Result, Table
from quizapp.sessions.lab.compare import both_plots, changed_params, differences
from quizapp.tui.widgets.outcome import FAILS, HOLDS, MARGIN, provenance
from quizapp.tui.widgets.plot import ResultPlot
from quizapp.tui.widgets.table import Cell, TableView, widths
from quizapp.tui.widgets.text import Text, hanging

STANDS = {True: ("✓ holds  ", HOLDS[1]), False: ("✗ fails  ", FAILS[1]), None: ("? unsaid ", "bold $text-warning")}


class Comparison(Vertical):
    """The first run and the second."""

    DEFAULT_CSS = """
    Comparison { height: auto; }
    Comparison .changed { text-style: bold; }
    Comparison .claims, Comparison TableView, Comparison .first, Comparison .second, Comparison .provenance {
        margin-top: 1;
    }
    Comparison .provenance { color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.runs: tuple[Result, Result] | None = None

    def compose(self) -> ComposeResult:
        """What was changed, and what came of it."""
        yield Text(classes="changed")
        yield Text(classes="claims")
        yield TableView()
        yield ResultPlot(None)
        yield Text(classes="first")
        yield Text(classes="second")
        yield Text(classes="provenance")

    def on_resize(self) -> None:
        """Claims wrap anew, and numbers are as long as there is room for."""
        if self.runs is not None:
            self._draw(*self.runs)

    def show(self, first: Result, second: Result) -> None:
        """Draw both runs in the place of the last two, where they are others."""
        if self.runs is None or self.runs[0] is not first or self.runs[1] is not second:
            self.runs = first, second
            self._draw(first, second)

    def _draw(self, first: Result, second: Result) -> None:
        self.query_one(".changed", Text).show(changed_words(first, second))
        width = self.size.width or self.app.size.width - MARGIN
        self.query_one(".claims", Text).show(both_claims(first, second, width))
        self.query_one(TableView).show(shortened(differences(first, second), width))
        self.query_one(ResultPlot).show(both_plots(first, second))
        self.query_one(".first", Text).show(Content.assemble(("First: ", "bold"), first.summary))
        self.query_one(".second", Text).show(Content.assemble(("Second: ", "bold"), second.summary))
        self.query_one(".provenance", Text).show(f"First: {provenance(first)}\nSecond: {provenance(second)}")


def changed_words(first: Result, second: Result) -> str:
    """`First lr=0.1, steps=10 · second lr=0.2, steps=20`."""
    rows = changed_params(first, second).rows
    one, other = (", ".join(f"{row[0]}={row[column]}" for row in rows) for column in (1, 2))
    return f"First {one} · second {other}"


def both_claims(first: Result, second: Result, width: int) -> Content:
    """A line for each claim: how it stands in the first run, in the second, and what it says."""
    texts = dict.fromkeys([*first.claims, *second.claims])
    stands = {text: (STANDS[first.claims.get(text)], STANDS[second.claims.get(text)]) for text in texts}
    lines = [hanging(Content.assemble(*both), text, width) for text, both in stands.items()]
    return Content("\n").join([Content.assemble(("first    second", "bold")), *lines]) if lines else Content("")


def shortened(table: Table, width: int) -> Table:
    """The table of differences with as many digits as fit into `width`; without the ratio where that is too much."""
    for columns, digits in ((5, 6), (5, 4), (4, 6), (4, 4)):
        rows = tuple(
            tuple(_rounded(cell, digits if n < 3 else 3) for n, cell in enumerate(row[:columns])) for row in table.rows
        )
        shorter = Table(table.columns[:columns], rows)
        if sum(widths(shorter)) <= width:
            break
    return shorter


def _rounded(cell: Cell, digits: int) -> Cell:
    return float(f"{cell:.{digits}g}") if isinstance(cell, float) else cell
