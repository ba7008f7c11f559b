"""One line that asks for a larger terminal."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen

from quizapp.tui.widgets.text import Text


class RoomScreen(Screen[None]):
    """Covers everything while the terminal is too small; what is below stays as it is."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.least = f"{width}×{height}"

    def compose(self) -> ComposeResult:
        """The line."""
        yield Text()

    def on_resize(self) -> None:
        """Say how large it is now."""
        now = f"{self.app.size.width}×{self.app.size.height}"
        self.query_one(Text).show(f"Please enlarge: {now} now, {self.least} needed.")
