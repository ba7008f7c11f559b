"""A room to hold interviews in: real questions of four kinds, and a clock that is turned by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from quizapp.engine.model import Progress, Result
from quizapp.questions.calls import Call, Job
from quizapp.questions.coding import CheckResult, Code, CodeResult
from quizapp.questions.decks import parse_deck
from quizapp.questions.kinds.interview import KIND as INTERVIEW
from quizapp.questions.model import Question
from quizapp.sessions.mock import effects as fx
from quizapp.sessions.mock import events as ev
from quizapp.sessions.mock import machine
from quizapp.sessions.mock.outline import Outline, Slot, Wish
from quizapp.sessions.mock.state import Item, Mock, Moment

START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MINUTES = 10

CHOICE = """## Which penalty can give exact zeros?
<!-- q id=choicea1 level=junior tags=l1 time=60s -->

Pick one.

- [ ] Ridge
- [x] Lasso
"""
NUMBER = """## What is left of the weight?
<!-- q id=numbera1 level=mid tags=weight-decay time=60s -->

After ten steps?

```yaml key
demo: decay_step
params: {method: penalty, steps: 10}
answer: w
tolerance: {rel: 0.001}
```
"""
CODING = """## Write the step
<!-- q id=codingab level=mid tags=l1 time=300s -->

Write it.

```python starter
def f(w):
    raise NotImplementedError
```
```python tests
def test_zero(call):
    assert call("f", 0.0) == 0.0
```
```python solution
def f(w):
    return w
```
"""
TALK = INTERVIEW.samples[0].markdown.replace(
    "\n\nExplain", "\n<!-- q id=talkaaa1 level=senior tags=l1 time=180s -->\n\nExplain", 1
)
DECK = "\n".join(["---\ndeck: room\n---\n", CHOICE, NUMBER, TALK, CODING])


@lru_cache(maxsize=1)
def questions() -> dict[str, Question]:
    """The questions by kind."""
    deck = parse_deck(DECK, Path("room.md"))
    assert not [problem for problem in deck.problems if problem.severity == "error"], deck.problems
    return {question.kind: question for question in deck.questions}


def item(kind: str = "choice", follow_ups: int = 2, **told: Any) -> Item:
    """A question of this kind, with which nothing was done yet."""
    question = questions()[kind]
    return Item(Slot(question.id, "questions", 0, follow_ups), question, **told)


def moment(seconds: float, wall: float | None = None) -> Moment:
    """So many seconds after the start; `wall` where the clock on the wall says something else."""
    return Moment(1000.0 + seconds, START + timedelta(seconds=seconds if wall is None else wall))


def interview(*kinds: str, minutes: float = MINUTES, follow_ups: int = 2) -> Mock:
    """An interview over questions of these kinds that begins now."""
    items = tuple(item(kind, follow_ups) for kind in kinds or ("choice", "interview", "numeric"))
    outline = Outline("free", int(minutes * 60), tuple(one.slot for one in items), 1, Wish(minutes=int(minutes) or 1))
    here = moment(0)
    return Mock(outline, items, START, here.steady + outline.seconds, here, 7, since=here.steady, kept_at=here.steady)


@dataclass
class Room:
    """Plays an interview: `kept` is every state that was written, `wanted` every other effect, in order."""

    state: Mock
    now: float = 0.0
    kept: list[Mock] = field(default_factory=list)
    wanted: list[fx.Effect] = field(default_factory=list)
    disk_full: bool = False

    @classmethod
    def of(cls, *kinds: str, **how: Any) -> Room:
        room = cls(interview(*kinds, **how))
        room.take(machine.start(room.state))
        return room

    def take(self, stepped: tuple[Mock, tuple[fx.Effect, ...]]) -> Mock:
        self.state, effects = stepped
        for effect in effects:
            if isinstance(effect, fx.Keep):
                self._keep()
            else:
                self.wanted.append(effect)
        return self.state

    def _keep(self) -> None:
        if self.disk_full:
            self.take(machine.step(self.state, ev.NotKept("The disk is full.")))
            return
        self.kept.append(self.state)
        self.take(machine.step(self.state, ev.Kept(self.state.number)))

    def send(self, event: ev.Event) -> Mock:
        return self.take(machine.step(self.state, event))

    def wait(self, seconds: float) -> Mock:
        self.now += seconds
        return self.send(ev.Tick(self.at))

    @property
    def at(self) -> Moment:
        return moment(self.now)

    def answer(self, text: str, sure: int | None = 80, after: float = 10.0) -> Mock:
        """Give an answer, and say how sure one is where that is asked."""
        self.now += after
        follow_up = bool(self.state.item.follow_ups)
        self.send(ev.Submit(text, self.at))
        return self.state if follow_up else self.send(ev.Sure(sure, self.at))

    def finish(self) -> Mock:
        """End it, with every run that it wants."""
        self.send(ev.End(self.at))
        self.runs()
        return self.state

    def runs(self, w: float = 0.980179) -> None:
        """Let the engine do what is wanted."""
        while self.state.open_jobs and (jobs := [one for one in self.wanted if isinstance(one, fx.Run | fx.Judge)]):
            job = jobs[0]
            self.wanted.remove(job)
            self.send(done(job.code, passed=True) if isinstance(job, fx.Judge) else ran(job.call, w))


def ran(call: Call, w: float) -> ev.RunDone:
    return ev.RunDone(call, Result(call.demo, {}, None, {"w": w}, {}, ""))


def done(code: Code, passed: bool) -> ev.CodeJudged:
    return ev.CodeJudged(code, CodeResult((CheckResult("test_zero", passed),)))


def progress(job: Job) -> ev.RunProgress:
    return ev.RunProgress(job, Progress(0.5))
