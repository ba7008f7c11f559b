"""Proving questions: every key, trap and evidence, in every variant, against live runs."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace

from quizapp.engine import catalogue
from quizapp.engine.model import Engine, EngineStatus
from quizapp.engine.size import refuse_too_large
from quizapp.errors import EngineDownError, EngineError, ExpressionError
from quizapp.grading.expressions import names_in
from quizapp.questions import proofs
from quizapp.questions.calls import Call, Measures, Runs, format_value, measures_of
from quizapp.questions.codes import did_you_mean
from quizapp.questions.model import Place, Problem, Question
from quizapp.questions.variants import question_variant

KEY_FAILS, EVIDENCE_FAILS, RUN_FAILS = "L402", "L403", "L404"


def check_call(call: Call) -> str | None:
    """The sentence that is wrong with `call` per the catalogue, with what to do on a second line; None if it can run.

    Nothing runs.
    """
    try:
        demo = catalogue.find(call.demo)
        refuse_too_large(demo, catalogue.complete(demo, dict(call.params)))
    except EngineError as error:
        return str(error).replace(". ", ".\n", 1)
    return None


async def prove(question: Question, engine: Engine) -> list[Problem]:
    """What live runs prove to be wrong with `question`, in any of its variants.

    The engine carries out as many runs side by side as it is set to. Raises `EngineDownError` where it can run
    nothing: then nothing is proved either way.
    """
    faces = [question_variant(question, index) for index in range(len(question.faces))] or [question]
    found = await asyncio.gather(*(_prove_variant(face, engine) for face in faces))
    return list(dict.fromkeys(problem for problems in found for problem in problems))


async def _prove_variant(question: Question, engine: Engine) -> list[Problem]:
    evidence = () if question.evidence is None else (question.evidence.call,)
    calls = list(dict.fromkeys((*question.task.calls, *evidence)))
    answers = dict(zip(calls, await asyncio.gather(*(_measures(call, engine) for call in calls)), strict=True))
    runs: Runs = {call: answer for call, answer in answers.items() if isinstance(answer, dict)}
    failures = [
        _problem(question, question.place, RUN_FAILS, fault) for fault in answers.values() if isinstance(fault, str)
    ]
    return failures or _key_problems(question, runs) + _evidence_problems(question, runs)


async def _measures(call: Call, engine: Engine) -> dict[str, float | int | bool] | str:
    """What `call` measures, or why it did not come to its end."""
    try:
        return dict((await engine.run(call)).measures)
    except EngineDownError as error:
        if engine.status is EngineStatus.DOWN:
            raise
        return str(error)
    except EngineError as error:
        return f"{call}: {error}"


def _key_problems(question: Question, runs: Runs) -> list[Problem]:
    known = frozenset().union(*(measures_of(runs, call) or () for call in question.task.calls))
    return [
        _problem(
            question, question.key_place or question.place, KEY_FAILS, fault, _suggestion(_quoted_names(fault), known)
        )
        for fault in proofs.faults(replace(question, evidence=None), runs)
    ]


def _evidence_problems(question: Question, runs: Runs) -> list[Problem]:
    evidence = question.evidence
    if evidence is None:
        return []
    measures = measures_of(runs, evidence.call) or {}
    return [
        _problem(question, evidence.place, EVIDENCE_FAILS, fault, _suggestion(names_in(claim), measures))
        for claim in evidence.holds
        if (fault := proofs.unproved(claim, measures))
    ]


def _problem(question: Question, place: Place, code: str, fault: str, hint: str = "") -> Problem:
    """`fault` with the title and the variant, so that it can be found and run again."""
    drawn = ", ".join(f"{name}={format_value(value)}" for name, value in question.variant)  # type: ignore[arg-type]
    where = f'"{question.title}"' + (f" with {drawn}" if drawn else "")
    return Problem(place, code, f"{fault} (in {where})", hint)


def _suggestion(names: frozenset[str], known: frozenset[str] | Measures) -> str:
    """For the first name that no run measures, the nearest one that is measured."""
    unknown = sorted(names - set(known))
    return did_you_mean(unknown[0], known) if unknown else ""


def _quoted_names(fault: str) -> frozenset[str]:
    """The names in the expressions that `fault` quotes."""
    names: frozenset[str] = frozenset()
    for expression in re.findall(r"'([^']+)'", fault):
        try:
            names |= names_in(expression)
        except ExpressionError:
            continue
    return names
