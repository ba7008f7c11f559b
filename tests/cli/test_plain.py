"""Line mode, as transcripts: what goes in, what is said, and what is on disk afterwards."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.store import Review, Store
from quizapp.workspace.places import Places

from .conftest import CARD, CHOICE, CLOZE, NUMERIC, Ran, answer

Quiz = Callable[..., Ran]


@pytest.fixture
def practise(quiz: Quiz) -> Callable[..., Ran]:
    """`practise("b", "", only="choice")`: these lines, then the end of input."""

    def run(*lines: str, only: str | None = None, **options: str) -> Ran:
        kind = ("--kind", only) if only else ()
        return quiz("practice", "--plain", *kind, *options.values(), lines="".join(f"{line}\n" for line in lines))

    return run


def reviews(home: Path) -> list[Review]:
    """The answers that count, the oldest first."""
    with Store.open(Places(home).store, now=datetime.now(UTC), read_only=True) as store:
        return [row.review for row in reversed(store.last_reviews(100))]


def test_a_right_answer_is_judged_proved_explained_and_kept(practise: Quiz, home: Path) -> None:
    ran = practise("b", "", only="choice")
    assert ran.code == 0
    expected = """
Question 1 of 1: Which one shrinks the weight itself?

Think of `w[i] = w[i] - lr*[b]` and of a/b.

a) Adam
b) AdamW

2 hints: type :hint
> b

Right.
Key: b) AdamW

Its decay is decoupled.

✓ holds  adamw > adam_penalty (adam_penalty = 0.076, adamw = 0.99)
✗ does not hold  sgdw > 1 (sgdw = 0.99)
After 10 steps. (run live in 0 s)

AdamW multiplies.

Sources:
- A paper

Rating [good]: again today · hard 1 d · good 2 d · easy 8 d
>

Session over: 1 answer, 1 right, 0 seconds.
  adamw: 1 of 1 right
