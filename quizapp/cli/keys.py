"""The key of a question: what is right, how nearly, and why; as JSON and as text."""

from __future__ import annotations

import re
from typing import Any

from quizapp.cli.asking import code_lines
from quizapp.cli.judged import key_head, key_lines
from quizapp.cli.markdown import plain, plain_line
from quizapp.cli.text import wrapped
from quizapp.grading.numbers import Tolerance
from quizapp.grading.rubric import Rubric
from quizapp.questions.calls import Runs
from quizapp.questions.forms import WriteCode
from quizapp.questions.live import Quantity
from quizapp.questions.model import Question, Task


def key_json(question: Question, runs: Runs) -> dict[str, Any]:
    """The key is a number where the task has one (null where its run is missing), else the words that show it.

    Code brings its tests along, an interview question its rubric.
    """
    task = question.task
    number = getattr(task, "numeric", task)  # the number that is predicted is judged as one that is asked for
    key, tolerance = getattr(number, "key", None), getattr(number, "tolerance", None)
    return {
        "key": key.of(runs) if isinstance(key, Quantity) else task.expected(runs),
        "tolerance": _tolerance_json(tolerance) if isinstance(tolerance, Tolerance) else None,
        "explanation": question.explanation,
        **({"tests": _tests(task.form)} if isinstance(task.form, WriteCode) else {}),
        **_rubric_json(_rubric(task)),
    }


def key_text(question: Question, runs: Runs, width: int) -> list[str]:
    """The key, what proves it, and why, each under its head."""
    form, expected = question.task.form, question.task.expected(runs)
    head = key_head(form)
    blocks = [
        [head, *key_lines(expected, form, width)] if expected else [f"{head} not known without its run."],
        code_lines("Tests:", _tests(form)) if isinstance(form, WriteCode) else [],
        _rubric_lines(_rubric(question.task), width),
        _proof_lines(question),
        ["Why:", *plain(question.explanation, width)] if question.explanation else [],
        ["Sources:", *plain(question.sources, width)] if question.sources else [],
    ]
    return [line for block in blocks if block for line in ["", *block]][1:]


def _rubric(task: Task) -> Rubric | None:
    found = getattr(task, "rubric", None)
    return found if isinstance(found, Rubric) else None


def _tests(form: WriteCode) -> str:
    """The tests without the empty lines that stand for the rest of their file."""
    return re.sub(r"\n{3,}", "\n\n\n", form.tests).lstrip("\n")


def _tolerance_json(tolerance: Tolerance) -> dict[str, float | int]:
    """As the question file writes it: `{"rel": 0.02}`."""
    given = {"rel": tolerance.rel, "abs": tolerance.abs, "digits": tolerance.digits}
    return {name: value for name, value in given.items() if value is not None}


def _rubric_json(rubric: Rubric | None) -> dict[str, Any]:
    if rubric is None:
        return {}
    points = [{"name": p.name, "rank": p.rank, "weight": p.weight, "text": p.about} for p in rubric.points]
    mistakes = [{"name": m.name, "text": m.about, "correction": m.correction} for m in rubric.misconceptions]
    return {"rubric": points, "misconceptions": mistakes}


def _rubric_lines(rubric: Rubric | None, width: int) -> list[str]:
    """The points with their weights, then the misconceptions with their corrections."""
    if rubric is None:
        return []
    points = [f"- {p.name} ({p.rank}, {p.weight:g}): {plain_line(p.about)}" for p in rubric.points]
    mistakes = [f"- {m.name}: {plain_line(m.about)} {plain_line(m.correction)}" for m in rubric.misconceptions]
    lines = ["Rubric:", *points, *(["", "Misconceptions:"] if mistakes else []), *mistakes]
    return [part for line in lines for part in wrapped(line, width, rest="  ")]


def _proof_lines(question: Question) -> list[str]:
    if question.evidence is None:
        return []
    return ["Proved by:", f"  {question.evidence.call}", *(f"  {holds}" for holds in question.evidence.holds)]
