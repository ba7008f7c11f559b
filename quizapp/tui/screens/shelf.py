"""The base of the catalogue of demos and of the notebook: a list, searched as one types, and what it points at."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.events import Resize
from textual.widgets import Input

from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.listing import Listing, Row
from quizapp.tui.widgets.text import Text

WIDE = 110  # columns, from which the list and what it points at stand side by side


class ShelfScreen(KeyedScreen):
    """Search, list, details. A subclass says which rows fit some words, and what to tell of the current one."""

    placeholder = ""
    DEFAULT_CSS = """
    ShelfScreen Input { height: 1; border: none; padding: 0 1; background: $boost; }
    ShelfScreen #shelf { height: 1fr; layout: vertical; }
    ShelfScreen Listing { height: 3fr; padding: 0 1; }
    ShelfScreen #body { height: 2fr; padding: 0 1; border-top: solid $foreground 30%; }
    ShelfScreen #body Text { margin-bottom: 1; }
    ShelfScreen #shelf.-wide { layout: horizontal; }
    ShelfScreen .-wide Listing { width: 5fr; height: 1fr; }
    ShelfScreen .-wide #body { width: 4fr; height: 1fr; border-top: none; border-left: solid $foreground 30%; }
    ShelfScreen #empty { padding: 1 2; }
    """

    def compose_body(self) -> ComposeResult:
        """Header, search, list and details."""
        yield Text(id="head")
        yield Input(placeholder=self.placeholder, compact=True)
        yield Text(id="empty")
        with Container(id="shelf"):
            yield Listing()
            with VerticalScroll(id="body", can_focus=False):
                yield from self.compose_details()

    def compose_details(self) -> ComposeResult:
        """What stands beside the list."""
        yield from ()

    def on_mount(self) -> None:
        """Fill the list, and let the arrows go to it."""
        super().on_mount()
        self.refill()
        self.query_one(Listing).focus()

    def on_screen_resume(self) -> None:
        """Something may have changed since."""
        if self.is_mounted:
            self.refill()

    def on_resize(self, event: Resize) -> None:
        """Side by side where there is room."""
        self.query_one("#shelf").set_class(event.size.width >= WIDE, "-wide")

    def rows(self, words: str) -> Sequence[Row]:
        """What fits `words`, under its headings."""
        raise NotImplementedError

    def show_details(self) -> None:
        """Tell of what the pointer is at."""
        raise NotImplementedError

    def refill(self) -> None:
        """List what fits the search."""
        rows = self.rows(self.words)
        self.query_one("#shelf").display = bool(rows)
        self.query_one(Listing).show(rows)

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.query_one(Input).value

    @property
    def current(self) -> str:
        """The key under the pointer; empty where the list is."""
        return self.query_one(Listing).current

    def on_listing_moved(self) -> None:
        """Tell of the new one, from its beginning."""
        if self.current:
            self.show_details()
            self.query_one("#body").scroll_home(animate=False)
        self.show_keys()

    def on_input_changed(self) -> None:
        """Search as one types."""
        self.refill()

    def on_input_submitted(self) -> None:
        """Enter in the search goes to the list."""
        self.action_leave_search()

    def action_search(self) -> None:
        """Go to the search."""
        self.query_one(Input).focus()

    def action_leave_search(self) -> None:
        """Go to what the search found; where that is nothing, go on typing."""
        if self.current:
            self.query_one(Listing).focus()
