"""The lesson: a folder with its story and its audit in, one `Lesson` out, with everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from quizapp.questions.codes import did_you_mean
from quizapp.questions.lesson.answer import read_answer
from quizapp.questions.lesson.claims import read_claims
from quizapp.questions.lesson.exhibits import read_exhibit, sentence
from quizapp.questions.lesson.model import Exhibit, Lesson, Part, Section, Sentence
from quizapp.questions.links import Link, links_in, slugs, without_links
from quizapp.questions.live import CheckCall
from quizapp.questions.model import Place, Problem
from quizapp.questions.question import report_maths
from quizapp.questions.sections import Block, Outline, outline, text_without
from quizapp.questions.sections import Part as Outlined
from quizapp.questions.source import Report, Source, read_source
from quizapp.questions.yamlblocks import fields_of, read_yaml

STORY, AUDIT = "README.md", "audit.yaml"
EXPERIMENT, ANSWER = FENCES = ("yaml experiment", "yaml answer")
FRONT_KEYS = ("lesson", "title")


def lesson_in(folder: Path) -> bool:
    """Whether there is a lesson in `folder`."""
    return (folder / STORY).is_file() and (folder / AUDIT).is_file()


def read_lesson(folder: Path, check_call: CheckCall | None = None) -> Lesson:
    """The lesson in `folder`. Never raises: what is wrong is in `problems`, and what is broken is left out.

    `check_call` says what is wrong with a demo call, or None; without it, calls are not checked.
    """
    source = read_source(folder / STORY)
    if isinstance(source, Problem):
        return Lesson(folder.name, (), (), "", (), (source,))
    report = Report()
    story = outline(source, report)
    sections = _sections(story, report, check_call)
    question, answer = _answer(story, report, check_call)
    claims = read_claims(folder / AUDIT, [section.key for section in sections], report, check_call)
    return Lesson(_title(story, report) or folder.name, sections, claims, question, answer, _in_order(report.items))


def _in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Each problem once, in the order of the files and their lines."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda found: (str(found.place.file), found.place.line)))


def _title(story: Outline, report: Report) -> str:
    front = read_yaml(story.front, 1, story.source, report) if story.front else None
    fields = fields_of(front, "the front matter", FRONT_KEYS, report) if front else None
    return sentence(fields["title"], "`title`", report) if fields and "title" in fields else ""


def _sections(story: Outline, report: Report, check_call: CheckCall | None) -> tuple[Section, ...]:
    source = story.source
    if story.note.blocks:
        place = source.place(story.note.blocks[0].first)
        report.error("S601", place, "this stands above the first section", "move it below a `## ` heading")
    sections = []
    for key, part in zip(slugs(part.heading for part in story.questions), story.questions, strict=True):
        for heading in part.sections:
            report.error("S601", source.place(heading.line), "a section has no headings of its own", "make it `## `")
        report_maths(source, part.line, part.last, report)
        parts = tuple(_parts(part, source, report, check_call))
        links = tuple(link.target for passage in parts if isinstance(passage, str) for link in _links(passage, source))
        shown = tuple(without_links(one) if isinstance(one, str) else one for one in parts)
        sections.append(Section(key, part.heading, shown, links))
    return tuple(sections)


def _links(passage: str, source: Source) -> Iterator[Link]:
    return links_in(Source.of(passage, source.path))


def _parts(part: Outlined, source: Source, report: Report, check_call: CheckCall | None) -> Iterator[Part]:
    """Passages and experiments as they follow each other."""
    first = part.line + 1
    for block in part.blocks:
        info = _info(block)
        if not info.startswith("yaml"):
            continue
        yield from _passage(source, first, block.first)
        first = block.last
        if info not in FENCES:
            report.error("M113", source.place(block.first), f"unknown fence `{info}`", did_you_mean(info, FENCES))
        exhibit = _experiment(block, source, report, check_call) if info == EXPERIMENT else None
        if exhibit:
            yield exhibit
    yield from _passage(source, first, part.last)


def _passage(source: Source, first: int, last: int) -> Iterator[str]:
    text = text_without(source, first, last, ())
    if text:
        yield text


def _experiment(block: Block, source: Source, report: Report, check_call: CheckCall | None) -> Exhibit | None:
    value = read_yaml(block.tokens[0].content, block.first + 1, source, report)
    return read_exhibit(value, f"`{EXPERIMENT}`", report, check_call) if value else None


def _answer(story: Outline, report: Report, check_call: CheckCall | None) -> tuple[str, tuple[Sentence, ...]]:
    """The question of the answer in 90 seconds, and its sentences; there is one such fence."""
    source = story.source
    fences = [block for part in story.questions for block in part.blocks if _info(block) == ANSWER]
    for block in fences[1:]:
        report.error("M112", source.place(block.first), f"a second `{ANSWER}` fence", "merge the two")
    if not fences:
        report.error("S601", Place(source.path, 1), f"no section holds `{ANSWER}`", "the last one should")
        return "", ()
    value = read_yaml(fences[0].tokens[0].content, fences[0].first + 1, source, report)
    return read_answer(value, report, check_call) if value else ("", ())


def _info(block: Block) -> str:
    return " ".join(block.tokens[0].info.split()) if block.kind == "fence" else ""
