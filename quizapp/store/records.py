"""The rows that the store keeps, as the rest of the program sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Review:
    """One rated answer: a row of the append-only log.

    `card_before` and `card_after` are the scheduler's canonical JSON for the card (None before the first review);
    the store does not look inside. `due` repeats the study day on which the card is due next, so that SQL can
    select on it. `shown_at` and `answered_at` are aware, in UTC; `seconds` is the time spent on the answer.
    `evidence` is JSON: the measures that decided, or why nothing was checked.
    """

    question_id: str
    content_hash: str
    variant: str
    response: str
    verdict: str
    score: float
    evidence: str
    rating: int
    hints: int
    shown_at: datetime
    answered_at: datetime
    seconds: float
    study_day: date
    card_before: str | None
    card_after: str
    due: date


@dataclass(frozen=True, slots=True)
class StoredReview:
    """A row of the log: its number, and whether it was taken back later. A row that was taken back stays."""

    id: int
    review: Review
    retracted: bool


@dataclass(frozen=True, slots=True)
class Overruling:
    """A labelled example: what the learner said of one point of their answer, against the verdict.

    `judged` is the status that the rules gave, `said` the learner's. `evidence` is the clause that the verdict quoted.
    """

    question_id: str
    content_hash: str
    point: str
    judged: str
    said: str
    evidence: str
    response: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """A session that has ended. `kind` is `practice`, `mock` …; `seconds` is the time spent on answers."""

    kind: str
    started_at: datetime
    ended_at: datetime
    answered: int
    right: int
    seconds: float


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """A mock interview. `outline`, `progress` and `report` are JSON, into which the store does not look.

    An open one has no `ended_at`, and its `report` is empty. `saved_at` is when `progress` was last kept; for one that
    was scored it is `ended_at`. The moments are aware, in UTC.
    """

    id: int
    started_at: datetime
    saved_at: datetime
    ended_at: datetime | None
    outline: str
    progress: str
    report: str


@dataclass(frozen=True, slots=True)
class InterviewHead:
    """A mock interview that was scored, without what is long: `summary` is JSON, enough for a line of a list."""

    id: int
    started_at: datetime
    ended_at: datetime
    summary: str


@dataclass(frozen=True, slots=True)
class AnswerVersion:
    """An answer that was given again, after the report. `item` is the index of its question, `grade` is JSON."""

    interview_id: int
    item: int
    at: datetime
    response: str
    grade: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the real interview of a `day` went, in a word, with the learner's own note."""

    day: date
    how: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RunHead:
    """A run in the notebook without its result, which is long. `id` is 0 before it is kept.

    `params` are all parameters as they are typed, `alpha=0.1 seed=42`; `words` is what else a search looks through;
    `note` is the learner's own. `saved_at` is aware, in UTC.
    """

    id: int
    saved_at: datetime
    demo: str
    params: str
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class DayCount:
    """The rated answers of one study day, and how many of them were right."""

    day: date
    reviews: int
    right: int


@dataclass(frozen=True, slots=True)
class QuestionCount:
    """The rated answers to one question, how many were right, and its last verdict, rating and study day."""

    question_id: str
    reviews: int
    right: int
    verdict: str
    rating: int
    day: date


@dataclass(frozen=True, slots=True)
class Totals:
    """All rated answers: how many, how many right, to how many questions, on how many days, in how many seconds."""

    reviews: int
    right: int
    questions: int
    days: int
    seconds: float
