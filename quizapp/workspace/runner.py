"""Carries out what a practice session wants done: the same for the screens and for the line mode."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from quizapp.engine.model import Engine, Progress
from quizapp.errors import EngineError, QuizError, StoreError
from quizapp.questions.calls import Call, Job
from quizapp.questions.coding import Code
from quizapp.questions.model import Question
from quizapp.sessions.practice import effects as fx
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice import machine
from quizapp.sessions.practice.state import Practice
from quizapp.store import Store
from quizapp.workspace.consent import Consent, agree, consent_for


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
        self._runs: dict[Job, asyncio.Task[None]] = {}
        self._agreed: set[str] = set()  # the content hashes of the decks whose code may run in this session
        self._consent_asked: dict[Path, Consent] = {}  # by deck: a yes is to the content that the question was about
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
                case fx.Judge():
                    self._judge(effect)
                case fx.Mark():
                    self._mark(effect)
                case fx.KeepDraft() | fx.Overrule() | fx.Consent():
                    self._keep(effect)

    def _show(self, effect: fx.Show) -> None:
        try:
            question = self._questions.question(effect.question_id, effect.repetition)
            draft = self._store.drafts().get(question.id, "")
        except QuizError as error:
            self._events.append(ev.Missing(str(error)))
        else:
            self._events.append(ev.Shown(question, self._now(), draft))

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

    def _keep(self, effect: fx.KeepDraft | fx.Overrule | fx.Consent) -> None:
        """Keep what lies beside the answer."""
        try:
            match effect:
                case fx.KeepDraft():
                    self._store.set_draft(effect.question_id, effect.text)
                case fx.Overrule():
                    self._store.overrule(effect.overruling)
                case fx.Consent():
                    consent = self._consent_asked.pop(effect.deck)
                    self._agreed.add(consent.content_hash)  # for this session, even where it cannot be kept
                    agree(consent, self._store, self._now())
        except QuizError as error:
            self._events.append(ev.NotKept(str(error)))

    def _start_run(self, effect: fx.Run) -> None:
        if effect.call in self._runs:
            return
        result = None if effect.fresh else self._engine.cached(effect.call)
        if result is not None:
            self._events.append(ev.RunDone(effect.call, result))
            return
        self._begin(effect.call, self._run(effect.call, fresh=effect.fresh))

    def _judge(self, effect: fx.Judge) -> None:
        """Put code to its tests, once the learner has said yes to the code of its deck."""
        try:
            consent = consent_for(effect.deck, self._store)
        except QuizError as error:
            self._events.append(ev.RunFailed(effect.code, str(error)))
            return
        if consent.given or consent.content_hash in self._agreed:
            self._begin(effect.code, self._run_code(effect.code))
        else:
            self._consent_asked[effect.deck] = consent
            self._events.append(ev.ConsentWanted(consent.question))

    def _begin(self, job: Job, work: Coroutine[Any, Any, None]) -> None:
        self._events.append(ev.RunProgress(job, Progress(0.0)))
        self._runs[job] = asyncio.get_running_loop().create_task(work)

    async def _run(self, call: Call, *, fresh: bool) -> None:
        try:
            result = await self._engine.run(call, partial(self._further, call), fresh=fresh)
        except EngineError as error:
            self._finished(call, ev.RunFailed(call, str(error)))
        else:
            self._finished(call, ev.RunDone(call, result))

    async def _run_code(self, code: Code) -> None:
        try:
            result = await self._engine.run_code(code, partial(self._further, code))
        except EngineError as error:
            self._finished(code, ev.RunFailed(code, str(error)))
        else:
            self._finished(code, ev.CodeJudged(code, result))

    def _further(self, job: Job, progress: Progress) -> None:
        if job in self._runs:  # a cancelled run may still report while it is being stopped
            self.send(ev.RunProgress(job, progress))

    def _finished(self, job: Job, news: ev.RunDone | ev.CodeJudged | ev.RunFailed) -> None:
        # Only the run that is still wanted speaks: a cancelled one may finish in the same breath.
        if self._runs.get(job) is asyncio.current_task():
            del self._runs[job]
            self.send(news)

    def _cancel_runs(self) -> None:
        runs, self._runs = self._runs, {}
        for run in runs.values():
            run.cancel()
