"""Proving questions: every key, trap, claim and solution, in every variant and at three seeds, against live runs."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from quizapp.engine import catalogue
from quizapp.engine.model import Engine, EngineStatus
from quizapp.engine.size import refuse_too_large
from quizapp.errors import EngineDownError, EngineError
from quizapp.questions.calls import Call, Job, Measures, Runs
from quizapp.questions.coding import Code, CodeResult
from quizapp.questions.kind import all_kinds
from quizapp.questions.model import Place, Problem, Question
from quizapp.questions.proofs import located, problems
from quizapp.questions.variants import question_variant

RUN_FAILS, KEY_MOVES, TESTS_FAIL = "L404", "L405", "L407"

# What draws random numbers runs at these seeds too, unless the question fixes its seed. They lie far apart: start k of
# several uses `seed + k`.
OTHER_SEEDS = (1000, 2000)

Answer: TypeAlias = Measures | CodeResult


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

    Its code (solution, starter, tests) runs without a question to the person: whoever has a deck checked asks for
    that. The engine carries out as many runs side by side as it is set to. Raises `EngineDownError` where it can run
    nothing: then nothing is proved either way.
    """
    faces = [question_variant(question, index) for index in range(len(question.faces))] or [question]
    found = await asyncio.gather(*(_prove_variant(face, engine) for face in faces))
    return list(dict.fromkeys(problem for several in found for problem in several))


async def _prove_variant(face: Question, engine: Engine) -> list[Problem]:
    """The faults at the usual seeds; where there are none, those at the others."""
    evidence = () if face.evidence is None else (face.evidence.call,)
    calls = dict.fromkeys((*face.task.calls, *evidence))
    trials = dict.fromkeys(all_kinds()[face.kind].trials(face.task))
    usual, failures = await _run(face, {job: job for job in (*calls, *trials)}, engine)
    found = failures or problems(face, usual) or await _prove_again(face, usual, engine)
    if found or not any(_draws(call) for call in calls):
        return [located(face, problem) for problem in found]
    others = await asyncio.gather(*(_prove_at(seed, face, usual, engine) for seed in OTHER_SEEDS))
    return [problem for several in others for problem in several]


async def _prove_again(face: Question, usual: Runs, engine: Engine) -> list[Problem]:
    """The faults of code that draws random numbers, which may have come out well by luck."""
    codes = [job for job in usual if isinstance(job, Code) and "rand" in f"{job.source}{job.tests}"]
    for _ in OTHER_SEEDS if codes else ():
        runs, failures = await _run(face, {code: code for code in codes}, engine)
        if found := failures or problems(face, {**usual, **runs}):
            return [replace(fault, hint=fault.hint or _FIX) for fault in found]
    return []


async def _prove_at(seed: int, face: Question, usual: Runs, engine: Engine) -> list[Problem]:
    """The faults where everything that draws random numbers draws them from `seed`."""
    runs, failures = await _run(face, {job: _seeded(job, seed) for job in usual}, engine)
    found = failures or [*problems(face, runs), *_moves(face, usual, runs)]
    return [located(face, replace(fault, hint=fault.hint or _PIN), f"seed={seed}") for fault in found]


_FIX = "not each time, as it draws random numbers: give them a seed, or let the test accept more"
_PIN = "where the claim is about one seed, write it under `params` and in the prompt; else leave more room"


def _moves(face: Question, usual: Runs, other: Runs) -> list[Problem]:
    moved = all_kinds()[face.kind].moved(face.task, usual, other)
    message = f"the answer changes with the seed, which the prompt does not fix: {moved}"
    return [Problem(face.key_place or face.place, KEY_MOVES, message)] if moved else []


def _draws(job: Job) -> bool:
    """Whether `job` draws random numbers from a seed that it does not fix."""
    if isinstance(job, Code) or "seed" in dict(job.params):
        return False
    try:
        return catalogue.find(job.demo).seed is not None
    except EngineError:  # which its run reports
        return False


def _seeded(job: Job, seed: int) -> Job:
    """What to run in place of `job`."""
    return Call.of(job.demo, {**dict(job.params), "seed": seed}) if isinstance(job, Call) and _draws(job) else job


async def _run(face: Question, jobs: Mapping[Job, Job], engine: Engine) -> tuple[Runs, list[Problem]]:
    """What came of each job by the name that the question knows it under, and what failed."""
    answers = await asyncio.gather(*(outcome(job, _place_of(face, name), engine) for name, job in jobs.items()))
    answered = dict(zip(jobs, answers, strict=True))
    runs = {job: answer for job, answer in answered.items() if not isinstance(answer, Problem)}
    return runs, list(dict.fromkeys(answer for answer in answers if isinstance(answer, Problem)))


async def outcome(job: Job, place: Place, engine: Engine) -> Answer | Problem:
    """What came of `job`, or why it did not come to its end, as a problem at `place`.

    Raises `EngineDownError` where the engine can run nothing.
    """
    try:
        return await engine.run_code(job) if isinstance(job, Code) else dict((await engine.run(job)).measures)
    except EngineDownError as error:
        if engine.status is EngineStatus.DOWN:
            raise
        return Problem(place, RUN_FAILS, str(error))
    except EngineError as error:
        if isinstance(job, Code):
            return Problem(_line_in_tests(place, str(error)), TESTS_FAIL, str(error).rstrip("."))
        return Problem(place, RUN_FAILS, f"{job}: {error}")


def _place_of(face: Question, job: Job) -> Place:
    """Where the question asks for `job`."""
    if face.evidence is not None and job == face.evidence.call and job not in face.task.calls:
        return face.evidence.place
    return face.key_place or face.place


def _line_in_tests(place: Place, message: str) -> Place:
    """The line of the tests that `message` names, which is a line of the deck, or `place`."""
    named = re.search(r"\bline (\d+):", message)
    return Place(place.file, int(named.group(1))) if named else place
