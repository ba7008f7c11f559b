"""Lines that one pointer `›` goes along, wherever on a screen they stand."""

from __future__ import annotations

from textual.content import Content
from textual.message import Message

from quizapp.tui.widgets.text import Text


class Way(Text):
    """A line of the screen that leads to something: the `action` of the screen that enter or a click does there."""

    DEFAULT_CSS = "Way { height: auto; } Way:hover { background: $boost; }"

    class Chosen(Message):
        """A click on the line."""

        def __init__(self, way: Way) -> None:
            super().__init__()
            self.way = way

    def __init__(self, action: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.action = action
        self._words, self._here = Content(), False

    def put(self, words: Content) -> None:
        """Say `words`; lines after the first begin where it began."""
        self._words = words
        self._redraw()

    def point(self, *, here: bool) -> None:
        """Have the pointer here, or not."""
        self._here = here
        self._redraw()

    def on_click(self) -> None:
        """Tell of it."""
        self.post_message(self.Chosen(self))

    def _redraw(self) -> None:
        first, *others = self._words.split("\n")
        lead = Content("› " if self._here else "  ")
        lines = [lead + (first.stylize("bold") if self._here else first), *(Content("  ") + line for line in others)]
        self.show(Content("\n").join(lines))
