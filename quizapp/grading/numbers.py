"""Numbers as people type them, and how close two of them must be."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from quizapp.errors import UnreadableError

MAX_LENGTH = 64

# One character for one, so that a position in the folded text is a position in what was typed.
_FOLD = str.maketrans(
    {"−": "-", "–": "-", "‐": "-", "‑": "-", "﹣": "-", "－": "-", "＋": "+", "，": ",", "．": ".", "٫": ".", "％": "%"}
)
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?(?:nan|inf|infinity|∞)", re.IGNORECASE)


def read_number(text: str) -> float:
    """The number that `text` spells: `2.69`, `2,69e0`, `1e-3`, `27%` (0.27), with a Unicode minus or thin spaces.

    A comma is a decimal comma. Raises `UnreadableError`, which names the first character that does not fit; so do
    NaN and infinities, which no question asks for.
    """
    kept = [(index, char) for index, char in enumerate(text) if not _SPACES.match(char)]
    if not kept:
        raise UnreadableError("nothing was typed: write a number such as 2.69 or 1e-3")
    if len(kept) > MAX_LENGTH:
        raise UnreadableError(f"that is longer than {MAX_LENGTH} characters: write one number", kept[MAX_LENGTH][0])
    folded = "".join(char for _, char in kept).translate(_FOLD)
    if _NOT_FINITE.fullmatch(folded):
        raise UnreadableError("infinity and NaN are no answers here: write a finite number", kept[0][0])
    end = _end_of_number(folded)
    if end < len(folded):
        position = kept[end][0]
        raise UnreadableError(
            f"cannot read {text[position]!r} at character {position + 1} as part of a number", position
        )
    percent = folded.endswith("%")
    value = float(folded.rstrip("%").replace(",", "."))
    if not math.isfinite(value):
        raise UnreadableError("that number is too large to compare", kept[0][0])
    return value / 100 if percent else value


def _end_of_number(folded: str) -> int:
    """The length of the number at the start of `folded`, its percent sign included."""
    match = _NUMBER.match(folded)
    if match is None:
        sign = folded[0] in "-+" and len(folded) > 1
        return 1 if sign else 0
    end = match.end()
    return end + 1 if folded[end : end + 1] == "%" else end


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
    return f"{value:.6g}"
