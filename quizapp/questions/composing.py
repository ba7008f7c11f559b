"""A question as the fields of a form, one for each part of its Markdown: cut apart, and put together again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quizapp.questions.body import FENCES
from quizapp.questions.kind import all_kinds
from quizapp.questions.lists import is_task_list
from quizapp.questions.model import Problem
from quizapp.questions.sections import Block, Part, outline
from quizapp.questions.source import Report, Source, decode

TITLE, PROMPT, OPTIONS, STEPS, SPARE, ATTRIBUTES = "Title", "Prompt", "Options", "Steps", "Not needed", "Attributes"
NEVER_MISSING = ("### Hint", "### Explain", "### Sources")  # what a form offers for every kind

# What goes into a field, in a line. A part that is not named here explains itself by its example.
HOW = {
    TITLE: "Names the question in one line, and does not give the answer away.",
    PROMPT: "What is asked. Maths is $…$; `name=value` in backticks shows a value of the run.",
    OPTIONS: "One a line: [x] before a right one, [ ] before the others; > below one for whoever picks it.",
    STEPS: "One a line, in the right order. They are shown in another one.",
    SPARE: "Steps that do not belong, one a line.",
    "yaml key": "The run that gives the answer. `quizapp demo` lists the demos, `quizapp demo NAME` their measures.",
    "yaml evidence": "The run that proves the answer, and what holds for its measures.",
    "python starter": "What stands in the editor at first. It must fail the tests.",
    "python examples": "Tests that the learner sees.",
    "python tests": "Tests that the learner does not see.",
    "python solution": "It must pass all tests.",
    "### Answer": "What stands on the back of the card.",
    "### Hint": "A first step. A line ### Hint begins the next one.",
    "### Explain": "Shown after every answer, right ones too.",
    "### Sources": "Where it comes from, a line each, beginning with a dash.",
    ATTRIBUTES: "Such as level=senior tags=l1,sparsity time=90s. May stay empty.",
}
# Parts in a grammar of their own are begun from the example; prose is not, as it would be left standing.
BEGUN = frozenset({*FENCES, "### Rubric", "### Misconceptions", "### Follow-ups", "### Test answers"})

_ATTRIBUTES = re.compile(r"\s*<!--\s*q\b(.*?)-->\s*", re.DOTALL)
_ID = re.compile(r"\bid=(\S+)\s*")
_NOT_NEEDED = re.compile(r"\s*not needed\s*:?\s*", re.IGNORECASE)
_MARKER = re.compile(r"^(?:[-*+]|[0-9]{1,9}[.)])\s+")
_BOX = re.compile(r"(?:[-*+]\s+)?(\[[ xX]\])\s*")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: the part that it is for, what goes into it, what a sample has there, and what it begins with."""

    name: str
    how: str
    example: str
    begin: str = ""

    @property
    def label(self) -> str:
        """The name as a person reads it."""
        kind, _, rest = self.name.partition(" ")
        word = {"yaml": " (YAML)", "python": " (Python)"}.get(kind, "")
        return f"{rest.capitalize()}{word}" if word or kind == "###" else self.name


def fields_of_kind(kind: str) -> tuple[Field, ...]:
    """The fields of a form for this kind: the parts that its first sample has, and those that every kind may have."""
    sample = parts_of(all_kinds()[kind].samples[0].markdown)
    names = [name for name in dict.fromkeys((*sample, *NEVER_MISSING)) if name not in ("id", ATTRIBUTES)]
    return tuple(
        Field(name, HOW.get(name, ""), sample.get(name, ""), sample.get(name, "") if name in BEGUN else "")
        for name in (*names, ATTRIBUTES)
    )


def parts_of(markdown: str) -> dict[str, str]:
    """The parts of the first question in `markdown` by their names; its id as `id`. Empty where there is none."""
    source = decode(markdown.encode("utf-8", "surrogatepass"), Path("question.md"))
    questions = () if isinstance(source, Problem) else outline(source, Report()).questions
    if isinstance(source, Problem) or not questions:
        return {}
    cut = _cut(questions[0], source).items()
    return {name: (f"\n\n{name}\n" if name.startswith("###") else "\n\n").join(texts) for name, texts in cut}


