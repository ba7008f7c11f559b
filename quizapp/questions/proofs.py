"""What runs prove to be wrong with a question itself: a claim that does not hold, a key or a trap that fails."""

from __future__ import annotations

from quizapp.errors import ExpressionError
from quizapp.grading.expressions import evaluate, names_in
from quizapp.grading.numbers import say_number
from quizapp.questions.calls import Measures, Runs, measures_of
from quizapp.questions.kind import all_kinds
from quizapp.questions.model import Question


def faults(question: Question, runs: Runs) -> tuple[str, ...]:
    """Every fault of `question` in its current variant, one sentence each; `runs` must hold all of its calls."""
    found = all_kinds()[question.kind].faults(question.task, runs) if question.task.calls else ()
    if question.evidence is None:
        return found
    measures = measures_of(runs, question.evidence.call)
    if measures is None:
        return (*found, f"the evidence was not run: {question.evidence.call}")
    return (*found, *(fault for claim in question.evidence.holds if (fault := unproved(claim, measures))))


def unproved(claim: str, measures: Measures) -> str:
    """Why `claim` does not hold for `measures`, with the numbers that decide it; empty where it does."""
    try:
        if evaluate(claim, measures):
            return ""
    except ExpressionError as error:
        return str(error)
    numbers = ", ".join(f"{name} is {say_number(float(measures[name]))}" for name in sorted(names_in(claim)))
    return f"{claim} does not hold: {numbers}"
