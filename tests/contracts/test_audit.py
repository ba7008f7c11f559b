"""What the audit of the bundled lesson keeps to, before any of its runs."""

import pytest

from quizapp.engine import catalogue
from quizapp.grading.expressions import names_in
from quizapp.questions.lesson.model import Truth
from quizapp.workspace.lesson.room import LessonRoom
from quizapp.workspace.opening import bundled_lesson

CLAIMS = LessonRoom(bundled_lesson()).claims()

every_claim = pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: str(claim.number))


def test_each_of_the_56_claims_is_judged():
    assert [claim.number for claim in CLAIMS] == list(range(1, 57))


@every_claim
def test_a_verdict_is_decided_by_a_run_unless_it_only_wants_precision(claim):
    """Nobody has to take our word for `false` or `true`."""
    assert claim.exhibits or claim.truth is Truth.IMPRECISE


@every_claim
def test_every_run_that_decides_is_held_to_something_that_is_shown(claim):
    for exhibit in claim.exhibits:
        assert exhibit.holds
        assert exhibit.shows
        assert set(exhibit.shows) & {name for expression in exhibit.holds for name in names_in(expression)}


@every_claim
def test_the_runs_are_quick(claim):
    for exhibit in claim.exhibits:
        demo = catalogue.find(exhibit.call.demo)
        assert demo.estimate(catalogue.complete(demo, dict(exhibit.call.params))) < 10


@every_claim
def test_claims_and_corrections_are_sentences_that_fit_a_screen(claim):
    for text in (claim.says, claim.correct, *(exhibit.say for exhibit in claim.exhibits)):
        assert text[-1] in ".)", text
        assert len(text) < 480
    assert claim.says != claim.correct
