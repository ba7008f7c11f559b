"""A text cut into sentences: at full stops, at the ends of short lines, and where a line has a head of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizapp.grading.rubric.lexicon import ABBREVIATED
from quizapp.grading.rubric.words import Word


def sentences(words: Sequence[Word], rest: str) -> list[tuple[int, int, bool]]:
    """The first word, the word behind the last, and whether it is a question, for each sentence."""
    starts = [0, *(i for i in range(1, len(words)) if _ends_sentence(words, i))]
    bounds = zip(starts, [*starts[1:], len(words)], strict=True)
    return [(a, b, "?" in (words[b].gap if b < len(words) else rest)) for a, b in bounds if a < b]


_STOP = re.compile(r"[.!?](?=[\s\"')*]|$)")
_ITEM = re.compile(r"\n\s*(?:[-•>]|\()|\n\s*\n")


def _ends_sentence(words: Sequence[Word], index: int) -> bool:
    """Whether a sentence ends before word `index`: at a full stop, an empty line, or the end of a short line."""
    gap = words[index].gap
    if _STOP.search(gap + " "):
        return words[index - 1].text not in ABBREVIATED or "\n" in gap
    if "\n" not in gap:
        return False
    if _ITEM.search(gap) or any(mark in gap for mark in ":;") or _is_headed(words, index):
        return True
    return _line_length(words, index) + words[index].end - words[index].start < 60


def _is_headed(words: Sequence[Word], index: int) -> bool:
    """Whether the line that starts at word `index` starts with a head of its own: "L2: …", "3 % = …"."""
    gaps = [word.gap for word in words[index + 1 : index + 4]]
    head = next((place for place, gap in enumerate(gaps) if gap[:1] == ":" or " = " in gap), -1)
    return head >= 0 and not any("\n" in gap for gap in gaps[: head + 1])


def _line_length(words: Sequence[Word], index: int) -> int:
    start = index - 1
    while start > 0 and "\n" not in words[start].gap:
        start -= 1
    return words[index - 1].end - words[start].start
