"""The engine's work for a session: runs and code under way, what they bring, and whether code may run at all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from quizapp.engine.model import Engine, Progress
from quizapp.errors import EngineError
from quizapp.questions.calls import Call, Job
from quizapp.questions.coding import Code
from quizapp.sessions.runs import CodeJudged, RunDone, RunFailed, RunProgress
from quizapp.store import Store
from quizapp.workspace.consent import Consent, agree

News: TypeAlias = RunProgress | RunDone | CodeJudged | RunFailed


class Jobs:
    """The jobs of one session, as asyncio tasks on the loop that is running. `send` is told what they bring."""

    def __init__(self, engine: Engine, send: Callable[[News], None]) -> None:
        self._engine, self._send = engine, send
        self._tasks: dict[Job, asyncio.Task[None]] = {}
        self._agreed: set[str] = set()  # the content hashes of the decks whose code may run in this session
        self._asked: dict[Path, Consent] = {}  # by deck: a yes is to the content that the question was about

    def run(self, call: Call, *, fresh: bool) -> None:
        """Run a demo; `fresh`: not from the cache."""
        if call in self._tasks:
            return
        result = None if fresh else self._engine.cached(call)
        if result is not None:
            self._send(RunDone(call, result))
            return
        self._begin(call, self._run(call, fresh=fresh))

    def judge(self, code: Code, deck: Path, consent: Consent) -> str:
        """Put code of `deck` to its tests where it may run; else return the question to put to the person."""
        if consent.given or consent.content_hash in self._agreed:
            self._begin(code, self._run_code(code))
            return ""
        self._asked[deck] = consent
        return consent.question

    def agree(self, deck: Path, store: Store, at: datetime) -> None:
        """The person said yes to the code of `deck`. Raises `StoreError` where only this session will know."""
        consent = self._asked.pop(deck)
        self._agreed.add(consent.content_hash)
        agree(consent, store, at)

    def cancel(self) -> None:
        """Stop every job; none of them says anything any more."""
        tasks, self._tasks = self._tasks, {}
        for task in tasks.values():
            task.cancel()

    async def close(self) -> None:
        """Stop every job and wait until they are gone."""
        tasks = list(self._tasks.values())
        self.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, job: Job, work: Coroutine[Any, Any, None]) -> None:
        self._tasks[job] = asyncio.get_running_loop().create_task(work)
        self._send(RunProgress(job, Progress(0.0)))

    async def _run(self, call: Call, *, fresh: bool) -> None:
        try:
            result = await self._engine.run(call, partial(self._further, call), fresh=fresh)
        except EngineError as error:
            self._finished(call, RunFailed(call, str(error)))
        else:
            self._finished(call, RunDone(call, result))

    async def _run_code(self, code: Code) -> None:
        try:
            result = await self._engine.run_code(code, partial(self._further, code))
        except EngineError as error:
            self._finished(code, RunFailed(code, str(error)))
        else:
            self._finished(code, CodeJudged(code, result))

    def _further(self, job: Job, progress: Progress) -> None:
        if job in self._tasks:  # a cancelled run may still report while it is being stopped
            self._send(RunProgress(job, progress))

    def _finished(self, job: Job, news: RunDone | CodeJudged | RunFailed) -> None:
        # Only the run that is still wanted speaks: a cancelled one may finish in the same breath.
        if self._tasks.get(job) is asyncio.current_task():
            del self._tasks[job]
            self._send(news)
