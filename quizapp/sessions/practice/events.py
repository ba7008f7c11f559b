"""What can happen in a practice session: what the learner does, and the news that the front end brings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from quizapp.questions.model import Question
from quizapp.scheduling.cards import Rating
from quizapp.sessions.runs import CodeJudged as CodeJudged
from quizapp.sessions.runs import RunDone as RunDone
from quizapp.sessions.runs import RunFailed as RunFailed
from quizapp.sessions.runs import RunProgress as RunProgress


@dataclass(frozen=True, slots=True)
class Shown:
    """The question that was asked for is on the screen since `at`; `draft` is the answer that was begun before."""

    question: Question
    at: datetime
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """The question cannot be shown (its file changed or went away); `reason` is a sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class Reread:
    """The question on the screen stands in its deck as `question` now; `response` is what was begun of an answer."""

    question: Question
    response: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The answer reads `text` now, and is not submitted yet."""

    text: str


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What the learner would submit is not taken yet; `reason` says why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The learner submits `response`, in the grammar of the question's form."""

    response: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Hint:
    """The learner wants the next hint."""


@dataclass(frozen=True, slots=True)
class Skip:
    """The learner passes on this question: nothing is rated, it stays due."""


@dataclass(frozen=True, slots=True)
class Rate:
    """The learner rates the answer; None accepts the rating that is recorded or proposed."""

    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class Overrule:
    """The learner says of the point or misconception `name` that its verdict is wrong, or takes that back."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Permit:
    """The learner says whether the code of this question's deck may run."""

    yes: bool


@dataclass(frozen=True, slots=True)
class Undo:
    """The learner takes the last answer back."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Mark:
    """The learner marks the question, or takes the mark off."""


@dataclass(frozen=True, slots=True)
class RunAgain:
    """The learner runs the demo behind the answer again, without the cache."""


@dataclass(frozen=True, slots=True)
class CancelRun:
    """The learner stops what the engine is doing for this question."""


@dataclass(frozen=True, slots=True)
class Finish:
    """The learner leaves, or the input ended."""


@dataclass(frozen=True, slots=True)
class ConsentWanted:
    """The code of this question's deck may not run before the learner says yes to `question`."""

    question: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """The answer on the screen is on disk, as row `review_id` of the log."""

    review_id: int


@dataclass(frozen=True, slots=True)
class NotRecorded:
    """The answer on the screen could not be written; `reason` is a sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class Retracted:
    """The record `review_id` is taken back, at the moment that the learner asked for it."""

    review_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class NotRetracted:
    """The record still stands; `reason` is a sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotKept:
    """Something beside the answer could not be kept (a draft, an overruled point, a consent); `reason` says why."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotMarked:
    """The mark of the question could not be changed; `reason` is a sentence."""

    question_id: str
    reason: str


Event: TypeAlias = (
    Shown
    | Missing
    | Reread
    | Draft
    | HeldBack
    | Answer
    | Hint
    | Skip
    | Rate
    | Overrule
    | Permit
    | Undo
    | Mark
    | RunAgain
    | CancelRun
    | Finish
    | RunProgress
    | RunDone
    | CodeJudged
    | RunFailed
    | ConsentWanted
    | Recorded
    | NotRecorded
    | Retracted
    | NotRetracted
    | NotKept
    | NotMarked
)

# These clear the last notice.
ByLearner = (Answer, Hint, Skip, Rate, Overrule, Permit, Undo, Mark, RunAgain, CancelRun, Finish)
