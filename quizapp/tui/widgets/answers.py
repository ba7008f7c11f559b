"""The answer forms on the screen: one widget for each form.

Every widget has the same face: `entry` is where letters go, `response` what stands in it, in the grammar of its form,
`set_response` fills it, `hold` says why enter should not submit yet, and `close` ends it and shows its verdict.
`AnswerChanged` and `AnswerGiven` are what it says by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from quizapp.grading.verdict import Grade
from quizapp.questions.forms import Form, Order, PickMany, PickOne, Turn, TypeNumber, TypeText, WriteCode, WriteLong
from quizapp.tui.widgets.choices import Choices
from quizapp.tui.widgets.fields import Fields
from quizapp.tui.widgets.ordering import Ordering
from quizapp.tui.widgets.text import Text

if TYPE_CHECKING:
    from quizapp.tui.widgets.writing import Writing


class Card(Text):
    """A flashcard's face: nothing to type."""

    def __init__(self) -> None:
        super().__init__("Say the answer to yourself, then turn the card.")

    @property
    def entry(self) -> Card:
        """Letters are the screen's."""
        return self

    @property
    def response(self) -> str:
        """Nothing is typed."""
        return ""

    def set_response(self, _response: str) -> None:
        """Nothing can be."""

    def hold(self) -> str:
        """A card can be turned at any time."""
        return ""

    def close(self, _grade: Grade) -> None:
        """The back takes the place of the face."""
        self.show("")


AnswerWidget: TypeAlias = "Card | Choices | Fields | Ordering | Writing"


def answer_widget(form: Form) -> AnswerWidget:
    """The widget that takes a response of this form."""
    match form:
        case Turn():
            return Card()
        case PickOne():
            return Choices(form.options, many=False)
        case PickMany():
            return Choices(form.options, many=True)
        case TypeNumber():
            unit = f" ({form.unit})" if form.unit else ""
            return Fields((f"number{unit}",), "2.69, 1e-3, 27 % …")
        case TypeText(gaps=1):
            return Fields((form.label,), f"for example {form.example}" if form.example else "")
        case TypeText():
            return Fields(tuple(f"gap {number}" for number in range(1, form.gaps + 1)), "")
        case Order():
            return Ordering(form)
        case WriteCode() | WriteLong():
            from quizapp.tui.widgets.writing import Writing  # what edits texts is loaded once it is needed

            return Writing(form)
