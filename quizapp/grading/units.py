"""Typed answers with a unit, in per cent, or as arithmetic: `2.5 ms`, `2500 µs`, `27%`, `1/3`."""

from __future__ import annotations

import re
import unicodedata

from quizapp.errors import ExpressionError, UnreadableError
from quizapp.grading.formulas import MAX_LENGTH, read_formula
from quizapp.grading.numbers import misfit, start_of

_PREFIXES = {"": 1.0, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "m": 1e-3, "μ": 1e-6, "u": 1e-6, "n": 1e-9, "p": 1e-12}
_BASES = ("FLOPS", "FLOP", "byte", "bit", "eV", "Hz", "s", "m", "g", "B", "b", "W", "J", "V", "A")

# A sign between two numbers, or what no plain number has.
_ARITHMETIC = re.compile(r"[/*^·×⋅÷√π(½⅓⅔¼¾²³]|[0-9.)]\s*[-+−–]\s*[0-9.(]|\be\b|(?<![A-Za-z])(?:pi|exp|ln|log|sqrt)\b")
# Differences that hardly anybody means: `2.6 – 2.8`, and `1.5·10-3` with its exponent lowered.
_RANGE = re.compile(r"\s*[0-9.,]+\s*([-−–])\s*[0-9.,]+\s*")
_LOWERED = re.compile(r".*[*·×⋅]\s*10\s*([-−–])\s*[0-9]+\s*")


def read_answer(text: str, unit: str) -> tuple[float, ...]:
    """Every number in `unit` that `text` can mean, the likeliest first: `1,234` may be 1.234 or 1234.

    The unit may be left out, or have another prefix (`2500 µs` for ms). `%` is a hundredth where no unit is asked for.
    Arithmetic without names is worked out. Raises `UnreadableError`, which says the unit that is expected.
    """
    try:
        reading = start_of(text)
        rest = text[reading.end :].strip()
        position = text.index(rest, reading.end) if rest else reading.end
        factor = _factor(rest, unit, text, position)
    except UnreadableError:
        if len(text) > MAX_LENGTH or not _ARITHMETIC.search(text):
            raise
        return _worked_out(text, unit)
    return tuple(value * factor for value in reading.values)


def _factor(rest: str, unit: str, text: str, position: int) -> float:
    """What the number before `rest` is multiplied by, to be in `unit`."""
    if not rest or _same(rest, unit):
        return 1.0
    if _same(rest, "%") and not unit:
        return 0.01
    if not unit:
        raise misfit(text, position)
    (typed, base), (asked, key_base) = _parts(rest), _parts(unit)
    if base != key_base:
        raise UnreadableError(
            f"the answer is in {unit}; {rest[:20]!r} at character {position + 1} is something else", position
        )
    return typed / asked


def _parts(unit: str) -> tuple[float, str]:
    """A unit as the factor of its prefix and its base; a word that is no such unit is its own base."""
    plain = unicodedata.normalize("NFKC", unit)
    for base in _BASES:
        factor = _PREFIXES.get(plain.removesuffix(base)) if plain.endswith(base) else None
        if factor is not None:
            return factor, base
    return 1.0, plain


def _same(typed: str, unit: str) -> bool:
    """Whether two units are one: a word may be in the plural or not, and in capitals or not."""
    left, right = (" ".join(unicodedata.normalize("NFKC", word).split()) for word in (typed, unit))
    if left == right or (right == "%" and left.casefold() in {"percent", "per cent"}):
        return True
    return len(right) > 3 and left.casefold().removesuffix("s") == right.casefold().removesuffix("s")


def _worked_out(text: str, unit: str) -> tuple[float, ...]:
    """The value of arithmetic, with the unit behind it or without."""
    bare = text.rstrip().removesuffix(unit or "%")
    percent = not unit and len(bare) < len(text.rstrip())
    try:
        value = read_formula(bare, ()).value({})
    except ExpressionError as error:
        raise UnreadableError(f"that cannot be worked out: {error}") from None
    between, lowered = _RANGE.fullmatch(bare), _LOWERED.fullmatch(bare)
    if between and value < 0:
        raise UnreadableError("that looks like a range: write one number", between.start(1))
    if lowered:
        raise UnreadableError("is that a difference or a power? write 10^-3 or 1e-3", lowered.start(1))
    return (value / 100 if percent else value,)
