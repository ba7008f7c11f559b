"""The answer forms on the screen: one widget for each form that this version can draw."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from quizapp.grading.verdict import Grade, Point
from quizapp.questions.forms import Form, PickMany, PickOne, Turn, TypeNumber, TypeText
from quizapp.tui.widgets.choices import Choices
from quizapp.tui.widgets.text import Text


class Fields(Vertical):
    """One input a gap, or one for a number. `enter` goes to the next empty field, and submits from the last."""

    DEFAULT_CSS = """
    Fields { height: auto; }
    Fields Horizontal { height: auto; }
    Fields .label { width: 10; }
    Fields .mark { width: 10; margin-left: 2; text-style: bold; }
    Fields Input { width: 1fr; max-width: 48; height: 1; border: none; padding: 0; background: $boost; }
    """

    class Submitted(Message):
        """Every field was gone through with enter."""

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

    @property
    def first(self) -> Input:
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

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is being typed in view."""
        event.input.scroll_visible(animate=False)

    def close(self, marks: Sequence[str]) -> None:
        """Take no more input, and say of each field how it was judged."""
        self.query(Input).set(disabled=True)
        for mark, text in zip(self.query(".mark").results(Text), marks, strict=False):
            mark.show(text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next empty field, or submit."""
        event.stop()
        fields = list(self.query(Input))
        behind = fields[fields.index(event.input) + 1 :]
        following = next((field for field in behind if not field.value.strip()), None)
        if following is not None:
            following.focus()
        else:
            self.post_message(self.Submitted())


class Card(Text):
    """A flashcard's face: nothing to type."""


AnswerWidget = Choices | Fields | Card


def answer_widget(form: Form) -> AnswerWidget:
    """The widget that takes a response of this form."""
    match form:
        case PickOne():
            return Choices(form.options, many=False)
        case PickMany():
            return Choices(form.options, many=True)
        case TypeNumber():
            unit = f" ({form.unit})" if form.unit else ""
            return Fields((f"number{unit}",), "2.69, 1e-3, 27% …")
        case TypeText(gaps=1):
            return Fields(("answer",), "")
        case TypeText():
            return Fields(tuple(f"gap {number}" for number in range(1, form.gaps + 1)), "")
        case Turn():
            return Card("Say the answer to yourself, then turn the card.")
    return Card("This version cannot draw the answer form of this question; skip it.")


def response_of(widget: AnswerWidget) -> str:
    """What stands in the answer widget now."""
    return "" if isinstance(widget, Card) else widget.response


def lock(widget: AnswerWidget, grade: Grade) -> None:
    """Take no more input, and show what the verdict says of each part."""
    match widget:
        case Choices():
            widget.show_marks({point.name: _option_mark(point) for point in grade.points})
        case Fields():
            widget.close([MARKS[point.status] for point in grade.points])
        case Card():
            widget.show("")


MARKS = {"covered": "✓ right", "missed": "○ empty", "contradicted": "✗ wrong"}


def _option_mark(point: Point) -> str:
    """What the verdict says of an option; nothing of a wrong one that was left alone."""
    if point.status == "missed":
        return "○ right, but not picked"
    return MARKS[point.status] if point.evidence == "picked" else ""


def _split(response: str) -> list[str]:
    """The texts between bars; a bar behind a backslash was typed."""
    parts = response.replace("\\|", "\0").split("|")
    return [part.replace("\0", "|").strip() for part in parts]
