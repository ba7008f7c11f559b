"""Patterns over concepts: `l1 & zero`, `l2 & (shrink | small) & not zero`, `!shrink`, `"a phrase"`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import TypeAlias

from quizapp.errors import ExpressionError
from quizapp.grading.rubric.vocabulary import phrase_of, quoted_name

MAX_LENGTH = 300
MAX_DEPTH = 12
MAX_CASES = 64


@dataclass(frozen=True, slots=True)
class Literal:
    """One condition on a clause: that it says `name`, denies it (`not`), or does not say it (`!`).

    A phrase is called by its stems, joined by spaces.
    """

    name: str
    sign: str = "said"  # said | denied | absent
    phrase: bool = False
    column: int = 0

    def holds(self, said: frozenset[str], denied: frozenset[str]) -> bool:
        """Whether a clause that says `said` and denies `denied` meets it."""
        if self.sign == "absent":
            return self.name not in said
        return self.name in (said if self.sign == "said" else denied)


Case: TypeAlias = tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as it was written, and its cases: any of them, with all of its literals, is a match."""

    text: str
    cases: tuple[Case, ...]

    @property
    def literals(self) -> tuple[Literal, ...]:
        """Every literal, each once."""
        return tuple(dict.fromkeys(literal for case in self.cases for literal in case))


class PatternError(ExpressionError):
    """A pattern that cannot be read; `position` is the 0-based index of what does not fit."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


@lru_cache(maxsize=4096)
def read_pattern(text: str) -> Pattern:
    """The pattern that `text` spells. Raises `PatternError`, which names the place."""
    if len(text) > MAX_LENGTH:
        raise PatternError(f"the pattern is longer than {MAX_LENGTH} characters", MAX_LENGTH)
    tokens = _tokens(text)
    if not tokens:
        raise PatternError("the pattern is empty", 0)
    cases, rest = _either(tokens, 0, len(text))
    if rest:
        raise PatternError(f"{rest[0][0]!r} does not fit here: join concepts with & or |", rest[0][1])
    for case in cases:
        if all(literal.sign == "absent" for literal in case):
            raise PatternError("the pattern asks for nothing that is said: `!a` needs another concept beside it", 0)
    return Pattern(text, tuple(cases))


Token: TypeAlias = tuple[str, int]

_TOKEN = re.compile(r'\s*(?:("[^"]*")|([^\W\d]\w*)|([&|!()]))')


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None:
            start = position + len(text[position:]) - len(text[position:].lstrip())
            message = "this quote is never closed" if text[start] == '"' else f"{text[start]!r} does not belong here"
            raise PatternError(message, start)
        tokens.append((match.group().strip(), match.end() - len(match.group().strip())))
        position = match.end()
    return tokens


def _either(tokens: list[Token], depth: int, end: int) -> tuple[list[Case], list[Token]]:
    cases, rest = _both(tokens, depth, end)
    while rest and rest[0][0] == "|":
        more, rest = _both(rest[1:], depth, end)
        cases = _few(cases + more, end)
    return cases, rest


def _both(tokens: list[Token], depth: int, end: int) -> tuple[list[Case], list[Token]]:
    cases, rest = _term(tokens, depth, end)
    while rest and rest[0][0] == "&":
        more, rest = _term(rest[1:], depth, end)
        cases = _few([(*left, *right) for left in cases for right in more], end)
    return cases, rest


def _few(cases: list[Case], end: int) -> list[Case]:
    if len(cases) > MAX_CASES:
        raise PatternError(f"the pattern has more than {MAX_CASES} cases; split it into several", end)
    return cases


def _term(tokens: list[Token], depth: int, end: int) -> tuple[list[Case], list[Token]]:
    if not tokens:
        raise PatternError("a concept is missing at the end", end)
    (word, column), rest = tokens[0], tokens[1:]
    if word in {"not", "!"}:
        sign = "denied" if word == "not" else "absent"
        cases, rest = _term(rest, depth + 1, end)
        return _negated(cases, sign, column, end), rest
    if word == "(":
        if depth > MAX_DEPTH:
            raise PatternError(f"the pattern is nested deeper than {MAX_DEPTH} brackets", column)
        cases, rest = _either(rest, depth + 1, end)
        if not rest or rest[0][0] != ")":
            raise PatternError("this bracket is never closed", column)
        return cases, rest[1:]
    if word in {"&", "|", ")"}:
        raise PatternError(f"a concept is missing before {word!r}", column)
    if word.startswith('"'):
        phrase = phrase_of(word)
        if not phrase:
            raise PatternError("the quotes hold no words", column)
        return [(Literal(quoted_name(phrase), "said", True, column),)], rest
    return [(Literal(word, "said", False, column),)], rest


def _negated(cases: list[Case], sign: str, column: int, end: int) -> list[Case]:
    """`cases` denied: `not (a | b)` is met by whoever denies one of them, `!(a | b)` by whoever says neither."""
    if any(literal.sign != "said" for case in cases for literal in case):
        raise PatternError("`not` and `!` stand before a concept or a bracket, and never twice", column)
    turned = [[replace(literal, sign=sign) for literal in case] for case in cases]
    if sign == "denied":
        return [(literal,) for case in turned for literal in case]
    count = 1
    for case in turned:
        count *= len(case)
        if count > MAX_CASES:
            raise PatternError(f"the pattern has more than {MAX_CASES} cases; split it into several", end)
    return list(product(*turned))
