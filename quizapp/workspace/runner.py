"""Carries out what a practice session wants done: the same for the screens and for the line mode."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from quizapp.engine.model import Engine
from quizapp.errors import QuizError, StoreError
from quizapp.questions.model import Question
from quizapp.sessions.practice import effects as fx
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice import machine
from quizapp.sessions.practice.state import Practice
from quizapp.store import Store
from quizapp.workspace.consent import consent_for
from quizapp.workspace.jobs import Jobs
from quizapp.workspace.stepping import Stepper


class Questions(Protocol):
    """Where the runner gets a question from: the library."""

    def question(self, question_id: str, repetition: int) -> Question:
        """The question in the variant of this repetition. Raises `ContentError`."""


class PracticeRunner(Stepper[Practice, ev.Event, fx.Effect]):
    """One session of practice. What the front end draws is on disk; runs are asyncio tasks on the loop of `start`."""

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
        super().__init__(state, machine.step, on_change)
        self._store, self._questions = store, questions
        self._now = now
        self._jobs = Jobs(engine, self.send)

    def start(self) -> None:
        """Show the first question."""
        self._go_on(machine.start(self.state))

    async def close(self) -> None:
        """Stop every run of this session and wait until they are gone."""
        await self._jobs.close()

    def _carry_out(self, effect: fx.Effect) -> None:
        match effect:
            case fx.Show():
                self._show(effect)
            case fx.Run():
                self._jobs.run(effect.call, fresh=effect.fresh)
            case fx.CancelRuns():
                self._jobs.cancel()
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
            self.send(ev.Missing(str(error)))
        else:
            self.send(ev.Shown(question, self._now(), draft))

    def _write(self, effect: fx.Record | fx.Rerate) -> None:
        try:
            if isinstance(effect, fx.Record):
                review_id = self._store.record(effect.review)
            else:
                review_id = self._store.rerate(effect.review_id, effect.review)
        except StoreError as error:
            self.send(ev.NotRecorded(str(error)))
        else:
            self.send(ev.Recorded(review_id))

    def _retract(self, effect: fx.Retract) -> None:
        try:
            self._store.retract(effect.review_id, effect.at)
        except StoreError as error:
            self.send(ev.NotRetracted(str(error)))
        else:
            self.send(ev.Retracted(effect.review_id, effect.at))

    def _mark(self, effect: fx.Mark) -> None:
        try:
            self._store.set_mark(effect.question_id, effect.on)
        except StoreError as error:
            self.send(ev.NotMarked(effect.question_id, str(error)))

    def _keep(self, effect: fx.KeepDraft | fx.Overrule | fx.Consent) -> None:
        """Keep what lies beside the answer."""
        try:
            match effect:
                case fx.KeepDraft():
                    self._store.set_draft(effect.question_id, effect.text)
                case fx.Overrule():
                    self._store.overrule(effect.overruling)
                case fx.Consent():
                    self._jobs.agree(effect.deck, self._store, self._now())
        except QuizError as error:
            self.send(ev.NotKept(str(error)))

    def _judge(self, effect: fx.Judge) -> None:
        """Put code to its tests, once the learner has said yes to the code of its deck."""
        try:
            consent = consent_for(effect.deck, self._store)
        except QuizError as error:
            self.send(ev.RunFailed(effect.code, str(error)))
            return
        if question := self._jobs.judge(effect.code, effect.deck, consent):
            self.send(ev.ConsentWanted(question))
