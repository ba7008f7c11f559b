"""What runs prove to be wrong with a question itself: a claim that does not hold, a key or a trap that fails."""

from __future__ import annotations

import re
from dataclasses import replace

from quizapp.errors import ExpressionError
from quizapp.grading.expressions import evaluate, names_in
from quizapp.grading.numbers import say_number
from quizapp.questions.calls import Measures, Runs, format_value, measures_of
from quizapp.questions.codes import did_you_mean
from quizapp.questions.kind import all_kinds
from quizapp.questions.model import Entry, Problem, Question
from quizapp.questions.variants import question_variant

KEY_FAILS, EVIDENCE_FAILS = "L402", "L403"


def provable(entry: Entry) -> bool:
    """Whether there is anything to prove: by a run, or by grading alone."""
    return entry.live or all_kinds()[entry.kind].provable


def faults(question: Question, runs: Runs) -> tuple[str, ...]:
    """Every fault of `question` in its current variant, one sentence each.

    `runs` must hold all of its calls and trials.
    """
    return tuple(problem.message for problem in problems(question, runs))


def problems(question: Question, runs: Runs) -> list[Problem]:
    """The faults of `question` in its current variant, each at the place that it is to be mended at."""
    return [*_key_problems(question, runs), *_evidence_problems(question, runs)]


def problems_without_runs(question: Question) -> list[Problem]:
    """What grading alone proves to be wrong, in any variant. Nothing is said of a key that needs a run."""
    trials = all_kinds()[question.kind].trials
    found: dict[Problem, None] = {}
    for index in range(len(question.faces)):
        face = question_variant(question, index)
        if not face.task.calls and not trials(face.task):
            found |= dict.fromkeys(located(face, problem) for problem in _key_problems(face, {}))
    return list(found)


def located(question: Question, problem: Problem, seed: str = "") -> Problem:
    """`problem` with the title, the variant and the seed, so that it can be found and run again."""
    drawn = [f"{name}={format_value(value)}" for name, value in question.variant]  # type: ignore[arg-type]
    said = ", ".join([*drawn, *([seed] if seed else [])])
    where = f'"{question.title}"' + (f" with {said}" if said else "")
    return replace(problem, message=f"{problem.message} (in {where})")


def unproved(claim: str, measures: Measures) -> str:
    """Why `claim` does not hold for `measures`, with the numbers that decide it; empty where it does."""
    try:
        if evaluate(claim, measures):
            return ""
    except ExpressionError as error:
        return str(error)
    numbers = ", ".join(f"{name} is {say_number(float(measures[name]))}" for name in sorted(names_in(claim)))
    return f"{claim} does not hold: {numbers}"


def _key_problems(question: Question, runs: Runs) -> list[Problem]:
    place = question.key_place or question.place
    known = frozenset().union(*(measures_of(runs, call) or () for call in question.task.calls))
    said = all_kinds()[question.kind].faults(question.task, runs)
    found = [fault if isinstance(fault, Problem) else Problem(place, KEY_FAILS, fault) for fault in said]
    return [replace(fault, hint=fault.hint or suggestion(_quoted_names(fault.message), known)) for fault in found]


def _evidence_problems(question: Question, runs: Runs) -> list[Problem]:
    evidence = question.evidence
    if evidence is None:
        return []
    measures = measures_of(runs, evidence.call)
    if measures is None:
        return [Problem(evidence.place, EVIDENCE_FAILS, f"the evidence was not run: {evidence.call}")]
    return [
        Problem(evidence.place, EVIDENCE_FAILS, fault, suggestion(names_in(claim), measures))
        for claim in evidence.holds
        if (fault := unproved(claim, measures))
    ]


def suggestion(names: frozenset[str], known: frozenset[str] | Measures) -> str:
    """For the first name that no run measures, the nearest one that is measured."""
    unknown = sorted(names - set(known))
    return did_you_mean(unknown[0], known) if unknown and known else ""


def _quoted_names(fault: str) -> frozenset[str]:
    """The names in the expressions that `fault` quotes, and the one that it says is not there."""
    names: frozenset[str] = frozenset(re.findall(r"no measure called (\w+)", fault))
    for expression in re.findall(r"'([^']+)'", fault):
        try:
            names |= names_in(expression)
        except ExpressionError:
            continue
    return names
