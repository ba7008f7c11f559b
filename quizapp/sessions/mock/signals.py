"""What an interviewer would read from the answers: a table by signal, and one by topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from quizapp.sessions.mock.judging import EARNS
from quizapp.sessions.mock.report import SIGNALS, ItemReport, SignalReport, TopicReport
from quizapp.sessions.mock.scale import counts, word_of


@dataclass(frozen=True, slots=True)
class _Voice:
    """Something that speaks for a signal: a point of a rubric, or a whole answer where there are none."""

    signal: str
    status: str
    weight: float
    earned: float


def signals_of(items: Sequence[ItemReport]) -> tuple[SignalReport, ...]:
    """A row for each signal that was asked for, in the order of `SIGNALS`. A question weighs what its points are."""
    voices = [voice for item in items if counts(item) for voice in _voices(item)]
    rows = ((signal, [voice for voice in voices if voice.signal == signal]) for signal in SIGNALS)
    return tuple(_row(signal, heard) for signal, heard in rows if heard)


def topics_of(items: Sequence[ItemReport]) -> tuple[TopicReport, ...]:
    """A row for each topic, the weakest first."""
    scores: dict[str, list[float]] = {}
    for item in items:
        if counts(item):
            scores.setdefault(item.topic, []).append(item.score)
    rows = (TopicReport(topic, len(found), fsum(found) / len(found)) for topic, found in scores.items())
    return tuple(sorted(rows, key=lambda row: (row.score, row.topic)))


def _voices(item: ItemReport) -> list[_Voice]:
    total = fsum(point.weight for point in item.points)
    if item.kind != "interview" or not total:
        status = "covered" if item.score == 1 else "missed"
        return [_Voice(item.signal, status, item.weight, item.weight * item.score)]
    shares = ((point, item.weight * point.weight / total) for point in item.points if point.weight)
    return [_Voice(one.signal, one.status, share, share * EARNS.get(one.status, 0.0)) for one, share in shares]


def _row(signal: str, voices: Sequence[_Voice]) -> SignalReport:
    statuses = [voice.status for voice in voices]
    share = min(1.0, fsum(voice.earned for voice in voices) / fsum(voice.weight for voice in voices))
    return SignalReport(signal, len(voices), statuses.count("covered"), statuses.count("nudged"), share, word_of(share))
