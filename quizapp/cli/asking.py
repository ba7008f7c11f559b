"""A question as text: its prompt, what can be picked, and how to answer it."""

from __future__ import annotations

from quizapp.cli.markdown import plain
from quizapp.grading.sets import letter
from quizapp.questions.forms import Form, Order, PickMany, PickOne, Turn, TypeNumber, TypeText, WriteCode, WriteLong
from quizapp.questions.model import Question


def question_lines(question: Question, width: int) -> list[str]:
    """The prompt, then the lettered options where there are any."""
    lines = plain(question.prompt, width)
    options = options_of(question.task.form)
    return [*lines, "", *_lettered(options, width)] if options else lines


def options_of(form: Form) -> tuple[str, ...]:
    """What a form lets one pick or order, as Markdown; empty where something is typed."""
    match form:
        case PickOne(options) | PickMany(options) | Order(options):
            return options
    return ()


def how_to_answer(form: Form) -> str:
    """One sentence, for whoever presses enter with nothing typed."""
    match form:
        case Turn():
            return "Recall the answer, then press enter to turn the card."
        case PickOne(options):
            return f"Type one letter, a to {letter(len(options) - 1)}."
        case PickMany():
            return "Type the letters of all that are right, such as a,c, or - for none."
        case TypeText(1):
            return "Type what belongs in the gap."
        case TypeText(gaps):
            return f"Type what belongs in the {gaps} gaps, separated by |."
        case TypeNumber(unit):
            return "Type a number, such as 2.69 or 1e-3" + (f", in {unit}." if unit else ".")
        case Order():
            return "Type the letters in order, such as c,a,b."
        case WriteCode():
            return "Type the code on one line."
        case WriteLong():
            return "Answer in a few sentences, on one line."


def _lettered(options: tuple[str, ...], width: int) -> list[str]:
    lines: list[str] = []
    for index, option in enumerate(options):
        block = plain(option, width - 3) or [""]
        lines += [f"{letter(index)}) {block[0]}", *(f"   {line}".rstrip() for line in block[1:])]
    return lines
