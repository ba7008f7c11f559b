"""The words of a typed formula: Greek and Latin spellings of its names, functions, and names that are run together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quizapp.errors import UnreadableError

# How the functions of the evaluator are typed.
FUNCTIONS = {
    "abs": "abs", "sign": "sign", "sgn": "sign", "signum": "sign", "sqrt": "sqrt", "exp": "exp", "log": "log",
    "ln": "log", "log10": "log10", "min": "min", "max": "max",
}  # fmt: skip
CONSTANTS = ("pi", "e")

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ϑ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho",
    "σ": "sigma", "ς": "sigma", "τ": "tau", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_SHORT = {"lam": "lambda", "eps": "epsilon"}
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₙₜ"
_INDEXED = re.compile(r"(.+?)(?:_\{?[ijknt]{1,2}\}?|[ᵢⱼₖₙₜ]{1,2})")
_INDEX = re.compile(rf"_\{{[^}}]*|_.|[{SUBSCRIPTS}]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a word: a `name`, a `function`, a `constant` or a `number`, and where in the word it starts."""

    kind: str
    text: str
    start: int


def pieces(word: str, names: Sequence[str], position: int) -> list[Piece]:
    """What `word`, typed at `position`, stands for: `lam`, `λ` and `lambda` are one name, `2λw` holds two.

    A word that is no name is split, the longest names first; an index goes (`w_i` is `w`) where only the name without
    it is known. Raises `UnreadableError` where something is left over.
    """
    spelled = _spelled(word)
    found = _whole(spelled, names)
    if found is not None:
        return [found]
    for folded in (str, str.lower):
        dictionary = _dictionary(tuple(names), folded is str.lower)
        split = _split([(folded(char), index) for char, index in spelled], dictionary, _inside_indices(word))
        if split is not None:
            return split
    indexed = _INDEXED.fullmatch(word)
    if indexed:
        return pieces(indexed.group(1), names, position)
    raise UnreadableError(_unknown(word, names, position), position)


def _spelled(word: str) -> list[tuple[str, int]]:
    """The letters and digits of `word` in Latin, each with the index of the character that it comes from."""
    found: list[tuple[str, int]] = []
    for index, char in enumerate(word):
        plain = unicodedata.normalize("NFKC", char)
        latin = _GREEK.get(plain, plain)  # a capital stays: Σ is a sum, and no σ
        found += [(letter, index) for letter in latin if letter not in "_{}\\"]
    return found


def _text(spelled: Sequence[tuple[str, int]]) -> str:
    return "".join(letter for letter, _ in spelled)


@lru_cache(maxsize=64)
def _dictionary(names: tuple[str, ...], any_case: bool) -> Mapping[str, Piece]:
    """Every spelling of a name, a function and a constant.

    `any_case` folds those that stay apart when they are folded, but e: an E is an expectation.
    """
    found: dict[str, Piece] = {}
    for name in names:
        for spelling in _spellings(name):
            found.setdefault(spelling, Piece("name", name, 0))
    for spelling, function in FUNCTIONS.items():
        found.setdefault(spelling, Piece("function", function, 0))
    for constant in CONSTANTS:
        found.setdefault(constant, Piece("constant", constant, 0))
    if any_case:
        folded = [spelling.lower() for spelling in found]
        found = {key.lower(): piece for key, piece in found.items() if folded.count(key.lower()) == 1 and key != "e"}
    return found


def _spellings(name: str) -> Iterator[str]:
    """`name` in Latin, and with its long or short Greek word."""
    latin = _text(_spelled(name))
    yield latin
    stem, rest = latin.rstrip("0123456789"), latin[len(latin.rstrip("0123456789")) :]
    for short, long in _SHORT.items():
        if stem in {short, long}:
            yield from (short + rest, long + rest)


def _whole(spelled: list[tuple[str, int]], names: Sequence[str]) -> Piece | None:
    text = _text(spelled)
    return _dictionary(tuple(names), False).get(text) or _dictionary(tuple(names), True).get(text.lower())


def _inside_indices(word: str) -> frozenset[int]:
    """Where in `word` no piece may begin, because an index stands there: `w_t` is never `w` times `t`."""
    return frozenset(index for found in _INDEX.finditer(word) for index in range(*found.span()))


def _split(
    spelled: list[tuple[str, int]], dictionary: Mapping[str, Piece], joined: frozenset[int]
) -> list[Piece] | None:
    """The word as a row of pieces, none of which begins in `joined`, found from its end. None where it is no row.

    e and a number may only come last.
    """
    text = _text(spelled)
    longest = max(map(len, dictionary))
    best: list[list[Piece] | None] = [None] * len(text) + [[]]
    for start in range(len(text) - 1, -1, -1):
        if spelled[start][1] in joined:
            continue
        number = text[start:].isdecimal()
        if number:
            best[start] = [Piece("number", text[start:], spelled[start][1])]
            continue
        for stop in range(min(len(text), start + longest), start, -1):
            piece, rest = dictionary.get(text[start:stop]), best[stop]
            if piece is None or rest is None or (piece.text == "e" and rest):
                continue
            best[start] = [Piece(piece.kind, piece.text, spelled[start][1]), *rest]
            break
    return best[0]


def _unknown(word: str, names: Sequence[str], position: int) -> str:
    shown = word if len(word) <= 20 else word[:19] + "…"
    where = f"{shown!r} at character {position + 1}"
    match list(names):
        case []:
            return f"{where} is no number: write numbers only"
        case [name]:
            return f"the formula has {name}; {where} is something else"
        case [first, second]:
            return f"the formula has {first} and {second}; {where} is neither"
    return f"the formula has {', '.join(names[:-1])} and {names[-1]}; {where} is none of them"
