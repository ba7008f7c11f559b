"""Carries out a sweep: its runs go side by side in the engine's pool, and each result is kept as it comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from quizapp.engine.model import Engine
from quizapp.errors import EngineError
from quizapp.questions.calls import ParamValue
from quizapp.sessions.lab.sweep import Sweep


async def carry_out(
    sweep: Sweep, engine: Engine, on_change: Callable[[Sweep], None], *, seconds: float | None = None
) -> Sweep:
    """Run what `sweep` waits for; `on_change` is given the sweep after each result and each failure, cached ones first.

    A run that fails costs nothing but itself, also where the host dies under it: the engine starts another one for
    those that wait. `carry_out(sweep.resumed(), …)` tries the failures again. `seconds` is the most that one run may
    take, None the usual. Cancelling the awaiting task ends every run before it goes on.
    """

    def keep(changed: Sweep) -> None:
        nonlocal sweep
        sweep = changed
        on_change(sweep)

    async def run(value: ParamValue) -> None:
        try:
            result = await engine.run(sweep.call(value), seconds=seconds)
        except EngineError as error:
            keep(sweep.with_failure(value, str(error)))
        else:
            keep(sweep.with_result(value, result))

    async with asyncio.TaskGroup() as runs:
        for value in sweep.waiting:
            runs.create_task(run(value))
    return sweep
