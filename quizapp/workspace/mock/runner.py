"""Carries out what a mock interview wants done: the same for the screens and for the line mode."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.errors import QuizError, StoreError
from quizapp.scheduling import from_json
from quizapp.sessions.mock import effects as fx
from quizapp.sessions.mock import events as ev
from quizapp.sessions.mock import machine
from quizapp.sessions.mock.history import summary_of
from quizapp.sessions.mock.reportjson import report_text
from quizapp.sessions.mock.reviews import reviews_of
from quizapp.sessions.mock.saving import progress_text
from quizapp.sessions.mock.state import Mock, Moment
from quizapp.store import Session
from quizapp.workspace.jobs import Jobs
from quizapp.workspace.pinning import Pin, consent_for_pin
from quizapp.workspace.stepping import Stepper

if TYPE_CHECKING:
    from quizapp.engine.model import Engine
    from quizapp.sessions.mock.report import Report
    from quizapp.store import Store

GOOD_ENOUGH = ("good", "excellent")


class MockRunner(Stepper[Mock, ev.Event, fx.Effect]):
    """One interview. `ring` is called where something was said about the time.

    What the front end draws is on disk. Runs are asyncio tasks on the loop that called `start`.
    """

    def __init__(
        self,
        state: Mock,
        pins: Sequence[Pin],
        *,
        store: Store,
        engine: Engine,
        now: Callable[[], Moment],
        zone: tzinfo | None,
        retention: float,
        on_change: Callable[[Mock], None],
    ) -> None:
        super().__init__(state, machine.step, on_change)
        self.now = now
        self.ring: Callable[[], None] = _silence
        self._pins: Mapping[Path, Pin] = {Path(pin.file): pin for pin in pins}
        self._store, self._zone, self._retention = store, zone, retention
        self._jobs = Jobs(engine, self.send)

    def start(self) -> None:
        """Show the first question, or the one at which the interview was left."""
        self._go_on(machine.start(self.state))

    async def close(self) -> None:
        """Stop every run of this interview and wait until they are gone."""
        await self._jobs.close()

    def _carry_out(self, effect: fx.Effect) -> None:
        match effect:
            case fx.Keep():
                self._keep()
            case fx.Ring():
                self.ring()
            case fx.Run():
                self._jobs.run(effect.call, fresh=effect.fresh)
            case fx.CancelRuns():
                self._jobs.cancel()
            case fx.Judge():
                self._judge(effect)
            case fx.Consent():
                self._consent(effect)

    def _keep(self) -> None:
        try:
            if self.state.report:
                self._score(self.state.report)
            else:
                self._store.keep_interview(self.state.number, progress_text(self.state), self.now().wall)
        except StoreError as error:
            self.send(ev.NotKept(str(error)))
        else:
            self.send(ev.Kept(self.state.number))

    def _score(self, report: Report) -> None:
        """Write the report and the reviews, together and once."""
        cards = {question_id: from_json(text) for question_id, text in self._store.cards().items()}
        reviews = reviews_of(self.state, cards, self._zone, self._retention)
        ended_at = self.now().wall
        self._store.score_interview(
            self.state.number, progress_text(self.state), report_text(report), summary_of(report), ended_at, reviews
        )
        with suppress(StoreError):  # home's line about the last time; the interview is safe
            self._store.save_session(_session(self.state, report, ended_at))

    def _judge(self, effect: fx.Judge) -> None:
        """Put code to its tests, once the candidate has said yes to the code of its deck as it was pinned."""
        try:
            consent = consent_for_pin(self._pins[effect.deck], self._store)
        except QuizError as error:
            self.send(ev.RunFailed(effect.code, str(error)))
            return
        if question := self._jobs.judge(effect.code, effect.deck, consent):
            self.send(ev.ConsentWanted(question))

    def _consent(self, effect: fx.Consent) -> None:
        try:
            self._jobs.agree(effect.deck, self._store, self.now().wall)
        except StoreError as error:
            self.send(ev.NotKept(str(error)))


def _session(state: Mock, report: Report, ended_at: datetime) -> Session:
    said = [item for item in report.items if item.response.strip()]
    good = sum(item.word.value in GOOD_ENOUGH for item in said)
    return Session("mock", state.started_at, ended_at, len(said), good, sum(item.seconds for item in report.items))


def _silence() -> None:
    """Nobody listens."""
