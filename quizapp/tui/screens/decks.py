"""Which of one's own decks a question goes to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from quizapp.tui import authorkeys, keys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.menu import Menu, MenuItem
from quizapp.tui.widgets.text import Text


class DecksScreen(KeyedScreen):
    """The decks, the usual one first."""

    KEYS = authorkeys.DECKS
    BINDINGS = keys.bindings(authorkeys.DECKS)
    about: ClassVar[str] = "The question is added at the end of the deck that you choose; nothing else of it changes."
    DEFAULT_CSS = "DecksScreen #body { padding: 1 2; }"

    def __init__(self, decks: Sequence[Path], choose: Callable[[Path], None]) -> None:
        super().__init__()
        self.decks, self.choose = tuple(decks), choose

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield Text("Save to which deck?", id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Menu(rows=len(self.decks))

    def on_mount(self) -> None:
        """Let the arrows move."""
        super().on_mount()
        menu = self.query_one(Menu)
        menu.show([MenuItem(str(deck), deck.name, "" if deck.exists() else "a new deck") for deck in self.decks])
        menu.focus()

    def action_choose(self) -> None:
        """The deck that the pointer is at."""
        self.query_one(Menu).choose()

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Go back, and save there."""
        self.app.pop_screen()
        self.choose(Path(event.item.action))
