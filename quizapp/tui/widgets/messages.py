"""What every answer widget says of itself."""

from __future__ import annotations

from textual.message import Message


class AnswerChanged(Message):
    """The answer reads otherwise than before."""


class AnswerGiven(Message):
    """The widget itself asks to submit: enter in the last field, or a click on what is picked already."""
