"""One run that several callers wait for: it ends when the last of them gives up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from quizapp.engine.model import OnProgress, Progress
from quizapp.errors import EngineDownError

Answer = TypeVar("Answer")


class SharedRun(Generic[Answer]):
    """Starts `work` at once. `work` is given the function that tells every caller how far it is."""

    def __init__(self, work: Callable[[OnProgress], Awaitable[Answer]]) -> None:
        self._listeners: list[OnProgress] = []
        self._last: Progress | None = None
        self._callers = 0
        self._task = asyncio.ensure_future(work(self._tell))
        self._task.add_done_callback(_look_at)

    @property
    def open(self) -> bool:
        """Whether another caller can still join."""
        return not self._task.done() and not self._task.cancelling()

    async def join(self, on_progress: OnProgress | None) -> Answer:
        """Wait for the result. Cancelling the last caller cancels the work, and waits until it is gone."""
        self._callers += 1
        if on_progress is not None:
            self._listeners.append(on_progress)
            if self._last is not None:
                self._inform(on_progress, self._last)
        try:
            return await asyncio.shield(self._task)
        except asyncio.CancelledError:
            if self._task.cancelled() and not _being_cancelled():
                raise EngineDownError("The engine was closed.") from None
            if self._callers == 1:
                await self.cancel()
            raise
        finally:
            self._callers -= 1
            if on_progress is not None:
                self._listeners.remove(on_progress)

    async def cancel(self) -> None:
        """Stop the work and wait until it is gone."""
        self._task.cancel()
        await asyncio.wait({self._task})

    def _tell(self, progress: Progress) -> None:
        self._last = progress
        for listener in self._listeners:
            self._inform(listener, progress)

    def _inform(self, listener: OnProgress, progress: Progress) -> None:
        """Call `listener` from the loop: an error in it is the loop's to report and stops no run."""
        asyncio.get_running_loop().call_soon(lambda: listener(progress) if listener in self._listeners else None)


def _look_at(task: asyncio.Future[Answer]) -> None:
    """Read the outcome: nobody may be left to do so."""
    if not task.cancelled():
        task.exception()


def _being_cancelled() -> bool:
    caller = asyncio.current_task()
    return caller is not None and caller.cancelling() > 0
