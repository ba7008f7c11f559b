"""Numbers as people type them, and how close two of them must be."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from quizapp.errors import UnreadableError

MAX_LENGTH = 64
NEARLY = 4  # so many tolerances from the key, an answer is told how far off it is

# One character for one, so that a position in the folded text is a position in what was typed.
_FOLD = str.maketrans(
    {
        **dict.fromkeys("−–‐‑﹣－", "-"), **dict.fromkeys("·×⋅∙xX", "*"), **dict.fromkeys("’ʼ_", "'"),
        "＋": "+", "，": ",", "．": ".", "٫": ".", "％": "%",
    }
)  # fmt: skip
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_NUMBER = re.compile(
    r"""[=≈~]?\ *(?P<sign>[-+]?)\ *
    (?:(?P<groups>[1-9][0-9]{0,2}(?P<mark>[ ',.])[0-9]{3}(?:(?P=mark)[0-9]{3})*)
       (?P<rest>(?!(?P=mark))[.,][0-9]*)?(?![0-9])
    |(?P<plain>[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+))
    (?:\ ?e\ ?(?P<exponent>[-+]?\ ?[0-9]+)
    |\ ?\*\ ?10\ ?(?:\^|\*\*)\ ?(?P<bracket>\()?(?P<power>[-+]?\ ?[0-9]+)(?(bracket)\))
    |\ ?\*\ ?10(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))?""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_FINITE = re.compile(r"[-+]?(?:nan|inf|infinity|∞)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A number at the start of a text: every value that it can have, the likeliest first, and where it ends."""

    values: tuple[float, ...]
    end: int


def read_number(text: str) -> float:
    """The number that `text` spells: `2.69`, `2,69e0`, `2.69·10⁻³`, `12 345.6`, `1,234,567`, `27%` (0.27).

    A single comma is a decimal comma. Raises `UnreadableError`, which names the first character that does not fit; so
    do NaN and infinities, which no question asks for.
    """
    reading = start_of(text)
    rest = text[reading.end :].strip()
    percent = rest[:1].translate(_FOLD) == "%"
    left = rest[1:].strip() if percent else rest
    if left:
        raise misfit(text, text.index(left, reading.end + percent))
    return reading.values[0] / 100 if percent else reading.values[0]


def misfit(text: str, position: int) -> UnreadableError:
    """What is said of the character at `position`, which does not continue a number."""
    return UnreadableError(f"cannot read {text[position]!r} at character {position + 1} as part of a number", position)


def start_of(text: str) -> Reading:
    """The number with which `text` starts. Raises `UnreadableError` where it starts with none."""
    if len(text.strip()) > MAX_LENGTH:
        position = len(text) - len(text.lstrip()) + MAX_LENGTH
        raise UnreadableError(f"that is longer than {MAX_LENGTH} characters: write one number", position)
    folded = _SPACES.sub(" ", text).translate(_FOLD)
    start = len(folded) - len(folded.lstrip(" "))
    typed = folded.strip(" ")
    if not typed:
        raise UnreadableError("nothing was typed: write a number such as 2.69 or 1e-3")
    if _NOT_FINITE.fullmatch(typed):
        raise UnreadableError("infinity and NaN are no answers here: write a finite number", start)
    match = _NUMBER.match(folded, start)
    if match is None:
        raise misfit(text, start + (typed[0] in "-+" and len(typed) > 1))
    values = tuple(_value(match, digits) for digits in _digits(match))
    if not all(map(math.isfinite, values)):
        raise UnreadableError("that number is too large to compare", start)
    return Reading(values, match.end())


def _digits(match: re.Match[str]) -> list[str]:
    """The digits with their decimal point; `1,234` may be one thousand after all."""
    groups, mark, rest, plain = match.group("groups", "mark", "rest", "plain")
    if not groups:
        return [plain.replace(",", ".")]
    whole = groups.replace(mark, "")
    if mark in ",." and rest is None and groups.count(mark) == 1:
        return [groups.replace(",", "."), *([whole] if mark == "," else [])]
    return [whole + (rest or "").replace(",", ".")]


def _value(match: re.Match[str], digits: str) -> float:
    exponent, power, raised = match.group("exponent", "power", "raised")
    shift = (exponent or power or (raised or "0").translate(_SUPERSCRIPTS)).replace(" ", "")
    return float(f"{match['sign']}{digits}e{shift}")


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far from the key a number still counts: one of a share of the key, a distance, or significant digits."""

    rel: float | None = None
    abs: float | None = None
    digits: int | None = None

    def interval(self, key: float) -> tuple[float, float]:
        """The smallest and the largest number that counts."""
        half = self._half_width(key)
        return key - half, key + half

    def accepts(self, value: float, key: float) -> bool:
        """Whether `value` counts as `key`. Rounding in the last bits of a double is forgiven."""
        half = self._half_width(key)
        return abs(value - key) <= half + 1e-12 * max(abs(key), half)

    def in_words(self, key: float) -> str:
        """The accepted interval as it is said: `anything from 2.64 to 2.74 counts`. Never wider than the truth."""
        low, high = self.interval(key)
        if high - low <= max(1e-12 * abs(key), 1e-300):
            return "only exactly this counts"
        power = math.floor(math.log10((high - low) / 10))
        step = 10.0**power
        low_word = _rounded(math.ceil(low / step - 1e-9) * step, power)
        high_word = _rounded(math.floor(high / step + 1e-9) * step, power)
        return f"anything from {low_word} to {high_word} counts"

    def how_far(self, value: float, key: float) -> str:
        """How far `value` lies from the key, where it is a near miss: `3.3 % above`; else nothing."""
        half, distance = self._half_width(key), abs(value - key)
        if self.accepts(value, key) or distance > NEARLY * half:
            return ""
        side = "above" if value > key else "below"
        return (
            f"{distance:.2g} {side}" if self.abs is not None or not key else f"{100 * distance / abs(key):.2g} % {side}"
        )

    def _half_width(self, key: float) -> float:
        if self.rel is not None:
            return abs(self.rel * key)
        if self.abs is not None:
            return self.abs
        digits = self.digits if self.digits is not None else 6
        leading = math.floor(math.log10(abs(key))) if key else 0
        return 0.5 * 10.0 ** (leading - digits + 1)


def _rounded(value: float, power: int) -> str:
    """`value` to the digit of 10^power, in scientific notation where zeros would hide it."""
    if power >= -6 and abs(value) < 1e9:
        return f"{value:.{max(0, -power)}f}"
    leading = math.floor(math.log10(abs(value))) if value else power
    return f"{value:.{max(1, min(17, leading - power + 1))}g}"


def say_number(value: float) -> str:
    """A measure or a key as it is shown: six significant digits, whole numbers whole."""
    return f"{value:.0f}" if float(value).is_integer() and abs(value) < 1e9 else f"{value:.6g}"
