"""What a run came to: its summary, its claims, its plot, its table, its measures, and where they come from."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from quizapp.engine.model import Result
from quizapp.tui.widgets.plot import ResultPlot
from quizapp.tui.widgets.table import TableView
from quizapp.tui.widgets.text import Text, hanging
from quizapp.workspace.wording import value_words

MARGIN = 4  # columns beside a result, until its own width is known
HOLDS, FAILS = ("✓ holds", "bold $text-success"), ("✗ does not hold", "bold $text-error")
UNCLEAR = ("? unclear", "bold $text-warning")


class Outcome(Vertical):
    """One run, whole. Showing another one changes texts in their places: what one was looking at stays in view."""

    DEFAULT_CSS = """
    Outcome { height: auto; }
    Outcome .claims, Outcome TableView, Outcome .measures, Outcome .provenance { margin-top: 1; }
    Outcome .provenance { color: $text-muted; }
    """

    def __init__(self, result: Result | None = None) -> None:
        super().__init__()
        self.result = result

    def compose(self) -> ComposeResult:
        """The insight first, the figures after it."""
        yield Text(classes="summary")
        yield Text(classes="claims")
        yield ResultPlot(None)
        yield TableView()
        yield Text(classes="measures")
        yield Text(classes="provenance")

    def on_mount(self) -> None:
        """Draw what there is."""
        self._draw(self.result)

    def show(self, result: Result | None) -> None:
        """Draw `result` in the place of the last one, where it is another."""
        if result is not self.result:
            self._draw(result)

    def on_resize(self) -> None:
        """Claims wrap anew."""
        self._draw(self.result)

    def _draw(self, result: Result | None) -> None:
        self.result, self.display = result, result is not None
        if result is None:
            return
        self.query_one(".summary", Text).show(result.summary)
        self.query_one(".claims", Text).show(claims(result, self.size.width or self.app.size.width - MARGIN))
        self.query_one(ResultPlot).show(result.plot)
        self.query_one(TableView).show(result.table)
        self.query_one(".measures", Text).show(_measures(result))
        self.query_one(".provenance", Text).show(provenance(result))


def claims(result: Result, width: int) -> Content:
    """A line for each claim, by glyph and word; `width` is where it wraps."""
    lead = {True: Content.assemble(HOLDS, "  "), False: Content.assemble(FAILS, "  ")}
    return Content("\n").join(hanging(lead[holds], claim, width) for claim, holds in result.claims.items())


def provenance(result: Result) -> str:
    """Where the numbers come from: cached or how long it took, with which seed, threads and libraries."""
    told = [origin(result)]
    told += [f"seed {result.seed}"] if result.seed is not None else []
    told += [f"{result.threads} thread" + ("" if result.threads == 1 else "s")]
    return " · ".join([*told, *(f"{name} {version}" for name, version in result.versions.items())])


def origin(result: Result) -> str:
    """Whether the result was run now, and how long that took."""
    seconds = f"{result.seconds:.2g} s"
    return f"From the cache, where it took {seconds}" if result.cached else f"Run now in {seconds}"


def _measures(result: Result) -> str:
    width = max(map(len, result.measures), default=0)
    return "\n".join(f"{name:<{width}}  {value_words(value)}" for name, value in result.measures.items())
