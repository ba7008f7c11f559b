"""A sweep: a range for one parameter, a run for each of its values, and a measure plotted against it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, ProgressBar

from quizapp.engine.catalogue import allowed
from quizapp.engine.demo import Param
from quizapp.engine.model import Table
from quizapp.engine.size import duration_words
from quizapp.errors import QuizError
from quizapp.sessions.lab import events as ev
from quizapp.sessions.lab.ranges import read_range, total_seconds
from quizapp.sessions.lab.state import Bench, Sweeping
from quizapp.sessions.lab.sweep import Sweep, missing_words, sweep_plot, sweep_table
from quizapp.tui import keys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.screens.shelf import WIDE
from quizapp.tui.widgets.plot import ResultPlot
from quizapp.tui.widgets.table import TableView, fitting
from quizapp.tui.widgets.text import Text
from quizapp.workspace.labrunner import LabRunner
from quizapp.workspace.wording import count_of

ROOM = 4  # columns beside the table


class SweepScreen(KeyedScreen):
    """The range, how far its runs are, the plot and the table."""

    KEYS = keys.SWEEP
    BINDINGS = keys.bindings(keys.SWEEP)
    about: ClassVar[str] = (
        "A range is start:stop:count for even steps, start:stop:count:log for steps by factors, or a list a,b,c. The "
        "other parameters are as the bench has them. The runs go side by side, as many at once as the settings say; "
        "esc stops them and keeps what is finished, enter goes on with what is missing. ↑ and ↓ choose the measure "
        "that is plotted."
    )
    DEFAULT_CSS = """
    SweepScreen #top { height: auto; padding: 0 1; }
    SweepScreen Horizontal { height: 1; }
    SweepScreen .name { width: auto; margin-right: 1; text-style: bold; }
    SweepScreen Input { width: 1fr; max-width: 60; height: 1; border: none; padding: 0 1; background: $boost; }
    SweepScreen #explained { color: $text-muted; }
    SweepScreen #status { background: $boost; }
    SweepScreen #body { padding: 0 1; scrollbar-gutter: stable; }
    SweepScreen #measure, SweepScreen TableView { margin-top: 1; }
    SweepScreen .-wide PlotWidget { height: 18; }
    SweepScreen ProgressBar { width: 100%; height: 1; } SweepScreen Bar { width: 1fr; }
    """

    def __init__(self, runner: LabRunner) -> None:
        super().__init__()
        self.runner = runner
        self._drawn: tuple[Sweep, str] | None = None

    def compose_body(self) -> ComposeResult:
        """The range over its status; the plot and the table below."""
        yield Text(f"Sweep of {self.sweeping.param}  ·  {self.bench.demo.title}", id="head")
        with Vertical(id="top"):
            with Horizontal():
                yield Text(self.sweeping.param, classes="name")
                yield Input(self.sweeping.text, compact=True)
            yield Text(id="explained")
            yield Text(id="status")
            yield ProgressBar(total=1.0, show_eta=False)
        with VerticalScroll(id="body", can_focus=False):
            yield Text(id="measure")
            yield ResultPlot(None)
            yield TableView()

    def on_mount(self) -> None:
        """Begin at the range."""
        super().on_mount()
        self.runner.on_change = self.changed
        field = self.query_one(Input)
        field.focus()
        span = f"{self.param.name}: {self.param.meaning}; {allowed(self.param)}."
        how = "Write start:stop:count, with :log for steps by factors, or a,b,c."
        self.query_one("#explained", Text).show(f"{span} {how}")
        self.changed(self.bench)

    def on_resize(self, event: Resize) -> None:
        """The table takes the columns that fit, the plot the room that there is."""
        self.query_one("#body").set_class(event.size.width >= WIDE, "-wide")
        if self.is_mounted:
            self._drawn = None
            self.changed(self.bench)

    @property
    def bench(self) -> Bench:
        """The bench that the sweep belongs to."""
        return self.runner.state

    @property
    def sweeping(self) -> Sweeping:
        """The sweep as it stands."""
        assert self.bench.sweeping is not None
        return self.bench.sweeping

    @property
    def param(self) -> Param:
        """The parameter that is swept."""
        return next(param for param in self.bench.demo.params if param.name == self.sweeping.param)

    @property
    def moments(self) -> frozenset[str]:
        """Still or running; with these too long, and measures."""
        moments = {
            "running": self.sweeping.running,
            "still": not self.sweeping.running,
            "too long": bool(self.bench.too_long),
            "measures": bool(self.sweeping.shown_measure),
        }
        return frozenset(name for name, there in moments.items() if there)

    def changed(self, bench: Bench) -> None:
        """Draw the sweep after an event."""
        if not self.is_attached:
            return
        sweep = self.sweeping.sweep
        self.query_one("#status", Text).show(sweep_status(bench, self.sweeping))
        bar = self.query_one(ProgressBar)
        bar.display = self.sweeping.running
        if sweep is not None:
            bar.update(progress=1 - len(sweep.waiting) / len(sweep.values))
        self._show_runs(sweep, self.sweeping.shown_measure)
        self.show_keys()

    def _show_runs(self, sweep: Sweep | None, measure: str) -> None:
        """The plot and the table of the runs that are there."""
        there = sweep is not None and bool(measure)
        self.query_one("#body").display = there
        if sweep is None or not there or self._drawn == (sweep, measure):
            return
        self._drawn = sweep, measure
        names = sweep.measures
        number = f"{names.index(measure) + 1} of {len(names)}"
        self.query_one("#measure", Text).show(
            Content.assemble((measure, "bold"), f"  measure {number}, ↑ and ↓ choose another")
        )
        self.query_one(ResultPlot).show(sweep_plot(sweep, measure, self.param.meaning))
        self.query_one(TableView).show(fitting(_beginning_with(sweep_table(sweep), measure), self.size.width - ROOM))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once what is wrong with the range."""
        if event.value != self.sweeping.text:
            self.runner.send(ev.RangeTyped(event.value))

    def on_input_submitted(self) -> None:
        """Enter runs the sweep."""
        self.action_run()

    def action_run(self) -> None:
        """Run what is missing."""
        self.runner.send(ev.StartSweep())

    def action_stop(self) -> None:
        """Stop, and keep what is finished."""
        self.runner.send(ev.Stop())

    def action_allow(self) -> None:
        """Take the time that it takes."""
        self.runner.send(ev.AllowLonger())
        self.runner.send(ev.StartSweep())

    def action_measure(self, direction: int) -> None:
        """Plot another measure."""
        self.runner.send(ev.NextMeasure(direction))


