"""What is said around an answer: what it is given with, what its verdict waits for, a key that is more than a line."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase

from quizapp.errors import UnreadableError
from quizapp.grading.orders import read_order
from quizapp.grading.sets import read_picks
from quizapp.grading.verdict import Grade
from quizapp.questions.forms import Form, Order, PickMany, PickOne, TypeNumber, WriteCode, WriteLong
from quizapp.sessions.practice.state import Asked
from quizapp.tui.widgets.text import in_words


def said_words(asked: Asked) -> str:
    """`You said: …`, for a prediction that is about to be met by its run."""
    question = asked.question
    return f"You said: {response_words(question.task.form, asked.response)}" if question.commits else ""


def response_words(form: Form, response: str) -> str:
    """The response as one would say it: the options and steps behind its letters, a number with its unit."""
    try:
        match form:
            case PickOne(options) | PickMany(options):
                picks = sorted(read_picks(response, len(options)))
                return "; ".join(_lettered(options, index) for index in picks) or "none"
            case Order(items):
                return "\n".join(_lettered(items, index) for index in read_order(response, len(items)))
    except UnreadableError:  # begun in an interview, and never submitted
        return response
    if isinstance(form, TypeNumber):
        return f"{response.strip()}{f' {form.unit}' if form.unit and form.unit not in response else ''}"
    return response


def _lettered(texts: Sequence[str], index: int) -> str:
    return f"{ascii_lowercase[index]}) {in_words(texts[index])}"


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
