"""What in a Markdown text is code and what is maths: the spans that gaps, slots and maths are searched with."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TICKS = re.compile(r"`+")
_MARK = re.compile(r"\\.|`+|\$\$|\$")
_DOLLARS = re.compile(r"\\.|\$\$?", re.DOTALL)
_BLANK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Span:
    """The stretch `text[start:end]`: a `fence`, inline `code`, `maths` or `display` maths. `content` is its inside."""

    kind: str
    start: int
    end: int
    content: str


@lru_cache(maxsize=1)
def prose_parser() -> MarkdownIt:
    """The parser with which both front ends draw prose. It finds maths where `spans` does."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    return (
        MarkdownIt().enable("table").use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    )


@lru_cache(maxsize=32)  # one prompt is searched for gaps, for slots in each variant, and when it is drawn
def spans(text: str) -> tuple[Span, ...]:
    """Every span of `text`, in order and without overlap. Linear in the length of `text`."""
    found: list[Span] = []
    for start, end, fenced in _stretches(text):
        if fenced:
            found.append(Span("fence", start, end, text[start:end]))
        elif "`" in text[start:end] or "$" in text[start:end]:
            for first, last in _paragraphs(text, start, end):
                found.extend(_inline(text, first, last))
    return tuple(found)


def outside(text: str) -> str:
    """`text` with every span blanked out, character for character, so that positions stay."""
    parts, last = [], 0
    for span in spans(text):
        parts += [text[last : span.start], re.sub(r"[^\n]", " ", text[span.start : span.end])]
        last = span.end
    return "".join([*parts, text[last:]])


def _stretches(text: str) -> Iterator[tuple[int, int, bool]]:
    """`text` cut into fences and what stands between them."""
    position = start = 0
    closing: re.Pattern[str] | None = None
    for line in text.splitlines(keepends=True):
        opening = _FENCE.match(line) if closing is None else None
        if opening and not (opening.group(1)[0] == "`" and "`" in line[opening.end() :]):
            if position > start:
                yield start, position, False
            start = position
            mark = opening.group(1)
            closing = re.compile(rf" {{0,3}}{mark[0]}{{{len(mark)},}}\s*$")
        elif closing is not None and closing.match(line):
            yield start, position + len(line), True
            start, closing = position + len(line), None
        position += len(line)
    if position > start:
        yield start, position, closing is not None


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for blank in _BLANK.finditer(text, start, end):
        yield start, blank.start()
        start = blank.end()
    yield start, end


def _inline(text: str, start: int, end: int) -> Iterator[Span]:
    """The spans of one paragraph: a code span wins over maths, and an escaped dollar is a dollar."""
    ticks = [(match.start(), match.end()) for match in _TICKS.finditer(text, start, end)]
    dollars = [match.span() for match in _DOLLARS.finditer(text, start, end) if match.group()[0] == "$"]
    unmatched: set[tuple[str, int]] = set()
    position = start
    while mark := _MARK.search(text, position, end):
        position = mark.end()
        sign = mark.group()
        key = (sign[0], len(sign))
        if sign[0] == "\\" or key in unmatched:
            continue
        closing = _closing_ticks(ticks, mark) if sign[0] == "`" else _closing_dollar(text, dollars, mark)
        if closing is None:
            if sign != "$":
                unmatched.add(key)
            continue
        kind = {"`": "code", "$": "maths", "$$": "display"}[sign if sign[0] == "$" else "`"]
        yield Span(kind, mark.start(), closing[1], text[mark.end() : closing[0]])
        position = closing[1]


def _closing_ticks(ticks: list[tuple[int, int]], opening: re.Match[str]) -> tuple[int, int] | None:
    length = opening.end() - opening.start()
    index = bisect_left(ticks, (opening.end(), 0))
    rest = (ticks[number] for number in range(index, len(ticks)))
    return next((tick for tick in rest if tick[1] - tick[0] == length), None)


def _closing_dollar(text: str, dollars: list[tuple[int, int]], opening: re.Match[str]) -> tuple[int, int] | None:
    """The dollar that closes maths: the next one, not beside a space on the inside, so that prices are not maths."""
    index = bisect_left(dollars, (opening.end(), 0))
    if len(opening.group()) == 2:
        rest = (dollars[number] for number in range(index, len(dollars)))
        return next((dollar for dollar in rest if dollar[1] - dollar[0] == 2), None)
    if index == len(dollars):
        return None
    first = dollars[index][0]
    prices = text[opening.start() - 1 : opening.start()].isdigit() or text[first + 1 : first + 2].isdigit()
    spaced = text[opening.end()].isspace() or text[first - 1].isspace()
    return None if prices or spaced else (first, first + 1)
