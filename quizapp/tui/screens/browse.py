"""All questions: search as you type, filter, read, practise."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from rich.text import Text as RichText
from textual.app import ComposeResult
from textual.widgets import DataTable, Input

from quizapp.errors import QuizError, StoreError
from quizapp.questions import Entry
from quizapp.tui import keys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.text import Text, short
from quizapp.workspace import Selection
from quizapp.workspace.wording import count_of

FILTERS = ("all", "due", "new", "marked", "live", "missed")
WIDE = 76  # columns, from which level and topic are shown too
SHOWN = 500  # rows in the table; a search that finds more says so


class BrowseScreen(KeyedScreen):
    """A table of questions."""

    KEYS = keys.BROWSE
    BINDINGS = keys.bindings(keys.BROWSE)
    about: ClassVar[str] = (
        "Type to search in titles, tags, decks, kinds and levels; several words must all be found. The filter goes "
        "round: all, due, new (never answered), marked (★), live (a run computes or proves the answer), missed (last "
        "answer forgotten)."
    )
    DEFAULT_CSS = """
    BrowseScreen Input { height: 1; border: none; padding: 0 1; background: $boost; }
    BrowseScreen DataTable { height: 1fr; }
    BrowseScreen #empty { padding: 1 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.filter = "all"
        self.found: tuple[Entry, ...] = ()

    @property
    def moments(self) -> frozenset[str]:
        """searching, or list."""
        return frozenset(["searching" if self.typing else "list"])

    def compose_body(self) -> ComposeResult:
        """Header, search, table."""
        yield Text(id="head")
        yield Input(placeholder="search, e.g. adamw senior numeric", compact=True)
        table: DataTable[RichText] = DataTable(cursor_type="row", zebra_stripes=False)
        yield table
        yield Text(id="empty")

    def on_mount(self) -> None:
        """Fill the table."""
        super().on_mount()
        self.refill()
        self.query_one(DataTable).focus()

    def on_screen_resume(self) -> None:
        """Something may have been answered or marked since."""
        if self.is_mounted:
            self.refill()

    def decks_read(self) -> None:
        """There may be other questions."""
        if self.is_mounted:
            self.refill()

    def on_resize(self) -> None:
        """Where there is less room, titles are shorter and columns fewer."""
        if self.is_mounted:
            self.refill()

    def refill(self) -> None:
        """Show what fits the search and the filter."""
        table, words = self.query_one(DataTable), self.query_one(Input).value.lower().split()
        wanted = self.quiz.workspace.matching(self.filter)
        self.found = tuple(entry for entry in wanted if all(word in _haystack(entry) for word in words))
        cards, marks, today = self.quiz.workspace.cards(), self.quiz.workspace.store.marks(), self.quiz.workspace.today
        here, wide = table.cursor_row, self.app.size.width >= WIDE
        table.clear(columns=True)
        table.add_columns("", "question", "kind", "due", *(("level", "topic") if wide else ()))
        room = max(20, self.app.size.width - (50 if wide else 26))
        for entry in self.found[:SHOWN]:
            card = cards.get(entry.id)
            due = "new" if card is None else "now" if card.due <= today else f"{(card.due - today).days} d"
            star = "★" if entry.id in marks else " "
            topic = entry.tags[0] if entry.tags else entry.deck
            cells = (star, short(entry.title, room), entry.kind, due, entry.level, short(topic, 12))
            table.add_row(*(RichText(cell) for cell in cells[: len(table.columns)]), key=entry.id)
        table.move_cursor(row=min(here, max(0, table.row_count - 1)))
        more = f", the first {SHOWN} shown" if len(self.found) > SHOWN else ""
        self.query_one("#head", Text).show(f"Browse · {self.filter} · {count_of(len(self.found), 'question')}{more}")
        self.query_one("#empty", Text).show(
            "" if self.found else "No question fits. Change the search, or go to the next filter with f6."
        )

    @property
    def current(self) -> Entry | None:
        """The entry under the cursor."""
        table = self.query_one(DataTable)
        return self.found[table.cursor_row] if 0 <= table.cursor_row < len(self.found) else None

    def on_input_changed(self) -> None:
        """Search as one types."""
        self.refill()

    def on_input_submitted(self) -> None:
        """Enter in the search goes to the table."""
        self.action_leave_search()

    def on_data_table_row_selected(self) -> None:
        """Enter, or a click on the row under the cursor: practise it."""
        self.action_open()

    def action_open(self) -> None:
        """Practise the question under the cursor."""
        if self.current:
            self.quiz.start_practice(Selection(ids=(self.current.id,)))

    def action_practise_all(self) -> None:
        """Practise what the table shows."""
        if self.found:
            self.quiz.start_practice(Selection(ids=tuple(entry.id for entry in self.found)))

    def action_view(self) -> None:
        """Read the question under the cursor."""
        if self.current:
            self.quiz.show_question(self.current.id)

    def action_note(self) -> None:
        """Read the note of the deck of the question under the cursor."""
        if self.current:
            self.quiz.show_note(Path(self.current.file))

    def action_glossary(self) -> None:
        """Look up the terms in the question under the cursor."""
        try:
            question = self.quiz.workspace.question(self.current.id, 0) if self.current else None
        except QuizError as error:
            self.quiz.say(str(error), "error")
        else:
            self.quiz.show_glossary(question)

    def action_edit_source(self) -> None:
        """Change the question under the cursor, where it stands in its deck."""
        if self.current:
            self.quiz.edit_question(self.current.id)

    def action_add(self) -> None:
        """Write a question."""
        self.quiz.add_question()

    def action_search(self) -> None:
        """Go to the search."""
        self.query_one(Input).focus()

    def action_leave_search(self) -> None:
        """Go to what the search found."""
        self.query_one(DataTable).focus()

    def action_filter(self) -> None:
        """The next filter."""
        self.filter = FILTERS[(FILTERS.index(self.filter) + 1) % len(FILTERS)]
        self.refill()

    def action_mark(self) -> None:
        """Mark the question under the cursor, or take the mark off."""
        if self.current is None:
            return
        store = self.quiz.workspace.store
        try:
            store.set_mark(self.current.id, self.current.id not in store.marks())
        except StoreError as error:
            self.quiz.say(str(error), "warning")
        self.refill()


def _haystack(entry: Entry) -> str:
    return " ".join((entry.title, entry.deck, entry.kind, entry.level, *entry.tags, entry.id)).lower()
