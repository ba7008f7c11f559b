"""Bars of text with their numbers beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from textual.content import Content

from quizapp.tui.widgets.text import short

Row: TypeAlias = tuple[str, float, float, str]


def chart(title: str, rows: Sequence[Row], *, wide: bool) -> Content:
    """A title over bars: name, value of most, and the value in words."""
    width, longest = (24, 24) if wide else (14, 16)
    names = min(longest, max((len(name) for name, _, _, _ in rows), default=0))
    lines = [Content.assemble((title, "bold"))]
    for name, value, most, words in rows:
        full = round(width * value / most) if most else 0
        lines.append(Content(f"{short(name, names):<{names}}  {'█' * full}{'░' * (width - full)}  {words}"))
    return Content("\n").join(lines)


def day_name(day: date, today: date) -> str:
    """`today`, `Mon 23 Nov`."""
    return "today" if day == today else f"{day:%a} {day.day:>2} {day:%b}"