def markdown_of(parts: Mapping[str, str], question_id: str) -> str:
    """The question that the parts make. What is empty is left out."""
    said = {name: text.strip("\n").rstrip() for name, text in parts.items() if text.strip()}
    comment = " ".join(["q", f"id={question_id}", *said.get(ATTRIBUTES, "").split()])
    blocks = [f"## {' '.join(said.get(TITLE, '').split())}".rstrip() + f"\n<!-- {comment} -->"]
    blocks += [said[PROMPT]] if PROMPT in said else []
    blocks += [_written(name, text) for name, text in said.items() if name not in (TITLE, PROMPT, ATTRIBUTES, "id")]
    return "\n\n".join(blocks) + "\n"


def fits_a_form(markdown: str) -> bool:
    """Whether nothing of `markdown` would be lost in a form."""
    parts = parts_of(markdown)
    return bool(parts) and _words(markdown_of(parts, parts.get("id", ""))) == _words(markdown)


def _words(markdown: str) -> list[str]:
    """What counts of a question: its lines, without blank ones and without the spaces around them."""
    lines = [" ".join(line.split()) for line in markdown.replace("id= ", "").splitlines()]
    return [line for line in lines if line]


def _cut(question: Part, source: Source) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {TITLE: [question.heading], PROMPT: []}
    spare = False
    for block in question.blocks:
        text = "\n".join(source.lines[block.first : block.last]).strip("\n")
        name = _name_of(block, source, spare=spare)
        spare = name == SPARE and not text.startswith(("-", "*", "+"))
        if name == ATTRIBUTES:
            found |= _attributes(text)
        elif not spare:
            found.setdefault(name, []).append(_as_typed(name, block, text))
    for section in question.sections:
        special = [block for block in section.blocks if _info(block) in FENCES]
        hidden = {line for block in special for line in range(block.first, block.last)}
        kept = [source.lines[line] for line in range(section.line + 1, section.last) if line not in hidden]
        found.setdefault(f"### {section.heading}", []).append("\n".join(kept).strip("\n"))
        for block in special:
            found.setdefault(_info(block), []).append(block.tokens[0].content)
    return found


def _name_of(block: Block, source: Source, *, spare: bool) -> str:
    text = "\n".join(source.lines[block.first : block.last])
    if _info(block) in FENCES:
        return _info(block)
    if block.kind == "html_block" and _ATTRIBUTES.fullmatch(text):
        return ATTRIBUTES
    if is_task_list(block, source):
        return OPTIONS
    if block.kind == "ordered_list_open":
        return STEPS
    return SPARE if _NOT_NEEDED.fullmatch(text) or (spare and block.kind == "bullet_list_open") else PROMPT


def _info(block: Block) -> str:
    return " ".join(block.tokens[0].info.split()) if block.kind == "fence" else ""


def _attributes(comment: str) -> dict[str, list[str]]:
    match = _ATTRIBUTES.fullmatch(comment)
    inside = match.group(1) if match else ""
    minted = _ID.search(inside)
    return {ATTRIBUTES: [_ID.sub("", inside).strip()], **({"id": [minted.group(1)]} if minted else {})}


def _as_typed(name: str, block: Block, text: str) -> str:
    """The part as it is typed in a form: without fences, and lists without their markers."""
    if name in FENCES:
        return block.tokens[0].content.rstrip("\n")
    if name not in (OPTIONS, STEPS, SPARE):
        return text
    lines = (line[2:] if line.startswith("  >") else line for line in text.split("\n"))
    return "\n".join(line if line.startswith(" ") else _MARKER.sub("", line) for line in lines)


def _written(name: str, text: str) -> str:
    """The part as it stands in a deck."""
    if name in FENCES:
        marks = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`{3,}", text)), 3)
        return f"{marks}{name}\n{text}\n{marks}"
    if name.startswith("### "):
        return f"{name}\n{text}"
    match name:
        case "Options":
            return "\n".join(_option(line) for line in text.split("\n"))
        case "Steps":
            return _numbered(text)
        case "Not needed":
            return "Not needed:\n\n" + "\n".join(_item(line, "- ") for line in text.split("\n"))
    return text


def _option(line: str) -> str:
    if not line.strip() or line.startswith(" "):
        return line.rstrip()
    if line.startswith(">"):
        return f"  {line}"
    box = _BOX.match(line)
    return f"- {box.group(1).lower()} {line[box.end() :]}" if box else f"- [ ] {_MARKER.sub('', line)}"


def _numbered(text: str) -> str:
    number, lines = 0, []
    for line in text.split("\n"):
        number += bool(line.strip()) and not line.startswith(" ")
        lines.append(_item(line, f"{number}. "))
    return "\n".join(lines)


def _item(line: str, marker: str) -> str:
    if not line.strip() or line.startswith(" "):
        return line.rstrip()
    return f"{marker}{_MARKER.sub('', line)}"
