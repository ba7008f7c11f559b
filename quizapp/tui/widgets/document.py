"""Markdown as rich draws it, with code that every theme can show and that takes no more room than a paragraph."""

from __future__ import annotations

from typing import ClassVar

from pygments.token import Comment, Keyword, Operator, Token  # type: ignore[import-untyped]
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import CodeBlock, Markdown, MarkdownElement
from rich.style import Style
from rich.syntax import ANSISyntaxTheme, Syntax

BOLD, ITALIC = Style(bold=True), Style(italic=True)
# Bold and italics alone: no colour of a theme of rich's can be read in every theme of Textual's.
THEME = ANSISyntaxTheme({Token: Style(), Keyword: BOLD, Operator.Word: BOLD, Comment: ITALIC})


class PlainCode(CodeBlock):
    """A fence, or maths in two dimensions."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """One column from the margin; rich's own leaves an empty line above and below besides."""
        yield Syntax(str(self.text).rstrip(), self.lexer_name, theme=THEME, word_wrap=True, padding=(0, 1))


class Document(Markdown):
    """A text of a deck."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "fence": PlainCode,
        "code_block": PlainCode,
    }
