"""Formulas as people type them, `2λw²` or `= lam*sign(w)`, turned into a text for the one evaluator."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.errors import ExpressionError, UnreadableError
from quizapp.grading.expressions import MAX_DEPTH, evaluate, names_in
from quizapp.grading.symbols import FRACTIONS, SUPERSCRIPTS, Token, tokens_of

MAX_LENGTH = 300

_STARTS = frozenset({"number", "fraction", "frac", "root", "name", "function", "constant", "(", "|"})


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read: `expression` is what the evaluator takes."""

    expression: str

    def value(self, point: Mapping[str, float]) -> float:
        """The value where each name has its number. Raises `ExpressionError` where there is none."""
        return float(evaluate(self.expression, {identifier(name): number for name, number in point.items()}))

    def __str__(self) -> str:
        """The formula as it was understood, for people and as Markdown: `2·lam·w^2`."""
        words = re.sub(r"[^\W\d]\w*", lambda word: plain_name(word.group()), self.expression)
        return words.replace("**", "^").replace("*", "·").replace("-", "−")


def identifier(name: str) -> str:
    """`name` as the evaluator knows it: `ϕ` is `φ` to Python, and one of its words, such as `lambda`, gets a mark."""
    plain = unicodedata.normalize("NFKC", name)
    return f"{plain}_" if keyword.iskeyword(plain) else plain


def plain_name(word: str) -> str:
    """The name that the evaluator knows as `word`."""
    return word[:-1] if keyword.iskeyword(word[:-1]) else word


def read_formula(text: str, names: Sequence[str]) -> Formula:
    r"""The formula in `names` (none: arithmetic) that `text` spells.

    Reads `2λw`, `2 lam w`, `w(1 - w)`, `lamw`, `w²`, `w^2`, `|w|`, `sgn w`, `√w`, `½`, `2\lambda w`, `$…$`, and drops
    what stands before an equals sign. Raises `UnreadableError`, which names the first character that does not fit; so
    does a text that can be understood in two ways, such as `1/2w`.
    """
    if len(text) > MAX_LENGTH:
        raise UnreadableError(f"that is longer than {MAX_LENGTH} characters: write one formula", MAX_LENGTH)
    reader = _Reader(tokens_of(text, names))
    reader.whole()
    formula = Formula("".join(reader.parts))
    try:
        names_in(formula.expression)
    except ExpressionError as error:
        raise UnreadableError(f"that formula is too large: {error}") from None
    return formula


