"""The lesson as text: its sections with their experiments, the figures of this machine where they are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizapp.cli.lesson.answer import sentence_lines
from quizapp.cli.markdown import plain
from quizapp.cli.results import claim_line, fitted, measure_lines
from quizapp.cli.running import ProgressLine, with_engine
from quizapp.cli.text import aligned, columns, counted, narrate, tell, wrapped
from quizapp.engine.model import Engine, Table
from quizapp.questions.lesson.model import Exhibit, Lesson, Section
from quizapp.workspace.lesson.findings import Finding
from quizapp.workspace.lesson.room import LessonRoom
from quizapp.workspace.lesson.runs import run_exhibit
from quizapp.workspace.opening import bundled_lesson, open_library
from quizapp.workspace.places import find_places

INDENT = "  "


def show_story(content: Sequence[Path], name: str, *, run: bool) -> int:
    """Print the section called `name`, all of them where that is empty; with `run`, with what the experiments give."""
    room = LessonRoom(bundled_lesson())
    sections = [room.section(name)] if name else list(room.lesson.sections)
    entries = open_library(find_places(), content).entries
    findings = _run(sections) if run else {}
    width = columns()
    tell(*([] if name else [*wrapped(room.lesson.title, width), ""]))
    for section in sections:
        questions = aligned([[entry.id, entry.title] for entry in room.questions_of(section, entries)])
        tell(*wrapped(section.title, width), "=" * min(len(section.title), width), "")
        tell(*section_lines(section, findings, width))
        tell(*(answer_lines(room.lesson, width) if section is room.lesson.sections[-1] else []))
        tell(*_claims_line(room, section, width), *(["Questions on this:", *questions, ""] if questions else []))
    unproved = [finding for finding in findings.values() if finding.reason]
    said = (f"{one.exhibit.call}: {one.reason}" if one.result else f"Not run live: {one.failure}" for one in unproved)
    for line in dict.fromkeys(said):
        narrate(line)
    return 1 if unproved else 0


def _run(sections: Sequence[Section]) -> dict[Exhibit, Finding]:
    exhibits = [part for section in sections for part in section.parts if isinstance(part, Exhibit)]

    async def work(engine: Engine) -> dict[Exhibit, Finding]:
        with ProgressLine() as line:
            return {exhibit: await run_exhibit(exhibit, engine, line.show) for exhibit in exhibits}

    return with_engine(work)


def section_lines(section: Section, findings: dict[Exhibit, Finding], width: int) -> list[str]:
    """The passages and the experiments of a section, each followed by an empty line."""
    lines: list[str] = []
    for part in section.parts:
        lines += plain(part, width) if isinstance(part, str) else exhibit_lines(part, findings.get(part), width)
        lines.append("")
    return lines


def answer_lines(lesson: Lesson, width: int) -> list[str]:
    """The answer in 90 seconds, which closes the last section."""
    numbered = enumerate(lesson.answer, 1)
    lines = [line for number, one in numbered for line in (*sentence_lines(number, one, None, width), "")]
    return [*lines, *wrapped("`quizapp lesson answer --run` proves each sentence, `--hide` hears yours.", width), ""]


def exhibit_lines(exhibit: Exhibit, finding: Finding | None, width: int) -> list[str]:
    """An experiment: the command that runs it, what came of it where it was run, and what to look at."""
    lines = wrapped(f"Run it: {exhibit.call}", width - len(INDENT), rest="    ")
    if finding is not None:
        lines += finding_lines(finding, width - len(INDENT))
    lines += plain(exhibit.say, width - len(INDENT)) if exhibit.say else []
    return [f"{INDENT}{line}".rstrip() for line in lines]


def finding_lines(finding: Finding, width: int) -> list[str]:
    """The figures of a run, and whether they bear out what is said of it."""
    result = finding.result
    if result is None:
        return wrapped(f"Not run live: {finding.failure}", width)
    claims = [claim_line(*verdict) for verdict in finding.verdicts]
    return [
        *(_first_columns(result.table, width) if result.table else []),
        *measure_lines(finding.figures),
        *(line for claim in claims for line in wrapped(claim, width, rest="    ")),
    ]


def _first_columns(table: Table, width: int) -> list[str]:
    """As many columns of `table` as fit, from the left; nothing where there would be one."""
    for count in range(len(table.columns), 1, -1):
        lines = fitted(Table(table.columns[:count], tuple(row[:count] for row in table.rows)), width)
        if lines:
            return lines
    return []


def _claims_line(room: LessonRoom, section: Section, width: int) -> list[str]:
    claims = room.claims_of(section)
    if not claims:
        return []
    numbers = " ".join(str(claim.number) for claim in claims)
    said = f"{counted(len(claims), 'claim')} of the original lesson belong here: quizapp lesson audit {numbers}"
    return [*wrapped(said, width), ""]
