"""Decks: one Markdown file in, one `Deck` out, with everything that is wrong with it at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizapp.questions.attributes import Attributes, read_defaults
from quizapp.questions.body import read_body
from quizapp.questions.ids import StandIns
from quizapp.questions.live import CheckCall, check_sentence
from quizapp.questions.model import Deck, Place, Problem, Question
from quizapp.questions.question import Context, read_question, report_maths
from quizapp.questions.sections import Outline, Part, outline
from quizapp.questions.source import Report, Source, decode, read_source
from quizapp.questions.yamlblocks import fields_of, read_yaml, text_of

MAX_PART = 400_000  # characters of one question, or of the reading note
FRONT_KEYS = ("deck", "title", "defaults")


def read_deck(path: Path, check_call: CheckCall | None = None) -> Deck:
    """The deck in a file. Never raises: what is wrong is in `problems`, and a broken question is left out."""
    source = read_source(path)
    return _unreadable(path, source) if isinstance(source, Problem) else _deck(source, check_call)


def parse_deck(text: str | bytes, path: Path, check_call: CheckCall | None = None) -> Deck:
    """The deck in `text`, which is not read from `path` but named after it. Never raises, as `read_deck`."""
    source = decode(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text, path)
    return _unreadable(path, source) if isinstance(source, Problem) else _deck(source, check_call)


def _unreadable(path: Path, problem: Problem) -> Deck:
    return Deck(path.stem, path.stem, path, problems=(problem,))


@dataclass(frozen=True, slots=True)
class _Front:
    """What the front matter says."""

    name: str
    title: str
    defaults: Attributes


def _deck(source: Source, check_call: CheckCall | None) -> Deck:
    report = Report()
    parts = outline(source, report)
    front = _read_front(parts, report)
    note = ""
    if parts.note.blocks and not _is_too_large(parts.note, parts.source, report):
        note = parts.source.text(parts.note.line, parts.note.last).strip()
        report_maths(parts.source, parts.note.line, parts.note.last, report)
    if not parts.questions and not report.failed:
        report.error(
            "M107", Place(source.path, 1), "this deck holds no question", "a question starts with `## ` and its title"
        )
    questions = _questions(parts, Context(front.name, front.defaults, check_call), report)
    identified = _identified(questions, front.name, report)
    problems = sorted(
        dict.fromkeys(report.items), key=lambda problem: (problem.place.line, problem.place.column, problem.code)
    )
    return Deck(front.name, front.title, source.path, note, tuple(identified), tuple(problems))


def _questions(parts: Outline, context: Context, report: Report) -> list[Question]:
    """The questions without an error: neither one in the outline, which is in `report`, nor one of its own."""
    outlined = sorted(report.items, key=lambda problem: problem.place.line)
    lines = [problem.place.line for problem in outlined]
    questions = []
    for part in parts.questions:
        if _is_too_large(part, parts.source, report):
            continue
        own = Report(outlined[bisect_right(lines, part.line) : bisect_right(lines, part.last)])
        known = len(own.items)
        question = read_question(read_body(part, parts.source, own), context, own)
        report.items += own.items[known:]
        if question is not None and not own.failed:
            questions.append(question)
    return questions


def _is_too_large(part: Part, source: Source, report: Report) -> bool:
    """Whether nobody could have written this part by hand, which is reported: reading it could take minutes."""
    size = sum(map(len, source.lines[part.line : part.last]))
    if size > MAX_PART:
        what = "this question" if part.heading else "the reading note"
        message = f"{what} has {size:,} characters; {MAX_PART:,} is the most"
        report.error("M105", source.place(part.line), message, "split it, or move data into a demo")
    return size > MAX_PART


def _read_front(parts: Outline, report: Report) -> _Front:
    """The front matter. Without one, the deck is called like its file."""
    source = parts.source
    stem = source.path.stem
    value = read_yaml(parts.front, 1, source, report) if parts.front else None
    fields = fields_of(value, "the front matter", FRONT_KEYS, report) if value else None
    if fields is None:
        return _Front(stem, stem, Attributes())
    name = text_of(fields["deck"], "`deck`", report) if "deck" in fields else ""
    title = text_of(fields["title"], "`title`", report) if "title" in fields else ""
    if "title" in fields:
        check_sentence(title, fields["title"].place, report)
    defaults = read_defaults(fields["defaults"], report) if "defaults" in fields else Attributes()
    return _Front(name or stem, title or name or stem, defaults)


def _identified(questions: Sequence[Question], deck: str, report: Report) -> list[Question]:
    """The questions with an id each: the first keeps an id that stands twice, and one without gets a stand-in."""
    places: dict[str, Place] = {}
    stand_ins = StandIns(deck, {question.id for question in questions if question.minted})
    kept: list[Question] = []
    for question in questions:
        if not question.minted:
            question = replace(question, id=stand_ins.next(question.title))
            # The stand-in as its id: what was answered so far stays with the question.
            hint = f"write `<!-- q id={question.id} -->` below its title, or let `quizapp fmt` do it"
            report.warn("Q302", question.place, f"{question.title[:60]!r} has no id", hint)
        if question.id in places:
            report.error(*duplicate(question.id, question.place, places[question.id]))
            continue
        places[question.id] = question.place
        kept.append(question)
    return kept


def duplicate(question_id: str, second: Place, first: Place) -> tuple[str, Place, str, str]:
    """The problem of two questions with one id, in the order that `Problem` takes it."""
    hint = "delete one of the two ids: `quizapp fmt` then writes another"
    return "Q303", second, f"the id {question_id} is already taken at {first}", hint
