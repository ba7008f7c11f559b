"""A desk to play sessions on: questions with an obvious key, and a log that applies effects as the store would."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizapp.engine.model import Result
from quizapp.grading.verdict import Grade, Verdict
from quizapp.questions.calls import Call, Runs
from quizapp.questions.forms import Form, PickOne, Turn
from quizapp.questions.model import Level, Place, Question
from quizapp.sessions.practice import effects as fx
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice import machine
from quizapp.sessions.practice.state import Practice
from quizapp.store.records import Review

START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
RUN = Call.of("decay_step", {"lr": 0.1})

YES_NO = PickOne(("no", "yes"))


@dataclass(frozen=True)
class Task:
    """`b` is right, `a` wrong, `ab` partly right, the rest unreadable; with `calls` the run must be there first."""

    form: Form = YES_NO
    calls: tuple[Call, ...] = ()

    def grade(self, response: str, runs: Runs) -> Grade:
        if isinstance(self.form, Turn):
            return Grade(Verdict.UNCHECKED, expected="the answer")
        if response not in ("a", "b", "ab"):
            return Grade(Verdict.UNREADABLE, feedback=("Type a or b.",))
        if any(call not in runs for call in self.calls):
            return Grade(Verdict.UNCHECKED)
        if response == "ab":
            return Grade(Verdict.PARTIAL, 0.5, expected="b")
        return Grade(Verdict.RIGHT, 1.0) if response == "b" else Grade(Verdict.WRONG, 0.0, expected="b")

    def expected(self, runs: Runs) -> str:
        return "b"


def question(name: str, task: Task | None = None, hints: tuple[str, ...] = ("think",)) -> Question:
    return Question(
        id=name, minted=True, deck="deck", title=name, kind="choice", level=Level.MID, tags=(f"topic-{name[0]}",),
        points=1, seconds=60, rev=1, place=Place(Path("deck.md"), 1), content_hash="hash", prompt="?",
        task=task or Task(), hints=hints,
    )  # fmt: skip


def result(call: Call = RUN) -> Result:
    return Result(call.demo, dict(call.params), None, {"sgd": 0.98}, {}, "It shrinks.")


@dataclass
class Desk:
    """Plays a session: effects are applied to a log at once, as the runner does; runs wait for `finish_runs`."""

    questions: dict[str, Question]
    state: Practice
    log: dict[int, Review] = field(default_factory=dict)
    retracted: set[int] = field(default_factory=set)
    wanted: list[Call] = field(default_factory=list)
    failing: bool = False
    now: datetime = START
    finished: int = 0

    @classmethod
    def of(cls, *questions: Question, cards: dict | None = None) -> Desk:
        ids = tuple(one.id for one in questions)
        state = Practice(queue=ids, cards=cards or {}, zone=UTC, retention=0.9)
        desk = cls({one.id: one for one in questions}, state)
        desk._apply(machine.start(state))
        return desk

    def send(self, *events: ev.Event) -> Desk:
        for event in events:
            self._apply(machine.step(self.state, event))
        return self

    def answer(self, response: str, seconds: float = 10) -> Desk:
        self.now += timedelta(seconds=seconds)
        return self.send(ev.Answer(response, self.now))

    def undo(self) -> Desk:
        self.now += timedelta(seconds=1)
        return self.send(ev.Undo(self.now))

    def finish_runs(self) -> Desk:
        wanted, self.wanted = self.wanted, []
        return self.send(*(ev.RunDone(call, result(call)) for call in wanted))

    @property
    def standing(self) -> list[Review]:
        return [review for number, review in self.log.items() if number not in self.retracted]

    def _apply(self, outcome: machine.Step) -> None:
        self.state, effects = outcome
        news: deque[ev.Event] = deque()
        for effect in effects:
            self._carry_out(effect, news)
        while news:
            self._apply(machine.step(self.state, news.popleft()))

    def _carry_out(self, effect: fx.Effect, news: deque[ev.Event]) -> None:
        match effect:
            case fx.Show():
                news.append(ev.Shown(self.questions[effect.question_id], self.now))
            case fx.Record() | fx.Rerate() if self.failing:
                news.append(ev.NotRecorded("The disk is full."))
            case fx.Record() | fx.Rerate():
                if isinstance(effect, fx.Rerate):
                    self.retracted.add(effect.review_id)
                number = len(self.log) + 1
                self.log[number] = replace(effect.review)
                news.append(ev.Recorded(number))
            case fx.Retract() if self.failing:
                news.append(ev.NotRetracted("The disk is full."))
            case fx.Retract():
                self.retracted.add(effect.review_id)
                news.append(ev.Retracted(effect.review_id, effect.at))
            case fx.Mark() if self.failing:
                news.append(ev.NotMarked(effect.question_id, "The disk is full."))
            case fx.Run():
                self.wanted.append(effect.call)
            case fx.CancelRuns():
                self.wanted.clear()
            case fx.Finished():
                self.finished += 1
