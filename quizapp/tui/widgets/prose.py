"""Markdown of the decks on the screen: rich's renderer, with the maths put in as text that no rule can touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from quizapp.tui.widgets.text import pictured

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token
    from rich.console import RenderableType

DISPLAY_WIDTH = 72  # wider display maths is shown on one line instead


class Prose(Static):
    """A block of Markdown."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(rendered(text), markup=False, id=id, classes=classes)

    def show(self, text: str) -> None:
        """Replace the text, and take no room where it is empty."""
        self.update(rendered(text))
        self.display = bool(text.strip())


def rendered(text: str) -> RenderableType:
    """`text` as rich draws Markdown, with `$…$` on one line and `$$…$$` in two dimensions."""
    if not text.strip():
        return ""
    from quizapp.questions.prose import prose_parser
    from quizapp.tui.widgets.document import Document

    text = pictured(text)
    document = Document("", hyperlinks=False)
    document.markup = text
    document.parsed = list(_with_maths(prose_parser().parse(text)))
    return document


def _with_maths(tokens: Iterable[Token]) -> Iterable[Token]:
    """The same tokens, each formula in place of its LaTeX."""
    from markdown_it.token import Token

    from quizapp.errors import ContentError
    from quizapp.questions import maths

    for token in tokens:
        if token.children:
            token.children = list(_with_maths(token.children))
        if token.type not in ("math_inline", "math_inline_double", "math_block", "math_block_label"):
            yield token
            continue
        try:
            if token.type == "math_inline":
                yield Token("text", "", 0, content=maths.inline(token.content))
            else:
                lines = maths.display(token.content.strip(), DISPLAY_WIDTH)
                yield Token("code_block", "code", 0, content="\n".join(lines), block=True)
        except ContentError:  # the checker reports it; the learner still sees what the author typed
            yield Token("text", "", 0, content=token.content)
