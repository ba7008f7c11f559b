"""Carries out what a practice session wants done: the same for the screens and for the line mode."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from quizapp.engine.model import Engine, Progress
from quizapp.errors import EngineError, QuizError, StoreError
from quizapp.questions.calls import Call
from quizapp.questions.model import Question
from quizapp.sessions.practice import effects as fx
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice import machine
from quizapp.sessions.practice.state import Practice
from quizapp.store import Store


class Questions(Protocol):
    """Where the runner gets a question from: the library."""

    def question(self, question_id: str, repetition: int) -> Question:
        """The question in the variant of this repetition. Raises `ContentError`."""


class PracticeRunner:
    """Owns the state of one session. `send` an event; `on_change` is called after each one.

    Writing an answer happens inside `send`, before `on_change`: what the front end draws is on disk. Runs are asyncio
    tasks on the loop that called `start`.
    """

    def __init__(
        self,
        state: Practice,
        *,
        store: Store,
        engine: Engine,
        questions: Questions,
        now: Callable[[], datetime],
        on_change: Callable[[Practice], None],
    ) -> None:
        self.state = state
        self._store, self._engine, self._questions = store, engine, questions
        self._now, self._on_change = now, on_change
        self._events: deque[ev.Event] = deque()
        self._runs: dict[Call, asyncio.Task[None]] = {}
        self._stepping = False

    def start(self) -> None:
        """Show the first question."""
        self.state, effects = machine.start(self.state)
        self._carry_out(effects)
        self._drain()

    def send(self, event: ev.Event) -> None:
        """Let `event` happen, with everything that follows from it at once."""
        self._events.append(event)
        if not self._stepping:
            self._drain()

    async def close(self) -> None:
        """Stop every run of this session and wait until they are gone."""
        runs = list(self._runs.values())
        self._cancel_runs()
        await asyncio.gather(*runs, return_exceptions=True)

    def _drain(self) -> None:
        self._stepping = True
        try:
            while self._events:
                self.state, effects = machine.step(self.state, self._events.popleft())
                self._carry_out(effects)
        finally:
            self._stepping = False
        self._on_change(self.state)

    def _carry_out(self, effects: tuple[fx.Effect, ...]) -> None:
        for effect in effects:
            match effect:
                case fx.Show():
                    self._show(effect)
                case fx.Run():
                    self._start_run(effect)
                case fx.CancelRuns():
                    self._cancel_runs()
                case fx.Record() | fx.Rerate():
                    self._write(effect)
                case fx.Retract():
                    self._retract(effect)
                case fx.Mark():
                    self._mark(effect)

    def _show(self, effect: fx.Show) -> None:
        try:
            question = self._questions.question(effect.question_id, effect.repetition)
        except QuizError as error:
            self._events.append(ev.Missing(str(error)))
        else:
            self._events.append(ev.Shown(question, self._now()))

    def _write(self, effect: fx.Record | fx.Rerate) -> None:
        try:
            if isinstance(effect, fx.Record):
                review_id = self._store.record(effect.review)
            else:
                review_id = self._store.rerate(effect.review_id, effect.review)
        except StoreError as error:
            self._events.append(ev.NotRecorded(str(error)))
        else:
            self._events.append(ev.Recorded(review_id))

    def _retract(self, effect: fx.Retract) -> None:
        try:
            self._store.retract(effect.review_id, effect.at)
        except StoreError as error:
            self._events.append(ev.NotRetracted(str(error)))
        else:
            self._events.append(ev.Retracted(effect.review_id, effect.at))

    def _mark(self, effect: fx.Mark) -> None:
        try:
            self._store.set_mark(effect.question_id, effect.on)
        except StoreError as error:
            self._events.append(ev.NotMarked(effect.question_id, str(error)))

    def _start_run(self, effect: fx.Run) -> None:
        if effect.call in self._runs:
            return
        result = None if effect.fresh else self._engine.cached(effect.call)
        if result is not None:
            self._events.append(ev.RunDone(effect.call, result))
            return
        self._events.append(ev.RunProgress(effect.call, Progress(0.0)))
        self._runs[effect.call] = asyncio.get_running_loop().create_task(self._run(effect))

    async def _run(self, effect: fx.Run) -> None:
        call = effect.call
        try:
            result = await self._engine.run(
                call, lambda progress: self.send(ev.RunProgress(call, progress)), fresh=effect.fresh
            )
        except EngineError as error:
            self._finished(call, ev.RunFailed(call, str(error)))
        else:
            self._finished(call, ev.RunDone(call, result))

    def _finished(self, call: Call, news: ev.RunDone | ev.RunFailed) -> None:
        # Only the run that is still wanted speaks: a cancelled one may finish in the same breath.
        if self._runs.get(call) is asyncio.current_task():
            del self._runs[call]
            self.send(news)

    def _cancel_runs(self) -> None:
        runs, self._runs = self._runs, {}
        for run in runs.values():
            run.cancel()
