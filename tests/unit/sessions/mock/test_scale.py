"""The scale: each rule at its edge, and the sentence that says which one it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.grading.rubric import Rubric, RubricPoint
from quizapp.grading.shares import percent
from quizapp.grading.verdict import Point
from quizapp.sessions.mock import scale
from quizapp.sessions.mock.judging import EARNS, Judged
from quizapp.sessions.mock.report import ItemReport, MistakeReport, SignalReport, Word
from quizapp.sessions.mock.scale import graded, hiring, overall, word_of

from .reports import item_report

RUBRIC = Rubric(
    (
        RubricPoint("first", "", "must", 2.0, ()),
        RubricPoint("second", "", "should", 2.0, ()),
        RubricPoint("third", "", "could", 1.0, ()),
    )
)
COULD = ("third",)
MISTAKE = Point("wrong", "stands", "so I said", weight=1.0)


def outcome(first: str, second: str, third: str = "missed", *mistakes: Point, asked: bool = False) -> Judged:
    """An answer with a rubric, scored as the judge scores it."""
    statuses = {"first": first, "second": second, "third": third}
    points = tuple(
        Point(one.name, statuses[one.name], weight=one.weight, must=one.rank == "must") for one in RUBRIC.points
    )
    score = sum(point.weight * EARNS.get(point.status, 0.0) for point in points) / 5
    confronted = frozenset(mistake.name for mistake in mistakes) if asked else frozenset()
    return Judged("partial", score, None, points, mistakes, confronted)


def test_every_must_and_should_without_help_is_excellent_whatever_else_could_be_said():
    word, rule = graded(outcome("covered", "covered"), COULD)
    assert word is Word.EXCELLENT
    assert rule == "Every must and every should was said without help, and no misconception."


def test_a_nudge_makes_it_good_and_is_told():
    word, rule = graded(outcome("nudged", "covered", "covered"), COULD)
    assert word is Word.GOOD
    assert rule == "Every must was said, with a nudge for first, the score is 80 %, and no misconception stands."


def test_a_must_that_is_missing_keeps_it_mixed():
    word, rule = graded(outcome("missed", "covered", "covered"), COULD)
    assert word is Word.MIXED
    assert rule == (
        "Not good, as a must was not said (first) and the score is below 65 %; not poor, as the score is 60 %."
    )


def test_a_misconception_that_was_taken_back_is_not_excellent_and_may_be_good():
    withdrawn = replace(MISTAKE, status="withdrawn")
    assert graded(outcome("covered", "covered", "covered", withdrawn, asked=True), COULD)[0] is Word.GOOD


def test_one_that_stands_is_mixed_before_its_follow_up_and_the_heaviest_finding_after_it():
    whole = ("covered", "covered", "covered", MISTAKE)
    assert graded(outcome(*whole), COULD)[0] is Word.MIXED
    word, rule = graded(outcome(*whole, asked=True), COULD)
    assert word is Word.POOR
    assert rule == "A misconception stands after its follow-up (wrong): the heaviest finding."


@pytest.mark.parametrize(
    ("score", "word"),
    [(0.0, Word.POOR), (0.349999, Word.POOR), (0.35, Word.MIXED), (0.649999, Word.MIXED), (0.65, Word.GOOD)],
)
def test_an_answer_in_parts_goes_by_its_score(score, word):
    found, rule = graded(Judged("partial", score, None), None)
    assert found is word
    assert percent(score) in rule
    with_rubric = graded(replace(outcome("nudged", "covered"), score=score), COULD)
    assert with_rubric[0] is word


@pytest.mark.parametrize(
    ("verdict", "word"),
    [
        ("right", Word.EXCELLENT),
        ("wrong", Word.POOR),
        ("open", Word.POOR),
        ("unreadable", Word.POOR),
        ("unchecked", Word.UNJUDGED),
    ],
)
def test_a_verdict_alone_decides(verdict, word):
    assert graded(Judged(verdict, 1.0 if verdict == "right" else 0.0, None), None)[0] is word


@pytest.mark.parametrize(
    ("score", "word"),
    [(0.35, Word.MIXED), (0.65, Word.GOOD), (0.9, Word.EXCELLENT), (0.8999, Word.GOOD), (0.3499, Word.POOR)],
)
def test_a_share_has_its_word(score, word):
    assert word_of(score) is word


@given(st.floats(0, 1))
def test_no_share_reads_as_a_bound_that_it_did_not_reach(share):
    for bound in (scale.POOR_SCORE, scale.GOOD_SCORE, scale.EXCELLENT_SCORE):
        if int(percent(share).split()[0]) >= round(100 * bound):
            assert share >= bound - 1e-10


# ---------------------------------------------------------------- the whole interview


def test_the_whole_is_no_better_than_the_middle_answer():
    mixed = item_report(score=0.75, word=Word.MIXED)
    assert overall([mixed]) == (0.75, Word.MIXED), "not better than its only answer"
    assert overall([item_report(score=1.0), mixed, mixed])[1] is Word.MIXED
    assert overall([item_report(score=1.0), item_report(score=0.8, word=Word.GOOD), mixed])[1] is Word.GOOD


def test_questions_weigh_what_their_points_are_and_an_unjudged_one_weighs_nothing():
    items = [
        item_report(score=1.0, weight=3.0),
        item_report(score=0.0, weight=1.0, verdict="wrong", word=Word.POOR),
        item_report(score=0.0, weight=9.0, verdict="unchecked", word=Word.UNJUDGED),
    ]
    assert overall(items) == (0.75, Word.GOOD)
    assert overall(items[2:]) == (0.0, Word.UNJUDGED)


def test_an_interview_with_a_misconception_that_stands_is_good_at_most():
    held = MistakeReport("wrong", "", "stands", "", asked=False)
    assert overall([item_report()])[1] is Word.EXCELLENT
    assert overall([item_report(mistakes=(held,))])[1] is Word.GOOD


def row(word: Word, name: str = "practice", points: int = 3) -> SignalReport:
    return SignalReport(name, points, 0, 0, 0.5, word)


THREE = [item_report()] * 3


@pytest.mark.parametrize(
    ("items", "signals", "score", "said"),
    [
        (THREE[:2], [], 1.0, "too little to say"),
        (THREE, [], 0.34, "strong no hire"),
        (THREE, [], 0.64, "no hire"),
        (THREE, [row(Word.POOR)], 0.7, "no hire"),
        (THREE, [row(Word.POOR, points=2)], 0.95, "hire"),
        (THREE, [row(Word.MIXED)], 0.95, "hire"),
        (THREE, [row(Word.GOOD)], 0.65, "hire"),
        (THREE, [row(Word.GOOD)], 0.9, "strong hire"),
    ],
)
def test_the_hiring_word_has_a_rule(items, signals, score, said):
    word, rule = hiring(items, signals, score)
    assert word == said
    assert rule.endswith(".")
    assert rule[0].isupper()


@pytest.mark.parametrize(("asked", "said"), [(True, "no hire"), (False, "hire")])
def test_nobody_is_hired_over_a_misconception_that_was_asked_about(asked, said):
    held = MistakeReport("wrong", "", "stands", "", asked=asked)
    assert hiring([item_report(mistakes=(held,)), *THREE[:2]], [row(Word.GOOD)], 0.95)[0] == said


def test_the_sentence_names_everything_that_speaks_against():
    _, rule = hiring(THREE, [row(Word.POOR), row(Word.POOR, "evidence")], 0.5)
    assert rule == "The score is 50 %, below 65 % and practice, evidence are poor."


def test_a_poor_signal_of_few_points_is_told_and_decides_nothing():
    _, rule = hiring(THREE, [row(Word.POOR, points=1), row(Word.GOOD, "evidence")], 0.95)
    assert rule == (
        "The score is 95 %, practice is poor, but on fewer than 3 points, "
        "and no misconception stands after its follow-up."
    )


@given(st.integers(0, 2), st.integers(0, 3))
def test_open_questions_alone_say_too_little(judged, left_open):
    items: list[ItemReport] = [item_report()] * judged
    items += [item_report(verdict="open", score=0.0, word=Word.POOR)] * left_open
    assert hiring(items, [], 0.5)[0] == scale.TOO_LITTLE
