"""What is said around a verdict: the answer while its run goes on, and a key that is too long for one line."""

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


def key_after(form: Form, grade: Grade) -> str:
    """The key, as Markdown of its own, where it is more than a line."""
    if not grade.expected:
        return ""
    match form:
        case WriteCode():
            return f"**A solution**\n\n{grade.expected}"
        case WriteLong():
            return f"**Model answer**\n\n{grade.expected}"
        case Order():
            return "" if grade.score == 1 else f"**In order**\n\n{_numbered(grade.expected)}"
    return ""


def _numbered(steps: str) -> str:
    """`a) step` lines with their place in front."""
    return "\n".join(f"{number}. {line}" for number, line in enumerate(steps.splitlines(), 1))
