"""What is said around an answer: what it is given with, what its verdict waits for, a key that is more than a line."""

from __future__ import annotations

from string import ascii_lowercase

from quizapp.grading.sets import read_picks
from quizapp.grading.verdict import Grade
from quizapp.questions.forms import Form, Order, PickMany, PickOne, TypeNumber, WriteCode, WriteLong
from quizapp.questions.maths import plain_maths
from quizapp.sessions.practice.state import Asked


def said_words(asked: Asked) -> str:
    """`You said: …`, for a prediction that is about to be met by its run."""
    if not asked.question.commits:
        return ""
    match asked.question.task.form:
        case PickOne(options) | PickMany(options):
            picks = sorted(read_picks(asked.response, len(options)))
            words = "; ".join(f"{ascii_lowercase[index]}) {plain_maths(options[index])}" for index in picks) or "none"
        case TypeNumber(unit):
            words = f"{asked.response.strip()}{f' {unit}' if unit and unit not in asked.response else ''}"
        case _:
            words = asked.response
    return f"You said: {words}"


def waiting_words(asked: Asked) -> str:
    """What the verdict waits for."""
    if asked.code is not None:
        progress = asked.progress.get(asked.code)
        return f"… {progress.text if progress and progress.text else 'Your code is put to its tests'}. esc stops it."
    if asked.question.commits:
        return "… Now the demo runs. esc stops it."
    return "… The key is being computed. esc stops it."


def form_words(form: Form) -> str:
    """What the learner is given to answer with, as Markdown: options, steps, or code to start from."""
    match form:
        case PickOne(options) | PickMany(options):
            return "\n".join(f"- {option}" for option in options)
        case Order(items):
            return "\n".join(f"- {ascii_lowercase[index]}) {item}" for index, item in enumerate(items))
        case WriteCode(starter, examples):
            return "\n\n".join(f"```python\n{code}\n```" for code in (starter, examples) if code.strip())
    return ""


def long_key(form: Form, expected: str) -> str:
    """The key as Markdown with a heading, in forms whose keys are more than a line; empty in others."""
    match form:
        case WriteCode():
            return f"**A solution**\n\n{expected}"
        case WriteLong():
            return f"**Model answer**\n\n{expected}"
        case Order():
            return f"**In order**\n\n{_numbered(expected)}"
    return ""


def key_after(form: Form, grade: Grade) -> str:
    """The long key of a graded answer; empty where there is none, or where the answer was the same order."""
    told = grade.expected and not (isinstance(form, Order) and grade.score == 1)
    return long_key(form, grade.expected) if told else ""


def _numbered(steps: str) -> str:
    """`a) step` lines with their place in front."""
    return "\n".join(f"{number}. {line}" for number, line in enumerate(steps.splitlines(), 1))
