"""Plain lines of text. Nothing that is shown here is ever read as markup, because `w[i]` is not a style.

Nor is it obeyed by the terminal: a control character, such as the escape that begins a colour, is shown as `␛`.
"""

from __future__ import annotations

from textwrap import wrap

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from quizapp.workspace.wording import pictured as pictured


class Text(Static):
    """A block of text that is shown as it is: a string, or `Content` where some words have a style."""

    def __init__(
        self,
        text: str | Content = "",
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(_content(text), markup=False, id=id, classes=classes)

    def show(self, text: str | Content) -> None:
        """Replace the text, and take no room where it is empty. What stands there already is not drawn again."""
        content, shown = _content(text), self.content
        if not (isinstance(shown, Content) and content.is_same(shown)):
            self.update(content)
        self.display = bool(str(text))


def short(text: str, width: int) -> str:
    """`text`, or as much of it as fits into `width` characters with an ellipsis."""
    return text if len(text) <= width else text[: width - 1] + "…"


def in_words(markdown: str) -> str:
    """A line of `markdown` as it is read: its maths on one line, its inline code without backticks."""
    from quizapp.questions.maths import plain_maths
    from quizapp.questions.prose import spans

    text, parts, last = plain_maths(markdown), [], 0
    for span in spans(text):
        if span.kind == "code":
            parts += [text[last : span.start], span.content.strip()]
            last = span.end
    return "".join([*parts, text[last:]])


def hanging(lead: Content, text: str, width: int) -> Content:
    """`text` behind `lead`, in lines of at most `width`; those that follow begin where the first one did."""
    room = max(20, width - lead.cell_length)
    lines = _lines(text, room) or [""]
    indent = "\n" + " " * lead.cell_length
    return Content.assemble(lead, indent.join(lines))


def _lines(text: str, room: int) -> list[str]:
    """`text` in lines of at most `room` columns, of which some scripts take two for a character."""
    if cell_len(text) == len(text):
        return wrap(text, room)
    return [line.plain for line in Content(" ".join(text.split())).wrap(room)]


def _content(text: str | Content) -> Content:
    if not isinstance(text, Content):
        return Content(pictured(text))
    harmless = pictured(text.plain)
    return text if harmless == text.plain else Content(harmless, list(text.spans))
