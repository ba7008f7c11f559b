"""A short list of things to do, with a pointer `›`: arrows move, enter or a click chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from quizapp.tui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One thing to do: an `action` of the screen, a few words, and what it is about now."""

    action: str
    label: str
    detail: str = ""


class MenuRow(Text):
    """One line of a menu."""

    DEFAULT_CSS = """
    MenuRow { height: 1; text-wrap: nowrap; text-overflow: ellipsis; } MenuRow:hover { background: $boost; }
    """

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index


class Menu(Vertical, can_focus=True):
    """The list."""

    DEFAULT_CSS = "Menu { height: auto; }"

    class Chosen(Message):
        """The learner chose an item."""

        def __init__(self, item: MenuItem) -> None:
            super().__init__()
            self.item = item

    cursor = reactive(0)

    def __init__(self, *, rows: int, points_first: bool = False) -> None:
        """As many `rows` as there can be items. With `points_first`, the first click on an item only goes to it."""
        super().__init__()
        self.rows, self.points_first = rows, points_first
        self.items: tuple[MenuItem, ...] = ()

    def compose(self) -> ComposeResult:
        """As many lines as there can be items."""
        for index in range(self.rows):
            yield MenuRow(index)

    def show(self, items: Sequence[MenuItem]) -> None:
        """Offer `items`; the pointer stays where it was while there is something there."""
        self.items = tuple(items[: self.rows])
        self.cursor = min(self.cursor, max(0, len(self.items) - 1))
        self._redraw()

    def choose(self) -> None:
        """Choose what the pointer is at."""
        if self.items:
            self.post_message(self.Chosen(self.items[self.cursor]))

    def watch_cursor(self) -> None:
        """Move the pointer, and keep it in view."""
        self._redraw()
        for row in self.query(MenuRow):
            if row.index == self.cursor and self.has_focus:
                row.scroll_visible(animate=False)

    def on_key(self, event: events.Key) -> None:
        """Move the pointer."""
        if event.key in ("up", "down", "j", "k") and self.items:
            event.stop()
            forward = event.key in ("down", "j")
            self.cursor = (self.cursor + (1 if forward else -1)) % len(self.items)

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the mouse."""
        if isinstance(event.widget, MenuRow) and event.widget.index < len(self.items):
            was_here = self.cursor == event.widget.index
            self.cursor = event.widget.index
            if was_here or not self.points_first:
                self.choose()

    def _redraw(self) -> None:
        width = max((len(item.label) for item in self.items), default=0)
        for row in self.query(MenuRow):
            row.show(self._line(row.index, width) if row.index < len(self.items) else "")

    def _line(self, index: int, width: int) -> Content:
        item, here = self.items[index], index == self.cursor
        label = item.label.ljust(width)
        return Content.assemble("› " if here else "  ", (label, "bold" if here else ""), "  ", (item.detail, "dim"))
