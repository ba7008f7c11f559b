"""One line of text that goes with a run of the notebook."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input

from quizapp.tui import keys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.text import Text


class NoteScreen(KeyedScreen):
    """An input for the note, below what the run came to."""

    KEYS = keys.NOTE
    BINDINGS = keys.bindings(keys.NOTE)
    about: ClassVar[str] = (
        "The notebook keeps the run with its parameters, its result and your note. The note may be empty; the "
        "notebook's search finds its words."
    )
    DEFAULT_CSS = """
    NoteScreen #body { padding: 1 2; }
    NoteScreen Input { height: 1; border: none; padding: 0 1; background: $boost; margin-top: 1; }
    NoteScreen #how { color: $text-muted; margin-top: 1; }
    """

    def __init__(self, summary: str, note: str, keep: Callable[[str], None]) -> None:
        super().__init__()
        self.summary, self.note, self.keep = summary, note, keep

    def compose_body(self) -> ComposeResult:
        """The run in a sentence, and the note."""
        yield Text("Keep in the notebook", id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Text(self.summary)
            yield Input(self.note, placeholder="a note, if you like", compact=True)
            yield Text("enter keeps it, esc goes back without.", id="how")

    def on_mount(self) -> None:
        """Type at once."""
        super().on_mount()
        field = self.query_one(Input)
        field.focus()

    def on_input_submitted(self) -> None:
        """Enter keeps it."""
        self.action_confirm()

    def action_confirm(self) -> None:
        """Keep the note, and go back."""
        note = self.query_one(Input).value
        self.app.pop_screen()
        self.keep(note)
