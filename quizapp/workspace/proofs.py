"""What the runs of a question give while it is being written: its key, its evidence, and whether it can be proved."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from quizapp.engine.model import Engine
from quizapp.engine.proving import prove
from quizapp.errors import EngineDownError, EngineError
from quizapp.questions import Problem, Question
from quizapp.questions.calls import Call
from quizapp.questions.kind import all_kinds
from quizapp.sessions.practice.state import Asked

CODE_WAITS = "This question runs code: r puts its solution and its starter to the tests."
PROVED = "✓ Proved, in every variant."
SOUND = "✓ In order. No run computes or proves it."
STOPPED = "You stopped this run."


class Proofs:
    """The runs of one question at a time; `on_change` is called whenever one of them brought something.

    `asked` holds their results, `proof` says in a sentence how far the proof is, `faults` are what it found.
    """

    def __init__(self, engine: Engine, on_change: Callable[[], None]) -> None:
        self.asked: Asked | None = None
        self.proof = ""
        self.faults: tuple[Problem, ...] = ()
        self._engine, self._on_change = engine, on_change
        self._task: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether something runs."""
        return self._task is not None and not self._task.done()

    @property
    def proved(self) -> bool:
        """Whether every run bears the question out."""
        return self.proof in (PROVED, SOUND)

    def begin(self, question: Question, at: datetime, *, code: bool = False) -> None:
        """Run what gives the key and the evidence of `question`, then prove all its variants; its code where asked."""
        self._cancel()
        known = self.asked.results if self.asked else {}
        self.asked, self.faults, self.proof = Asked(question, at, results=known), (), ""
        self._task = asyncio.get_running_loop().create_task(self._work(question, code=code))

    def forget(self) -> None:
        """There is no question any more."""
        self._cancel()
        self.asked, self.faults, self.proof = None, (), ""

    def stop(self) -> None:
        """Stop what runs, and say so."""
        if not self.busy or self.asked is None:
            return
        self._cancel()
        stopped = dict.fromkeys(self.asked.progress, STOPPED)
        self.asked = replace(self.asked, progress={}, failures={**self.asked.failures, **stopped})
        self.proof = f"? Not proved: {STOPPED}"
        self._on_change()

    async def close(self) -> None:
        """Stop what runs and wait until it is gone."""
        task = self._task
        self._cancel()
        if task:
            await asyncio.gather(task, return_exceptions=True)

    def _cancel(self) -> None:
        if self._task:
            self._task.cancel()
        self._task = None

    async def _work(self, question: Question, *, code: bool) -> None:
        evidence = (question.evidence.call,) if question.evidence else ()
        for call in dict.fromkeys((*question.task.calls, *evidence)):
            await self._run(call)
        if needs_code(question) and not code:
            self._say(CODE_WAITS)
            return
        if question.live:
            self._say("… Being proved, in every variant.")
        try:
            self.faults = tuple(await prove(question, self._engine))
        except EngineDownError as error:
            self._say(f"? Not proved: {error}")
        else:
            self._say("" if self.faults else PROVED if question.live or needs_code(question) else SOUND)

    async def _run(self, call: Call) -> None:
        try:
            result = await self._engine.run(call, lambda progress: self._note(progress={call: progress}))
        except EngineError as error:
            self._note(failures={call: str(error)})
        else:
            self._note(results={call: result})

    def _note(self, **news: dict[Call, object]) -> None:
        """Add what is new of a run, which is no longer under way unless that is the news."""
        assert self.asked is not None
        added = {name: {**getattr(self.asked, name), **some} for name, some in news.items()}
        self.asked = replace(self.asked, **{"progress": {}, **added})  # type: ignore[arg-type]
        self._on_change()

    def _say(self, proof: str) -> None:
        self.proof = proof
        # Not before this task is done: whether something still runs is part of what is drawn.
        asyncio.get_running_loop().call_soon(self._on_change)


def needs_code(question: Question) -> bool:
    """Whether proving the question runs code of its own."""
    return bool(all_kinds()[question.kind].trials(question.task))