def sweep_status(bench: Bench, sweeping: Sweeping) -> Content:
    """How far the sweep is, what is wrong with its range, or what it would take."""
    sweep = sweeping.sweep
    if sweeping.running and sweep is not None:
        return Content(
            f"{len(sweep.values) - len(sweep.waiting)} of {len(sweep.values)} runs … esc stops and keeps them"
        )
    if sweeping.problem:
        return Content.assemble(("✗ ", "bold $text-error"), sweeping.problem)
    if bench.too_long:
        return Content(bench.notice)
    wanted = _wanted(bench, sweeping)
    if sweep is not None and (wanted is None or set(wanted.values) <= set(sweep.values)):
        missing = missing_words(sweep)
        return Content(
            f"{missing} enter goes on." if missing else f"All {count_of(len(sweep.values), 'run')} are there."
        )
    if wanted is None:
        return Content("enter runs it.")
    runs = count_of(len(wanted.values), "run")
    return Content(f"{runs}, {duration_words(total_seconds(bench.demo, wanted))} of computing; enter runs them.")


def _wanted(bench: Bench, sweeping: Sweeping) -> Sweep | None:
    """The sweep that the range line asks for; None where it cannot be run as it is."""
    try:
        return read_range(bench.demo, sweeping, bench.reading, bench.allowance)
    except QuizError:
        return None


def _beginning_with(table: Table, measure: str) -> Table:
    """The table with the column `measure` behind the first one."""
    order = [0, table.columns.index(measure)]
    order += [index for index in range(len(table.columns)) if index not in order]
    rows = tuple(tuple(row[index] for index in order) for row in table.rows)
    return Table(tuple(table.columns[index] for index in order), rows)
