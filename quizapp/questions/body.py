"""The body of one question, taken apart: prompt, options, special fences, the attribute comment."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.questions.codes import did_you_mean
from quizapp.questions.lists import Option, Step, is_task_list, not_needed, ordered_lists, read_options, read_steps
from quizapp.questions.model import Place
from quizapp.questions.prose import outside
from quizapp.questions.sections import Block, Part, text_without
from quizapp.questions.source import Report, Source

FENCES = ("yaml key", "yaml evidence", "python starter", "python examples", "python tests", "python solution")

# At most 300 characters and never across another gap, so that a line of brackets costs no more than any other.
GAP = re.compile(r"\[\[((?:(?!\[\[|\]\](?!\])).){0,300})\]\](?!\])")

_FENCE_LINE = re.compile(r"(\s*)(`{3,}|~{3,})([^\n]*)")
_COMMENT = re.compile(r"\s*<!--(.*?)-->\s*", re.DOTALL)
_ATTRIBUTES = re.compile(r"\s*<!--\s*q(?![\w-]).*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fence:
    """A special fence: its content, and the line (from 0) on which the content starts."""

    info: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """The Markdown of one `###` section; `first` and `last` are its lines (from 0) in the file."""

    name: str
    text: str
    place: Place
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Body:
    """A question as it was written. `comment` is the inside of `<!-- q … -->`, or None.

    `ordered` are the steps of each numbered list in the prompt, `spare` the bullets below "Not needed:"; both stay in
    the prompt as well. `features` says in words what was found: `options`, `gaps`, `numbered`, the names of special
    fences and of sections. Kinds are told apart by it, and what no kind reads is reported.
    """

    title: str
    source: Source
    first: int
    last: int
    comment: str | None
    comment_lines: range
    prompt: str
    options: tuple[Option, ...]
    fences: Mapping[str, Fence]
    sections: tuple[Section, ...]
    ordered: tuple[tuple[Step, ...], ...]
    spare: tuple[Step, ...]
    gapped: bool

    @property
    def place(self) -> Place:
        """The heading of the question."""
        return self.source.place(self.first)

    @property
    def features(self) -> frozenset[str]:
        """What the body is made of."""
        found = {*self.fences, *(f"### {section.name}" for section in self.sections)}
        if self.options:
            found.add("options")
        if self.gapped:
            found.add("gaps")
        if self.ordered:
            found.add("numbered")
        return frozenset(found)

    def find(self, needle: str) -> Place:
        """Where `needle` stands in this question."""
        return self.source.find(self.first, self.last, needle)

    def find_attribute(self, needle: str) -> Place:
        """Where `needle` stands in the attribute comment."""
        return self.source.find(self.comment_lines.start, self.comment_lines.stop, needle)

    def section(self, name: str) -> str:
        """The Markdown of the section `name`, or an empty string."""
        return next((section.text for section in self.sections if section.name == name), "")


def read_body(part: Part, source: Source, report: Report) -> Body:
    """The body of the question that `part` outlines."""
    fences = _special_fences(part, source, report)
    comment, comment_lines = attribute_comment(part)
    _report_unread_comments(part, comment_lines, source, report)
    lists = [block for block in part.blocks if is_task_list(block, source)]
    if len(lists) > 1:
        report.error("Q311", source.place(lists[1].first), "the options stand in two lists", "put them into one")
    hidden = [*lists, *_hidden(part.blocks)]
    end = part.sections[0].line if part.sections else part.last
    prompt = text_without(source, part.line + 1, end, hidden)
    return Body(
        title=part.heading,
        source=source,
        first=part.line,
        last=part.last,
        comment=comment,
        comment_lines=comment_lines,
        prompt=prompt,
        options=tuple(option for block in lists[:1] for option in read_options(block, source, report)),
        fences=fences,
        sections=tuple(_section(section, source, report) for section in part.sections),
        ordered=tuple(read_steps(block, source) for block in ordered_lists(part.blocks)),
        spare=tuple(step for block in not_needed(part.blocks, source)[1:] for step in read_steps(block, source)),
        gapped="[[" in prompt and GAP.search(outside(prompt)) is not None,
    )


def canonical_fence(line: str) -> str:
    """`line`, with the name of a special fence right behind its marks, where it opens one."""
    match = _FENCE_LINE.fullmatch(line)
    info = " ".join(match.group(3).split()) if match else ""
    return f"{match.group(1)}{match.group(2)}{info}" if match and info in FENCES else line


def _section(part: Part, source: Source, report: Report) -> Section:
    text = text_without(source, part.line + 1, part.last, _hidden(part.blocks))
    if not text.strip("-*+ \n"):
        report.error(
            "Q312", source.place(part.line), f"`### {part.heading}` is empty", "write it, or delete the heading"
        )
    return Section(part.heading, text, source.place(part.line), part.line + 1, part.last)


def _hidden(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that are no prose: special fences and comments."""
    return [block for block in blocks if _info(block) in FENCES or _is_comment(block)]


def _info(block: Block) -> str:
    return " ".join(block.tokens[0].info.split()) if block.kind == "fence" else ""


def _is_comment(block: Block) -> bool:
    return block.kind == "html_block" and _COMMENT.fullmatch(block.tokens[0].content) is not None


def attribute_comment(part: Part) -> tuple[str | None, range]:
    """The inside of the first `<!-- q … -->` and its lines; None and no line where there is none."""
    for block in part.blocks:
        if _is_comment(block):
            match = _COMMENT.fullmatch(block.tokens[0].content)
            words = match.group(1).split(None, 1) if match else []
            if words and words[0] == "q":
                return words[1] if len(words) > 1 else "", range(block.first, block.last)
    return None, range(0)


def _report_unread_comments(part: Part, read: range, source: Source, report: Report) -> None:
    """Report each attribute comment besides the one on the lines `read`: what it says would be lost in silence."""
    blocks = [*part.blocks, *(block for section in part.sections for block in section.blocks)]
    for block in blocks:
        if block.kind == "html_block" and block.first not in read and _ATTRIBUTES.match(block.tokens[0].content):
            message = "this attribute comment is not read"
            advice = "it is the second one" if read else "it stands alone on its lines, above the first `###`"
            report.error("Q317", source.place(block.first), message, advice)


def _special_fences(part: Part, source: Source, report: Report) -> dict[str, Fence]:
    """The special fences, wherever in the question they stand at the left margin."""
    found: dict[str, Fence] = {}
    blocks = [*part.blocks, *(block for section in part.sections for block in section.blocks)]
    for block in blocks:
        for token in block.tokens:
            info = " ".join(token.info.split()) if token.type == "fence" else ""
            line = token.map[0] if token.map else block.first
            if info in FENCES and token.level == 0:
                if info in found:
                    report.error("M112", source.place(line), f"a second `{info}` fence", "merge the two")
                found.setdefault(info, Fence(info, token.content, line + 1))
            elif info in FENCES:
                message = f"this `{info}` fence is part of a list or a quote"
                report.error("M113", source.place(line), message, "write it at the left margin")
            elif _is_misspelt(info):
                report.error("M113", source.place(line), f"unknown fence `{info}`", did_you_mean(info, FENCES))
    return found


def _is_misspelt(info: str) -> bool:
    """`yaml` with any other second word, or a second word after `python` that is close to one of ours."""
    words = info.lower().split()
    if len(words) != 2 or words[0] not in {"yaml", "python"}:
        return False
    return words[0] == "yaml" or did_you_mean(info, FENCES).startswith("did")
