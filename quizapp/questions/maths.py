"""Maths for a terminal: one unambiguous line of Unicode, or two dimensions where there is room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from heapq import merge

from quizapp.errors import MathsError
from quizapp.questions import mathsymbols as symbols
from quizapp.questions.latex import Accent, Atom, Binomial, Fraction, Group, Node, Root, Scripts, read_latex
from quizapp.questions.prose import outside, spans

# Three letters in a row read as a word, and `L_total` reads better than `Lₜₒₜₐₗ`.
_WORD = re.compile(r"[A-Za-z]{3}")
# A dollar that is no price: a pair, or one with a macro or an index behind it.
_STRAY = re.compile(r"(?<![\\$])\$(?:\$(?!\$)|(?= ?\\[A-Za-z])|(?= [^$\n]{0,200}[\\_^=][^$\n]{0,200} \$(?![\w$])))")


@lru_cache(maxsize=1024)
def inline(latex: str) -> str:
    r"""`latex` on one line: `\frac{\hat m}{\sqrt{\hat v} + \epsilon}` is `m̂/(√(v̂) + ε)`.

    Whatever braces grouped is grouped in the line, so that it reads in one way only. Raises `MathsError` for a macro
    that is not known and for braces that do not match.
    """
    return " ".join(_line(read_latex(latex).items).split())


def display(latex: str, width: int) -> list[str]:
    """`latex` as lines of at most `width` columns: in two dimensions where they fit, else on one line.

    Raises `MathsError` as `inline` does. A line of the second form may be longer than `width`.
    """
    one_line = inline(latex)
    rows = _two_dimensions(latex)
    fits = rows and max(map(len, rows)) <= width
    return rows if fits else [one_line]


def plain_maths(markdown: str) -> str:
    """`markdown` with its maths on one line each; code is left alone, and so is what cannot be shown."""
    parts, last = [], 0
    for span in spans(markdown):
        if span.kind in {"maths", "display"}:
            try:
                line = inline(span.content)
            except MathsError:
                continue
            parts += [markdown[last : span.start], line]
            last = span.end
    return "".join([*parts, markdown[last:]])


def check_maths(markdown: str) -> None:
    """Raise `MathsError`, with the position in `markdown`, for the first maths that cannot be shown."""
    for error in maths_errors(markdown):
        raise error


def maths_errors(markdown: str) -> Iterator[MathsError]:
    """An error for each maths of `markdown` that cannot be shown, in order, with its position in `markdown`."""
    if "$" not in markdown:
        return
    yield from merge(_unreadable(markdown), _strays(markdown), key=lambda error: error.position)


def _unreadable(markdown: str) -> Iterator[MathsError]:
    for span in spans(markdown):
        if span.kind in {"maths", "display"}:
            try:
                inline(span.content)
            except MathsError as error:
                inside = markdown.index(span.content, span.start) if span.content else span.start
                yield MathsError(str(error), inside + error.position)


def _strays(markdown: str) -> Iterator[MathsError]:
    """What was to be maths and would be shown as it is typed."""
    for stray in _STRAY.finditer(outside(markdown)):
        alone = "this `$$` has no partner in its paragraph"
        yield MathsError(alone if stray.group() == "$$" else "this `$` begins no maths", stray.start())


def _two_dimensions(latex: str) -> list[str]:
    """TeXicode's rows, or none where it cannot draw the formula."""
    from texicode.pipeline import init_arts, render_tex_rows

    latex = latex.replace(r"\operatorname", r"\mathrm").replace(r"\lVert", r"\|").replace(r"\rVert", r"\|")
    latex = latex.replace(r"\lvert", "|").replace(r"\rvert", "|")
    try:
        init_arts({"fonts": "normal"})
        rows = [row.rstrip() for row in render_tex_rows(latex, False)]
    except (KeyError, IndexError, ValueError, TypeError, AttributeError, RecursionError):
        # It raises whatever comes first for LaTeX that it does not know; the one-line form is always there.
        return []
    if any("?" in row or row.startswith("TeXicode:") for row in rows):
        return []
    while rows and not rows[-1].strip():
        rows.pop()
    return rows


def _line(nodes: tuple[Node, ...], *, tight: bool = False) -> str:
    """Nodes side by side. `tight` leaves out the spaces around operators, for indices."""
    text = ""
    previous: Node | None = None
    visible = [node for node in nodes if not (isinstance(node, Atom) and node.role == "space")]
    for index, node in enumerate(visible):
        alone = _alone(visible, index)
        piece = _show(node, alone=alone)
        if isinstance(node, Atom) and node.role == "operator":
            text = text + piece if tight or _is_sign(previous) else f"{text.rstrip()} {piece} "
        else:
            gap = _between(previous, node, text, piece)
            text += (gap.strip() if tight and isinstance(previous, Atom) and previous.role == "mark" else gap) + piece
        previous = node
    return text.strip() if not tight else text


def _is_sign(previous: Node | None) -> bool:
    """Whether an operator after `previous` is the sign of what follows."""
    if previous is None:
        return True
    return isinstance(previous, Atom) and (
        previous.role in {"operator", "open", "column", "dot"} or previous.text in {",", ";"}
    )


