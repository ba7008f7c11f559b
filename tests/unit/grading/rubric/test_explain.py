"""Why an answer comes out as it does: the clauses as they are heard, and the pattern that decides."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from labelled import ANSWERS, interviews

from quizapp.grading.rubric import explain

ZEROS = interviews(ANSWERS / "development.md")["dev0zero"]


def explained(answer):
    return explain(answer, ZEROS.examiner)


def reasons(answer):
    told = explained(answer)
    return {reason.name: reason for reason in (*told.points, *told.misconceptions)}


def test_a_clause_has_whom_it_is_about_and_what_it_says_and_denies():
    first, second = explained("Lasso zeroes weights out, ridge never gives zeros.").clauses
    assert (first.clause, first.about, first.named, first.denied) == (
        "Lasso zeroes weights out",
        ("l1",),
        ("l1",),
        (),
    )
    assert "zero" in first.said
    assert (second.about, second.said) == (("l2",), ())
    assert "zero" in second.denied


def test_an_inherited_subject_is_not_named_and_one_that_is_guessed_is_unsure():
    _, second = explained("Lasso has a kink, so small weights end at zero.").clauses
    assert (second.about, second.named, second.unsure) == (("l1",), (), ())
    *_, last = explained("L1 gives zeros. Ridge makes them small. Its pull fades.").clauses
    assert (last.about, last.named, last.unsure) == (("l2",), (), ("l2",))


def test_what_is_asked_or_supposed_claims_nothing_and_is_shown_all_the_same():
    clauses = explained("Does L1 give zeros? L2 shrinks.").clauses
    assert [(one.clause, one.about) for one in clauses] == [("Does L1 give zeros?", ()), ("L2 shrinks", ("l2",))]


@pytest.mark.parametrize(
    ("answer", "name", "status", "why"),
    [
        ("L1 gives zeros.", "zeros", "covered", '`l1 & zero` fires in "L1 gives zeros"'),
        ("L1 picks some.", "zeros", "missed", '`l1 & zero` comes closest in "L1 picks some", which does not say zero'),
        ("It is raining.", "zeros", "missed", "no clause says anything of it"),
        ("", "zeros", "missed", "the answer claims nothing"),
        ("L1 never gives zeros.", "zeros", "contradicted", '"L1 never gives zeros" denies a part of `l1 & zero`'),
        ("L2 gives zeros.", "shrinks", "contradicted", '"L2 gives zeros" states l2-sparse'),
    ],
)
def test_each_status_has_its_reason(answer, name, status, why):
    reason = reasons(answer)[name]
    assert (reason.status, reason.why) == (status, why)


def test_a_point_without_the_benefit_of_the_doubt_says_so():
    told = reasons("L2 gives zeros. L1 shrinks. The L2 pull is constant, the L1 pull is not. L1 gives zeros.")
    lost = [reason.why for reason in told.values() if reason.status == "missed" and "fires" in reason.why]
    assert lost
    assert all(why.endswith(", but the answer is wrong about the same elsewhere") for why in lost)


def test_a_misconception_that_is_outweighed_says_so():
    reason = reasons("L2 gives zeros. L2 shrinks. L2 makes weights small.")["l2-sparse"]
    assert (reason.status, reason.pattern != "") == ("", True)
    assert reason.why.endswith('fires in "L2 gives zeros", but all that it denies is said rightly elsewhere')


WORDS = st.sampled_from(["L1", "L2", "zero", "not", "if", ",", ".", "?", "both", "it", "shrinks"])


@given(st.text(max_size=80) | st.lists(WORDS).map(" ".join))
def test_every_rule_is_explained_as_it_is_judged(answer):
    told, found = explained(answer), ZEROS.judged(answer)
    assert {reason.name: reason.status for reason in told.points} == {n: p.status for n, p in found.points.items()}
    assert {reason.name for reason in told.misconceptions if reason.status} == set(found.misconceptions)
    assert all(reason.why for reason in (*told.points, *told.misconceptions))
    assert all(reason.pattern for reason in told.points if reason.status == "covered")
