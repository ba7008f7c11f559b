"""The tables by signal and by topic, and the calibration."""

from __future__ import annotations

from dataclasses import replace
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.sessions.mock.calibration import FEWEST_ANSWERS, calibration_of, calibration_words, said_of, too_few
from quizapp.sessions.mock.report import MistakeReport, PointReport, Word
from quizapp.sessions.mock.signals import signals_of, topics_of
from quizapp.sessions.mock.state import CONFIDENCES

from .reports import item_report


def point(status: str, signal: str = "mathematics", weight: float = 1.0) -> PointReport:
    return PointReport("p", "", status, "", signal, weight)


def test_a_point_speaks_for_its_own_signal_and_weighs_its_share_of_the_question():
    talk = item_report(
        kind="interview",
        weight=3.0,
        points=(point("covered", "definitions", 2.0), point("nudged"), point("missed", "evidence")),
    )
    short = item_report(signal="mathematics", weight=0.25)
    found = {row.signal: row for row in signals_of([talk, short])}
    assert list(found) == ["definitions", "mathematics", "evidence"]
    assert (found["definitions"].share, found["definitions"].word) == (1.0, Word.EXCELLENT)
    assert found["mathematics"].share == pytest.approx((0.5 * 0.75 + 0.25) / (0.75 + 0.25))
    assert (found["mathematics"].points, found["mathematics"].covered, found["mathematics"].nudged) == (2, 1, 1)
    assert found["evidence"].word is Word.POOR


def test_a_point_that_counts_for_nothing_speaks_for_nothing():
    talk = item_report(kind="interview", points=(point("covered"), point("missed", "practice", 0.0)))
    assert [row.signal for row in signals_of([talk])] == ["mathematics"]


def test_an_answer_that_is_half_right_is_heard_by_half():
    (row,) = signals_of([item_report(score=0.5), item_report(score=1.0)])
    assert (row.points, row.covered, row.share) == (2, 1, 0.75)


def test_topics_have_the_weakest_first():
    items = [item_report(topic="l1"), item_report(topic="map", score=0.4), item_report(topic="l1", score=0.5)]
    assert [(row.topic, row.questions, row.score) for row in topics_of(items)] == [("map", 1, 0.4), ("l1", 2, 0.75)]


# ---------------------------------------------------------------- calibration

PAIRS = st.lists(st.tuples(st.sampled_from(CONFIDENCES), st.booleans()), max_size=40)


def test_good_and_excellent_have_held_and_what_was_not_said_or_judged_is_left_out():
    items = [
        item_report(confidence=95, word=Word.GOOD),
        item_report(confidence=50, word=Word.MIXED, verdict="partial"),
        item_report(confidence=None),
        item_report(confidence=80, word=Word.UNJUDGED, verdict="unchecked"),
        item_report(confidence=80, word=Word.POOR, verdict="open"),
    ]
    assert said_of(items) == ((95, True), (50, False))


@pytest.mark.parametrize(
    ("points", "mistakes", "held"),
    [
        ([("covered", True), ("covered", False)], (), True),
        ([("covered", True), ("covered", True), ("nudged", False)], (), True),
        ([("nudged", True), ("covered", False), ("covered", False), ("covered", False)], (), False),
        ([("covered", True), ("nudged", False)], (), False),
        ([("covered", True), ("covered", False)], ("withdrawn",), False),
    ],
)
def test_an_answer_holds_by_what_was_said_before_any_follow_up(points, mistakes, held):
    told = tuple(replace(point(status), must=must) for status, must in points)
    wrong = tuple(MistakeReport("m", "", status, "", asked=True) for status in mistakes)
    answered = item_report(kind="interview", confidence=80, word=Word.GOOD, points=told, mistakes=wrong)
    assert said_of([answered]) == ((80, held),)


def test_the_brier_score_is_the_mean_square_of_what_was_missing():
    found = calibration_of([(80, True), (50, False)])
    assert found.brier == pytest.approx((0.2**2 + 0.5**2) / 2)
    assert [(row.said, row.answers, row.right) for row in found.rows] == [(50, 1, 0), (80, 1, 1)]
    assert calibration_of([]).brier is None


@given(PAIRS)
def test_it_is_between_nothing_and_one_and_the_table_holds_every_answer(pairs):
    found = calibration_of(pairs)
    assert found.answers == len(pairs) == sum(row.answers for row in found.rows)
    assert sum(row.right for row in found.rows) == sum(held for _, held in pairs)
    assert found.brier is None or 0 <= found.brier <= 1
    assert all(0 <= row.right <= row.answers for row in found.rows)


@given(PAIRS.filter(bool))
def test_the_order_of_the_answers_does_not_matter(pairs):
    one, other = calibration_of(pairs), calibration_of(pairs[::-1])
    assert one.rows == other.rows
    assert one.brier is not None
    assert other.brier is not None
    assert isclose(one.brier, other.brier)


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([], "You did not say of any judged answer how sure you were."),
        ([(80, True)], "Brier score 0.04 over 1 answer: too few to judge, it takes 20."),
        ([(80, True)] * 16 + [(80, False)] * 4, "you said 80 %, it was 80 %; you are about right."),
        ([(95, False)] * 20, "you said 95 %, it was 0 %; you are too sure."),
        ([(50, True)] * 20, "you said 50 %, it was 100 %; you are not sure enough."),
    ],
)
def test_it_is_said_in_a_sentence(pairs, words):
    found = calibration_of(pairs)
    assert calibration_words(found).endswith(words)
    assert too_few(found) is (len(pairs) < FEWEST_ANSWERS)
