"""The judge: evidence, contradictions, what was meant, and that no text whatever breaks or holds it up."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from labelled import ANSWERS, interviews

from quizapp.grading.rubric.judge import MAX_EVIDENCE

TASKS = interviews(ANSWERS / "development.md")
ZEROS = TASKS["dev0zero"]


def statuses(answer, task=ZEROS):
    return {name: point.status for name, point in task.judged(answer).points.items()}


def test_the_evidence_is_the_clause_as_it_was_typed():
    found = ZEROS.judged("Well:  L1   drives  weights to EXACTLY zero, whereas $L_2$ only shrinks them!")
    assert found.points["zeros"].evidence == "L1 drives weights to EXACTLY zero"
    assert found.points["shrinks"].evidence == "whereas $L_2$ only shrinks them"
    assert found.points["pull"].evidence == ""


def test_long_evidence_is_cut():
    found = ZEROS.judged("L1 " + "really " * 60 + "gives zeros")
    assert len(found.points["zeros"].evidence) <= MAX_EVIDENCE


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("L1 never gives zeros.", {"zeros": "contradicted"}),
        ("L2 gives zeros.", {"shrinks": "contradicted"}),
        ("L2 gives zeros, L1 only small weights.", {"zeros": "contradicted", "shrinks": "contradicted"}),
        ("L2 gives zeros. L2 shrinks. L2 makes weights small.", {"shrinks": "covered"}),
        ("L1 gives zeros. L1 gives no zeros. L1 zeroes some of them.", {"zeros": "covered"}),
        ("The L2 pull is constant, that of L1 is not.", {"pull": "contradicted"}),
        ("It is raining.", {"zeros": "missed", "shrinks": "missed", "pull": "missed"}),
    ],
)
def test_what_is_contradicted_and_what_is_only_missed(answer, expected):
    assert {name: status for name, status in statuses(answer).items() if name in expected} == expected


def test_a_missed_point_whose_words_are_there_is_proposed():
    found = ZEROS.judged("L1 is special. The pull matters. Something is constant.")
    assert "pull" in found.meant
    assert ZEROS.judged("The weather is fine.").meant == ()
    assert len(TASKS["dev0pri0"].judged("prior, penalty, Gaussian, L2, L1, Laplace").meant) <= 2


def test_a_question_a_condition_and_hearsay_claim_nothing():
    for answer in (
        "Does L1 give zeros?",
        "If L1 gave zeros …",
        "People say that L1 gives zeros.",
        "It is a myth that L1 gives zeros.",
    ):
        assert statuses(answer)["zeros"] != "covered", answer


PIECES = st.sampled_from(
    [
        "L1", "L2", "zero", "zeros", "not", "never", "both", "neither", "nor", "the former", "the latter", "unlike",
        "only", "respectively", "and", "but", "because", "which", "it", "they", "does", "doesn't", "than", "if", "as",
        "the smaller", "small", "weights", "constant", "pull", ",", ".", ";", ":", "?", "(", ")", "\n", "- ", "->",
        "λ", "≠ 0", "|w|", "w²", "🎉", "مرحبا", "\0", "lasoo", "exactly", "to", "the other", "so", "rather than",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_no_answer_breaks_the_judge(answer):
    for task in TASKS.values():
        found = task.judged(answer)
        assert {point.status for point in found.points.values()} <= {"covered", "missed", "contradicted"}
        for point in (*found.points.values(), *found.misconceptions.values()):
            assert " ".join(answer.split()).find(point.evidence.rstrip("…")) >= 0


@given(st.text(max_size=300))
def test_no_text_breaks_the_judge(text):
    ZEROS.judged(text)


@pytest.mark.parametrize(
    "piece", ["L1 zero, ", "l1 ", "((((", "not ", "a,", "the closer ", "\\", "w^{", "L1?", "lasoo\n"]
)
def test_the_longest_answer_is_judged(piece):
    """A test that hangs fails at its time limit: each of these would take minutes if the work grew with the square."""
    answer = ("so " + piece * 20_000)[:20_000]
    assert ZEROS.grade(answer, {}).points
