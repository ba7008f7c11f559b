"""Typed answers: a labelled input for a number or a formula, or one for each gap."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from quizapp.grading.verdict import Grade
from quizapp.tui.widgets.messages import AnswerChanged, AnswerGiven
from quizapp.tui.widgets.text import Text

MARKS = {"covered": "✓ right", "missed": "○ empty", "contradicted": "✗ wrong"}
NARROW = 8  # columns that a label has at least


class Fields(Vertical):
    """One input a gap, or one for a number. `enter` goes to the next empty field, and submits from the last."""

    DEFAULT_CSS = """
    Fields { height: auto; }
    Fields Horizontal { height: auto; }
    Fields .mark { width: 10; margin-left: 2; text-style: bold; }
    Fields Input > .input--placeholder { color: $foreground 70%; }
    Fields Input { width: 1fr; max-width: 48; height: 1; border: none; padding: 0; background: $boost; }
    """

    def __init__(self, labels: tuple[str, ...], placeholder: str) -> None:
        super().__init__()
        self.labels, self.placeholder = labels, placeholder

    def compose(self) -> ComposeResult:
        """A labelled input a field."""
        for label in self.labels:
            with Horizontal():
                yield Text(label, classes="label")
                yield Input(placeholder=self.placeholder, compact=True)
                yield Text(classes="mark")

    def on_mount(self) -> None:
        """Leave room for the longest label."""
        labels = self.query(".label")
        labels.set_styles(f"width: {max(NARROW, *map(len, self.labels)) + 2};")

    @property
    def entry(self) -> Input:
        """The field to begin at."""
        return self.query(Input).first()

    @property
    def response(self) -> str:
        """The texts of the fields, separated by bars; a bar that was typed is escaped where there are several."""
        texts = [field.value for field in self.query(Input)]
        return texts[0] if len(texts) == 1 else " | ".join(text.replace("|", "\\|") for text in texts)

    def set_response(self, response: str) -> None:
        """Fill the fields from a response."""
        fields = list(self.query(Input))
        texts = [response] if len(fields) == 1 else _split(response)
        for field, text in zip(fields, texts, strict=False):
            with field.prevent(Input.Changed):
                field.value = text

    def hold(self) -> str:
        """What is not typed is the task's to judge."""
        return ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is being typed in view."""
        event.input.scroll_visible(animate=False)
        self.post_message(AnswerChanged())

    def close(self, grade: Grade) -> None:
        """Take no more input, and say of each field how it was judged."""
        self.query(Input).set(disabled=True)
        for mark, point in zip(self.query(".mark").results(Text), grade.points, strict=False):
            mark.show(MARKS[point.status])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next empty field, or submit."""
        event.stop()
        fields = list(self.query(Input))
        behind = fields[fields.index(event.input) + 1 :]
        following = next((field for field in behind if not field.value.strip()), None)
        if following is not None:
            following.focus()
        else:
            self.post_message(AnswerGiven())


def _split(response: str) -> list[str]:
    """The texts between bars; a bar behind a backslash was typed."""
    parts = response.replace("\\|", "\0").split("|")
    return [part.replace("\0", "|").strip() for part in parts]
