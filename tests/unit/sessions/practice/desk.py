"""A desk to play sessions on: questions with an obvious key, and a log that applies effects as the store would."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from quizapp.engine.model import Progress, Result
from quizapp.grading.rubric import scored
from quizapp.grading.verdict import Grade, Point, Verdict
from quizapp.questions.calls import Call, Job, Runs, code_result
from quizapp.questions.coding import CheckResult, Code, CodeResult
from quizapp.questions.forms import Form, PickOne, Turn, WriteCode, WriteLong
from quizapp.questions.model import Level, Place, Question
from quizapp.sessions.practice import effects as fx
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice import machine
from quizapp.sessions.practice.state import Asked, Practice
from quizapp.store.records import Overruling, Review

DECK = Path("deck.md")
START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
RUN = Call.of("decay_step", {"lr": 0.1})

YES_NO, LONG = PickOne(("no", "yes")), WriteLong()
CODE = WriteCode(starter="def f(): ...", tests="def test_one(call): assert call('f') == 1")


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


@dataclass(frozen=True)
class Coding:
    """Code whose tests decide; `?` is no Python."""

    form: WriteCode = CODE
    calls: tuple[Call, ...] = ()

    def grade(self, response: str, runs: Runs) -> Grade:
        if response == "?":
            return Grade(Verdict.UNREADABLE, feedback=("Line 1 is no Python.",))
        judged = code_result(runs, self.form.code(response))
        if judged is None:
            return Grade(Verdict.UNCHECKED)
        points = tuple(Point(c.name, "covered" if c.passed else "contradicted") for c in judged.checks)
        return Grade(Verdict.RIGHT, 1.0, points=points) if judged.passed else Grade(Verdict.WRONG, points=points)

    def expected(self, runs: Runs) -> str:
        return "def f(): return 1"


@dataclass(frozen=True)
class Speaking:
    """A rubric of two points: each is covered where its name is said; `myth` states the misconception."""

    form: WriteLong = LONG
    calls: tuple[Call, ...] = ()

    def grade(self, response: str, runs: Runs) -> Grade:
        if not response.strip():
            return Grade(Verdict.UNREADABLE, feedback=("Nothing was said.",))
        points = tuple(
            Point(name, "covered" if name in response else "missed", name if name in response else "", must=True)
            for name in ("zeros", "shrinks")
        )
        mistakes = (Point("myth", "stated", "myth"),) if "myth" in response else ()
        score, verdict = scored(points, mistakes)
        return Grade(verdict, score, points=points, misconceptions=mistakes)

    def expected(self, runs: Runs) -> str:
        return "zeros and shrinks"


_KINDS = {Coding: "code", Speaking: "interview"}


def question(
    name: str,
    task: Task | Coding | Speaking | None = None,
    hints: tuple[str, ...] = ("think",),
    *,
    commits: bool = False,
) -> Question:
    kind = _KINDS.get(type(task), "choice")
    return Question(
        id=name, minted=True, deck="deck", title=name, kind=kind, level=Level.MID, tags=(f"topic-{name[0]}",),
        points=1, seconds=60, rev=1, place=Place(DECK, 1), content_hash="hash", prompt="?",
        task=task or Task(), hints=hints, commits=commits,
    )  # fmt: skip


def result(call: Call = RUN) -> Result:
    return Result(call.demo, dict(call.params), None, {"sgd": 0.98}, {}, "It shrinks.")


@dataclass
class Desk:
    """Plays a session: effects are applied to a log at once, as the runner does; runs wait for `finish_runs`.

    Code may run once there is a consent; code with `return 1` in it passes. While `failing`, nothing can be written.
    """

    questions: dict[str, Question]
    state: Practice
    log: dict[int, Review] = field(default_factory=dict)
    retracted: set[int] = field(default_factory=set)
    wanted: list[Job] = field(default_factory=list)
    fresh: list[Call] = field(default_factory=list)
    drafts: dict[str, str] = field(default_factory=dict)
    labels: dict[tuple[str, str, str], Overruling] = field(default_factory=dict)
    trusted: bool = True
    failing: bool = False
    now: datetime = START
    finished: int = 0

    @classmethod
    def of(cls, *questions: Question, cards: dict | None = None, **desk_is: Any) -> Desk:
        ids = tuple(one.id for one in questions)
        state = Practice(queue=ids, cards=cards or {}, zone=UTC, retention=0.9)
        desk = cls({one.id: one for one in questions}, state, **desk_is)
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
        return self.send(*map(_done, wanted))

    def overrule(self, name: str) -> Desk:
        self.now += timedelta(seconds=1)
        return self.send(ev.Overrule(name, self.now))

    @property
    def asked(self) -> Asked:
        assert self.state.asked is not None
        return self.state.asked

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
                draft = self.drafts.get(effect.question_id, "")
                news.append(ev.Shown(self.questions[effect.question_id], self.now, draft))
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
            case fx.KeepDraft() | fx.Overrule() | fx.Consent() if self.failing:
                news.append(ev.NotKept("The disk is full."))
            case fx.KeepDraft():
                self.drafts.pop(effect.question_id, None)
                self.drafts |= {effect.question_id: effect.text} if effect.text else {}
            case fx.Overrule():
                label = effect.overruling
                key = (label.question_id, label.point, label.response)
                self.labels.pop(key, None)
                self.labels |= {key: label} if label.said != label.judged else {}
            case fx.Consent():
                assert effect.deck == DECK
                self.trusted = True
            case fx.Judge() if not self.trusted:
                news.append(ev.ConsentWanted("Run the code of this deck?"))
            case fx.Judge():
                assert effect.deck == DECK
                self._begin(effect.code, news)
            case fx.Run():
                self.fresh += [effect.call] if effect.fresh else []
                self._begin(effect.call, news)
            case fx.CancelRuns():
                self.wanted.clear()
            case fx.Finished():
                self.finished += 1

    def _begin(self, job: Job, news: deque[ev.Event]) -> None:
        self.wanted.append(job)
        news.append(ev.RunProgress(job, Progress(0.0)))


def _done(job: Job) -> ev.Event:
    if isinstance(job, Code):
        return ev.CodeJudged(job, CodeResult((CheckResult("test_one", "return 1" in job.source),)))
    return ev.RunDone(job, result(job))
