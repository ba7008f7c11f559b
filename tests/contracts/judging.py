"""How the code of questions comes out, by the real judge: for contracts about solutions and starters."""

from __future__ import annotations

import asyncio
import tempfile
from functools import cache
from pathlib import Path

from quizapp.engine.client import HostEngine
from quizapp.questions import Question, all_kinds
from quizapp.questions.coding import Code, CodeResult


def judged(question: Question) -> dict[Code, CodeResult]:
    """What the checker tries of a code question, each with its result; nothing for another kind."""
    trials = all_kinds()[question.kind].trials(question.task)
    return dict(zip(trials, _judged(trials), strict=True))


@cache
def _judged(trials: tuple[Code, ...]) -> tuple[CodeResult, ...]:
    async def ask() -> tuple[CodeResult, ...]:
        with tempfile.TemporaryDirectory() as folder:
            engine = HostEngine(Path(folder), preload=())
            try:
                return tuple([await engine.run_code(code) for code in trials])
            finally:
                await engine.close()

    return asyncio.run(ask()) if trials else ()
