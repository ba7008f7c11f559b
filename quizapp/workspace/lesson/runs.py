"""Runs the lesson: one experiment, the audit of its claims, the answer in 90 seconds.

Cancelling a task that awaits one of these kills its runs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from quizapp.engine.model import Engine, OnProgress
from quizapp.errors import EngineError
from quizapp.questions.calls import Call
from quizapp.questions.lesson.model import Claim, Exhibit, Sentence
from quizapp.workspace.lesson.findings import ClaimResult, Finding, SentenceResult

OnClaim: TypeAlias = Callable[[ClaimResult], None]
Runs: TypeAlias = Mapping[Call, "asyncio.Task[Finding]"]


async def run_exhibit(exhibit: Exhibit, engine: Engine, on_progress: OnProgress | None = None) -> Finding:
    """What comes of the run of `exhibit`, from the cache where it is there; a run that fails says why in `failure`."""
    try:
        return Finding(exhibit, await engine.run(exhibit.call, on_progress))
    except EngineError as error:
        return Finding(exhibit, None, str(error))


async def audit(claims: Sequence[Claim], engine: Engine, on_claim: OnClaim | None = None) -> tuple[ClaimResult, ...]:
    """What runs say of each of `claims`, in their order. Equal calls run once.

    `on_claim` is told of each as soon as its runs are there.
    """

    async def settle(claim: Claim) -> ClaimResult:
        result = ClaimResult(claim, tuple([await _found(exhibit, runs) for exhibit in claim.exhibits]))
        if on_claim:
            on_claim(result)
        return result

    async with asyncio.TaskGroup() as group:
        runs = _begin(group, engine, (exhibit for claim in claims for exhibit in claim.exhibits))
        settling = [group.create_task(settle(claim)) for claim in claims]
    return tuple(task.result() for task in settling)


async def prove_answer(sentences: Sequence[Sentence], engine: Engine) -> tuple[SentenceResult, ...]:
    """What runs say of each sentence of the answer in 90 seconds. Equal calls run once."""
    async with asyncio.TaskGroup() as group:
        runs = _begin(group, engine, (sentence.exhibit for sentence in sentences if sentence.exhibit))
    findings = [await _found(sentence.exhibit, runs) if sentence.exhibit else None for sentence in sentences]
    return tuple(SentenceResult(sentence, found) for sentence, found in zip(sentences, findings, strict=True))


def _begin(group: asyncio.TaskGroup, engine: Engine, exhibits: Iterable[Exhibit]) -> Runs:
    """A task for each call of the `exhibits`."""
    calls = {exhibit.call: exhibit for exhibit in exhibits}
    return {call: group.create_task(run_exhibit(exhibit, engine)) for call, exhibit in calls.items()}


async def _found(exhibit: Exhibit, runs: Runs) -> Finding:
    """What the run of its call says of `exhibit`."""
    run = await runs[exhibit.call]
    return Finding(exhibit, run.result, run.failure)
