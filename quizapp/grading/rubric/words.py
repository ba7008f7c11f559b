"""The words of a text: folded, stemmed, and each with its place in what was typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `text` folded, its `stem`, and where it stands in the original; `gap` is what stands before it."""

    text: str
    stem: str
    start: int
    end: int
    gap: str


def words_of(text: str) -> list[Word]:
    """The words of `text`, in order. Maths is words too: `L_1` is `l1`, `w^2` is `w2`, `→` is `to`."""
    folded, places = _folded(text)
    folded = _RESTART.sub(_blanks, _HESITATION.sub(_fluent, folded))
    words: list[Word] = []
    last = 0
    for match in _WORD.finditer(folded):
        word = _read(match)
        words.append(
            Word(word, stem(word), places[match.start()], places[match.end() - 1] + 1, folded[last : match.start()])
        )
        last = match.end()
    return words


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """The stem of a folded word, the same for British and American spelling, and for "doesn't", "never" and "not"."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("n't"):
        return "not"
    american = _BRITISH.sub("iz", word) if len(word) > 4 else word
    return str(_stemmer().stemWord(american))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


_WORD = re.compile(
    r"""
      (?P<bars>\|{1,2}[ ]?\\?[^\W\d_](?:_\w)?[ ]?\|{1,2}(?:[_^{}]{0,2}[012]){0,2})
    | (?P<without>\bw/o\b)
    | (?P<with>\bw/)
    | (?P<unequal>!=|≠|\\neq?\b)
    | (?P<about>[~≈]=?|\\approx\b)
    | (?P<arrow>[-=]+>|[→⇒↔⇔⟶⟹↦]|\\(?:to|rightarrow|Rightarrow)\b)
    | (?P<also>[&+]|(?<=\w)[ ]?/[ ]?(?=[^\W\d]))
    | (?P<over>(?<=\w)[ ]?/(?=[\d(]))
    | (?P<number>\d+(?:[.,]\d+)*(?:e-?\d+)?)
    | (?P<letters>[^\W\d_]+(?:[_^{]{0,2}\d+}?)?(?:'[^\W\d_]+)?)
    """,
    re.VERBOSE,
)

_SIGNS = {
    "without": "without",
    "with": "with",
    "unequal": "not",
    "about": "approximately",
    "arrow": "to",
    "also": "and",
    "over": "over",
}

_BRITISH = re.compile(r"is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)")

_IRREGULAR = {
    "shrank": "shrink", "shrunk": "shrink", "shrunken": "shrink", "shrinkage": "shrink", "drove": "drive",
    "driven": "drive", "goes": "go", "went": "go", "gone": "go", "gave": "give", "given": "give", "got": "get",
    "gotten": "get", "became": "becom", "made": "make", "kept": "keep", "held": "hold", "fell": "fall",
    "fallen": "fall", "grew": "grow", "grown": "grow", "chose": "choos", "chosen": "choos", "dying": "die",
    "froze": "freez", "frozen": "freez", "took": "take", "taken": "take", "left": "leav", "lost": "lose",
    "found": "find", "left-over": "leav", "knew": "know", "known": "know", "meant": "mean_verb",
    "0": "zero", "two": "2", "means": "mean_verb",
    "meaning": "mean_verb", "never": "not", "cannot": "not",
    "normal": "normal_law", "normally": "normal_law", "stuck": "stick", "sat": "sit",
    "stood": "stand", "biases": "bias", "norms": "norm", "expectation": "expectation",
    "expectations": "expectation", "pointed": "pointed", "direction": "direction", "directions": "direction",
    "evenly": "evenly", "unevenly": "unevenly", "several": "several",
    "necessarily": "necessarily",
}  # fmt: skip


# Small words as they are typed in a hurry; the longer ones are mended by their letters.
_TYPED = {
    "niether": "neither", "neiter": "neither", "nver": "never", "nevr": "never", "nto": "not", "canot": "cannot",
    "dosent": "doesn't", "dosnt": "doesn't", "doesent": "doesn't", "doesnt": "doesn't", "dont": "don't",
    "didnt": "didn't", "isnt": "isn't", "arent": "aren't", "cant": "can't", "wont": "won't", "couldnt": "couldn't",
    "wasnt": "wasn't", "teh": "the", "hte": "the", "wich": "which", "thats": "that", "wen": "when", "cuz": "because",
    "bc": "because", "coz": "because", "cos": "because", "tho": "though", "thier": "their", "shoud": "should",
    "severel": "several", "wouldnt": "wouldn't", "shouldnt": "shouldn't", "mustnt": "mustn't",
}  # fmt: skip


# "Neither is, um, stronger": what a speaker fills a pause with is no word, and its commas part nothing where the word
# before them is a small one. "The, the smaller": a small word that is said again.
_HESITATION = re.compile(
    r"""
    (?:(?P<small>\b(?:the|an?|i[st]|it's|are|was|were|of|to|and|but|so|that|in|with|for|by|be|as|or|on|at|than|not)\b)\s*)?
    (?P<comma>,\s*)?
    (?:\b(?:u+h+m*|u+m+|e+r+m*|ehm+|h+m+)\b(?:\s*(?:,|\.{2,}))?|(?<=,)\s*(?:like|you\ know|i\ mean)\s*,)
    """,
    re.VERBOSE,
)
_RESTART = re.compile(r"\b(the|an?|of|to|in|with|for|and|is|are)(?:\s*(?:,|\.{2,}|…)\s*|\s+)(?=\1\b)")


def _fluent(match: re.Match[str]) -> str:
    """What stays of a hesitation: the small word before it, or its first comma, with blanks for the rest."""
    kept = match["small"] or match["comma"] or ""
    return kept + " " * (len(match.group()) - len(kept))


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _read(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    if kind in _SIGNS:
        return _SIGNS[kind]
    text = match.group()
    if kind == "bars":
        if text.startswith("||") and text[-1] not in "12":  # a norm without its index may be either
            return "w"
        return "|w|" + ("1" if text.endswith("1") else "2" if text.endswith("2") else "")
    if kind == "number":
        value = text.replace(",", ".")
        return "0" if not value.strip("0.") else value
    text = re.sub(r"[_^{}]", "", text).removesuffix("'s").removesuffix("'")
    return _TYPED.get(text, text)


_CHARACTERS = {
    "’": "'", "‘": "'", "`": " ", "‖": "||", "∥": "||", "·": " ", "$": " ", "*": " ", "ℓ": "l", "−": "-", "≠": "!=",
    "λ": " lambda ", "η": " eta ", "γ": " gamma ", "β": " beta ", "α": " alpha ", "σ": " sigma ", "θ": " theta ",
    "∇": " gradient ", "Σ": " sum ", "∑": " sum ", "√": " sqrt ", "×": " ", "±": " plus or minus ", "½": " half ",
    "⇏": " does not mean ", "≉": " not ",
    "≡": " same ", "∝": " proportional to ", "∞": " infinity ", "✓": " yes ", "✗": " no ", "↓": " down ",
    "↑": " up ",
}  # fmt: skip


def _folded(text: str) -> tuple[str, list[int] | range]:
    """`text` in lower case and plain characters, and for each of its characters the place that it comes from."""
    if text.isascii():
        return text.translate(_ASCII).lower(), range(len(text))
    parts: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        plain = _CHARACTERS.get(char)
        if plain is None:
            plain = char.lower() if char.isascii() else _plain(char)
        parts.append(plain)
        places.extend([place] * len(plain))
    return "".join(parts), places


_ASCII = str.maketrans({char: plain for char, plain in _CHARACTERS.items() if char.isascii()})


@lru_cache(maxsize=1 << 12)
def _plain(char: str) -> str:
    """A character beyond ASCII without accents and marks, in lower case."""
    if unicodedata.category(char) in {"Mn", "Cf"}:
        return ""
    parts = unicodedata.normalize("NFKD", char).casefold()
    return "".join(part for part in parts if unicodedata.category(part) != "Mn")
