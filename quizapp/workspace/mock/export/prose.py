"""Markdown of decks as HTML that holds nothing but text: no tags of its own, no pictures, no link into nowhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from quizapp.errors import MathsError
from quizapp.questions import maths
from quizapp.workspace.wording import pictured

_ADDRESS = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


def text_html(text: str) -> str:
    """`text` as it was typed: nothing of it is markup."""
    return escape(pictured(text))


def prose_html(markdown: str) -> str:
    """`markdown` as blocks of HTML, with each maths on one line."""
    return str(_parser().render(pictured(markdown))).strip()


def line_html(markdown: str) -> str:
    """`markdown` as the inside of one line."""
    return str(_parser().renderInline(pictured(" ".join(markdown.split()))))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """It reads what `quizapp.questions.prose.prose_parser` reads."""
    parser = MarkdownIt().enable("table")
    parser.use(
        dollarmath_plugin,
        allow_space=False,
        allow_digits=False,
        double_inline=True,
        renderer=_formula,
        label_renderer=_none,
    )
    for name, rule in (("image", _picture), ("link_open", _link), ("html_inline", _tag), ("html_block", _tags)):
        parser.add_render_rule(name, rule)
    return parser


def _formula(latex: str, _: dict[str, Any]) -> str:
    try:
        return escape(maths.inline(latex))
    except MathsError:  # the checker reports it; the reader still sees what the author typed
        return escape(latex)


def _none(_label: str) -> str:
    return ""


def _picture(_self: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    return escape(f"[picture: {tokens[index].content}]")


def _link(_self: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    """A link to another question or a file of the deck leads nowhere from here."""
    address = str(tokens[index].attrs.get("href", ""))
    return f'<a href="{escape(address)}" rel="noreferrer">' if _ADDRESS.match(address) else "<a>"


def _tag(_self: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    content = tokens[index].content
    return "" if content.startswith("<!--") else escape(content)


def _tags(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    shown = _tag(self, tokens, index, options, env).strip()
    return f"<p>{shown}</p>\n" if shown else ""
