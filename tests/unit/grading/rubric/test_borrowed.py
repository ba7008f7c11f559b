"""What a text has without claiming it: a piece of the question, and words strung together without a sentence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from quizapp.questions.bundled import bundled_decks

sys.path.insert(0, str(Path(__file__).parent))

from labelled import interviews

TASKS = interviews(*sorted(bundled_decks().glob("*.md")))
PENALTIES = TASKS["c84xsfkk"]


def covered(answer: str) -> set[str]:
    return {name for name, point in PENALTIES.judged(answer).points.items() if point.status == "covered"}


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_the_question_copied_earns_nothing_and_costs_nothing(task):
    found = task.judged(task.asked)
    assert {point.status for point in found.points.values()} == {"missed"}
    assert not found.misconceptions


def test_words_that_are_strung_together_are_no_answer():
    assert covered("l1 zero sparse l2 shrink pull constant fade kink corner") == set()
    assert covered("L1 sets weights to exactly zero. slope pull constant fades kink corner zero L1 L2") == {"zeros"}


@pytest.mark.parametrize(
    "answer",
    [
        "L1: exact zeros, constant pull, kink",
        "lasso zeroes weights; pull constant; kink",
        "L1 makes some weights exactly zero its pull is constant there is a kink",
    ],
)
def test_notes_and_speech_without_marks_are_answers(answer):
    assert covered(answer) >= {"zeros", "kink"}


def test_however_strong_it_is_says_nothing_again():
    found = PENALTIES.judged("L1 sets some weights to exactly zero. L2 makes no zeros, however strong it is")
    assert not found.misconceptions
    assert found.points["shrinks"].status == "covered"


def test_the_wrong_way_takes_nothing_back():
    gains = TASKS["8tspmcyh"].judged("A gain starts at one and decay pulls it to zero, the wrong way")
    assert gains.points["gain"].status == "covered"


def test_a_quote_keeps_its_bracket_and_its_words():
    prior = TASKS["4fwfjx53"].judged("The variance of the L2 prior is 1/(2λ)")
    assert prior.points["width"].evidence.endswith("1/(2λ)")
    rambling = (
        "L1 drives a good many of the weights of a model such as the one that we have been speaking about for quite \
some time in this conversation to exactly zero in the end, extraordinarily"
    )
    quote = PENALTIES.judged(rambling).points["zeros"].evidence
    assert quote.endswith("…")
    assert set(quote.removesuffix("…").split()) <= set(rambling.split()), "no word is cut"


def test_the_quote_is_the_clause_that_names_whom_it_is_about():
    prior = TASKS["4fwfjx53"].judged("The Laplace has heavier tails, and L1 spares large weights, so L1 is the Laplace")
    assert prior.points["laplace"].evidence == "so L1 is the Laplace"
