"""Judges one answer outside a session: with the runs or the tests that its verdict needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from quizapp.cli.running import run_all, run_code, with_engine
from quizapp.cli.text import narrate
from quizapp.engine.limits import CODE_LIMITS
from quizapp.engine.model import Result
from quizapp.grading.verdict import Grade, Verdict
from quizapp.questions.calls import Call
from quizapp.questions.coding import Code
from quizapp.questions.forms import WriteCode
from quizapp.questions.model import Question
from quizapp.workspace.consent import is_bundled
from quizapp.workspace.places import bundled_decks


def judge(question: Question, response: str) -> tuple[Grade, Mapping[Call, Result]]:
    """The grade, and the results of the runs that it needed.

    Where the verdict lacks a run, its feedback says why; where only a trap does, stderr says so.
    """
    task, form = question.task, question.task.form
    grade = task.grade(response, {})
    if grade.verdict is Verdict.UNREADABLE:
        return grade, {}
    if isinstance(form, WriteCode):
        return _by_tests(question, response, form.code(response)), {}
    return _by_runs(question, response) if task.calls else (grade, {})


def _by_runs(question: Question, response: str) -> tuple[Grade, Mapping[Call, Result]]:
    results, failures = with_engine(lambda engine: run_all(engine, question.task.calls))
    grade = question.task.grade(response, {call: result.measures for call, result in results.items()})
    if grade.verdict is Verdict.UNCHECKED:
        return _unchecked(grade, failures.values()), results
    for reason in dict.fromkeys(failures.values()):
        narrate(f"Not run live: {reason}")
    return grade, results


def _by_tests(question: Question, response: str, code: Code) -> Grade:
    """The grade of code. Whoever gives the command means it to run; stderr says so where its deck is a stranger."""
    deck = question.place.file
    if not is_bundled(deck, bundled_decks()):
        narrate(
            f"Your code and the tests in {deck} run now, in a folder of their own, for {CODE_LIMITS.seconds:g} s "
            "at most; that guards against accidents, not against harm."
        )
    outcome = with_engine(lambda engine: run_code(engine, code))
    if isinstance(outcome, str):
        return _unchecked(question.task.grade(response, {}), [outcome])
    return question.task.grade(response, {code: outcome})


def _unchecked(grade: Grade, reasons: Iterable[str]) -> Grade:
    why = tuple(f"Not checked live: {reason}" for reason in dict.fromkeys(reasons))
    return replace(grade, feedback=(*grade.feedback, *why))
