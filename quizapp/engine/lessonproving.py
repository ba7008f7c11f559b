"""Proving the lesson: every experiment, every run of its audit and of its answer, against what is said of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from quizapp.engine.model import Engine
from quizapp.engine.proving import outcome
from quizapp.grading.expressions import names_in
from quizapp.questions.calls import Measures
from quizapp.questions.lesson.model import Exhibit, Lesson
from quizapp.questions.model import Problem
from quizapp.questions.proofs import EVIDENCE_FAILS, suggestion, unproved


async def prove_lesson(lesson: Lesson, engine: Engine) -> list[Problem]:
    """What live runs prove to be wrong with `lesson`; equal calls run once.

    Raises `EngineDownError` where the engine can run nothing: then nothing is proved either way.
    """
    exhibits = {exhibit.call: exhibit for exhibit in lesson.exhibits}
    outcomes = await asyncio.gather(*(outcome(call, one.place, engine) for call, one in exhibits.items()))
    runs = dict(zip(exhibits, outcomes, strict=True))
    problems: list[Problem] = []
    for exhibit in lesson.exhibits:
        ran = runs[exhibit.call]
        problems += [ran] if isinstance(ran, Problem) else _faults(exhibit, ran) if isinstance(ran, dict) else []
    return list(dict.fromkeys(problems))


def _faults(exhibit: Exhibit, measures: Measures) -> Iterator[Problem]:
    """The expressions that do not hold, and the measures that are shown and not measured."""
    found = [(fault, names_in(claim)) for claim in exhibit.holds if (fault := unproved(claim, measures))]
    found += [(f"no measure called {name}", frozenset({name})) for name in exhibit.shows if name not in measures]
    for fault, names in found:
        hint = suggestion(names, measures)
        yield Problem(exhibit.place, EVIDENCE_FAILS, f"{fault} (in {exhibit.call})", hint)