def _between(previous: Node | None, node: Node, text: str, piece: str) -> str:
    """What keeps two neighbours apart: nothing, a space, or a dot where they would read as one."""
    if previous is None or not piece or not text:
        return ""
    if isinstance(node, Atom) and node.role in {"mark", "close", "dot", "gap", "column"}:
        return " " if node.role == "column" else ""
    if isinstance(previous, Atom):
        match previous.role:
            case "column":
                return " "
            case "mark":
                return "" if previous.text == "′" else " "
            case "operator" | "open" | "dot" | "gap":
                return ""
            case "digit" if isinstance(node, Atom) and node.role == "digit":
                return ""
    starts_word = piece[0].isalnum()
    if _is_word(previous) or _is_word(node):
        return " " if starts_word and (text[-1].isalnum() or text[-1] in ")]′" or _ends_in_script(previous)) else ""
    if _ends_open(previous) and (starts_word or piece[0] in "(√"):
        return "·"
    if isinstance(node, Root) and node.degree.items:
        return "·"
    return "·" if text[-1].isdigit() and piece[0].isdigit() else ""


def _is_word(node: Node) -> bool:
    while isinstance(node, Scripts):
        node = node.base
    return isinstance(node, Atom) and (node.role in {"name", "word"})


def _ends_in_script(node: Node) -> bool:
    return isinstance(node, Scripts)


def _ends_open(node: Node) -> bool:
    """Whether a letter right behind `node` would read as part of its index, as in `L_total` and then `x`."""
    if isinstance(node, Scripts):
        return _script(node.lower, symbols.SUBSCRIPTS, "_")[1] or _script(node.upper, symbols.SUPERSCRIPTS, "^")[1]
    return isinstance(node, Group) and bool(node.items) and _ends_open(node.items[-1])


def _alone(nodes: list[Node], index: int) -> bool:
    """Whether the neighbours of a node are operators that bind less than a product, so that `a/b` needs no brackets."""
    before = nodes[index - 1] if index else None
    behind = nodes[index + 1] if index + 1 < len(nodes) else None
    return (before is None or _separates(before, "open")) and (behind is None or _separates(behind, "close"))


def _separates(node: Node, bracket: str) -> bool:
    """Whether `node` keeps what is beyond it out of a fraction; `bracket` is `open` before it, `close` behind."""
    while isinstance(node, Scripts):
        node = node.base
        if not (isinstance(node, Atom) and node.role == "close"):
            return False
    if not isinstance(node, Atom):
        return False
    if node.role == "operator":
        return node.text not in {"/", "×", "÷", "∗", "⊙", "⊗", "∘"}
    return node.role in {bracket, "mark", "column", "gap"} and node.text != "′"


def _show(node: Node, *, alone: bool = True) -> str:
    """One node as text; `alone` says that nothing beside it could be read into it."""
    match node:
        case Atom():
            return node.text
        case Group():
            return _line(node.items)
        case Fraction():
            line = f"{_numerator(node.top)}/{_factor(node.bottom)}"
            return line if alone else f"({line})"
        case Root():
            degree = _script(node.degree, symbols.SUPERSCRIPTS, "^")[0].removeprefix("^") if node.degree.items else ""
            return f"{degree}√({_show(node.inside)})"
        case Binomial():
            return f"C({_show(node.top)}, {_show(node.bottom)})"
        case Accent():
            inside = _show(node.inside)
            return inside + symbols.ACCENTS[node.name] if len(inside) == 1 else f"{node.name}({inside})"
        case Scripts():
            return _show_scripts(node)


def _show_scripts(node: Scripts) -> str:
    base = _show(node.base) if _is_one(node.base) and not _is_raised(node.base) else f"({_show(node.base)})"
    return base + _script(node.lower, symbols.SUBSCRIPTS, "_")[0] + _script(node.upper, symbols.SUPERSCRIPTS, "^")[0]


def _is_raised(node: Node) -> bool:
    """Whether a further index on `node` would read as part of the last one, or of what is under the root."""
    while isinstance(node, Group) and len(node.items) == 1:
        node = node.items[0]
    return isinstance(node, Scripts | Root)


def _script(node: Node | None, table: dict[str, str], sign: str) -> tuple[str, bool]:
    """An index as small characters, or behind `sign`; and whether what follows could be read into it."""
    if node is None:
        return "", False
    text = _line(node.items if isinstance(node, Group) else (node,), tight=True)
    if not text:
        return "", False
    if all(char in table for char in text) and not _WORD.search(text):
        return "".join(table[char] for char in text), False
    if text.isalnum() or (len(text) == 2 and not text[1].isspace() and not text[1].isalnum() and text[0].isalpha()):
        return sign + text, True
    return f"{sign}({text})", False


def _numerator(node: Node) -> str:
    """The text of a numerator, in brackets unless it is a product: `2w/3` reads in one way only."""
    items = node.items if isinstance(node, Group) else (node,)
    product = all(
        _is_one(item) and not (isinstance(item, Atom) and item.role not in {"letter", "digit", "space"})
        for item in items
    )
    return _show(node) if product else _factor(node)


def _factor(node: Node) -> str:
    """The text of a denominator, in brackets unless it is one thing."""
    text = _show(node)
    return text if _is_one(node) else f"({text})"


def _is_one(node: Node) -> bool:
    """Whether the text of a node can only be read as one thing: a sign, a number, a root, something in brackets."""
    if isinstance(node, Group):
        items = [item for item in node.items if not (isinstance(item, Atom) and item.role in {"space", "gap"})]
        if len(items) == 1:
            return _is_one(items[0])
        if len(items) == 2 and items[0] == Atom("∂", "letter"):
            return not isinstance(items[1], Group) and _is_one(items[1])
        return (
            not items or all(isinstance(item, Atom) and item.role == "digit" for item in items) or _is_bracketed(items)
        )
    return not isinstance(node, Fraction)


def _is_bracketed(items: list[Node]) -> bool:
    """Whether the first bracket closes with the last one."""
    depth = 0
    for index, item in enumerate(items):
        role = item.role if isinstance(item, Atom) else ""
        depth += (role == "open") - (role == "close")
        if depth == 0:
            return index > 0 and index == len(items) - 1
    return False
