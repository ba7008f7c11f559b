"""“Try it”: change a parameter of a demo, run it, and look at what comes out."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Input, ProgressBar

from quizapp.engine.catalogue import allowed, complete, find, parse_value
from quizapp.engine.demo import Param
from quizapp.engine.model import Progress, Result
from quizapp.errors import EngineError
from quizapp.questions.calls import Call, ParamValue, format_value
from quizapp.tui import keys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.result import ResultView
from quizapp.tui.widgets.text import Text
from quizapp.workspace.wording import value_words


class DemoScreen(KeyedScreen):
    """A form over the parameters of one demo, and its result."""

    KEYS = keys.DEMO
    BINDINGS = keys.bindings(keys.DEMO)
    about: ClassVar[str] = (
        "The parameters stand as the question sets them. Change one and press enter: the demo runs with it, and its "
        "claims turn to ✓ true or ✗ false for these values. Nothing here changes the question or its schedule."
    )
    DEFAULT_CSS = """
    DemoScreen #body { padding: 0 1; scrollbar-gutter: stable; }
    DemoScreen .row { height: 1; }
    DemoScreen .name { width: 16; text-style: bold; }
    DemoScreen Input { width: 24; height: 1; border: none; padding: 0 1; background: $boost; }
    DemoScreen #meaning { margin-top: 1; color: $text-muted; }
    DemoScreen #about, DemoScreen #params, DemoScreen #result { height: auto; margin-top: 1; }
    DemoScreen #notice { color: $text-warning; margin-top: 1; }
    DemoScreen .claims { margin-bottom: 1; } DemoScreen .measures { margin-top: 1; }
    DemoScreen ProgressBar { width: 100%; } DemoScreen Bar { width: 1fr; }
    """

    def __init__(self, call: Call) -> None:
        super().__init__()
        self.demo = find(call.demo)
        self.params = complete(self.demo, dict(call.params))
        self.running = False

    @property
    def moments(self) -> frozenset[str]:
        """running, or still."""
        return frozenset(["running" if self.running else "still"])

    def compose_body(self) -> ComposeResult:
        """What the demo is, its parameters, and room for the result."""
        yield Text(self.demo.title, id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Text(self.demo.about, id="about")
            with Vertical(id="params"):
                for param in self.demo.params:
                    with Horizontal(classes="row"):
                        yield Text(param.name, classes="name")
                        yield Input(format_value(self.params[param.name]), id=f"param-{param.name}", compact=True)
            yield Text(id="meaning")
            yield Text(id="notice")
            yield ProgressBar(total=1.0, show_eta=False)
            yield Vertical(id="result")

    def on_mount(self) -> None:
        """Run with what the question set: it is in the cache."""
        super().on_mount()
        self.query_one(ProgressBar).display = False
        self.query_one("#notice", Text).show("")
        next(iter(self.query(Input))).focus()
        self.run_demo()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Explain the parameter that is being changed."""
        param = next((one for one in self.demo.params if event.widget.id == f"param-{one.name}"), None)
        if param:
            self.query_one("#meaning", Text).show(f"{param.name}: {param.meaning}; {allowed(param)}.")

    def on_input_submitted(self) -> None:
        """Run with what the fields say."""
        self.run_demo()

    def action_run(self) -> None:
        """Run with what the fields say."""
        self.run_demo()

    def action_stop(self) -> None:
        """Stop the run."""
        self.workers.cancel_group(self, "run")

    @work(exclusive=True, group="run")
    async def run_demo(self) -> None:
        """Run the demo and show its result; a refused value is explained."""
        notice = self.query_one("#notice", Text)
        notice.show("")
        try:
            params = complete(self.demo, {param.name: self._typed(param) for param in self.demo.params})
            self._set_running(running=True)
            result = await self.quiz.workspace.engine.run(Call.of(self.demo.name, params), self._progressed)
        except EngineError as error:
            notice.show(str(error))
            self.call_after_refresh(notice.scroll_visible, animate=False)
        else:
            await self._show(result)
        finally:
            self._set_running(running=False)

    def _typed(self, param: Param) -> ParamValue:
        return parse_value(param, self.query_one(f"#param-{param.name}", Input).value)

    def _set_running(self, *, running: bool) -> None:
        self.running = running
        if self.is_mounted:
            self.query_one(ProgressBar).display = running
            self.show_keys()

    def _progressed(self, progress: Progress) -> None:
        self.query_one(ProgressBar).update(progress=progress.fraction)

    async def _show(self, result: Result) -> None:
        slot = self.query_one("#result", Vertical)
        await slot.remove_children()
        origin = "from the cache" if result.cached else f"run now in {result.seconds:.2g} s"
        await slot.mount(
            Text(f"{result.summary} ({origin})"),
            Text(_claims(result), classes="claims"),
            ResultView(result),
            Text(_measures(result), classes="measures"),
        )


def _claims(result: Result) -> Content:
    lines = [
        Content.assemble(
            ("✓ true " if holds else "✗ false", "bold $text-success" if holds else "bold $text-error"), f"  {claim}"
        )
        for claim, holds in result.claims.items()
    ]
    return Content("\n").join(lines)


def _measures(result: Result) -> str:
    width = max(map(len, result.measures), default=0)
    return "\n".join(f"{name:<{width}}  {value_words(value)}" for name, value in result.measures.items())
