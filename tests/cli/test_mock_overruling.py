"""A verdict in the report of an interview is overruled from the command line, and the other way back."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.store import Store
from quizapp.workspace.places import Places

from .conftest import Ran
from .room import CHOICE, INTERVIEW

Sit = Callable[..., Ran]
Quiz = Callable[..., Ran]

ZEROS = "L1 makes some weights zero"


@pytest.fixture
def held(sit: Sit) -> Sit:
    """An interview with a right answer, none, and one that lacks a point."""
    assert sit("a", "95", ":skip", ZEROS, ".", "50", "no idea", ".", ":end", "y").code == 0
    return sit


def overrule(held: Sit, place: str, *numbers: str) -> Ran:
    return held(argv=("report", *numbers, "--overrule", place))


TURNED = """\
✓ covered: zeros, a must (L1 drives some weights exactly to zero.)
  you said: “L1 makes some weights zero”
✓ covered, overruled by you: shrinks, a must (L2 only shrinks weights.)
"""


def test_a_point_is_overruled_and_taken_back(held: Sit) -> None:
    before, listed = held(argv=("report", "--json")).json, held(argv=("list",)).out
    ran = overrule(held, "3:shrinks")
    assert ran.code == 0
    assert ran.err == "You overruled shrinks: question 3 has 100 %, and had 66 %. The same again takes it back.\n"
    assert ran.out.startswith("3. Why does L1 give zeros?\n● excellent, 100 %: Every must and every should was said")
    assert TURNED in ran.out
    assert "Which penalty gives zeros?" not in ran.out, "the other questions are in the report"
    after = held(argv=("report", "--json")).json
    assert after["score"] > before["score"]
    assert [point["judged"] for point in after["items"][2]["points"]] == ["", "missed"]
    assert held(argv=("list",)).out != listed
    assert TURNED in held(argv=("report",)).out
    assert "✓ covered, overruled by the candidate" in held(argv=("report", "--md")).out
    ran = overrule(held, "3:shrinks", "1")
    assert ran.err == "The verdict on shrinks stands again: question 3 has 66 %, and had 100 %.\n"
    assert held(argv=("report", "--json")).json == before
    assert held(argv=("list",)).out == listed


def test_a_name_may_be_cut_short_in_any_case(held: Sit) -> None:
    assert overrule(held, "3:Z").err.startswith("You overruled zeros: question 3 has 0 %")


def test_a_misconception_that_was_never_stated(sit: Sit) -> None:
    sit("a", "95", ":skip", "ridge makes weights zero", ".", "50", "yes it does", ".", ":end", "y")
    assert "✗ misconception stands, after a follow-up: l2-sparse" in sit(argv=("report",)).out
    assert "– no misconception, overruled by you: l2-sparse" in overrule(sit, "3:l2").out


def test_what_was_overruled_is_an_example_for_the_author(held: Sit, quiz: Quiz, home: Path) -> None:
    overrule(held, "3:zeros")
    ran = quiz("overruled")
    assert ran.out == f"{INTERVIEW}  Why does L1 give zeros?\n- none: {ZEROS}\n\n"
    with Store.open(Places(home).store, now=datetime.now(UTC), read_only=True) as store:
        standing = [row.review for row in store.reviews() if not row.retracted]
        assert sorted((row.question_id, row.verdict) for row in standing) == [(CHOICE, "right"), (INTERVIEW, "wrong")]


@pytest.mark.parametrize("place", ["", "3", "3:", ":zeros", "x:zeros", "-3:zeros", "3.0:zeros", "²:zeros", "9" * 5000])
def test_what_names_no_point_is_told_how_to(held: Sit, place: str) -> None:
    ran = overrule(held, place) if not place.startswith("-") else held(argv=("report", f"--overrule={place}"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("quizapp: Name the question and the point: `--overrule 3:zeros` is the point zeros of ")


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("0:zeros", "There is no question 0: the interview has the questions 1 to 3."),
        ("4:zeros", "There is no question 4: the interview has the questions 1 to 3."),
        ("3:zeroes", "Question 3 has no point zeroes. There are: zeros, shrinks."),
        ("1:L1", "There is no verdict on a free answer to question 1, so nothing to overrule."),
        ("2:x", "There is no verdict on a free answer to question 2, so nothing to overrule."),
    ],
)
def test_what_cannot_be_overruled_is_said(held: Sit, place: str, sentence: str) -> None:
    before = held(argv=("report", "--json")).json
    ran = overrule(held, place)
    assert (ran.code, ran.out, ran.err) == (2, "", f"quizapp: {sentence}\n")
    assert held(argv=("report", "--json")).json == before


def test_it_belongs_to_a_report_and_to_no_form_of_it(held: Sit) -> None:
    assert "--overrule is for `quizapp mock report`." in held(argv=("list", "--overrule", "3:zeros")).err
    assert held(argv=("report", "--json", "--overrule", "3:zeros")).code == 2
    assert "no interview 7" in overrule(held, "3:zeros", "7").err


def test_while_another_quizapp_writes_nothing_is_overruled(held: Sit, home: Path) -> None:
    with Store.open(Places(home).store, now=datetime.now(UTC)):
        ran = overrule(held, "3:zeros")
    assert (ran.code, ran.out) == (1, "")
    assert "is already open in another quizapp" in ran.err
    assert "overruled" not in held(argv=("report",)).out


def test_before_the_first_interview_there_is_nothing_to_overrule(quiz: Quiz) -> None:
    ran = quiz("mock", "report", "--overrule", "3:zeros")
    assert (ran.code, ran.out) == (2, "")
    assert "`quizapp mock` begins one" in ran.err


def test_only_where_a_free_answer_was_judged_is_it_offered(sit: Sit) -> None:
    offer = "Is a point judged wrongly? `quizapp mock report --overrule N:POINT` says so."
    assert offer not in sit("a", "95", ":end", "y").out
    assert offer in sit("a", "95", ":skip", ZEROS, ".", "50", "no", ".", ":end", "y").out
