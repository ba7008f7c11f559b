"""Short typed texts: when two spellings are the same answer."""

from __future__ import annotations

import math
import re
import unicodedata

from quizapp.errors import UnreadableError
from quizapp.grading.numbers import read_number

_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_TIMES = re.compile(r"[\u00b7\u00d7\u22c5\u2219]")  # · × ⋅ ∙
_AROUND_OPERATORS = re.compile(r"\s*([*/+=<>^()-])\s*")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def fold(text: str) -> str:
    """`text` without the differences that do not matter.

    These are case, Unicode form, the kinds of dashes, quotes and multiplication signs, and spacing: runs of it, and any
    around an operator or a bracket, so that `λ · w` is `λ*w`.
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = _DASHES.sub("-", plain).translate(_QUOTES)
    # Casefolding can undo the normal form (ß, İ), so it is normalised again: folding twice must change nothing.
    plain = unicodedata.normalize("NFKC", plain.casefold())
    return " ".join(_AROUND_OPERATORS.sub(r"\1", _TIMES.sub("*", plain)).split())


def same_text(typed: str, key: str) -> bool:
    """Whether `typed` is `key`, word for word after folding; a word that is a number is compared as a number."""
    left, right = fold(typed).split(), fold(key).split()
    if left == right:
        return True
    return len(left) == len(right) and all(_same_word(a, b) for a, b in zip(left, right, strict=True))


def _same_word(left: str, right: str) -> bool:
    if left == right:
        return True
    try:
        return math.isclose(read_number(left), read_number(right), rel_tol=1e-9, abs_tol=1e-300)
    except UnreadableError:
        return False


def split_gaps(response: str) -> list[str]:
    r"""The texts of a response to several gaps: separated by `|`, where `\|` is a literal bar."""
    parts = re.split(r"(?<!\\)\|", response)
    return [part.replace("\\|", "|").strip() for part in parts]
