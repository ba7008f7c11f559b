"""A run as text to take along: its command line, and a Python script that runs without quizapp."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from quizapp.engine.demo import Demo
from quizapp.engine.script import standalone_script
from quizapp.questions.calls import Call, ParamValue
from quizapp.tui import keys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.text import Text

SENT = "is on its way to the clipboard. If it does not arrive, your terminal keeps it to itself: select the text above."


class CopyScreen(KeyedScreen):
    """Both texts, to be selected by hand where the clipboard cannot be reached."""

    KEYS = keys.COPY
    BINDINGS = keys.bindings(keys.COPY)
    about: ClassVar[str] = (
        "The command line runs the same demo with the same parameters; those at their defaults are left out. The "
        "script needs no quizapp, only the libraries that it imports. Whether the clipboard took a text cannot be "
        "known: some terminals do not allow it, and the texts can then be selected with the mouse (often with shift)."
    )
    DEFAULT_CSS = """
    CopyScreen #body { padding: 0 1; }
    CopyScreen .title { text-style: bold; margin-top: 1; }
    CopyScreen #said { padding: 0 1; background: $boost; height: auto; }
    """

    def __init__(self, demo: Demo, params: Mapping[str, ParamValue]) -> None:
        super().__init__()
        self.demo = demo
        changed = {param.name: params[param.name] for param in demo.params if params[param.name] != param.default}
        self.command = str(Call.of(demo.name, changed))
        self.script = standalone_script(demo, params)

    def compose_body(self) -> ComposeResult:
        """The texts, and what became of them."""
        yield Text(f"Copy  ·  {self.demo.title}", id="head")
        with VerticalScroll(id="body"):
            yield Text("Command line", classes="title")
            yield Text(self.command, id="command")
            yield Text("Python script, runs without quizapp", classes="title")
            yield Text(self.script, id="script")
        yield Text(id="said")

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        super().on_mount()
        self.query_one("#said", Text).show("")
        self.query_one("#body").focus()

    def action_copy_command(self) -> None:
        """The command line to the clipboard."""
        self.app.copy_to_clipboard(self.command)
        self.query_one("#said", Text).show(f"The command line {SENT}")

    def action_copy_script(self) -> None:
        """The script to the clipboard."""
        self.app.copy_to_clipboard(self.script)
        self.query_one("#said", Text).show(f"The script {SENT}")

    def action_write_script(self) -> None:
        """The script to a file."""
        self.query_one("#said", Text).show(self.quiz.workspace.export_script(self.script, self.demo.name))
