"""The tokens of a typed formula: numbers, names, functions and signs, each with its place in what was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.errors import UnreadableError
from quizapp.grading.spellings import SUBSCRIPTS, pieces

# One character for one, so that a position in the folded text is a position in what was typed.
_FOLD = str.maketrans(
    {
        **dict.fromkeys("−–‐‑﹣－", "-"), **dict.fromkeys("·×⋅∙∗•", "*"), **dict.fromkeys("÷∕⁄", "/"),
        **dict.fromkeys("[{（", "("), **dict.fromkeys("]}）", ")"), **dict.fromkeys("∣｜", "|"),
        **dict.fromkeys("$`", " "), "＋": "+", "＝": "=", "，": ",", "．": ".",
    }
)  # fmt: skip
FRACTIONS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅙": "1/6", "⅛": "1/8"}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_LETTER = r"A-Za-z\u0370-\u03ff"
_TOKEN = re.compile(
    rf"""(?P<space>\s+|\\left|\\right|\\[bB]igg?[lr]?(?![a-z])|\\[,;:! ])
    |(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)
    |(?P<times>\*(?!\*)|\\cdot(?![a-z])|\\times(?![a-z]))
    |(?P<power>\*\*|\^)
    |(?P<superscript>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
    |(?P<fraction>[{"".join(FRACTIONS)}])
    |(?P<frac>\\[dt]?frac(?![a-z]))
    |(?P<root>√|\\sqrt(?![a-z]))
    |(?P<bar>\\[lr]?vert(?![a-z]))
    |(?P<styled>\\(?:operatorname|mathrm|mathit|mathbf|text)\*?\s*\((?P<inside>[{_LETTER}]+)\))
    |(?P<word>\\?[{_LETTER}][{_LETTER}0-9]*(?:_[{_LETTER}0-9]+|_\([{_LETTER}0-9]+\)|[{SUBSCRIPTS}]+)*)
    |(?P<sign>[-+/()|,]|\\[()])""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is a group of the pattern, what a word stands for, or the sign itself; `tight` where no space precedes.

    The `text` of a sign is what was typed for it; a number is in plain digits with a point.
    """

    kind: str
    text: str
    start: int
    tight: bool


def tokens_of(text: str, names: Sequence[str]) -> list[Token]:
    """The tokens of `text` behind its last equals sign, and an `end`. Raises `UnreadableError`."""
    folded = "".join(map(_plain, text)).translate(_FOLD)
    position, stop = folded.rfind("=") + 1, len(folded.rstrip(" \t\n.,;"))
    if position > 1 and folded[position - 2] in "<>!":
        raise UnreadableError(f"cannot read {text[position - 2]!r} at character {position - 1}", position - 2)
    found: list[Token] = []
    tight = False
    while position < stop:
        match = _TOKEN.match(folded, position, stop)
        if match is None:
            raise UnreadableError(f"cannot read {text[position]!r} at character {position + 1}", position)
        kind = match.lastgroup or ""
        if kind in {"word", "styled"}:
            start, end = match.span("inside" if kind == "styled" else "word")
            for piece in pieces(folded[start:end].replace("(", "{").replace(")", "}"), names, start):
                found.append(Token(piece.kind, piece.text, start + piece.start, tight))
                tight = True
        elif kind == "number":
            found.append(Token(kind, match.group(), position, tight))
        elif kind != "space":
            sign = {"bar": "|", "sign": match.group()[-1]}.get(kind, kind)  # `\{` is a bracket
            found.append(Token(sign, text[position : match.end()], position, tight))
        tight = kind != "space"
        position = match.end()
    return [*found, Token("end", "", len(text), False)]


def _plain(char: str) -> str:
    """A letter of a mathematical alphabet as the plain one; any other character, a raised letter too, as it is."""
    if char.isascii() or not char.isalpha() or unicodedata.decomposition(char).startswith(("<sub>", "<super>")):
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char
