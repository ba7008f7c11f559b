"""Markdown as plain text: no signs of emphasis, maths on one line, code indented, lists with hanging lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.cli.text import aligned, wrapped
from quizapp.errors import MathsError
from quizapp.questions import maths
from quizapp.questions.prose import prose_parser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.tree import SyntaxTreeNode

CODE_INDENT = " " * 4


def plain(markdown: str, width: int) -> list[str]:
    """`markdown` as lines of text, at most `width` wide where code and tables allow it."""
    from markdown_it.tree import SyntaxTreeNode

    return _blocks(SyntaxTreeNode(prose_parser().parse(markdown)).children, width)


def plain_line(markdown: str) -> str:
    """`markdown` on a single line."""
    return " ".join(" ".join(plain(markdown, 10_000)).split())


def _blocks(nodes: Iterable[SyntaxTreeNode], width: int, *, tight: bool = False) -> list[str]:
    lines: list[str] = []
    for node in nodes:
        block = _block(node, width)
        if lines and block and not tight:
            lines.append("")
        lines += block
    return lines


def _block(node: SyntaxTreeNode, width: int) -> list[str]:
    match node.type:
        case "fence" | "code_block":
            return [(CODE_INDENT + line).rstrip() for line in node.content.rstrip("\n").split("\n")]
        case "math_block" | "math_block_label":
            return [CODE_INDENT + _formula(node.content)]
        case "bullet_list" | "ordered_list":
            return _list(node, width)
        case "blockquote":
            return [f"  {line}".rstrip() for line in _blocks(node.children, width - 2)]
        case "table":
            rows = [[_inline(cell) for cell in row.children] for part in node.children for row in part.children]
            return aligned(rows)
        case "hr":
            return []
        case "html_block":
            return [] if node.content.lstrip().startswith("<!--") else node.content.rstrip("\n").split("\n")
    return [line for part in _inline(node).split("\n") for line in wrapped(part, width)]


def _list(node: SyntaxTreeNode, width: int) -> list[str]:
    number = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    lines: list[str] = []
    for item in node.children:
        sign = "- " if number is None else f"{number}. "
        number = None if number is None else number + 1
        tight = all(child.hidden for child in item.children if child.type == "paragraph")
        block = _blocks(item.children, width - len(sign), tight=tight) or [""]
        lines += [sign + block[0], *((" " * len(sign) + line).rstrip() for line in block[1:])]
    return lines


def _inline(node: SyntaxTreeNode) -> str:
    """The text of a paragraph, a heading or a cell."""
    match node.type:
        case "text" | "html_inline":
            return node.content
        case "code_inline":
            return f"`{node.content}`"
        case "math_inline" | "math_inline_double":
            return _formula(node.content)
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "image":
            return f"[picture: {node.content}]"
        case "link":
            text, address = "".join(map(_inline, node.children)), str(node.attrs.get("href", ""))
            return text if address in ("", text) or address.startswith("#") else f"{text} ({address})"
    return "".join(map(_inline, node.children))


def _formula(latex: str) -> str:
    try:
        return maths.inline(latex)
    except MathsError:  # the checker reports it; the learner still sees what the author typed
        return latex
