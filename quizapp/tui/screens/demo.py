"""The bench: change the parameters of a demo, run it, look at what comes out, and compare it with another run."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.events import Resize
from textual.widgets import ProgressBar

from quizapp.sessions.lab import events as ev
from quizapp.sessions.lab.state import Bench
from quizapp.tui import keys
from quizapp.tui.screens.benched import WORTH_SAYING, meaning_words, moments_of, status_words
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.screens.shelf import WIDE
from quizapp.tui.widgets.comparison import Comparison
from quizapp.tui.widgets.outcome import Outcome
from quizapp.tui.widgets.params import ParamForm
from quizapp.tui.widgets.text import Text
from quizapp.workspace.labrunner import LabRunner

ROOMY = 76  # columns, from which a field can show a list


class DemoScreen(KeyedScreen):
    """A form over the parameters of one demo, and what its runs come to."""

    KEYS = keys.DEMO
    BINDINGS = keys.bindings(keys.DEMO)
    about: ClassVar[str] = (
        "Each line is a parameter: its value, its range and its default; • marks what is not at its default. Type, or "
        "press ↑ and ↓, then enter runs the demo: each claim says ✓ holds or ✗ does not hold for these values. Pin a "
        "run and the next one is compared with it, every measure. Sweep runs the parameter in hand over a range. The "
        "bench stays as it is when you leave it. Nothing here changes a question or its schedule."
    )
    DEFAULT_CSS = """
    DemoScreen #bench { height: 1fr; layout: vertical; }
    DemoScreen #left { height: auto; padding: 0 1; }
    DemoScreen ParamForm { max-height: 30vh; }
    DemoScreen .-roomy Input { width: 28; }
    DemoScreen #meaning { color: $text-muted; }
    DemoScreen #status { background: $boost; }
    DemoScreen #body { height: 1fr; padding: 0 1; scrollbar-gutter: stable; }
    DemoScreen #body:focus { border-left: thick $accent; padding: 0 1 0 0; }
    DemoScreen #about { margin-bottom: 1; display: none; }
    DemoScreen #shows { color: $text-muted; margin-top: 1; }
    DemoScreen .-wide #about { display: block; }
    DemoScreen .-wide #shows { display: none; }
    DemoScreen #bench.-wide { layout: horizontal; }
    DemoScreen .-wide #left { width: 58; height: 1fr; }
    DemoScreen .-wide ParamForm { max-height: 60vh; margin-bottom: 1; }
    DemoScreen .-wide #status { margin-top: 1; }
    DemoScreen .-wide PlotWidget { height: 16; }
    DemoScreen ProgressBar { width: 100%; height: 1; } DemoScreen Bar { width: 1fr; }
    """

    def __init__(self, runner: LabRunner, *, given: bool = False) -> None:
        """`given`: the fields were filled for this visit, so that the result should follow them."""
        super().__init__()
        self.runner, self.given = runner, given
        self.in_hand = runner.state.demo.params[0]

    def compose_body(self) -> ComposeResult:
        """The form with its status, and the result below or beside it."""
        demo = self.bench.demo
        yield Text(demo.title, id="head")
        with Container(id="bench"):
            with Vertical(id="left"):
                yield Text(demo.about, id="about")
                yield ParamForm(demo, self.bench.texts)
                yield Text(id="meaning")
                yield Text(id="status")
                yield ProgressBar(total=1.0, show_eta=False)
            with VerticalScroll(id="body"):
                yield Outcome()
                yield Comparison()
                yield Text(f"{demo.name}: {demo.about}", id="shows")

    def on_mount(self) -> None:
        """Show the bench as it was left; a new one runs at once where that does not take long."""
        super().on_mount()
        self.runner.on_change = self.changed
        self.query_one(ParamForm).focus_on(self.in_hand.name)
        fresh = self.bench.result is None or (self.given and self.bench.stale)
        if fresh and self.bench.reading.usable and self.bench.estimate <= WORTH_SAYING:
            self.runner.send(ev.Run())
        else:
            self.changed(self.bench)

    def on_screen_resume(self) -> None:
        """The sweep may have changed something."""
        if self.is_mounted:
            self.runner.on_change = self.changed
            self.changed(self.bench)

    async def on_unmount(self) -> None:
        """Stop what runs, and leave the bench as it is."""
        await self.runner.close()
        self.quiz.workspace.laboratory.keep(self.bench)

    def on_resize(self, event: Resize) -> None:
        """Side by side where there is room."""
        wide = event.size.width >= WIDE
        self.query_one("#bench").set_class(wide, "-wide")
        self.query_one("#bench").set_class(ROOMY <= event.size.width < WIDE, "-roomy")

    @property
    def bench(self) -> Bench:
        """The bench as it stands."""
        return self.runner.state

    @property
    def moments(self) -> frozenset[str]:
        """Still or running; with these typing, too long, result, pinned and compared."""
        return moments_of(self.bench, typing=self.typing)

    def changed(self, bench: Bench) -> None:
        """Draw the bench after an event."""
        if not self.is_attached:
            return
        self.query_one(ParamForm).show(bench.texts, bench.reading)
        self.query_one("#status", Text).show(status_words(bench, self.in_hand))
        bar = self.query_one(ProgressBar)
        bar.display = bench.running is not None
        bar.update(progress=bench.progress.fraction if bench.progress else 0.0)
        self._show_result(bench)
        self.show_keys()

    def _show_result(self, bench: Bench) -> None:
        """The run, or both runs; only what is new is drawn."""
        outcome, comparison = self.query_one(Outcome), self.query_one(Comparison)
        if comparison.display is not bench.compared:
            self.query_one("#body").scroll_home(animate=False)
        comparison.display = bench.compared
        if bench.compared and bench.pinned and bench.result:
            comparison.show(bench.pinned, bench.result)
        outcome.show(bench.result)
        outcome.display = bench.result is not None and not bench.compared

    # ------------------------------------------------------------ what the learner does

    def on_param_form_typed(self, event: ParamForm.Typed) -> None:
        """A field was changed."""
        if self.bench.texts[event.param] != event.text:
            self.runner.send(ev.Typed(event.param, event.text))

    def on_param_form_moved(self, event: ParamForm.Moved) -> None:
        """Explain the parameter that is in hand."""
        self.in_hand = event.param
        self.query_one("#meaning", Text).show(meaning_words(event.param))
        self.query_one("#status", Text).show(status_words(self.bench, self.in_hand))

    def on_input_submitted(self) -> None:
        """Enter in a field runs the demo."""
        self.action_run()

    def action_run(self) -> None:
        """Run with what the fields say."""
        self.runner.send(ev.Run())

    def action_stop(self) -> None:
        """Stop the run."""
        self.runner.send(ev.Stop())

    def action_allow(self) -> None:
        """Take the time that it takes."""
        self.runner.send(ev.AllowLonger())
        self.runner.send(ev.Run())

    def action_step(self, direction: int) -> None:
        """More or less of the parameter in hand."""
        self.runner.send(ev.Stepped(self.in_hand.name, direction))

    def action_reset(self) -> None:
        """Every parameter back to its default."""
        self.runner.send(ev.SetParams({}))

    def action_pin(self) -> None:
        """Keep this run as the first."""
        self.runner.send(ev.Pin())

    def action_unpin(self) -> None:
        """Compare no more."""
        self.runner.send(ev.Unpin())

    def action_swap(self) -> None:
        """The second run becomes the first."""
        self.runner.send(ev.Swap())

    def action_sweep(self) -> None:
        """Sweep the parameter in hand."""
        self.runner.send(ev.Aim(self.in_hand.name))
        if not self.bench.busy and not self.bench.notice:
            self.quiz.show_sweep(self.runner)

    def action_save(self) -> None:
        """Keep the run in the notebook, with a note."""
        result = self.bench.result
        if result is not None:
            self.quiz.ask_note(result.summary, "", lambda note: self.runner.send(ev.Save(note, result)))

    def action_copy(self) -> None:
        """Show the run as a command line and as a script."""
        reading = self.bench.reading
        if reading.usable:
            self.quiz.show_copy(self.bench.demo, reading.values)
        else:
            self.runner.send(ev.Run())  # says what is wrong
