"""An engine without a process: the official seam for tests and for trying things out. It answers what it is told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from quizapp.engine.catalogue import complete
from quizapp.engine.demo import Demo
from quizapp.engine.model import EngineStatus, OnProgress, Progress, Result
from quizapp.engine.shared import SharedRun
from quizapp.engine.size import USUAL, refuse_too_large
from quizapp.errors import EngineDownError, EngineError, RunFailedError, UnknownDemoError
from quizapp.questions.calls import Call, Measures
from quizapp.questions.coding import Code, CodeResult

Answer: TypeAlias = Result | Measures | EngineError
Answers: TypeAlias = Mapping[str, Answer] | Callable[[Call], Answer]
CodeAnswer: TypeAlias = CodeResult | EngineError
CodeAnswers: TypeAlias = Mapping[str, CodeAnswer] | Callable[[Code], CodeAnswer]
Outcome = TypeVar("Outcome")


class FakeEngine:
    """Answers from `answers`: by demo name, or a function of the call; an `EngineError` among them is raised.

    What has been answered is cached, as in the real engine. `progress` is reported in each run, which then takes
    `delay` seconds, and waits while the engine is paused. `down` is why the engine cannot run anything. With `find`,
    calls are checked and completed by the catalogue first. `ran` are the calls that were carried out. `codes` are the
    answers to code, by its source or as a function of it.
    """

    def __init__(
        self,
        answers: Answers,
        *,
        delay: float = 0.0,
        progress: Sequence[Progress] = (),
        down: str = "",
        find: Callable[[str], Demo] | None = None,
        codes: CodeAnswers = MappingProxyType({}),
    ) -> None:
        self.on_status: Callable[[EngineStatus], None] | None = None
        self.ran: list[Call] = []
        self._answers, self._delay, self._progress, self._find = answers, delay, tuple(progress), find
        self._codes = codes
        self._status, self._reason, self._down = EngineStatus.DOWN, "The engine has not been started.", down
        self._closed = False
        self._going = asyncio.Event()
        self._going.set()
        self._known: dict[Call, Result] = {}
        self._shared: dict[Hashable, SharedRun[Any]] = {}

    @property
    def status(self) -> EngineStatus:
        """Ready once it is started, or down."""
        return self._status

    @property
    def reason(self) -> str:
        """Why the engine is down, in a sentence; empty while it is not."""
        return self._reason

    async def start(self) -> None:
        """Be ready at once, or down for the reason given."""
        self._closed = False
        self._move(EngineStatus.DOWN if self._down else EngineStatus.READY, self._down)

    def go_down(self, reason: str) -> None:
        """Be down from now on, as after a host that died for good."""
        self._down = reason
        self._move(EngineStatus.DOWN, reason)

    def _move(self, status: EngineStatus, reason: str) -> None:
        self._status, self._reason = status, reason
        if self.on_status:
            self.on_status(status)

    def pause(self) -> None:
        """Let every run wait, after its progress, until `resume`."""
        self._going.clear()

    def resume(self) -> None:
        """Let the runs go on."""
        self._going.set()

    def cached(self, call: Call) -> Result | None:
        """The result of `call` if it ran before. Never raises."""
        try:
            return self._known.get(self._checked(call))
        except EngineError:
            return None

    async def run(
        self, call: Call, on_progress: OnProgress | None = None, *, fresh: bool = False, seconds: float | None = None
    ) -> Result:
        """The answer to `call`, as the `Engine` contract has it."""
        call = self._checked(call)
        if not fresh and call in self._known:
            return self._known[call]
        if self._find is not None:
            refuse_too_large(self._find(call.demo), dict(call.params), USUAL if seconds is None else seconds)
        return await self._share(call, partial(self._execute, call), on_progress)

    async def run_code(
        self, code: Code, on_progress: OnProgress | None = None, *, seconds: float | None = None
    ) -> CodeResult:
        """The answer to `code`, as the `Engine` contract has it."""
        return await self._share((code, seconds), partial(self._judge, code), on_progress)

    async def close(self) -> None:
        """Stop every run; a later run finds the engine down."""
        for shared in self._shared.values():
            await shared.cancel()
        self._closed = True
        self._status, self._reason = EngineStatus.DOWN, "The engine was closed."

    def _checked(self, call: Call) -> Call:
        if self._find is None:
            return call
        demo = self._find(call.demo)
        return Call.of(demo.name, complete(demo, dict(call.params)))

    async def _share(
        self, same: Hashable, work: Callable[[OnProgress], Awaitable[Outcome]], on_progress: OnProgress | None
    ) -> Outcome:
        if self._status is EngineStatus.DOWN and not self._closed:
            await self.start()
        shared: SharedRun[Outcome] | None = self._shared.get(same)
        if shared is None or not shared.open:
            shared = self._shared[same] = SharedRun(work)
        return await shared.join(on_progress)

    async def _execute(self, call: Call, tell: OnProgress) -> Result:
        await self._pass_time(tell, call)
        result = self._answer(call)
        self._known[call] = replace(result, cached=True)
        return result

    async def _judge(self, code: Code, tell: OnProgress) -> CodeResult:
        await self._pass_time(tell)
        if not callable(self._codes) and code.source not in self._codes:
            raise RunFailedError("Nobody has made up how this code comes out.")
        answer = self._codes(code) if callable(self._codes) else self._codes[code.source]
        if isinstance(answer, EngineError):
            raise answer
        return answer

    async def _pass_time(self, tell: OnProgress, *calls: Call) -> None:
        """Be seen to run, as the engine that is faked would be."""
        if self._status is EngineStatus.DOWN:
            raise EngineDownError(self._reason)
        self.ran.extend(calls)
        for progress in self._progress:
            tell(progress)
        await asyncio.sleep(self._delay)
        await self._going.wait()

    def _answer(self, call: Call) -> Result:
        if not callable(self._answers) and call.demo not in self._answers:
            raise UnknownDemoError(f'There is no demo "{call.demo}".')
        answer = self._answers(call) if callable(self._answers) else self._answers[call.demo]
        if isinstance(answer, EngineError):
            raise answer
        return answer if isinstance(answer, Result) else _result(call, answer)


def _result(call: Call, measures: Measures) -> Result:
    params = dict(call.params)
    seed = params.get("seed")
    return Result(
        call.demo, params, seed if isinstance(seed, int) else None, measures, {}, f"{call.demo} was made up for a test."
    )
