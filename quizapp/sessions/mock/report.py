"""The report on an interview: frozen values, as they are kept, drawn and exported. They hold all that is needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quizapp.grading.verdict import SIGNALS as SIGNALS


class Word(StrEnum):
    """How an answer, a signal or a whole interview went; the last of them stands where nothing could be judged."""

    POOR = "poor"
    MIXED = "mixed"
    GOOD = "good"
    EXCELLENT = "excellent"
    UNJUDGED = "not judged"


@dataclass(frozen=True, slots=True)
class PointReport:
    """One point of an answer: what it asks for, and what became of it.

    `status` is `covered`, `nudged` (recovered in a follow-up: it earns half), `missed` or `contradicted`. `quote` are
    the candidate's own words that decided, empty where there are none. `signal` is one of `SIGNALS`. `must` and `could`
    are its rank. `judged` is the status that the rules gave, where the candidate overruled it; else it is empty.
    """

    name: str
    about: str
    status: str
    quote: str
    signal: str
    weight: float = 1.0
    must: bool = False
    could: bool = False
    judged: str = ""

    @property
    def overruled(self) -> bool:
        """Whether the candidate overruled the verdict."""
        return bool(self.judged)


@dataclass(frozen=True, slots=True)
class MistakeReport:
    """A misconception that the answer stated. `status` is `stands` or `withdrawn` (in a follow-up).

    `asked`: a follow-up was about it, so that one which stands is the heaviest finding. `correction` is Markdown.
    `weight` is its price. `judged` is the status that the rules gave, where the candidate overruled it.
    """

    name: str
    about: str
    status: str
    quote: str
    asked: bool
    correction: str = ""
    weight: float = 1.0
    judged: str = ""

    @property
    def overruled(self) -> bool:
        """Whether the candidate overruled the verdict."""
        return bool(self.judged)


@dataclass(frozen=True, slots=True)
class Said:
    """A follow-up, and what was said to it."""

    asked: str
    reply: str
    seconds: float


@dataclass(frozen=True, slots=True)
class ItemReport:
    """One question: what was asked and said, how it was judged, and the time it took.

    `prompt` (Markdown) has the options or the steps below it, with the letters that `response` names.
    `verdict` is that of the whole answer (of `quizapp.grading.verdict.Verdict`), or `open` where nothing was said.
    `score` is in [0, 1]. `word` comes with the `rule` that gave it, in a sentence. `unchecked` says why a run that
    decides is missing, empty where none is. `expected` is the model answer or the key, `feedback` and `explanation`
    belong to it; all three are Markdown. `evidence` is the command that shows the answer live, empty where none does,
    `measured` what the runs of the key gave, as `name = value`. `budget` are the seconds that the question and its
    follow-ups should take, without the `extra` ones that the candidate gave themselves.
    """

    question_id: str
    title: str
    kind: str
    level: str
    topic: str
    part: str
    prompt: str
    response: str
    follow_ups: tuple[Said, ...]
    verdict: str
    score: float
    word: Word
    rule: str
    points: tuple[PointReport, ...]
    mistakes: tuple[MistakeReport, ...]
    expected: str
    feedback: tuple[str, ...]
    explanation: str
    sources: str
    evidence: str
    measured: tuple[str, ...]
    unchecked: str
    seconds: float
    budget: int
    extra: int
    confidence: int | None
    flagged: bool
    signal: str
    weight: float

    @property
    def findings(self) -> tuple[PointReport | MistakeReport, ...]:
        """The points, and the misconceptions behind them."""
        return (*self.points, *self.mistakes)


@dataclass(frozen=True, slots=True)
class SignalReport:
    """One signal: the points that speak for it, how many of them were covered, and the share of their weight."""

    signal: str
    points: int
    covered: int
    nudged: int
    share: float
    word: Word


@dataclass(frozen=True, slots=True)
class TopicReport:
    """One topic: how many questions, and the mean score."""

    topic: str
    questions: int
    score: float


@dataclass(frozen=True, slots=True)
class CalibrationRow:
    """Of the answers of which the candidate said `said` per cent: how many, and how many were good without help."""

    said: int
    answers: int
    right: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """Confidence against outcome. `brier` is the mean squared difference, None without a single answer to judge."""

    answers: int
    brier: float | None
    rows: tuple[CalibrationRow, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole interview. `used` and `seconds` are the time that it took and the time that there was.

    `ended` is `time`, `finished` or `left`; `seed` is the one that was wished for. `hiring` is the word that an
    interviewer might write, always shown beside the table of signals and marked as practice.
    """

    name: str
    started_at: datetime
    seconds: float
    used: float
    ended: str
    level: str
    tags: tuple[str, ...]
    seed: int | None
    notes: tuple[str, ...]
    items: tuple[ItemReport, ...]
    signals: tuple[SignalReport, ...]
    topics: tuple[TopicReport, ...]
    calibration: Calibration
    score: float
    word: Word
    hiring: str
