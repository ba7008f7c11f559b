"""LaTeX read into a small tree: what is grouped by braces stays grouped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from quizapp.errors import MathsError
from quizapp.questions import mathsymbols as symbols
from quizapp.questions.codes import did_you_mean

MAX_LENGTH = 2_000
MAX_DEPTH = 24

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Atom:
    """A sign and its `role`.

    A role is letter, digit, operator, dot, open, close, bar, name, word, mark, column, gap (a space that shows) or
    space (one that does not).
    """

    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Group:
    """What stands in one pair of braces, or is a whole formula."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    """`top` over `bottom`."""

    top: Node
    bottom: Node


@dataclass(frozen=True, slots=True)
class Root:
    """A root of `inside`; `degree` is a group, empty for the square root."""

    inside: Node
    degree: Group


@dataclass(frozen=True, slots=True)
class Binomial:
    """`top` choose `bottom`."""

    top: Node
    bottom: Node


@dataclass(frozen=True, slots=True)
class Accent:
    """`inside` under (or over) an accent."""

    name: str
    inside: Node


@dataclass(frozen=True, slots=True)
class Scripts:
    """`base` with a lower and an upper index; either may be None."""

    base: Node
    lower: Node | None
    upper: Node | None


Node: TypeAlias = Atom | Group | Fraction | Root | Binomial | Accent | Scripts

EMPTY = Group(())


def read_latex(latex: str) -> Group:
    """The tree of a formula. Raises `MathsError`, with the position, for a macro or a brace that does not fit."""
    if len(latex) > MAX_LENGTH:
        raise MathsError(f"this formula is longer than {MAX_LENGTH} characters")
    return _Reader(latex).group(closing=None)


class _Reader:
    """One pass over the tokens of a formula."""

    def __init__(self, latex: str) -> None:
        self.tokens = [(match.group(), match.start()) for match in _TOKEN.finditer(latex)]
        self.index = 0
        self.depth = 0

    def peek(self) -> str:
        return self.tokens[self.index][0] if self.index < len(self.tokens) else ""

    def next(self) -> tuple[str, int]:
        token = self.tokens[self.index]
        self.index += 1
        return token

    def skip_spaces(self) -> None:
        while self.peek().isspace():
            self.index += 1

    def group(self, closing: str | None) -> Group:
        """The nodes up to `closing`, which is consumed, or up to the end where it is None."""
        opened = self.tokens[self.index - 1][1] if self.index else 0
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise MathsError(f"this formula is nested deeper than {MAX_DEPTH} braces", opened)
        items: list[Node] = []
        while self.index < len(self.tokens):
            token, position = self.tokens[self.index]
            if token == closing:
                self.index += 1
                self.depth -= 1
                return Group(tuple(items))
            if token == "}":
                raise MathsError("a `}` without its `{`", position)
            if token in {"^", "_"}:
                items.append(self.scripts(items.pop() if items else EMPTY))
            elif (node := self.node()) is not None:
                _append(items, node)
        if closing is not None:
            raise MathsError(f"a `{'{' if closing == '}' else '['}` without its `{closing}`", opened)
        self.depth -= 1
        return Group(tuple(items))

    def scripts(self, base: Node) -> Scripts:
        lower: Node | None = None
        upper: Node | None = None
        while (sign := self.peek()) in {"^", "_"} and sign:
            _, position = self.next()
            if (upper if sign == "^" else lower) is not None:
                raise MathsError(f"two `{sign}` after one another: group them with braces", position)
            if sign == "^":
                upper = self.argument()
            else:
                lower = self.argument()
        return Scripts(base, lower, upper)

    def argument(self) -> Node:
        """The next group or single sign, which a macro or a script applies to."""
        self.skip_spaces()
        if self.index >= len(self.tokens):
            raise MathsError("something is missing at the end of the formula", self.tokens[-1][1] if self.tokens else 0)
        position = self.tokens[self.index][1]
        node = None if self.peek() in {"}", "^", "_", "&"} else self.node()
        if node is None:
            raise MathsError(f"something is missing before `{self.peek() or 'the end'}`", position)
        return node

    def node(self) -> Node | None:
        r"""One node; None for what leaves no trace, such as `\left`."""
        token, position = self.next()
        if token == "{":
            return self.group("}")
        if token in symbols.OPENING:
            return Atom(symbols.OPENING[token], "open")
        if token in symbols.CLOSING:
            return Atom(symbols.CLOSING[token], "close")
        if token in symbols.FENCES:
            return Atom(symbols.FENCES[token], "bar")
        if token.startswith("\\") and len(token) > 1:
            return self.macro(token[1:], position)
        return _plain(token)

    def macro(self, name: str, position: int) -> Node | None:
        if name in symbols.IGNORED:
            if name in {"left", "right"} and self.peek() == ".":
                self.index += 1
            return None
        if name in {"frac", "dfrac", "tfrac"}:
            return Fraction(self.argument(), self.argument())
        if name == "binom":
            return Binomial(self.argument(), self.argument())
        if name == "sqrt":
            self.skip_spaces()
            degree = EMPTY
            if self.peek() == "[":
                self.index += 1
                degree = self.group("]")
            return Root(self.argument(), degree)
        if name in symbols.ACCENTS:
            return Accent(name, self.argument())
        if name in symbols.WORDS:
            return Atom(self.raw(), "word")
        if name in symbols.FACES:
            return _face(name, self.argument())
        if name in {"begin", "end"}:
            return self.environment(name, position)
        return _sign(name, position)

    def raw(self) -> str:
        """The text in the braces that follow, spaces and all."""
        self.skip_spaces()
        start = self.index
        if self.peek() != "{":
            return self.next()[0] if self.index < len(self.tokens) else ""
        while self.index < len(self.tokens) and self.peek() != "}":
            self.index += 1
        if self.index >= len(self.tokens):
            raise MathsError("a `{` without its `}`", self.tokens[start][1])
        self.index += 1
        inside = "".join(token for token, _ in self.tokens[start + 1 : self.index - 1])
        return re.sub(r"\\(.)", r"\1", inside)

    def environment(self, which: str, position: int) -> Node:
        name = self.raw()
        if name not in symbols.ENVIRONMENTS:
            raise MathsError(f"unknown environment {name[:20]!r}: {did_you_mean(name, symbols.ENVIRONMENTS)}", position)
        if name in {"aligned", "align", "align*", "gathered"}:
            return Atom("", "space")
        return Atom("[" if which == "begin" else "]", "open" if which == "begin" else "close")


def _append(items: list[Node], node: Node) -> None:
    """Add a node; digits that touch are one number, so that its index belongs to all of it."""
    last = items[-1] if items else None
    if isinstance(node, Atom) and isinstance(last, Atom) and node.role == last.role == "digit":
        items[-1] = Atom(last.text + node.text, "digit")
    else:
        items.append(node)


def _plain(token: str) -> Node:
    if token.isspace():
        return Atom("", "space")
    if token in symbols.PLAIN_OPERATORS:
        return Atom(symbols.PLAIN_OPERATORS[token], "operator")
    if token == "&":
        return Atom("", "column")
    if token == "'":
        return Atom("′", "mark")
    if token == "~":
        return Atom(" ", "gap")
    if token in ",;:.!?":
        return Atom(token, "digit" if token == "." else "mark")
    return Atom(token, "digit" if token.isdigit() else "letter")


def _sign(name: str, position: int) -> Atom:
    if name == "cdot":
        return Atom("·", "dot")
    if name == "\\":
        return Atom(";", "mark")
    if name in symbols.BIG:
        return Atom(symbols.BIG[name], "name")
    if name in symbols.LETTERS:
        return Atom(symbols.LETTERS[name], "letter")
    if name in symbols.OPERATORS:
        return Atom(symbols.OPERATORS[name], "operator")
    if name in symbols.NAMES:
        return Atom(name, "name")
    if name in symbols.SPACES:
        return Atom(symbols.SPACES[name], "gap")
    hint = did_you_mean(name, symbols.known_macros())
    advice = hint if hint.startswith("did") else "the author's guide lists those that are known"
    raise MathsError(f"unknown macro \\{name}: {advice}", position)


def _face(name: str, inside: Node) -> Node:
    """Letters of a type face: an upright word, a blackboard letter, or just what it was."""
    items = inside.items if isinstance(inside, Group) else (inside,)
    if not all(isinstance(item, Atom) for item in items):
        return inside
    text = "".join(item.text or " " for item in items if isinstance(item, Atom))
    table = {"mathbb": symbols.BLACKBOARD, "mathcal": symbols.CALLIGRAPHIC}.get(name)
    if table is not None and text in table:
        return Atom(table[text], "letter")
    if name == "operatorname":
        return Atom(text, "name")
    if len(text) > 1 and name in {"mathrm", "mathit", "mathsf", "mathtt", "mathbf"} and text.isalpha():
        return Atom(text, "word")
    return inside
