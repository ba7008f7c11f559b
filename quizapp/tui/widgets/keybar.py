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
        """Offer `keys`."""
        hints = list(self.query(KeyHint))
        for hint, key in zip(hints, keys, strict=False):
            hint.action = key.action
            hint.show(Content.assemble((key.face(typing=typing), "bold $accent"), " ", key.label))
        for hint in hints[len(keys) :]:
            hint.action = ""
            hint.show("")
