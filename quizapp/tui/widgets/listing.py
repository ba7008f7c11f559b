"""A long list under headings with a pointer `›`: arrows and page keys move it, a click chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message

from quizapp.tui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what it says, and the `key` of what it stands for; empty for a heading."""

    text: str
    key: str = ""


class Listing(VerticalScroll, can_focus=True):
    """The list. `current` is the key under the pointer."""

    DEFAULT_CSS = """
    Listing { height: 1fr; scrollbar-gutter: stable; }
    Listing Text { text-wrap: nowrap; text-overflow: ellipsis; }
    """

    class Moved(Message):
        """The pointer stands at another line."""

    class Chosen(Message):
        """A click on the line that the pointer was at already."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self.current = ""

    def compose(self) -> ComposeResult:
        """All lines in one text."""
        yield Text()

    def show(self, rows: Sequence[Row]) -> None:
        """List `rows`; the pointer stays at what it was at while that is there."""
        self.rows = tuple(rows)
        keys = self._keys
        if self.current not in keys:
            self.current = keys[0] if keys else ""
        self._redraw()
        self.post_message(self.Moved())

    def on_key(self, event: events.Key) -> None:
        """Move the pointer."""
        keys, page = self._keys, max(1, self.size.height - 1)
        moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -len(keys), "end": len(keys)}
        if event.key not in moves or not keys:
            return
        event.stop()
        event.prevent_default()
        self._go(keys[min(max(keys.index(self.current) + moves[event.key], 0), len(keys) - 1)])

    def on_click(self, event: events.Click) -> None:
        """Point at the line under the mouse; choose it where the pointer was there already."""
        line = event.get_content_offset(self.query_one(Text))
        key = self.rows[line.y].key if line is not None and 0 <= line.y < len(self.rows) else ""
        if key and key == self.current:
            self.post_message(self.Chosen())
        elif key:
            self._go(key)

    @property
    def _keys(self) -> list[str]:
        return [row.key for row in self.rows if row.key]

    def _go(self, key: str) -> None:
        self.current = key
        self._redraw()
        self.post_message(self.Moved())

    def _redraw(self) -> None:
        self.query_one(Text).show(Content("\n").join(self._line(row) for row in self.rows))
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        """Keep the pointer in view, with the heading above the first line."""
        line = next((index for index, row in enumerate(self.rows) if row.key == self.current), 0)
        top = line - 1 if line and not self.rows[line - 1].key else line
        self.scroll_to_region(Region(0, top, 1, line - top + 1), animate=False)

    def _line(self, row: Row) -> Content:
        if not row.key:
            return Content.assemble((row.text, "bold"))
        here = row.key == self.current
        return Content.assemble("› " if here else "  ", (row.text, "bold" if here else ""))
