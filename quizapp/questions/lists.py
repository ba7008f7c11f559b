"""The lists of a question: options with their boxes, and steps in their right order with what is not needed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quizapp.questions.model import Place
from quizapp.questions.sections import Block
from quizapp.questions.source import Report, Source

_BOX = re.compile(r"\s*(?:[-*+])\s+\[([ xX])\](?:\s+|$)(?!\()")
_MARKER = re.compile(r"\s*(?:[-*+]|[0-9]{1,9}[.)])(?: {1,4}(?! )| |$)")
_NOT_NEEDED = re.compile(r"[\s*_]*not needed\s*:?[\s*_]*:?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a task list: its Markdown, whether it is ticked, and what is said to whoever picks it."""

    text: str
    right: bool
    feedback: str
    place: Place


@dataclass(frozen=True, slots=True)
class Step:
    """One item of an ordered list, or of what is not needed: its Markdown, without its marker."""

    text: str
    place: Place


def is_task_list(block: Block, source: Source) -> bool:
    """Whether the block is a list with a box in at least one of its items."""
    return block.kind == "bullet_list_open" and any(_BOX.match(source.lines[first]) for first, _ in _items(block))


def read_options(block: Block, source: Source, report: Report) -> list[Option]:
    """The options of a task list. An item without a box or a text is reported."""
    quotes = [token.map for token in block.tokens if token.type == "blockquote_open" and token.level == 2 and token.map]
    options = []
    for first, last in _items(block):
        box = _BOX.match(source.lines[first])
        if box is None:
            report.error("Q311", source.place(first), "this item has no box", "start it with `- [ ]` or `- [x]`")
            continue
        own = quotes[bisect_left(quotes, [first]) : bisect_left(quotes, [last])]
        text = _item_text(source, first, last, len(box.group()), _margin(source.lines[first]), own)
        if not text:
            report.error("Q311", source.place(first), "this option is empty", "write its text after the box")
        feedback = "\n\n".join(_quote_text(source, start, stop) for start, stop in own)
        options.append(Option(text, box.group(1) != " ", feedback, source.place(first)))
    return options


def ordered_lists(blocks: Sequence[Block]) -> list[Block]:
    """The ordered lists among the top-level blocks of a prompt."""
    return [block for block in blocks if block.kind == "ordered_list_open"]


def not_needed(blocks: Sequence[Block], source: Source) -> list[Block]:
    """The line "Not needed:" and the bullets below it, where both are there."""
    for line, bullets in pairwise(blocks):
        if bullets.kind == "bullet_list_open" and _says_not_needed(line, source):
            return [line, bullets]
    return []


def read_steps(block: Block, source: Source) -> tuple[Step, ...]:
    """The items of a list, in the order of the file. An item may be empty."""
    steps = []
    for first, last in _items(block):
        marker = _MARKER.match(source.lines[first])
        indent = len(marker.group()) if marker else 0
        steps.append(Step(_item_text(source, first, last, indent, indent, ()), source.place(first)))
    return tuple(steps)


def _says_not_needed(block: Block, source: Source) -> bool:
    return block.kind == "paragraph_open" and bool(_NOT_NEEDED.fullmatch(source.text(block.first, block.last)))


def _items(block: Block) -> Iterator[tuple[int, int]]:
    """The lines of each item at the top level of a list."""
    for token in block.tokens:
        if token.type == "list_item_open" and token.level == 1 and token.map:
            yield token.map[0], token.map[1]


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip()) + 2


def _item_text(source: Source, first: int, last: int, indent: int, margin: int, quotes: Sequence[Sequence[int]]) -> str:
    """The Markdown of an item: its first line behind `indent`, the others without their `margin` and the `quotes`."""
    lines = [source.trimmed(first)[indent:]]
    quoted = {line for start, stop in quotes for line in range(start, stop)}
    for number in range(first + 1, last):
        line = source.trimmed(number).expandtabs(4)
        if number not in quoted:
            lines.append(line[margin:] if not line[:margin].strip() else line.lstrip())
    return "\n".join(lines).strip()


def _quote_text(source: Source, first: int, last: int) -> str:
    lines = [re.sub(r"^\s*> ?", "", source.trimmed(number)) for number in range(first, last)]
    return "\n".join(lines).strip()
