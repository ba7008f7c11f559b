"""After an interview, in lines: an answer is given again, and what was missed is practised."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.store import Store
from quizapp.workspace.places import Places

from .conftest import Ran
from .room import CHOICE, CODE, INTERVIEW, NUMERIC

Sit = Callable[..., Ran]
Quiz = Callable[..., Ran]


@pytest.fixture
def held(sit: Sit) -> Sit:
    """An interview with a right answer, a wrong one, and one that lacks a point."""
    zeros = "L1 makes some weights zero"
    ran = sit("a", "95", "0.25", "80", zeros, ".", "50", "no idea", ".", "no", ".", ":end")
    assert "was finished" in ran.out
    return sit


def versions(home: Path, index: int) -> list[str]:
    with Store.open(Places(home).store, now=datetime.now(UTC), read_only=True) as store:
        return [one.response for one in store.versions(1, index)]


AGAIN = """\
Question 3 of interview 1, again and without a clock: Why does L1 give zeros?

As in the room.

Answer in a few sentences, over as many lines as it takes; a line with only .
ends the answer. :edit opens your editor.

> ridge shrinks them
> .

◔ mixed, 39 %: RULE

– missed: zeros, a must (L1 drives some weights exactly to zero.)
✓ covered: shrinks, a must (L2 only shrinks weights.)
  you said: “ridge shrinks them”

Added: shrinks
Still missing: zeros
Lost: zeros

Kept as version 2 of your answer; the one of the interview stays as it was.
"""


def test_an_answer_is_given_again_and_kept_beside_the_first(held: Sit, home: Path) -> None:
    before = held(argv=("report",)).out
    ran = held("ridge shrinks them", ".", argv=("again", "3"))
    assert (ran.code, ran.err) == (0, "")
    head, told = AGAIN.split("◔ mixed, 39 %: RULE\n")
    assert ran.out.startswith(head)
    assert ran.out.endswith(told)
    assert "L1 ends at zero" not in ran.out, "the model answer is in the report"
    assert held("ridge shrinks them, lasso gives zeros", argv=("again", "1", "3")).out.endswith(
        "Added: shrinks\n\nKept as version 3 of your answer; the one of the interview stays as it was.\n"
    )
    assert versions(home, 2) == ["ridge shrinks them", "ridge shrinks them, lasso gives zeros"]
    assert held(argv=("report",)).out == before


def test_the_end_of_the_input_hands_in_what_is_written(held: Sit, home: Path) -> None:
    held("ridge shrinks", argv=("again", "3"))
    held(argv=("again", "3"))
    assert versions(home, 2) == ["ridge shrinks"]


def test_what_cannot_be_read_is_asked_again_and_not_kept(held: Sit, home: Path) -> None:
    ran = held("half", "", "0.5", argv=("again", "2"))
    assert "Unreadable, so nothing is kept: " in ran.out
    assert "Type a number, such as 2.69 or 1e-3." in ran.out
    assert "● excellent, 100 %: The answer is right.\n" in ran.out
    assert versions(home, 1) == ["0.5"]


def test_lines_can_be_mended(held: Sit, home: Path) -> None:
    ran = held("one", ":hint", ":help", ":drop", "two", ":show", ":new", "three", argv=("again", "3"))
    assert "There is no command :hint." in ran.out
    assert "There are :show, :edit, :drop (the last line), :new and :quit." in " ".join(ran.out.split())
    assert "Taken away: one\n" in ran.out
    assert "Written so far:\n    two\n" in ran.out
    assert versions(home, 2) == ["three"]


def test_quit_keeps_nothing(held: Sit, home: Path) -> None:
    assert held("one", ":quit", argv=("again", "3")).code == 0
    ran = held(":edit", ":quit", argv=("again", "1"))
    assert ":edit is for answers of several lines" in ran.out
    assert versions(home, 2) == []


@pytest.mark.parametrize(("numbers", "sentence"), [(("0",), "1 to 3"), (("4",), "1 to 3"), (("7", "1"), "interview 7")])
def test_a_question_that_is_not_there(held: Sit, numbers: tuple[str, ...], sentence: str) -> None:
    ran = held("a", argv=("again", *numbers))
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err


def test_code_whose_deck_nobody_trusts_is_kept_unchecked(sit: Sit, home: Path) -> None:
    deck = home.parent / "decks" / "decay.md"
    deck.write_text(deck.read_text() + CODE)
    sit(":end", "y", argv=("--plain", "--number", "1", "--minutes", "5", "--tag", "code"))
    ran = sit("def soft(x, t):", "    return max(x - t, 0.0)", ".", argv=("again", "1"))
    assert "? not judged" in ran.out
    assert "Not checked live: " in ran.out


def test_what_was_missed_is_due_and_asked_at_once(held: Sit, quiz: Quiz) -> None:
    ran = quiz("mock", "practise", "--plain", lines="0.5\n\nL1 zeroes weights, ridge shrinks\n.\n\n")
    assert ran.code == 0
    assert "Question 1 of 2: What is left after some steps?" in ran.out
    assert "Question 2 of 2: Why does L1 give zeros?" in ran.out
    assert "Session over: 2 answers" in ran.out


def test_nothing_was_missed(sit: Sit) -> None:
    sit("a", "95", "0.5", "80", "L1 zeroes weights out, ridge just shrinks them", ".", "", ":end")
    ran = sit(argv=("practise",))
    assert (ran.code, ran.out, ran.err) == (2, "", "quizapp: Nothing was missed in this interview.\n")


def test_the_answers_of_an_interview_feed_the_schedule_once(held: Sit, home: Path) -> None:
    held("0.5", argv=("again", "2"))
    with Store.open(Places(home).store, now=datetime.now(UTC), read_only=True) as store:
        assert sorted(row.review.question_id for row in store.last_reviews(10)) == [CHOICE, NUMERIC, INTERVIEW]
