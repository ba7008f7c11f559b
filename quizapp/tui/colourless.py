"""What NO_COLOR asks for, on every line that a widget can draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter, Monochrome

from quizapp.tui.harmless import HARMLESS


class Colourless(Monochrome):
    """Textual's filter fails on a segment without a style, and a plot draws such ones before it knows its size."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Take the colours off; a segment without a style has none to lose."""
        styled = [Segment(text, style or Style.null(), control) for text, style, control in segments]
        return super().apply(styled, background)


COLOURLESS = Colourless()  # one for all lines: Textual keeps what a filter made of a line, by filter


def line_filters(app: App[Any]) -> Sequence[LineFilter]:
    """The app's filters, with ours in the place of Textual's, and one that lets no control character through."""
    return [HARMLESS, *(COLOURLESS if isinstance(one, Monochrome) else one for one in App.get_line_filters(app))]
