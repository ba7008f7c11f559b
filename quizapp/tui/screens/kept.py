"""A run of the notebook, as it was when it was kept."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from quizapp.errors import StoreError
from quizapp.tui import keys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.outcome import Outcome
from quizapp.tui.widgets.text import Text
from quizapp.workspace.notebook import SavedRun


class KeptScreen(KeyedScreen):
    """Its note, its parameters and its result."""

    KEYS = keys.KEPT
    BINDINGS = keys.bindings(keys.KEPT)
    about: ClassVar[str] = (
        "The run as it was when you kept it, with the versions of the libraries that computed it. Running it again "
        "opens the bench with the same parameters; what is kept here stays as it is."
    )
    DEFAULT_CSS = """
    KeptScreen #body { padding: 0 1; }
    KeptScreen #note, KeptScreen #params { margin-bottom: 1; }
    KeptScreen #params { color: $text-muted; }
    """

    def __init__(self, run: SavedRun) -> None:
        super().__init__()
        self.run, self.note = run, run.note

    @property
    def moments(self) -> frozenset[str]:
        """readable, where the result is."""
        return frozenset(["readable"] if self.run.result else [])

    def compose_body(self) -> ComposeResult:
        """Note, parameters, result."""
        yield Text(id="head")
        with VerticalScroll(id="body"):
            yield Text(id="note")
            yield Text(self.run.head.params, id="params")
            yield Outcome(self.run.result)
            if self.run.result is None:
                yield Text(
                    "Its result cannot be read any more; the JSON export of the notebook has what is kept of it."
                )

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        super().on_mount()
        saved = self.run.saved_at.astimezone(self.quiz.workspace.zone)
        self.query_one("#head", Text).show(f"{self.run.demo}  ·  kept on {saved.day} {saved:%b %Y, %H:%M}")
        self._show_note(self.note)
        self.query_one("#body").focus()

    def _show_note(self, note: str) -> None:
        self.note = note
        self.query_one("#note", Text).show(f"Note: {note}" if note else "")

    def action_again(self) -> None:
        """Put the demo on the bench with these parameters."""
        if self.run.result is not None:
            self.quiz.show_demo(self.run.demo, self.run.result.params)

    def action_edit(self) -> None:
        """Change the note."""
        self.quiz.ask_note(f"{self.run.demo}  {self.run.head.params}", self.note, self._set_note)

    def _set_note(self, note: str) -> None:
        try:
            self.quiz.workspace.notebook.set_note(self.run.id, note)
        except StoreError as error:
            self.quiz.say(str(error), "error")
        else:
            self._show_note(" ".join(note.split()))
