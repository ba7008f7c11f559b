"""No control character reaches the terminal, whatever somebody pastes or another editor wrote: it would be obeyed."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

# Left out of a line they take no room, as the widgets that edit texts think of them.
CONTROLS = dict.fromkeys((*range(32), *range(127, 160)))


class Harmless(LineFilter):
    """Leaves control characters out of what is drawn; the text itself keeps them."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's own
        """The same segments without control characters."""
        return [
            segment if segment.text.isprintable() else Segment(segment.text.translate(CONTROLS), segment.style)
            for segment in segments
        ]


HARMLESS = Harmless()  # one for all lines: Textual keeps what a filter made of a line, by filter
