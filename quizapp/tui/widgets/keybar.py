"""The bottom line: at most six keys that mean something right now, which can be clicked too."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from quizapp.tui.keys import FOOTER_KEYS, Key
from quizapp.tui.widgets.text import Text


class KeyHint(Text):
    """One key and its word. A click does what the key does."""

    DEFAULT_CSS = """
    KeyHint { width: auto; margin-right: 2; }
    KeyHint:hover { background: $boost; }
    """

    action = ""

    async def on_click(self) -> None:
        """Do what the key does."""
        if self.action:
            await self.screen.run_action(self.action)


class KeyBar(Horizontal):
    """The keys of the moment."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; padding: 0 1; background: $panel; overflow: hidden; }
    """

    def compose(self) -> ComposeResult:
        """One slot a key; the slots stay, their texts change."""
        for _ in range(FOOTER_KEYS):
            yield KeyHint()

    def show(self, keys: Sequence[Key], *, typing: bool = False) -> None:
        """Offer `keys`, as many as fit; help names them all."""
        room = self.app.size.width
        for number, hint in enumerate(self.query(KeyHint)):  # none where the screen was left while it came up
            key = keys[number] if number < len(keys) else None
            face = key.face(typing=typing) if key else ""
            room -= len(face) + len(key.label) + 3 if key else 0
            offered = key if room >= 0 else None
            hint.action = offered.action if offered else ""
            hint.show(Content.assemble((face, "bold $text-primary"), " ", offered.label) if offered else "")
