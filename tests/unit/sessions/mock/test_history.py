"""All interviews so far: heads that survive their summary, the trend over them, and two side by side."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings

from quizapp.sessions.mock.history import MockHead, calibrated, compared, head_of, summary_of, trend_of
from quizapp.sessions.mock.report import Report, SignalReport, TopicReport, Word

from .reports import NOW, anything, item_report, report


def head(number: int, days: int, **told: object) -> MockHead:
    at = NOW + timedelta(days=days)
    return MockHead(number, at, at + timedelta(minutes=10), **told)  # type: ignore[arg-type]


def test_a_head_says_what_the_report_says():
    slow = item_report(seconds=95.0, extra=30, confidence=None, topic="map")
    slower = item_report(seconds=91.0, extra=30)
    left = item_report(verdict="open", word=Word.POOR, score=0.0)
    unread = item_report(verdict="unreadable", word=Word.POOR, score=0.0, confidence=None)
    told = report(
        slow, slower, left, unread, score=0.6, word=Word.MIXED, hiring="no hire", topics=(TopicReport("map", 1, 1.0),)
    )
    found = head_of(3, NOW, NOW, summary_of(told))
    assert (found.number, found.name, found.score, found.word, found.hiring) == (3, "rapid", 0.6, Word.MIXED, "no hire")
    assert (found.questions, found.answered, found.over) == (4, 3, 2)
    assert (found.used, found.seconds) == (300.0, 600.0)
    assert found.topics == {"map": 1.0}
    assert found.said == ((80, True),)


@settings(max_examples=30, deadline=None)
@given(anything(Report))
def test_every_report_has_a_head(told):
    found = head_of(1, NOW, NOW, summary_of(told))
    assert (found.score, found.word, found.used) == (told.score, told.word, told.used)
    assert found.topics == {row.topic: row.score for row in told.topics}


@pytest.mark.parametrize("summary", ["", "{", "[]", "{}", '{"word": "superb", "said": []}', '{"word": "good"}'])
def test_a_summary_that_cannot_be_read_costs_the_scores_and_not_the_line(summary):
    assert head_of(3, NOW, NOW, summary) == MockHead(3, NOW, NOW)


def test_what_a_later_version_adds_is_left_out():
    more = json.dumps(json.loads(summary_of(report())) | {"mood": "calm"})
    assert head_of(3, NOW, NOW, more) == head_of(3, NOW, NOW, summary_of(report()))


def test_the_trend_goes_from_the_oldest_to_the_newest():
    heads = [
        head(2, 1, answered=1, score=0.7, used=500.0, seconds=600.0, topics={"map": 0.5}, said=((80, True),)),
        head(
            1, 0, answered=2, score=0.4, used=600.0, seconds=600.0, topics={"map": 0.1, "l1": 0.2}, said=((95, False),)
        ),
        head(3, 2, answered=3, score=0.9, used=300.0, seconds=600.0, topics={"l1": 0.8}, questions=4, over=1),
        head(4, 3, answered=0, score=0.0, used=1.0, seconds=600.0, topics={"l1": 0.0}),  # begun by accident
    ]
    trend = trend_of(heads)
    assert trend.overall is not None
    assert trend.overall.scores == (0.4, 0.7, 0.9)
    assert trend.overall.change == pytest.approx(0.5)
    assert [(line.name, line.numbers, line.scores) for line in trend.topics] == [
        ("l1", (1, 3), (0.2, 0.8)),
        ("map", (1, 2), (0.1, 0.5)),
    ]
    assert trend.time is not None
    assert trend.time.scores == (1.0, pytest.approx(5 / 6), 0.5)
    assert trend.over is not None
    assert trend.over.scores == (0.0, 0.0, 0.25)
    assert trend.calibration == calibrated(heads)
    assert trend.calibration.answers == 2


def test_without_interviews_there_is_no_trend():
    trend = trend_of([])
    assert (trend.overall, trend.topics, trend.time, trend.calibration.answers) == (None, (), None, 0)


def test_two_interviews_stand_side_by_side():
    one = report(
        item_report(question_id="a", score=0.2),
        item_report(question_id="b"),
        signals=(SignalReport("evidence", 1, 0, 0, 0.2, Word.POOR),),
        topics=(TopicReport("l1", 2, 0.6),),
    )
    other = report(
        item_report(question_id="c"),
        item_report(question_id="a"),
        signals=(
            SignalReport("definitions", 1, 1, 0, 1.0, Word.EXCELLENT),
            SignalReport("evidence", 1, 1, 0, 0.9, Word.EXCELLENT),
        ),
        topics=(TopicReport("map", 2, 1.0),),
    )
    found = compared(one, other)
    assert [(pair.name, pair.one, pair.other) for pair in found.signals] == [
        ("definitions", None, 1.0),
        ("evidence", 0.2, 0.9),
    ]
    assert [(pair.name, pair.one, pair.other) for pair in found.topics] == [("l1", 0.6, None), ("map", None, 1.0)]
    assert [(twice.question_id, twice.one.score, twice.other.score) for twice in found.questions] == [("a", 0.2, 1.0)]
