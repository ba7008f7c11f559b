"""Carries out what a bench of the Lab wants done: runs, sweeps, and runs kept in the notebook."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Protocol

from quizapp.engine.model import Engine, Result
from quizapp.errors import EngineError, StoreError
from quizapp.sessions.lab import events as ev
from quizapp.sessions.lab import machine
from quizapp.sessions.lab.state import Bench
from quizapp.workspace.stepping import Stepper
from quizapp.workspace.sweeping import carry_out


class Notes(Protocol):
    """Where the runner keeps a run: the notebook."""

    def save(self, result: Result, note: str = "") -> int:
        """Keep a run; return its number. Raises `StoreError`."""


class LabRunner(Stepper[Bench, ev.Event, ev.Effect]):
    """One bench. Runs are asyncio tasks on the loop that called `send`, one at a time.

    A result that is in the cache is there when `send` returns.
    """

    def __init__(self, state: Bench, *, engine: Engine, notebook: Notes) -> None:
        super().__init__(state, machine.step, lambda _: None)
        self._engine, self._notebook = engine, notebook
        self._task: asyncio.Task[None] | None = None

    async def close(self) -> None:
        """Stop what is under way, and wait until it is gone; the state says so."""
        task = self._task
        self.on_change = lambda _: None
        self.send(ev.Stop())
        if task is not None:
            await asyncio.gather(task, return_exceptions=True)

    def _carry_out(self, effect: ev.Effect) -> None:
        match effect:
            case ev.RunDemo():
                self._start_run(effect)
            case ev.CarryOut():
                self._start(self._sweep(effect))
            case ev.StopAll():
                task, self._task = self._task, None
                if task is not None:
                    task.cancel()
            case ev.Keep():
                self._keep(effect)

    def _keep(self, effect: ev.Keep) -> None:
        try:
            self._notebook.save(effect.result, effect.note)
        except StoreError as error:
            self._events.append(ev.NotSaved(str(error)))
        else:
            self._events.append(ev.Saved())

    def _start_run(self, effect: ev.RunDemo) -> None:
        result = self._engine.cached(effect.call)
        if result is not None:
            self._events.append(ev.RunDone(effect.call, result))
        else:
            self._start(self._run(effect))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        self._task = asyncio.get_running_loop().create_task(work)

    async def _run(self, effect: ev.RunDemo) -> None:
        call, tell = effect.call, self._voice()
        try:
            result = await self._engine.run(
                call, lambda progress: tell(ev.RunProgress(call, progress)), seconds=effect.seconds
            )
        except EngineError as error:
            tell(ev.RunFailed(call, str(error)))
        else:
            tell(ev.RunDone(call, result))

    async def _sweep(self, effect: ev.CarryOut) -> None:
        tell = self._voice()
        await carry_out(effect.sweep, self._engine, lambda sweep: tell(ev.SweepMoved(sweep)), seconds=effect.seconds)
        tell(ev.SweepEnded())

    def _voice(self) -> Callable[[ev.News], None]:
        """What the task tells its news to: nobody once it is no longer wanted, though it may just be finishing."""
        task = asyncio.current_task()

        def tell(news: ev.News) -> None:
            if self._task is task:
                self.send(news)

        return tell
