"""All interviews so far: a head of each for lists, the trend over them, and two of them side by side."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from quizapp.sessions.mock.calibration import Said, calibration_of, said_of
from quizapp.sessions.mock.report import SIGNALS, Calibration, ItemReport, Report, Word
from quizapp.sessions.mock.scale import answered, over_time


@dataclass(frozen=True, slots=True)
class MockHead:
    """An interview that was scored, without what is long.

    `number` is that of its row. `topics` and `signals` are scores in [0, 1] by name; `said` is what the candidate said
    of each answer, in per cent, and whether it held. `over` counts the questions that took longer than they should.
    """

    number: int
    started_at: datetime
    ended_at: datetime
    name: str = ""
    score: float = 0.0
    word: Word = Word.UNJUDGED
    hiring: str = ""
    seconds: float = 0.0
    used: float = 0.0
    questions: int = 0
    answered: int = 0
    over: int = 0
    topics: Mapping[str, float] = field(default_factory=dict)
    signals: Mapping[str, float] = field(default_factory=dict)
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """How one thing went from interview to interview: the `numbers` of these, the oldest first, with its `scores`."""

    name: str
    numbers: tuple[int, ...]
    scores: tuple[float, ...]

    @property
    def change(self) -> float:
        """How much the last score is above the first."""
        return self.scores[-1] - self.scores[0]


@dataclass(frozen=True, slots=True)
class Trend:
    """All interviews together. `time` are the shares of the time that were used, `over` those of questions over time.

    `topics` have those that were asked last first, `overall` is the line of the scores. None of them without a head.
    """

    overall: Line | None
    topics: tuple[Line, ...]
    signals: tuple[Line, ...]
    time: Line | None
    over: Line | None
    calibration: Calibration


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of a comparison: a share in the one interview and in the other, None where it was not asked there."""

    name: str
    one: float | None
    other: float | None


@dataclass(frozen=True, slots=True)
class Twice:
    """A question that both interviews asked, with the words and scores that its two answers got."""

    question_id: str
    title: str
    one: ItemReport
    other: ItemReport


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two interviews side by side, by signal, by topic, and question by question where both asked it."""

    one: Report
    other: Report
    signals: tuple[Pair, ...]
    topics: tuple[Pair, ...]
    questions: tuple[Twice, ...]


def summary_of(report: Report) -> str:
    """What a list needs of `report`, as JSON; `head_of` reads it."""
    return json.dumps(
        {
            "name": report.name,
            "score": report.score,
            "word": report.word.value,
            "hiring": report.hiring,
            "seconds": report.seconds,
            "used": report.used,
            "questions": len(report.items),
            "answered": answered(report.items),
            "over": sum(map(over_time, report.items)),
            "topics": {row.topic: row.score for row in report.topics},
            "signals": {row.signal: row.share for row in report.signals},
            "said": said_of(report.items),
        },
        allow_nan=False,
    )


def head_of(number: int, started_at: datetime, ended_at: datetime, summary: str) -> MockHead:
    """The head of an interview whose `summary_of` is kept. What a later version added is left out.

    A summary that cannot be read gives a head without scores: the report itself is still there.
    """
    try:
        data = json.loads(summary)
        known = {name: data[name] for name in _KEPT if name in data}
        return MockHead(number, started_at, ended_at, **known | _typed(data))
    except (ValueError, TypeError, KeyError):
        return MockHead(number, started_at, ended_at)


_KEPT = ("name", "score", "hiring", "seconds", "used", "questions", "answered", "over", "topics", "signals")


def _typed(data: Mapping[str, Any]) -> dict[str, Any]:
    return {"word": Word(data["word"]), "said": tuple((said, held) for said, held in data["said"])}


def trend_of(heads: Iterable[MockHead]) -> Trend:
    """How it went over the interviews `heads`, in any order, without those in which nothing was answered."""
    held = (head for head in heads if head.answered)
    rows = sorted(held, key=lambda head: (head.started_at, head.number))
    return Trend(
        overall=_line("overall", rows, [head.score for head in rows]),
        topics=_lines(rows, [head.topics for head in rows]),
        signals=_lines(rows, [head.signals for head in rows]),
        time=_line("time", rows, [_share(head.used, head.seconds) for head in rows]),
        over=_line("over", rows, [_share(head.over, head.questions) for head in rows]),
        calibration=calibrated(rows),
    )


def calibrated(heads: Iterable[MockHead]) -> Calibration:
    """The calibration over all these interviews."""
    return calibration_of([pair for head in heads for pair in head.said])


def compared(one: Report, other: Report) -> Comparison:
    """Two interviews side by side."""
    signals = _pairs({row.signal: row.share for row in one.signals}, {row.signal: row.share for row in other.signals})
    return Comparison(
        one,
        other,
        tuple(sorted(signals, key=lambda pair: SIGNALS.index(pair.name))),
        _pairs({row.topic: row.score for row in one.topics}, {row.topic: row.score for row in other.topics}),
        tuple(_twice(one, other)),
    )


def _twice(one: Report, other: Report) -> Iterable[Twice]:
    again = {item.question_id: item for item in other.items}
    for item in one.items:
        if item.question_id in again:
            yield Twice(item.question_id, item.title, item, again[item.question_id])


def _pairs(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[Pair, ...]:
    return tuple(Pair(name, one.get(name), other.get(name)) for name in dict.fromkeys([*one, *other]))


def _line(name: str, rows: Sequence[MockHead], scores: Sequence[float]) -> Line | None:
    return Line(name, tuple(head.number for head in rows), tuple(scores)) if rows else None


def _lines(rows: Sequence[MockHead], scores: Sequence[Mapping[str, float]]) -> tuple[Line, ...]:
    """A line for each name, those first that were asked last."""
    names = dict.fromkeys(name for one in reversed(scores) for name in one)
    lines = []
    for name in names:
        asked = [(row.number, one[name]) for row, one in zip(rows, scores, strict=True) if name in one]
        lines.append(Line(name, tuple(number for number, _ in asked), tuple(score for _, score in asked)))
    return tuple(lines)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
