"""An experiment in the lesson: what it runs, its parameters to change, how far it is, and what came of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, ProgressBar

from quizapp.engine import catalogue
from quizapp.engine.model import Engine, Progress
from quizapp.errors import QuizError
from quizapp.questions.calls import Call, ParamValue, format_value
from quizapp.questions.lesson.model import Exhibit
from quizapp.sessions.lab.form import read_settings
from quizapp.tui.widgets.outcome import FAILS, HOLDS, UNCLEAR, origin
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.result import ResultView
from quizapp.tui.widgets.text import Text, hanging
from quizapp.workspace.lesson.findings import Finding
from quizapp.workspace.lesson.runs import run_exhibit

MARGIN = 8  # columns beside the text of a panel
CHANGED = "With your parameters; what the text says was written for its own."


class ExhibitPanel(Vertical, can_focus=True):
    """One experiment. It is at hand (`›`) while it has the focus, or its parameters are typed."""

    DEFAULT_CSS = """
    ExhibitPanel { height: auto; border-left: thick $foreground 30%; padding-left: 1; margin-bottom: 1; }
    ExhibitPanel:focus-within { border-left: thick $accent; }
    ExhibitPanel:focus { border-left: thick $accent; }
    ExhibitPanel Input { height: 1; border: none; padding: 0 1; background: $boost; display: none; }
    ExhibitPanel ProgressBar { width: 100%; height: 1; display: none; }
    ExhibitPanel Bar { width: 1fr; }
    ExhibitPanel #problem { color: $text-warning; }
    ExhibitPanel #origin { color: $text-muted; }
    ExhibitPanel #claims, ExhibitPanel #look { margin-top: 1; height: auto; }
    """

    class Changed(Message):
        """It runs, or does so no more; or its parameters are typed, or are so no more."""

    def __init__(self, exhibit: Exhibit, engine: Engine) -> None:
        super().__init__()
        self.exhibit, self.engine = exhibit, engine
        self.call = exhibit.call
        self.running = self._at_hand = False

    def compose(self) -> ComposeResult:
        """What it runs and what to look at; below it what comes of it."""
        yield Text(id="command")
        yield Prose(self.exhibit.say, id="say")
        yield Input(compact=True)
        yield Text(id="problem")
        yield ProgressBar(total=1.0, show_eta=False)
        yield Text(id="doing")
        yield Text(id="summary")
        yield Text(id="claims")
        yield Vertical(id="look")
        yield Text(id="origin")

    def on_mount(self) -> None:
        """Nothing has run yet."""
        self.query_one("#look").display = False
        for text in self.query(Text):
            text.show("")
        self._draw_command()

    def mark(self, at_hand: bool) -> None:
        """Say by the pointer whether it is the one at hand."""
        self._at_hand = at_hand
        if self.is_mounted:
            self._draw_command()

    @property
    def typing(self) -> bool:
        """Whether its parameters are being typed."""
        return self.query_one(Input).has_focus

    def _draw_command(self) -> None:
        pointer = "› " if self._at_hand else "  "
        words = " ".join([self.call.demo, *map(_setting, self.call.params)])
        self.query_one("#command", Text).show(Content.assemble((f"{pointer}Experiment  ", "bold"), (words, "dim")))

    # ------------------------------------------------------------ changing it

    def change(self) -> None:
        """Let its parameters be typed."""
        field = self.query_one(Input)
        if not field.value:
            field.value = " ".join(map(_setting, self._shown_params))
        field.display = True
        field.focus(scroll_visible=False)
        self.call_after_refresh(field.scroll_visible, animate=False)  # it has a place only then

    def leave(self) -> None:
        """Type no more; what was typed stands there the next time."""
        self.query_one(Input).display = False
        self.query_one("#problem", Text).show("")
        self.focus()

    @property
    def _shown_params(self) -> tuple[tuple[str, ParamValue], ...]:
        """Its parameters: those that the text names, or all of them where it names none."""
        demo = catalogue.find(self.call.demo)
        return self.call.params or tuple((param.name, param.default) for param in demo.params)

    def on_input_changed(self) -> None:
        """What was wrong may be so no more."""
        self.query_one("#problem", Text).show("")

    def read_typed(self) -> bool:
        """Take what was typed as its parameters, nothing as those that the text names; say what cannot be read."""
        demo = catalogue.find(self.call.demo)
        try:
            settings = read_settings(demo, "", self.query_one(Input).value.split())
            catalogue.complete(demo, settings)
        except QuizError as error:
            problem = self.query_one("#problem", Text)
            problem.show(str(error))
            self.call_after_refresh(problem.scroll_visible, animate=False)
            return False
        self.call = Call.of(demo.name, settings) if settings else self.exhibit.call
        return True

    # ------------------------------------------------------------ running it

    def start(self) -> None:
        """Run it, with the parameters that were typed where they are being typed."""
        if self.typing:
            if not self.read_typed():
                return
            self.leave()
        self._draw_command()
        self._run()

    def stop(self) -> None:
        """Stop the run; what came out before stays."""
        self.workers.cancel_node(self)

    @work(exclusive=True)
    async def _run(self) -> None:
        """Run it to its end, beside the screen."""
        self._set_running(True)
        try:
            finding = await run_exhibit(replace(self.exhibit, call=self.call), self.engine, self._further)
        except asyncio.CancelledError:
            if self.is_attached:
                self._set_running(False)
                self.query_one("#doing", Text).show("Stopped. enter runs it again.")
            raise
        self._set_running(False)
        await self._show(finding)

    def _set_running(self, running: bool) -> None:
        self.running = running
        bar = self.query_one(ProgressBar)
        bar.display = running
        bar.update(progress=0.0)
        self.query_one("#doing", Text).show("running … x stops it" if running else "")
        self.post_message(self.Changed())

    def _further(self, progress: Progress) -> None:
        if self.is_attached and self.running:
            self.query_one(ProgressBar).update(progress=progress.fraction)
            self.query_one("#doing", Text).show(f"{progress.text or 'running'} … x stops it")

    async def _show(self, finding: Finding) -> None:
        """What came of it, in the place of what came of it before."""
        result, look = finding.result, self.query_one("#look", Vertical)
        await look.remove_children()
        look.display = result is not None
        self.query_one("#summary", Text).show(result.summary if result else f"Not run live: {finding.failure}")
        width = (self.size.width or self.app.size.width) - MARGIN
        self.query_one("#claims", Text).show(_claims(finding, width))
        changed = f"  {CHANGED}" if self.call != self.exhibit.call else ""
        self.query_one("#origin", Text).show(f"{origin(result)}.{changed}" if result else "")
        if result:
            await look.mount(ResultView(result))  # all of it has its place before one looks at it
        self.call_after_refresh(self.scroll_visible, animate=False, top=True)


def _setting(pair: tuple[str, ParamValue]) -> str:
    name, value = pair
    return f"{name}={format_value(value)}"


def _claims(finding: Finding, width: int) -> Content:
    """A line for each thing that the run must show, by glyph and word."""
    lines = []
    for expression, holds, values in finding.verdicts:
        word = UNCLEAR if holds is None else HOLDS if holds else FAILS
        told = f"{expression}  ({values})" if values else expression
        lines.append(hanging(Content.assemble(word, "  "), told, width))
    return Content("\n").join(lines)
