"""The engine that everything uses: it checks a call, answers from the cache, and else has the host process run it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

from quizapp.engine import catalogue, coding, wire
from quizapp.engine.cache import ResultCache, cache_key
from quizapp.engine.demo import Demo
from quizapp.engine.fingerprint import source_hash, versions_of
from quizapp.engine.launch import PRELOAD
from quizapp.engine.limits import CODE_LIMITS, Limits
from quizapp.engine.model import EngineStatus, OnProgress, Progress, Result
from quizapp.engine.process import HostProcess
from quizapp.engine.shared import SharedRun
from quizapp.engine.size import refuse_too_large
from quizapp.errors import EngineDownError, EngineError, ExpressionError, RunFailedError, RunLimitError
from quizapp.grading.expressions import evaluate
from quizapp.questions.calls import Call, ParamValue
from quizapp.questions.coding import Code, CodeResult

PAUSES = (0.1, 0.5, 2.0)  # seconds before each new start of a host that died
TO_COMPARE = 5.0  # seconds that the tests of a question have beyond those of the code
DEFAULT_LIMITS = Limits()
Mode = Literal["fork", "persistent"]
Answer = TypeVar("Answer")


class HostEngine:
    """The `Engine` over a host process; `start` it on a running loop.

    `folder` holds the cached results and the log. `jobs` runs go side by side, the others wait in turn. In the mode
    `persistent` the children are not forked but live on, and are replaced when one has to be killed. `preload` names
    the modules that the host imports first, `find` looks a demo up, and `on_status` is called at each change.
    """

    def __init__(
        self,
        folder: Path,
        *,
        jobs: int = 1,
        mode: Mode = "fork",
        limits: Limits = DEFAULT_LIMITS,
        preload: Sequence[str] = PRELOAD,
        find: Callable[[str], Demo] = catalogue.find,
        on_status: Callable[[EngineStatus], None] | None = None,
    ) -> None:
        self.on_status = on_status
        self._folder, self._mode, self._limits, self._preload, self._find = folder, mode, limits, preload, find
        self._cache = ResultCache(folder / "results")
        self._slots = asyncio.Semaphore(jobs)
        self._shared: dict[Hashable, SharedRun[Any]] = {}
        self._status, self._reason = EngineStatus.DOWN, "The engine has not been started."
        self._moved = asyncio.Event()
        self._host: HostProcess | None = None
        self._keeper: asyncio.Task[None] | None = None

    @property
    def status(self) -> EngineStatus:
        """Starting, ready or down."""
        return self._status

    @property
    def reason(self) -> str:
        """Why the engine is down, in a sentence; empty while it is not."""
        return self._reason

    @property
    def host_pid(self) -> int | None:
        """The process id of the host, None while there is none."""
        return None if self._host is None else self._host.pid

    async def start(self) -> None:
        """Begin to start the host and return at once; once more where it is down."""
        if self._keeper is None or self._keeper.done():
            self._move(EngineStatus.STARTING)
            self._keeper = asyncio.create_task(self._keep_host())

    def cached(self, call: Call) -> Result | None:
        """The result of `call` if it is in the cache. Never raises: what cannot be run is not in it."""
        try:
            demo, params = self._checked(call)
            return self._cache.get(_key(demo, params))
        except (EngineError, OSError, SyntaxError, ValueError):
            return None

    async def run(
        self, call: Call, on_progress: OnProgress | None = None, *, fresh: bool = False, seconds: float | None = None
    ) -> Result:
        """Run `call`, or answer from the cache unless `fresh`. Callers of the same call share one run."""
        demo, params = self._checked(call)
        hit = None if fresh else self.cached(call)
        if hit is not None:
            return hit
        limits = self._limits.lasting(seconds)
        refuse_too_large(demo, params, limits.seconds)
        work = partial(self._execute, demo, params, limits)
        return await self._share((Call.of(demo.name, params), limits), work, on_progress)

    async def run_code(
        self, code: Code, on_progress: OnProgress | None = None, *, seconds: float | None = None
    ) -> CodeResult:
        """How `code` comes out before its tests, in a process of its own that its limits hold."""
        limits = CODE_LIMITS.lasting(seconds)
        return await self._share((code, limits), partial(self._judge, code, limits), on_progress)

    async def close(self) -> None:
        """Stop every run and the host; a later run finds the engine down."""
        for shared in list(self._shared.values()):
            await shared.cancel()
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.wait({self._keeper})
        self._move(EngineStatus.DOWN, "The engine was closed.")

    def _checked(self, call: Call) -> tuple[Demo, dict[str, ParamValue]]:
        demo = self._find(call.demo)
        return demo, catalogue.complete(demo, dict(call.params))

    async def _share(
        self, same: Hashable, work: Callable[[OnProgress], Awaitable[Answer]], on_progress: OnProgress | None
    ) -> Answer:
        """What `work` answers; who asks for the `same` meanwhile waits for it too."""
        if self._keeper is None:
            await self.start()
        shared: SharedRun[Answer] | None = self._shared.get(same)
        if shared is None or not shared.open:
            shared = self._shared[same] = SharedRun(work)
        try:
            return await shared.join(on_progress)
        finally:
            if not shared.open and self._shared.get(same) is shared:
                del self._shared[same]

    async def _execute(self, demo: Demo, params: Mapping[str, ParamValue], limits: Limits, tell: OnProgress) -> Result:
        packed = {name: wire.pack(value) for name, value in params.items()}
        job = {"kind": "demo", "module": demo.run.__module__, "params": packed}
        result = _result(demo, params, await self._answer(demo.name, job, limits, tell))
        self._cache.put(_key(demo, params), result)
        return result

    async def _judge(self, code: Code, limits: Limits, tell: OnProgress) -> CodeResult:
        job = {"kind": "code", "source": code.source, "tests": code.tests, "code_limits": limits.to_json()}
        around = Limits().lasting(limits.seconds + TO_COMPARE)
        try:
            body = await self._answer("The check of the code", job, around, tell)
        except RunLimitError as error:
            raise RunLimitError(
                "The tests of this question were stopped: they need too much time or memory."
            ) from error
        if "broken" in body:
            raise RunFailedError(f"The tests of this question are broken: {body['broken']}.")
        try:
            return coding.from_json(body)
        except ValueError as error:
            raise RunFailedError(f"The check of the code failed: its answer cannot be read ({error}).") from error

    async def _answer(self, name: str, job: Mapping[str, Any], limits: Limits, tell: OnProgress) -> Mapping[str, Any]:
        """What the host answers to `job`, when it is its turn."""
        if self._status is EngineStatus.STARTING:
            tell(Progress(0.0, "starting the engine"))
        elif self._slots.locked():
            tell(Progress(0.0, "waiting for another run"))
        async with self._slots:
            host = await self._ready_host()
            return await host.run(name, job, limits, tell)

    async def _ready_host(self) -> HostProcess:
        while self._status is not EngineStatus.READY or self._host is None:
            if self._status is EngineStatus.DOWN:
                raise EngineDownError(self._reason)
            await self._moved.wait()
        return self._host

    async def _keep_host(self) -> None:
        """Start the host, and again when it dies, until it cannot be had."""
        pauses = iter(PAUSES)
        while True:
            served, reason = await self._one_life()
            if served:
                pauses = iter(PAUSES)  # it worked: the next death starts a new count
            pause = next(pauses, None)
            if reason or pause is None:
                self._move(EngineStatus.DOWN, reason or f"The engine stopped {len(PAUSES) + 1} times; {self._log_hint}")
                return
            self._move(EngineStatus.STARTING)
            await asyncio.sleep(pause)

    async def _one_life(self) -> tuple[bool, str]:
        """One host from start to end: whether it answered a run, and why it never can, or an empty string."""
        try:
            host = await HostProcess.launch(self._folder, self._mode, self._preload)
        except OSError as error:
            return False, f"The engine cannot be started: {error.strerror or error}."
        try:
            reason = await host.ready()
            if not reason:
                self._host = host
                self._move(EngineStatus.READY)
                await host.serve()
            return host.answered, reason
        except EOFError:
            return False, ""
        finally:
            self._host = None
            await host.stop()

    @property
    def _log_hint(self) -> str:
        return f"{self._folder / 'engine.log'} may say why."

    def _move(self, status: EngineStatus, reason: str = "") -> None:
        """Change the status, and wake whoever waits for a change."""
        changed = (status, reason) != (self._status, self._reason)
        self._status, self._reason = status, reason
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()
        if changed and self.on_status is not None:
            self.on_status(status)


def _key(demo: Demo, params: Mapping[str, ParamValue]) -> str:
    packed = {name: wire.pack(value) for name, value in params.items()}
    return cache_key(demo.name, source_hash(demo), packed, versions_of(demo))


def _result(demo: Demo, params: Mapping[str, ParamValue], body: Mapping[str, Any]) -> Result:
    """The result that a child's answer makes; the claims are decided here, not by the child."""
    seed = params.get("seed")
    ours: dict[str, Any] = {
        "demo": demo.name,
        "params": {name: wire.pack(value) for name, value in params.items()},
        "seed": seed if isinstance(seed, int) else None,
        "claims": {},
        "threads": 1,
        "cached": False,
        "versions": versions_of(demo),
    }
    try:
        result = Result.from_json({**body, **ours})
        held = {claim.text: bool(evaluate(claim.holds, result.measures)) for claim in demo.claims}
    except (ValueError, TypeError) as error:
        raise RunFailedError(f"{demo.name} failed: its answer cannot be read ({error}).") from error
    except ExpressionError as error:
        raise RunFailedError(f"{demo.name} failed: a claim of it cannot be decided. {error}") from error
    return replace(result, claims=held)
