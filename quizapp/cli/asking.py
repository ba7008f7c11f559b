"""A question as text: its prompt, what can be picked or put in order, what is given, and how to answer it."""

from __future__ import annotations

from quizapp.cli.markdown import CODE_INDENT, plain
from quizapp.grading.sets import letter
from quizapp.questions.forms import Form, Order, PickMany, PickOne, Turn, TypeNumber, TypeText, WriteCode, WriteLong
from quizapp.questions.model import Question

LINES = "over as many lines as it takes; a line with only . ends the answer. :edit opens your editor."


def question_lines(question: Question, width: int) -> list[str]:
    """The prompt, then the lettered options where there are any."""
    lines = plain(question.prompt, width)
    options = options_of(question.task.form)
    return [*lines, "", *_lettered(options, width)] if options else lines


def given_lines(form: Form) -> list[str]:
    """The code to start from, and the tests that the learner sees; what is longer than a line is wide stays so."""
    if not isinstance(form, WriteCode):
        return []
    examples = code_lines("Tests that you can see:", form.examples)
    return ["", *code_lines("Starter:", form.starter), *(["", *examples] if examples else [])]


def options_of(form: Form) -> tuple[str, ...]:
    """What a form lets one pick or order, as Markdown; empty where something is typed."""
    match form:
        case PickOne(options) | PickMany(options) | Order(options):
            return options
    return ()


def code_lines(head: str, code: str) -> list[str]:
    """Code below `head`, not wrapped; nothing where there is none."""
    return [head, *(f"{CODE_INDENT}{line}".rstrip() for line in code.strip("\n").split("\n"))] if code.strip() else []


def how_to_answer(form: Form) -> str:
    """One sentence, for whoever presses enter with nothing typed."""
    match form:
        case Turn():
            return "Recall the answer, then press enter to turn the card."
        case PickOne(options):
            return f"Type one letter, a to {letter(len(options) - 1)}."
        case PickMany():
            return "Type the letters of all that are right, such as a,c, or - for none."
        case TypeText(1, "answer"):
            return "Type what belongs in the gap."
        case TypeText(1, label, example):
            return f"Type the {label}" + (f", such as {example}." if example else ".")
        case TypeText(gaps):
            return f"Type what belongs in the {gaps} gaps, separated by |."
        case TypeNumber(unit):
            return "Type a number, such as 2.69 or 1e-3" + (f", in {unit}." if unit else ".")
        case Order(_, spare):
            return "Type the letters in order, such as c,a,b" + (", without what does not belong." if spare else ".")
        case WriteCode():
            return f"Write the code, {LINES}"
        case WriteLong():
            return f"Answer in a few sentences, {LINES}"


def needs_saying(form: Form) -> bool:
    """Whether how to answer is said with the question: nobody would guess it."""
    return isinstance(form, Order | WriteCode | WriteLong) or (isinstance(form, TypeText) and bool(form.example))


def _lettered(options: tuple[str, ...], width: int) -> list[str]:
    lines: list[str] = []
    for index, option in enumerate(options):
        block = plain(option, width - 3) or [""]
        lines += [f"{letter(index)}) {block[0]}", *(f"   {line}".rstrip() for line in block[1:])]
    return lines
