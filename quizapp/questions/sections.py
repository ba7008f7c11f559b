"""From the lines of a file to its parts: front matter, reading note, and one outline per question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from quizapp.questions.codes import did_you_mean
from quizapp.questions.source import Report, Source

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

SECTIONS = (
    "Answer", "Hint", "Explain", "Rubric", "Misconceptions", "Model answer", "Follow-ups", "Test answers", "Sources",
)  # fmt: skip

_FOLD_LINE = re.compile(r"\s*(?:</?(?:details|summary)\b[^>]*>.*|.*</summary>)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """One top-level Markdown block: its tokens and its lines, from `first` up to `last`."""

    kind: str
    first: int
    last: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A `##` question or a `###` section: its heading, and the blocks below it."""

    heading: str
    line: int
    last: int
    blocks: tuple[Block, ...]
    sections: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole file: `front` is the text of the front matter, `note` the part above the first question."""

    source: Source
    front: str
    note: Part
    questions: tuple[Part, ...]


def outline(source: Source, report: Report) -> Outline:
    """The parts of a file. What is wrong with its Markdown goes to `report`, at its line."""
    source, tokens = _parse(source)
    _check_fences(source, tokens, report)
    blocks = list(_blocks(tokens))
    front = ""
    if blocks and blocks[0].kind == "front_matter":
        front = blocks.pop(0).tokens[0].content
    elif source.lines[0].strip() == "---":
        report.error("M108", source.place(0), "the front matter is not closed", "end it with a line of three dashes")
    blocks = [block for block in blocks if not _is_stray(source, block, report)]
    note, *questions = _cut(blocks, "h2", len(source.lines))
    return Outline(source, front, note, tuple(_with_sections(part, source, report) for part in questions))


def blocks_of(source: Source) -> list[Block]:
    """The top-level blocks of a Markdown text that is no whole file, such as a prompt."""
    return list(_blocks(_parse(source)[1]))


def text_without(source: Source, first: int, last: int, hidden: Sequence[Block]) -> str:
    """The Markdown between two lines, without the `hidden` blocks and without more than one blank line in a row."""
    gone = {line for block in hidden for line in range(block.first, block.last)}
    kept: list[str] = []
    for number in range(first, last):
        line = source.trimmed(number)
        if number in gone:
            line = ""
            if not kept or not kept[-1]:
                continue
        kept.append(line)
    return "\n".join(kept).strip("\n")


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    """A CommonMark parser for blocks only: what stands inside a paragraph is not needed here, and costs most."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark").use(front_matter_plugin).use(dollarmath_plugin)
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _parse(source: Source) -> tuple[Source, list[Token]]:
    """The block tokens, with the lines of `<details>` blanked: such a line would hide the heading below it."""
    while True:
        tokens = _markdown().parse(source.text())
        folds = {
            line
            for token in tokens
            if token.type == "html_block" and token.map
            for line in range(*token.map)
            if _FOLD_LINE.fullmatch(source.lines[line])
        }
        if not folds:
            return source, tokens
        lines = tuple("" if number in folds else line for number, line in enumerate(source.lines))
        source = replace(source, lines=lines)


def block_tokens(source: Source) -> Sequence[Token]:
    """The block tokens of a file, nested ones among them, each with its lines."""
    return _parse(source)[1]


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    start = 0
    for index, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            opening = tokens[start]
            first, last = opening.map or (0, 0)
            yield Block(opening.type, first, last, tuple(tokens[start : index + 1]))
            start = index + 1


def _check_fences(source: Source, tokens: Sequence[Token], report: Report) -> None:
    """Report what swallows the rest of the file: a fence or a comment that is never closed."""
    for token in tokens:
        if token.map is None:
            continue
        first, last = token.map
        if token.type == "fence":
            closing = re.compile(rf"[\s>]*{re.escape(token.markup[0])}{{{len(token.markup)},}}\s*")
            if last - first < 2 or not closing.fullmatch(source.lines[last - 1]):
                message = f"this fence is never closed: the {last - first - 1} lines below it are read as code"
                report.error("M103", source.place(first), message, f"close it with {token.markup} alone on a line")
        elif token.type == "html_block" and token.content.lstrip().startswith("<!--") and "-->" not in token.content:
            message = "this comment is never closed: everything below it is hidden"
            report.error("M109", source.place(first), message, "end it with -->")


def _is_stray(source: Source, block: Block, report: Report) -> bool:
    """Whether the block is a heading that the format has no use for."""
    if block.kind != "heading_open":
        return False
    token = block.tokens[0]
    if token.markup in {"-", "="}:
        line = block.last - 1
        message = f"{source.lines[line].strip()[:10]} turns the line above it into a heading"
        report.error("M111", source.place(line), message, "leave a blank line above it")
        return True
    if token.tag == "h1":
        report.error(
            "M111",
            source.place(block.first),
            "`# ` is not used in a deck",
            "the deck's title stands in the front matter",
        )
        return True
    return False


def _heading(block: Block) -> str:
    return block.tokens[1].content.strip()


def _cut(blocks: Sequence[Block], tag: str, end: int) -> list[Part]:
    """`blocks` cut at the headings `tag`; the first part is what stands above the first heading."""
    starts = [i for i, block in enumerate(blocks) if block.kind == "heading_open" and block.tokens[0].tag == tag]
    bounds = [*starts, len(blocks)]
    head_line = blocks[0].first if blocks else 0
    parts = [Part("", head_line, blocks[starts[0]].first if starts else end, tuple(blocks[: bounds[0]]))]
    for index, stop in zip(starts, bounds[1:], strict=True):
        last = blocks[stop].first if stop < len(blocks) else end
        parts.append(Part(_heading(blocks[index]), blocks[index].first, last, tuple(blocks[index + 1 : stop])))
    return parts


def _with_sections(part: Part, source: Source, report: Report) -> Part:
    """The question with its `###` sections cut off its body."""
    body, *sections = _cut(part.blocks, "h3", part.last)
    named: list[Part] = []
    for section in sections:
        name = next((known for known in SECTIONS if known.lower() == section.heading.lower()), None)
        if name is None:
            hint = did_you_mean(section.heading, SECTIONS)
            report.error("M110", source.place(section.line), f"unknown section {section.heading!r}", hint)
            continue
        if name != "Hint" and any(earlier.heading == name for earlier in named):
            report.error("M112", source.place(section.line), f"`### {name}` stands twice", "merge the two")
        named.append(replace(section, heading=name))
    return replace(part, blocks=body.blocks, sections=tuple(named))
