"""Notes in columns, read out as sentences: "pull on a small weight: full / none" under "L1 / L2"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from typing import TypeAlias

from quizapp.grading.rubric.lexicon import set_of
from quizapp.grading.rubric.words import Word

Span: TypeAlias = tuple[int, int]  # of characters

MAX_HEADING = 4  # words of a column's name
MAX_HEAD = 8  # words of a row's name
MAX_LINE = 200  # characters of a line of answers

_YES = set_of("yes y true yep")
_NO = set_of("no n false none never nope")

_BETWEEN = re.compile(r"\s/\s")
_ANSWERS = re.compile(r"[^,:?]+\b(?:yes|no)\b", re.IGNORECASE)
_HEAD = re.compile(r"[:?]")
_PLAIN = re.compile(r"\W*(?:yes|no)\W*", re.IGNORECASE)
_STOP = re.compile(r"[.;]\s")
_BRACKETED = re.compile(r"\(([^()]+)\)\s*[.;]?$")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of notes: what its `head` names, and for each cell whom it is about and what it says."""

    head: Span
    cells: tuple[tuple[Span, Span], ...]


def read_out(text: str, words: list[Word], names: Callable[[Sequence[Word]], bool]) -> list[Word]:
    """`words`, with a sentence for each cell of each line in columns, where yes and no are claims and denials.

    `names` tells whether words name one of a contrasted pair. A word that is read out twice stands where its cell does.
    """
    if not _BETWEEN.search(text) and "?" not in text:
        return words
    spoken: list[Word] = []
    columns: tuple[Span, ...] = ()
    start = 0
    broken = False
    for line in text.splitlines(keepends=True):
        span = (start, start + len(line))
        start = span[1]
        inside = _within(words, span)
        heading = _heading(text, span, words, names)
        row = None if heading else _row(text, span, words, columns, names)
        columns = heading or (tuple(about for about, _ in row.cells) if row else ())
        if row:
            spoken += [word for about, said in row.cells for word in _sentence(words, row.head, about, said)]
        elif inside and not heading:
            spoken += [replace(inside[0], gap=f". {inside[0].gap}") if broken else inside[0], *inside[1:]]
        broken = bool(row or heading)
    return spoken


def _heading(text: str, span: Span, words: Sequence[Word], names: Callable[[Sequence[Word]], bool]) -> tuple[Span, ...]:
    """The columns that a line such as "lasso / ridge" names, if it is one."""
    cells = _cells(text, span)
    if len(cells) < 2 or _HEAD.search(text, *span):
        return ()
    inside = [_within(words, cell) for cell in cells]
    return cells if all(len(cell) <= MAX_HEADING and names(cell) for cell in inside) else ()


def _row(
    text: str, span: Span, words: Sequence[Word], columns: Sequence[Span], names: Callable[[Sequence[Word]], bool]
) -> _Row | None:
    """The line as a row of cells, if it is one."""
    first, last = span
    cells = _cells(text, span)
    if len(cells) > 1 and all(":" in text[a:b] for a, b in cells):  # "exact zeros? Adam: no / ISTA: yes"
        colons = [text.rindex(":", a, b) for a, b in cells]
        before = max((m.end() for m in _HEAD.finditer(text, first, colons[0])), default=first)
        starts = [before, *(a for a, _ in cells[1:])]
        parts = zip(starts, colons, cells, strict=True)
        return _Row((first, before), tuple(((a, colon), (colon, b)) for a, colon, (_, b) in parts))
    mark = _HEAD.search(text, first, last)
    if mark is None:
        return None
    head = (first, mark.start())
    if len(_within(words, head)) > MAX_HEAD or _STOP.search(text, *head):
        return None
    if len(cells) < 2 and mark.group() == "?":
        if _PLAIN.fullmatch(text, mark.end(), last):  # "reuse lambda? no"
            return _Row(head, (((last, last), (mark.end(), last)),))
        cells = _answers(text, (mark.end(), last))
    if len(cells) < 2 or cells[0][1] < mark.end():
        return None
    cells = ((max(cells[0][0], mark.end()), cells[0][1]), *cells[1:])
    bracketed = [_BRACKETED.search(text[a:b].rstrip()) for a, b in cells]
    if all(bracketed):  # "goes into: gradient (Adam) / weight (AdamW)"
        about = [(a + m.start(1), a + m.end(1)) for (a, _), m in zip(cells, bracketed, strict=True) if m]
        rest = [(a, a + m.start()) for (a, _), m in zip(cells, bracketed, strict=True) if m]
        named = all(names(_within(words, span)) for span in about)
        return _Row(head, tuple(zip(about, rest, strict=True))) if named else None
    if len(columns) == len(cells) and columns[0][0] < columns[0][1]:
        return _Row(head, tuple(zip(columns, cells, strict=True)))
    if all(names(_within(words, cell)) for cell in cells):  # "exactly 0? MAP yes, mean no"
        return _Row(head, tuple(((a, a), (a, b)) for a, b in cells))
    return None


def _cells(text: str, span: Span) -> tuple[Span, ...]:
    cuts = [match.span() for match in _BETWEEN.finditer(text, *span)]
    starts = [span[0], *(end for _, end in cuts)]
    return tuple(zip(starts, [*(start for start, _ in cuts), span[1]], strict=True))


def _answers(text: str, span: Span) -> tuple[Span, ...]:
    """The parts of "MAP yes, mean no", where each part says yes or no."""
    if span[1] - span[0] > MAX_LINE:
        return ()
    found = [match.span() for match in _ANSWERS.finditer(text, *span)]
    return tuple(found) if not set(text[found[-1][1] : span[1]] if found else "x") - set(" .\n") else ()


def _within(words: Sequence[Word], span: Span) -> list[Word]:
    first = bisect_left(words, span[0], key=lambda word: word.start)
    return list(takewhile(lambda word: word.end <= span[1], islice(words, first, None)))


def _sentence(words: Sequence[Word], head: Span, about: Span, cell: Span) -> list[Word]:
    """One cell read out: whom it is about, what its row is about, and what it says.

    It is quoted from the start of its row.
    """
    said, row, named = _within(words, cell), _within(words, head), _within(words, about)
    if not said:
        return []
    start = (row or named or said)[0].start
    denied = any(word.text in _NO for word in (said[0], said[-1]))
    plain = [word for word in said if word.text not in _YES | _NO] if denied or _is_yes(said) else said
    denial = [Word("not", "not", start, start, " ")] if denied else []
    # Where no column names whom a cell is about, the cell does: "MAP yes, mean no".
    spoken = [*named, *denial, *row, *plain] if named else [*plain, *denial, *row]
    spoken = [word if word in plain[1:] else replace(word, gap=" ") for word in spoken]
    if not spoken:
        return []
    spoken[0] = replace(spoken[0], gap=". ", start=start)
    spoken[-1] = replace(spoken[-1], end=said[-1].end)
    return spoken


def _is_yes(said: Sequence[Word]) -> bool:
    return said[0].text in _YES or said[-1].text in _YES
