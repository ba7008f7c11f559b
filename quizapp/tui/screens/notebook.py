"""The notebook of runs: the newest first, searched as one types; look at one, delete, export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from quizapp.errors import StoreError
from quizapp.store import RunHead
from quizapp.tui import keys
from quizapp.tui.screens.shelf import ShelfScreen
from quizapp.tui.widgets.listing import Row
from quizapp.tui.widgets.outcome import claims
from quizapp.tui.widgets.text import Text
from quizapp.workspace.notebook import Form, SavedRun
from quizapp.workspace.wording import count_of

EMPTY = "Nothing is kept yet. On a bench of the Lab, f5 keeps the run that is on the screen."


class NotebookScreen(ShelfScreen):
    """The kept runs."""

    KEYS = keys.NOTEBOOK
    BINDINGS = keys.bindings(keys.NOTEBOOK)
    placeholder = "search, e.g. lasso alpha=0.1"
    about: ClassVar[str] = (
        "The runs that you kept, each with its result as it was. The search looks in demos, titles, parameters, notes "
        "and measures; alpha=0.1 finds that value and no other. Export writes what the list shows to a file. A run "
        "that was deleted comes back with undo until you leave this screen."
    )

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, RunHead] = {}
        self.deleted: tuple[SavedRun, ...] = ()
        self.said = ""

    @property
    def moments(self) -> frozenset[str]:
        """Searching or run, where there is one; and deleted, where one can come back."""
        here = ("searching" if self.typing else "run") if self.found else "empty"
        return frozenset([here, *(["deleted"] if self.deleted else [])])

    def compose_details(self) -> ComposeResult:
        """The run, its note and what it came to."""
        yield Text(id="run")
        yield Text(id="note")
        yield Text(id="summary")
        yield Text(id="claims")

    def rows(self, words: str) -> Sequence[Row]:
        """The runs that fit."""
        found = self.quiz.workspace.notebook.search(words)
        self.found = {str(head.id): head for head in found}
        self.query_one("#head", Text).show(f"Notebook · {count_of(len(found), 'run')}")
        nothing = "No run fits. Change the search." if words.strip() else EMPTY
        self.query_one("#empty", Text).show("" if found else nothing)
        return [Row(self._line(head), str(head.id)) for head in found]

    def _line(self, head: RunHead) -> str:
        saved = head.saved_at.astimezone(self.quiz.workspace.zone)
        return f"{saved.day:>2} {saved:%b %H:%M}  {head.demo}  {head.note or head.params}"

    def show_details(self) -> None:
        """What the run came to."""
        head = self.found[self.current]
        self.query_one("#run", Text).show(Content.assemble((head.demo, "bold"), f"  {head.params}"))
        self.query_one("#note", Text).show(f"Note: {head.note}" if head.note else "")
        result = next((run.result for run in self.quiz.workspace.notebook.read([int(self.current)])), None)
        self.query_one("#summary", Text).show(result.summary if result else "Its result cannot be read any more.")
        self.query_one("#claims", Text).show(claims(result, self.query_one("#body").size.width) if result else "")

    def on_listing_chosen(self) -> None:
        """A click on the run under the pointer."""
        self.action_open()

    def action_open(self) -> None:
        """Look at the run as it was."""
        if self.current:
            self.quiz.show_kept(int(self.current))

    def action_edit(self) -> None:
        """Change the note of the run."""
        if self.current:
            head = self.found[self.current]
            self.quiz.ask_note(f"{head.demo}  {head.params}", head.note, lambda note: self._set_note(head, note))

    def _set_note(self, head: RunHead, note: str) -> None:
        try:
            self.quiz.workspace.notebook.set_note(head.id or 0, note)
        except StoreError as error:
            self.quiz.say(str(error), "error")
        self.refill()

    def action_delete(self) -> None:
        """Take the run out; undo brings it back."""
        if not self.current:
            return
        try:
            run = self.quiz.workspace.notebook.delete(int(self.current))
        except StoreError as error:
            self.quiz.say(str(error), "error")
            return
        self.deleted = (*self.deleted, run) if run else self.deleted
        self.refill()
        self.quiz.say("Deleted. undo brings it back.")

    def action_undo(self) -> None:
        """Bring back the run that was deleted last."""
        if not self.deleted:
            return
        run = self.deleted[-1]
        try:
            self.quiz.workspace.notebook.restore(run)
        except StoreError as error:
            self.quiz.say(str(error), "error")
            return
        self.deleted = self.deleted[:-1]
        self.refill()
        self.quiz.say("It is back.")

    def action_export(self, form: Form) -> None:
        """Write what the list shows to a file."""
        self.quiz.say(self.quiz.workspace.notebook.export([int(key) for key in self.found], form))
