"""How sure a candidate is of an answer: four words of confidence, and one for not saying."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message

from quizapp.sessions.mock.state import CONFIDENCES
from quizapp.tui.widgets.text import Text


class SureButton(Text):
    """One confidence in per cent, None for none; in brackets while it is the one that `enter` accepts."""

    DEFAULT_CSS = "SureButton { width: auto; } SureButton:hover { background: $boost; }"

    def __init__(self, key: int, confidence: int | None) -> None:
        super().__init__()
        self.key, self.confidence = key, confidence

    def on_click(self) -> None:
        """Say so."""
        self.post_message(SureBar.Chosen(self.confidence))


class SureBar(Horizontal):
    """`How sure? 1) 50 %  2) 65 %  3) 80 %  4) 95 % [0) not said]`."""

    DEFAULT_CSS = """
    SureBar { height: auto; dock: bottom; padding: 0 1; margin-bottom: 1; background: $surface; }
    SureBar .lead { width: auto; text-style: bold; }
    """

    class Chosen(Message):
        """A click on a confidence."""

        def __init__(self, confidence: int | None) -> None:
            super().__init__()
            self.confidence = confidence

    def compose(self) -> ComposeResult:
        """The question, and a button for each answer."""
        yield Text("How sure?", classes="lead")
        for key, confidence in enumerate(CONFIDENCES, 1):
            yield SureButton(key, confidence)
        yield SureButton(0, None)

    def show(self, chosen: int | None) -> None:
        """Put brackets round the one that was `chosen` before."""
        for button in self.query(SureButton):
            words = "not said" if button.confidence is None else f"{button.confidence} %"
            if button.confidence == chosen:
                button.show(Content.assemble((f"[{button.key}) {words}]", "bold $text-primary")))
            else:
                button.show(f" {button.key}) {words} ")
