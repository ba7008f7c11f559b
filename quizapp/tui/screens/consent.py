"""Asks whether the code of a deck may run. Only `y` says yes: nobody says it by accident."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from quizapp.tui import keys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.text import Text


class ConsentScreen(KeyedScreen):
    """The question, and two keys. `answer` hears what was said."""

    KEYS = keys.CONSENT
    BINDINGS = keys.bindings(keys.CONSENT)
    about: ClassVar[str] = (
        "Code that a deck brings along runs on this computer, with your rights. Say yes only to decks from people whom "
        "you trust. The yes holds for this deck as it is now: once its file changes, you are asked again. Without a "
        "yes nothing runs: in practice you rate the answer yourself, and the report of an interview leaves it unjudged."
    )
    DEFAULT_CSS = """
    ConsentScreen #body { padding: 1 2; }
    ConsentScreen #how { margin-top: 1; text-style: bold; }
    """

    def __init__(self, question: str, answer: Callable[[bool], None]) -> None:
        super().__init__()
        self.question, self.answer = question, answer

    def compose_body(self) -> ComposeResult:
        """What would run, and how to answer."""
        yield Text("May this code run?", id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Text(self.question)
            yield Text("y runs it. n and esc do not: then nothing is checked.", id="how")

    def action_yes(self) -> None:
        """It may."""
        self._say(yes=True)

    async def action_back(self) -> None:
        """It may not."""
        self._say(yes=False)

    def _say(self, *, yes: bool) -> None:
        self.app.pop_screen()
        self.answer(yes)