"""
    assert intervals_hidden(ran.out) == intervals_hidden(expected)
    assert [(r.question_id, r.verdict, r.rating) for r in reviews(home)] == [(CHOICE, "right", 3)]


def intervals_hidden(text: str) -> str:
    return re.sub(r"\d+ d\b", "N d", text.replace("> \n", ">\n"))


def test_a_wrong_answer_comes_back_and_is_listed_as_missed(practise: Quiz, home: Path) -> None:
    ran = practise("a", "", "b", "", only="choice")
    assert "Wrong.\nKey: b) AdamW\n\nIt adds the term to the gradient." in ran.out
    assert "Rating [again]:" in ran.out
    assert "Question 2 of 2: Which one shrinks the weight itself?" in ran.out
    assert f"Missed (`quizapp show ID --answer` explains one):\n  {CHOICE}  Which one" in ran.out
    assert [(r.verdict, r.rating) for r in reviews(home)] == [("wrong", 1), ("right", 3)]


def test_an_unreadable_answer_costs_nothing(practise: Quiz, home: Path) -> None:
    ran = practise("q", "2x", "", "b", only="choice")
    assert ran.out.count("Unreadable: ") == 2
    assert ran.out.count("Question 1 of 1") == 1
    assert "Type one letter, a to b. Nothing was counted." in " ".join(ran.out.split())
    assert [r.response for r in reviews(home)] == ["b"]


def test_an_empty_line_never_answers_a_question_with_an_input(practise: Quiz, home: Path) -> None:
    ran = practise("", "  ", only="choice")
    assert ran.out.count("Type one letter, a to b.") == 2
    assert "Nothing was answered." in ran.out
    assert reviews(home) == []


def test_hints_come_one_by_one_and_make_the_rating_hard(practise: Quiz, home: Path) -> None:
    ran = practise(":hint", ":hint", ":hint", "b", ":hint", only="choice")
    assert "> :hint\nHint 1 of 2:\nThe W stands for weight.\n" in ran.out
    assert "Hint 2 of 2:\nIt is the longer name.\n" in ran.out
    assert "No more hints." in ran.out
    assert "A hint is for before the answer" in ran.out
    assert [(r.rating, r.hints) for r in reviews(home)] == [(2, 2)]


@pytest.mark.parametrize(("typed", "rating"), [("again", 1), ("2", 2), ("EASY", 4), ("", 3)])
def test_a_rating_can_be_typed_as_a_word_or_a_number(practise: Quiz, home: Path, typed: str, rating: int) -> None:
    practise("b", typed, only="choice")
    assert [r.rating for r in reviews(home)] == [rating]


def test_another_word_is_no_rating(practise: Quiz, home: Path) -> None:
    ran = practise("b", "great", "hard", only="choice")
    assert "Type again, hard, good or easy" in ran.out
    assert ran.out.count("Right.") == 1
    assert [r.rating for r in reviews(home)] == [2]


def test_an_empty_line_turns_a_flashcard_and_keeps_good(practise: Quiz, home: Path) -> None:
    ran = practise("", "", only="flashcard")
    assert "> \n\nAnswer: Weights shrink at every step.\n\nRating [good]: " in ran.out
    assert [(r.question_id, r.verdict, r.rating) for r in reviews(home)] == [(CARD, "unchecked", 3)]


def test_a_flashcard_that_is_turned_but_not_rated_is_not_counted(practise: Quiz, home: Path) -> None:
    practise("", only="flashcard")
    assert reviews(home) == []


def test_gaps_are_numbered_and_separated_by_bars(practise: Quiz, home: Path) -> None:
    ran = practise("adam | Adagrad", only="cloze")
    assert "[gap 1] has a cousin called [gap 2]." in ran.out
    assert "Partly right (50 %).\n✓ right: Adam (adam)\n✗ wrong: AdamW (Adagrad)\n" in ran.out
    assert [(r.question_id, r.response) for r in reviews(home)] == [(CLOZE, "adam | Adagrad")]


def test_a_number_is_checked_against_its_run_and_traps_speak(practise: Quiz, home: Path) -> None:
    ran = practise("0,25", "", "5e-1", only="numeric")
    assert "Wrong.\nKey: 0.5 (anything from 0.495 to 0.505 counts)\n\nThat is the penalty." in ran.out
    assert [(r.question_id, r.verdict) for r in reviews(home)] == [(NUMERIC, "wrong"), (NUMERIC, "right")]


def test_run_shows_the_table_and_runs_anew(practise: Quiz, engines: list[FakeEngine]) -> None:
    ran = practise(":run", "b", ":run", only="choice")
    assert "Answer first: the run would give it away." in ran.out
    assert "Running quizapp demo decay_step --set steps=10 …\n\nmethod  left\nsgd      0.5\nadam    0.25\n" in ran.out
    assert len(engines[-1].ran) == 2


def test_run_says_so_where_there_is_no_demo(practise: Quiz) -> None:
    assert "This question has no demo to run." in practise("", ":run", only="flashcard").out


def test_undo_takes_an_answer_back_and_asks_again(practise: Quiz, home: Path) -> None:
    ran = practise("a", ":undo", "b", only="choice")
    assert "Taken back. Answer again.\n\nQuestion 1 of 1" in ran.out
    assert "Your last answer: a\n" in ran.out
    assert [r.response for r in reviews(home)] == ["b"]


def test_undo_reaches_the_question_before(practise: Quiz, home: Path) -> None:
    ran = practise("b", "", ":undo")
    assert "Question 2 of 4: What is left after some steps?" in ran.out
    assert "Taken back. Answer again.\n\nQuestion 1 of 4" in ran.out
    assert reviews(home) == []
    assert "There is nothing to undo." in practise(":undo").out


def test_a_mark_is_set_and_taken_off(practise: Quiz, home: Path) -> None:
    assert "> :mark\nMarked.\n" in practise(":mark", only="choice").out
    with Store.open(Places(home).store, now=datetime.now(UTC), read_only=True) as store:
        assert store.marks() == {CHOICE}
    ran = practise(":mark", only="choice")
    assert "Which one shrinks the weight itself? (marked)\n" in ran.out
    assert "Not marked any more." in ran.out


def test_a_skipped_question_stays_as_it_was(practise: Quiz, home: Path) -> None:
    ran = practise(":skip", "0.5", ":skip", "")
    assert "Question 2 of 4: What is left after some steps?" in ran.out
    assert "This is answered already" in ran.out
    assert "1 answer, 1 right, 1 skipped" in ran.out
    assert [r.question_id for r in reviews(home)] == [NUMERIC]


def test_an_unknown_command_gets_the_nearest_one(practise: Quiz) -> None:
    ran = practise(":hnt", ":xyzzy", ":help")
    assert "There is no command :hnt. Did you mean :hint?" in ran.out
    assert "There is no command :xyzzy. Type :help to see them all." in ran.out
    assert "  :undo         take the last answer back\n" in ran.out


def test_quit_ends_at_once(practise: Quiz, home: Path) -> None:
    ran = practise("b", "", ":quit", "0.5")
    assert ran.code == 0
    assert [r.question_id for r in reviews(home)] == [CHOICE]
    with Store.open(Places(home).store, now=datetime.now(UTC), read_only=True) as store:
        session = store.last_session()
        assert session is not None
        assert (session.kind, session.answered, session.right) == ("practice", 1, 1)
        assert store.library_summary()["questions"] == 4


def test_the_end_of_input_after_an_answer_keeps_it(practise: Quiz, quiz: Quiz) -> None:
    assert practise("b", only="choice").code == 0
    numbers = quiz("stats", "--json").json
    assert (numbers["reviews"], numbers["seen"], numbers["days"][0]["right"]) == (1, 1, 1)


def test_the_end_of_input_while_the_key_is_computed_waits_for_the_verdict(
    quiz: Quiz, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = lambda home, *, jobs=1: FakeEngine(answer, delay=0.3)  # noqa: E731
    monkeypatch.setattr("quizapp.workspace.workspace.make_engine", engine)
    ran = quiz("practice", "--plain", "--kind", "numeric", lines="0.5")
    assert "Computing the key …\n\nRight.\n" in ran.out
    assert [r.verdict for r in reviews(home)] == ["right"]


class Typed(io.StringIO):
    """A person at a terminal."""

    def isatty(self) -> bool:
        return True


def test_enter_stops_a_run_that_takes_too_long(
    quiz: Quiz, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from quizapp.cli import main

    def paused(home: Path, *, jobs: int = 1) -> FakeEngine:
        engine = FakeEngine(answer)
        engine.pause()
        return engine

    monkeypatch.setattr("quizapp.workspace.workspace.make_engine", paused)
    monkeypatch.setattr("sys.stdin", Typed("0.5\n\n\n"))
    assert main(["practice", "--plain", "--kind", "numeric"]) == 0
    out = capsys.readouterr().out
    assert "Computing the key … Enter stops it." in out
    assert "Not checked live: You stopped this run. Rate it yourself" in out
    assert reviews(home) == []


@pytest.mark.usefixtures("down")
def test_without_an_engine_practice_goes_on_and_says_why(quiz: Quiz, home: Path) -> None:
    ran = quiz("practice", "--plain", lines="b\n\n0.5\nhard\n")
    assert "Evidence not run live: torch is not installed." in ran.out
    assert "Not checked live: torch is not installed. Rate it yourself" in ran.out
    assert [(r.verdict, r.rating) for r in reviews(home)] == [("right", 3), ("unchecked", 2)]


def test_an_open_store_is_refused_rather_than_losing_answers(practise: Quiz, home: Path) -> None:
    with Store.open(Places(home).store, now=datetime.now(UTC)):
        ran = practise("b", only="choice")
    assert ran.code == 1
    assert ran.out == ""
    assert "already open in another quizapp" in ran.err


def test_quick_asks_one_question_and_says_what_is_left(quiz: Quiz, home: Path, engines: list[FakeEngine]) -> None:
    ran = quiz("quick", lines="a\n\nb\n")
    assert ran.out.count("Question ") == 1
    assert ran.out.endswith("Still today: 1 due, 3 new. `quizapp practice` goes on.\n")
    assert [r.response for r in reviews(home)] == ["a"]
    assert [call.demo for call in engines[-1].ran] == ["decay_step"]


def test_nothing_due_says_what_can_be_done(quiz: Quiz) -> None:
    ran = quiz("practice", "--plain", "--new", "0")
    assert ran.out == "Nothing is due today. 4 questions not seen yet: --new N asks for N of them.\n"


def test_filters_that_no_question_fits_together_are_a_usage_error(quiz: Quiz) -> None:
    ran = quiz("practice", "--plain", "--tag", "words", "--kind", "choice")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "quizapp: No question has the tag words and the kind choice.\n"


def test_no_ansi_code_is_ever_printed(home: Path, quiz: Quiz) -> None:
    deck = home.parent / "decks" / "decay.md"
    deck.write_text(deck.read_text().replace("In one sentence.", "In \x1b[31mone\x1b[0m sentence."))
    ran = quiz("practice", "--plain", "--kind", "flashcard", lines="\x1b[2J\n\n")
    assert "\x1b" not in ran.out


def test_lines_wrap_at_the_width_of_the_terminal(quiz: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    ran = quiz("practice", "--plain", "--kind", "choice", lines="b\n:help\n:run\n")
    prose = ran.out.split("> :help")[0]
    assert max(len(line) for line in prose.split("\n") if "holds" not in line and "hold " not in line) <= 40