class _Reader:
    """Reads tokens by the usual precedences and writes `parts`, the text for the evaluator."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.index = 0
        self.parts: list[str] = []
        self.open: list[Token] = []  # the brackets and bars that are open
        self.listing = False  # whether the innermost bracket holds the values of min or max: its commas separate
        self.depth = 0
        self.loose = False  # whether a factor that follows directly could also belong to what was just read

    @property
    def token(self) -> Token:
        return self.tokens[self.index]

    def take(self) -> Token:
        token = self.token
        self.index += 1
        return token

    def whole(self) -> None:
        """The whole formula."""
        if self.token.kind == "end":
            raise UnreadableError("nothing was typed: write a formula")
        self.sum()
        if self.token.kind != "end":
            self.refuse("does not belong there")

    def sum(self) -> None:
        """Terms with + and - between them."""
        self.signs()
        self.product()
        while self.token.kind in {"+", "-"}:
            self.parts.append(f" {self.take().kind} ")
            self.signs()
            self.product()

    def signs(self) -> None:
        while self.token.kind in {"+", "-"}:
            self.parts.append(self.take().kind)

    def product(self) -> None:
        """Factors with *, / or nothing between them."""
        self.power()
        while True:
            token = self.token
            if token.kind in {"times", "/"}:
                self.parts.append("*" if self.take().kind == "times" else "/")
                self.signs()
                bare = self.token.kind not in {"(", "|", "function", "root", "fraction", "frac"}
                self.power()
                self.loose = self.loose or (token.kind == "/" and bare)
            elif token.kind in _STARTS and not (token.kind == "|" and self.open and self.open[-1].kind == "|"):
                self.refuse_unclear(token)
                self.parts.append("*")
                self.power()
            else:
                return

    def refuse_unclear(self, token: Token) -> None:
        """Refuse a factor without a sign before it where it could mean two things."""
        if token.kind == "number":
            self.refuse("has no sign before it: write for example w^2 or 2·w")
        before = self.tokens[self.index - 1]
        if token.kind == "fraction" and before.kind == "number":
            self.refuse("could be added or multiplied: write + or ·")
        if self.loose and token.tight:
            self.refuse(
                "can be understood in two ways: put brackets around what belongs together, as in (1/2)w or 1/(2w)"
            )

    def power(self) -> None:
        """An atom and its exponent."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.refuse(f"is nested deeper than {MAX_DEPTH} levels")
        self.loose = False
        base = self.token
        self.atom()
        if self.token.kind == "superscript":
            self.parts.append(f"**{int(self.take().text.translate(SUPERSCRIPTS))}")
        elif self.token.kind == "power":
            self.take()
            self.parts.append("**")
            self.signs()
            exponent = self.token
            self.power()
            named = exponent.kind in {"name", "constant"} or (base.kind == "constant" and exponent.kind == "number")
            self.loose = self.loose or named  # 2^xy, e^2w
        self.depth -= 1

    def atom(self) -> None:
        """A number, a name, a call, or what stands in brackets or between bars."""
        token = self.token
        match token.kind:
            case "number":
                self.number()
            case "fraction":
                self.parts.append(f"({FRACTIONS[self.take().text]})")
            case "name" | "constant":
                self.parts.append(identifier(self.take().text))
            case "function" | "root":
                self.call()
            case "frac":
                self.frac()
            case "(":
                self.bracket(")")
            case "|":
                self.parts.append("abs")
                self.bracket("|")
            case "end":
                raise UnreadableError("the formula is not finished: something is missing at its end", token.start)
            case _:
                self.refuse("follows nothing that it could work on")

    def number(self) -> None:
        """A number; a comma between two digits is a decimal comma, but between the values of min or max."""
        whole, text = self.take(), ""
        comma, digits = self.token, self.tokens[min(self.index + 1, len(self.tokens) - 1)]
        if comma.kind == "," and comma.tight and not self.listing and digits.kind == "number" and digits.tight:
            if not whole.text.isdecimal() or not digits.text[0].isdecimal() or "." in digits.text:
                self.refuse("does not belong into a number")
            if len(digits.text) == 3 and not whole.text.startswith("0") and len(whole.text) <= 3:
                self.refuse("could mark thousands or decimals: write 1234 or 1.234")
            self.index += 2
            text = f".{digits.text}"
        self.parts.append(whole.text + text)

    def bracket(self, closing: str, listing: bool = False) -> int:
        """What stands between an opening and its `closing`; how many values, separated by commas."""
        if len(self.open) >= MAX_DEPTH:
            self.refuse(f"is nested deeper than {MAX_DEPTH} levels")
        opening, outer, self.listing = self.take(), self.listing, listing
        self.open.append(opening)
        self.parts.append("(")
        self.sum()
        count = 1
        while listing and self.token.kind == ",":
            self.take()
            self.parts.append(", ")
            self.sum()
            count += 1
        if self.token.kind == "end":
            raise UnreadableError(
                f"the {opening.text!r} at character {opening.start + 1} is never closed", opening.start
            )
        if self.token.kind != closing:
            self.refuse(f"stands where the {opening.text!r} at character {opening.start + 1} should be closed")
        self.take()
        self.open.pop()
        self.parts.append(")")
        self.listing, self.loose = outer, False
        return count

    def call(self) -> None:
        """A function and its value: in brackets, or the one factor behind it."""
        function = self.take()
        name = "sqrt" if function.kind == "root" else function.text
        several = name in {"min", "max"}
        self.parts.append(name)
        if self.token.kind == "(":
            if self.bracket(")", listing=several) < 2 and several:
                raise UnreadableError(f"{name} takes two values or more, separated by commas", function.start)
            return
        if several or self.token.kind not in _STARTS | {"-", "+"}:
            raise UnreadableError(f"behind {function.text} comes a bracket, as in {function.text}(…)", function.start)
        self.parts.append("(")
        self.signs()
        self.power()
        self.parts.append(")")
        self.loose = True

    def frac(self) -> None:
        r"""`\frac{a}{b}`."""
        frac = self.take()
        self.parts.append("(")
        for sign in ("/", ")"):
            if self.token.kind != "(":
                raise UnreadableError(r"behind \frac come two braces, as in \frac{1}{2}", frac.start)
            self.bracket(")")
            self.parts.append(sign)
        self.loose = False

    def refuse(self, why: str) -> None:
        token = self.token
        if token.kind == "end":
            raise UnreadableError(f"the end of the formula {why}", token.start)
        raise UnreadableError(f"{token.text!r} at character {token.start + 1} {why}", token.start)
