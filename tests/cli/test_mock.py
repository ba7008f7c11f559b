"""A mock interview in lines, as transcripts: what goes in, what is said, and what is on disk afterwards."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from quizapp.cli import main
from quizapp.cli.keyboard import LONGEST_LINE
from quizapp.engine.fake import FakeEngine
from quizapp.errors import StoreReadOnlyError
from quizapp.sessions.mock import events as ev
from quizapp.sessions.mock.state import Mock, Phase
from quizapp.store import Review, Store
from quizapp.workspace import open_workspace
from quizapp.workspace.places import Places

from .conftest import Ran, answer
from .room import CHOICE, CODE, INTERVIEW, NUMERIC, WISH, Clock, Typist

Sit = Callable[..., Ran]

RESUME, SCORE = ("resume", "--plain"), ("resume", "--score")


def store(home: Path) -> Store:
    return Store.open(Places(home).store, now=datetime.now(UTC), read_only=True)


def reviews(home: Path) -> list[Review]:
    """The answers that count, the oldest first."""
    with store(home) as opened:
        return [row.review for row in reversed(opened.last_reviews(100))]


def kept(home: Path, clock: Clock) -> Mock:
    """The interview that waits, as it is on disk."""
    workspace = open_workspace(read_only=True)
    workspace.now, workspace.steady = clock.wall, clock.steady
    try:
        waiting = workspace.mocks.waiting()
        assert waiting
        return workspace.mocks.resume(waiting.number, lambda _: None).state
    finally:
        workspace.store.close()


TRANSCRIPT = """\
Mock interview: 5 min, seed 3: 3 questions, 1 of them with follow-ups.
The clock runs; :help lists the commands.

Question 1 of 3 (30 s): Which penalty gives zeros?

Exactly zero.

a) L1
b) L2

5:00 left, 0:00 of 0:30 > q
Unreadable, so nothing is counted: 'q' is not an option: they go from a to b.
4:50 left, 0:10 of 0:30 > a
How sure are you? 50, 65, 80, 95 (per cent), or an empty line.
4:40 left, how sure? > 95

Question 2 of 3 (1 min): What is left after some steps?

SGD with `steps=10`.

4:30 left, 0:00 of 1:00 > :flag
Flagged.
4:20 left, 0:10 of 1:00 > 0.25
How sure are you? 50, 65, 80, 95 (per cent), or an empty line.
4:10 left, how sure? >

Question 3 of 3 (3 min): Why does L1 give zeros?

As in the room.

Answer in a few sentences, over as many lines as it takes; a line with only .
ends the answer. :edit opens your editor.

4:00 left, 0:00 of 3:00 > :more
30 s more: this question has 3 min 30 s now, and the interview what it had.
3:50 left, 0:10 of 3:30 > L1 makes some weights zero
3:40 left, 0:20 of 3:30 > .
How sure are you? 50, 65, 80, 95 (per cent), or an empty line.
3:30 left, how sure? > 80

The interviewer asks:
What does ridge do?

3:20 left, 0:40 of 5:00 > ridge shrinks them
3:10 left, 0:50 of 5:00 > .

Answer sheet: 3 of 3 answered, 1 flagged. 3 min left.
  1  ✓ answered  0:30 of 0:30  95 %             Which penalty gives zeros?
  2  ✓ answered  0:30 of 1:00        ⚑ flagged  What is left after some steps?
  3  ✓ answered  1:00 of 5:00  80 %             Why does L1 give zeros?

That was the last question. :end has it scored, :go and a number goes back to a
question.
3:00 left > :end
Scoring: 1 run to wait for …

Mock interview (free): 2026-03-02, 09:00, seed 3, 3 of 3 questions answered, 2
min 10 s of 5 min.
It was finished before the time was up.
◔ mixed, 61 %

Signals
definitions  █████████░  87 %  ◕ good   1 of 2 covered, 1 with a nudge
mathematics  ████░░░░░░  40 %  ◔ mixed  1 of 2 covered
An interviewer might write: no hire. The score is 61 %, below 65 %. This is
practice: no rule knows whom a company hires.

Topics
decay  ░░░░░░░░░░   0 %  1 question
zeros  █████████░  91 %  2 questions

How sure you were
you said  answers  held  it was
    80 %        1     0     0 %
    95 %        1     1   100 %
Brier score 0.32 over 2 answers: too few to judge, it takes 20.

Questions
1  ● excellent  100 %  0:30 of 0:30         95 % sure
    Which penalty gives zeros?
2  ○ poor         0 %  0:30 of 1:00                    flagged
    What is left after some steps?
3  ◕ good        83 %  1:00 of 4:30 + 0:30  80 % sure
    Why does L1 give zeros?

1. Which penalty gives zeros?
● excellent, 100 %: The answer is right.
free, choice, junior, zeros, 0:30 of 0:30, you were 95 % sure

Exactly zero.

- a) L1
- b) L2

You said: a

✓ right: L1 (picked)

Key: a) L1

The kink at 0 holds the weight there.

2. What is left after some steps?
○ poor, 0 %: The answer is wrong.
free, numeric, mid, decay, 0:30 of 1:00, flagged

SGD with `steps=10`.

You said: 0.25

Key: 0.5 (anything from 0.495 to 0.505 counts)

See it live:
  quizapp demo decay_step --set steps=10
  sgd_weight_decay = 0.5

3. Why does L1 give zeros?
◕ good, 83 %: Every must was said, with a nudge for shrinks, the score is 83 %,
   and no misconception stands.
free, interview, senior, zeros, 1:00 of 4:30 + 0:30, you were 80 % sure

As in the room.

You said: L1 makes some weights zero

The interviewer asked:
What does ridge do?
You said: ridge shrinks them

✓ covered: zeros, a must (L1 drives some weights exactly to zero.)
  you said: “L1 makes some weights zero”
◐ needed a nudge: shrinks, a must (L2 only shrinks weights.)
  you said: “ridge shrinks them”

Model answer: L1 ends at zero, L2 only shrinks.

This was interview 1: `quizapp mock report 1` shows it again.
`quizapp mock practise` asks what you missed, `quizapp mock again N` takes
question N again.
Is a point judged wrongly? `quizapp mock report --overrule N:POINT` says so.
"""


def test_from_start_to_report(sit: Sit, home: Path) -> None:
    zeros, shrinks = ("L1 makes some weights zero", "."), ("ridge shrinks them", ".")
    ran = sit("q", "a", "95", ":flag", "0.25", "", ":more", *zeros, "80", *shrinks, ":end")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.replace("> \n", ">\n") == TRANSCRIPT
    assert [(r.question_id, r.verdict) for r in reviews(home)] == [
        (CHOICE, "right"),
        (NUMERIC, "wrong"),
        (INTERVIEW, "partial"),
    ]


def test_nothing_is_judged_before_the_end(sit: Sit) -> None:
    ran = sit("b", "95", "0.25", "50", "ridge makes weights zero", ".", "", "yes", ".")
    for word in ("right", "wrong", "Key", "covered", "missed", "misconception", "never lands", "quizapp demo"):
        assert word not in ran.out.casefold(), word


# ---------------------------------------------------------------- from question to question


def test_one_goes_back_and_changes_an_answer_until_a_follow_up_arose_from_it(sit: Sit, home: Path) -> None:
    ran = sit(":back", ":skip", "0.25", "80", ":go 1", "b", "50", ":back", "", ":back", ":go 2", "", ":end", "y")
    assert "This is the first question." in ran.out
    assert "Your answer: 0.25\nAn empty line leaves it so.\n" in ran.out
    assert ran.out.count("Question 1 of 3") == 2
    assert [(r.question_id, r.response) for r in reviews(home)] == [(CHOICE, "b"), (NUMERIC, "0.25")]


def test_what_a_follow_up_arose_from_is_shown_and_stands(sit: Sit) -> None:
    ran = sit(":go 3", "L1 makes some weights zero", ".", "", ":go 1", ":go 3", "it shrinks", ".", ":show")
    shown = "Your answer, which stands:\n    L1 makes some weights zero\n\nThe interviewer asks:\nWhat does ridge do?\n"
    assert ran.out.count(shown) == 1


@pytest.mark.parametrize("typed", [":go", ":go 0", ":go 4", ":go -1", ":go two", ":go " + "9" * 9999])
def test_a_question_that_is_not_there(sit: Sit, typed: str) -> None:
    assert "Type :go and the number of a question, 1 to 3." in sit(typed).out


def test_skipped_questions_are_open_and_the_end_asks(sit: Sit, home: Path, clock: Clock) -> None:
    ran = sit(":skip", "0.5", "", ":skip", ":skip", ":flag", "a", ":end", "n", ":end", "")
    assert "Answer sheet: 1 of 3 answered. 4 min 20 s left." in ran.out
    assert "1  – skipped   0:10 of 0:30  Which penalty gives zeros?" in ran.out
    assert ran.out.count("You are behind the last question; :go and its number goes to one.") == 2
    assert "That was the last question. :end has it scored" in ran.out.split("> a\n")[1]
    assert ran.out.count("2 questions are not answered. End the interview") == 2
    assert ran.out.count("The interview goes on.\n") == 2
    assert kept(home, clock).phase is Phase.REVIEW
    assert reviews(home) == []


def test_the_end_in_the_middle_of_an_answer_counts_what_is_written(sit: Sit, home: Path) -> None:
    ran = sit(":go 3", "lasso zeroes weights out, ridge just shrinks them", ":end", "yes")
    assert "3 questions are not answered." in ran.out
    assert "It was ended with questions open." in ran.out
    assert [r.question_id for r in reviews(home)] == [INTERVIEW]


def test_how_sure_is_one_of_four_or_nothing(sit: Sit, home: Path, clock: Clock) -> None:
    ran = sit("a", "100", "sure", "65 %", "0.5", ":skip", ":back", ":back", ":go 2", "0.5", ":back", ":show")
    assert ran.out.count("Type one of 50 65 80 95, or an empty line where you do not want to say.") == 2
    assert [item.confidence for item in kept(home, clock).items] == [65, None, None]


def test_commands_that_mean_nothing_are_explained(sit: Sit) -> None:
    ran = sit(":hint", ":" + "x" * 100_000, ":edit", ":drop", "a", ":new", ":help", argv=WISH)
    assert "There is no command :hint." in ran.out
    assert "There is no command :xxxxxxxxxxxxxxxxxxxxxxxxxxxxx…. Type :help" in " ".join(ran.out.split())
    assert ran.out.count("is for answers of several lines; this one is a single line.") == 2
    assert "This answer is given; :back goes to it again." in ran.out
    assert "  :go N         question N\n" in ran.out


def test_an_empty_line_never_answers(sit: Sit) -> None:
    ran = sit("", "  ", ":go 3", ".", ":end", "n")
    assert ran.out.count("Type one letter, a to b.") == 2
    assert "Nothing is written yet. Answer in a few sentences" in ran.out


# ---------------------------------------------------------------- the clock


def test_the_clock_warns_in_words_at_a_quarter_and_a_tenth(sit: Sit) -> None:
    ran = sit(*["no"] * 20, argv=(*WISH[:-1], "3"), seconds=14)
    said = " ".join(ran.out.split())
    assert said.count("A quarter of the time is left: ") == 1
    assert said.count("A tenth of the time is left: ") == 1
    assert "over by 0:12 > no" in ran.out


def test_the_time_runs_out_between_lines_and_what_is_written_counts(sit: Sit, home: Path) -> None:
    ran = sit(":go 3", "L1 makes some weights zero", "and ridge shrinks them", "never heard", seconds=100)
    assert "The time is up. What you had written counts.\n" in ran.out
    assert "The time was up." in ran.out
    assert ran.code == 0
    assert [(r.question_id, r.response) for r in reviews(home)] == [
        (INTERVIEW, "L1 makes some weights zero\nand ridge shrinks them")
    ]


class Silent(io.StringIO):
    """A terminal at which nobody types until `gone`."""

    def __init__(self) -> None:
        super().__init__()
        self.gone = Event()

    def isatty(self) -> bool:
        return True

    def __next__(self) -> str:
        self.gone.wait()
        raise StopIteration


def test_the_time_runs_out_while_nobody_types(
    sit: Sit, clock: Clock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    standing, nobody = clock.steady, Silent()

    def hurrying() -> float:
        clock.seconds += 5.0
        return standing()

    monkeypatch.setattr("quizapp.cli.mock.talk.BEAT", 0.01)
    monkeypatch.setattr(clock, "steady", hurrying)
    monkeypatch.setattr("sys.stdin", nobody)
    assert main(["mock", "--plain", *WISH]) == 0
    nobody.gone.set()
    out = capsys.readouterr().out
    assert out.index("A quarter of the time is left") < out.index("A tenth of the time is left")
    assert out.index("A tenth of the time is left") < out.index("\nThe time is up. What you had written counts.\n")
    assert "0 of 3 questions answered, 5 min of 5 min." in " ".join(out.split())
    assert out.count(" > ") == 4, "after each thing that was said the prompt comes again"


# ---------------------------------------------------------------- leaving, and going on


@pytest.mark.parametrize("leave", [(), (":quit",)])
def test_who_leaves_goes_on_later_with_the_time_that_is_left(
    sit: Sit, home: Path, clock: Clock, leave: tuple[str, ...]
) -> None:
    ran = sit("a", "95", ":go 3", "L1 makes some weights zero", *leave)
    assert ran.code == 0
    assert "The interview is kept, and its clock goes on: 4 min" in ran.out
    assert "`quizapp mock resume` goes on with it; with --score, it is scored as it stands." in " ".join(
        ran.out.split()
    )
    clock.seconds = 150
    ran = sit("", "ridge shrinks them", ".", "", ":end", "y", argv=RESUME)
    assert ran.out.startswith("A mock interview (free) is not finished: 1 of 3 answered, 2 min 30 s left.\n")
    assert "What you had written:\n    L1 makes some weights zero\nAn empty line keeps it." in ran.out
    assert "2:30 left, " in ran.out
    assert [(r.question_id, r.response) for r in reviews(home)] == [
        (CHOICE, "a"),
        (INTERVIEW, "L1 makes some weights zero\nridge shrinks them"),
    ]


def test_a_one_line_answer_that_was_not_readable_is_offered(sit: Sit, home: Path) -> None:
    sit(":skip", "half")
    ran = sit("", "0.5", "", ":end", "y", argv=RESUME)
    assert "What you had written: half\nAn empty line answers with it.\n" in ran.out
    assert "Unreadable, so nothing is counted" in ran.out
    assert [r.response for r in reviews(home)] == ["0.5"]


def test_who_left_before_saying_how_sure_hears_of_what(sit: Sit) -> None:
    sit(":go 3", "L1 makes some weights zero", ".")
    ran = sit("80", argv=RESUME)
    before = ran.out.partition("How sure are you?")[0]
    assert "3 of 3 (3 min): Why does L1 give zeros?\n\nYour answer:\n    L1 makes some weights zero\n" in before
    assert "You are at question 1." in sit(":go 1", ":sheet", argv=RESUME).out


def test_who_leaves_while_nothing_can_be_written_hears_so(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StoreReadOnlyError("The disk is full.")

    monkeypatch.setattr(Store, "keep_interview", full)
    ran = sit("a", ":quit")
    last = ran.out.split("> :quit")[1].split()
    assert " ".join(last) == "What you did last is not saved: The disk is full. The interview is kept as it was before."


class Cutting(io.StringIO):
    """A terminal that drops what goes beyond its longest line."""

    def isatty(self) -> bool:
        return True


def test_what_the_terminal_drops_of_a_line_is_said(
    sit: Sit, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, cut = "L1 gives zeros " + "x" * 100, "and " + "ä" * ((LONGEST_LINE - 4) // 2 + 1)
    monkeypatch.setattr("sys.stdin", Cutting(f":go 3\n{whole}\n{cut}\n.\n"))
    assert main(["mock", "--plain", *WISH]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert out.count(f"A terminal passes on {LONGEST_LINE} bytes of a line, and no more") == 1


def test_an_interview_that_was_left_is_scored_as_it_stands(sit: Sit, home: Path) -> None:
    sit("a", "95")
    ran = sit(argv=SCORE)
    assert "It was ended with questions open." in ran.out
    assert [(r.question_id, r.verdict) for r in reviews(home)] == [(CHOICE, "right")]
    assert sit(argv=SCORE).err == "quizapp: No mock interview waits; `quizapp mock` begins one.\n"


def test_an_interview_whose_time_ran_out_meanwhile_is_scored(sit: Sit, home: Path, clock: Clock) -> None:
    sit("a", "95")
    clock.seconds += 3600
    ran = sit(argv=RESUME)
    assert "1 of 3 answered, its time is up." in ran.out
    assert "The time is up. What you had written counts.\n" in ran.out
    assert [r.response for r in reviews(home)] == ["a"]


def test_a_clock_that_is_set_back_a_day_takes_nothing_away(sit: Sit, home: Path, clock: Clock) -> None:
    sit("a", "95")
    clock.set = timedelta(days=-1)
    ran = sit("0.5", "", ":end", "y", argv=RESUME)
    assert "The clock of this computer was set back. The interview goes on with the time\nthat it had left." in ran.out
    assert "4:40 left, 0:00 of 1:00 > 0.5" in ran.out
    assert [r.response for r in reviews(home)] == ["a", "0.5"]


def test_there_are_never_two_open_interviews(sit: Sit, home: Path) -> None:
    sit("a")
    ran = sit("a")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("quizapp: A mock interview (free) is not finished: 1 of 3 answered, ")
    assert "`quizapp mock resume` goes on with it; with --score, it is scored as it stands." in ran.err
    with store(home) as opened:
        assert opened.interviews() == ()


def test_resume_when_nothing_waits(sit: Sit) -> None:
    ran = sit(argv=RESUME)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "quizapp: No mock interview waits; `quizapp mock` begins one.\n"


def test_an_edit_of_the_deck_in_between_changes_nothing(sit: Sit, home: Path) -> None:
    sit("a", "95")
    deck = home.parent / "decks" / "decay.md"
    deck.write_text(deck.read_text().replace("SGD with `steps=10`.", "Something else.").replace("[x] L1", "[ ] L1"))
    ran = sit("0.5", "", ":end", "y", argv=RESUME)
    assert "SGD with `steps=10`." in ran.out
    assert [r.verdict for r in reviews(home)] == ["right", "right"]


def test_an_open_store_is_refused(sit: Sit, home: Path) -> None:
    with Store.open(Places(home).store, now=datetime.now(UTC)):
        ran = sit("a")
    assert (ran.code, ran.out) == (1, "")
    assert "already open in another quizapp" in ran.err


# ---------------------------------------------------------------- answers at length


def test_every_line_is_on_disk_as_soon_as_it_is_typed(
    clock: Clock, home: Path, engines: list[FakeEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    class Watched(Typist):
        def __next__(self) -> str:
            if self.tell() > len(":go 3\n"):
                seen.append(kept(home, clock).items[2].main.text)
            return super().__next__()

    monkeypatch.setattr("sys.stdin", Watched(":go 3\none\ntwo\n:drop\nthree\n", clock, 1))
    assert main(["mock", "--plain", *WISH]) == 0
    assert seen == ["one", "one\ntwo", "one", "one\nthree"]


def test_lines_are_taken_away_shown_and_dropped(sit: Sit, home: Path, clock: Clock) -> None:
    ran = sit(":go 3", "one", "two", ":drop", ":show", ":new", ":show", "three")
    assert "Taken away: two\n" in ran.out
    assert "What you had written:\n    one\n" in ran.out
    assert "Dropped. Start afresh.\n" in ran.out
    assert kept(home, clock).items[2].main.text == "three"


def test_the_editor_writes_the_answer(
    sit: Sit, home: Path, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "pen"
    editor.write_text('#!/bin/sh\necho "ridge shrinks" >> "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    ran = sit(":go 3", "L1 gives zero ", ":edit", ":show")
    assert "1 line written." in ran.out
    assert kept(home, clock).items[2].main.text == "L1 gives zero ridge shrinks"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("L1 \x1b[2Jgives\x00 zero\x07\x9b", id="control characters"),
        pytest.param("正则化 L1 使权重为零 — تنظيم — ħλ🙂", id="other scripts"),
    ],
)
def test_whatever_is_typed_is_kept_shown_and_judged(sit: Sit, home: Path, text: str) -> None:
    ran = sit(":go 3", text, ".", "95", text, ".", ":end", "y")
    assert ran.code == 0, ran.err
    (review,) = reviews(home)
    assert review.response == text
    shown = "".join(letter for letter in text if letter.isprintable())
    assert shown in ran.out
    assert all(letter.isprintable() or letter == "\n" for letter in ran.out)
    again = sit(argv=("report",))
    assert (again.code, shown in again.out) == (0, True)
    assert sit(argv=("report", "--json")).json["items"][2]["response"] == text


def test_a_line_of_100_kb_is_kept_and_told_though_nobody_listens_that_long(sit: Sit, home: Path) -> None:
    ran = sit(":go 3", long := "x" * 100_000, ".", ":end", "y")
    assert "Unreadable, so nothing is counted: it is longer than 20,000 characters" in ran.out
    assert long in ran.out.split("You said:")[1]
    assert "What was written could not be read." in ran.out
    assert reviews(home) == []


@pytest.mark.parametrize("text", ["x" * 100_000, "\x1b[2J", "中文"])
def test_whatever_is_typed_on_one_line_is_refused_in_a_sentence(sit: Sit, home: Path, clock: Clock, text: str) -> None:
    ran = sit(":skip", text)
    assert "Unreadable, so nothing is counted: " in ran.out
    assert "\x1b" not in ran.out
    assert kept(home, clock).items[1].main.text == text


def test_what_a_screen_keeps_of_an_untouched_answer_is_not_offered(sit: Sit, home: Path, clock: Clock) -> None:
    deck = home.parent / "decks" / "decay.md"
    deck.write_text("---\ndeck: room\n---\n\n## Names\n<!-- q id=room0005 -->\n\n[[Adam]] and [[AdamW]].\n")
    sit(argv=("--plain", "--number", "1", "--minutes", "5"))
    workspace = open_workspace()
    workspace.now, workspace.steady = clock.wall, clock.steady
    runner = workspace.mocks.resume(1, lambda _: None)
    runner.start()
    runner.send(ev.Draft(" | ", runner.now()))
    workspace.store.close()
    ran = sit("", "adam | adamw", "", ":end", argv=RESUME)
    assert "What you had written" not in ran.out
    assert "Type what belongs in the 2 gaps, separated by |." in ran.out
    assert [r.verdict for r in reviews(home)] == ["right"]


# ---------------------------------------------------------------- scoring


@pytest.fixture
def coding(clock: Clock, home: Path) -> tuple[str, ...]:
    """The wish for an interview with a single question, which is of code."""
    deck = home.parent / "decks" / "decay.md"
    deck.write_text(deck.read_text() + CODE)
    return ("--plain", "--number", "1", "--minutes", "5", "--tag", "code")


SOFT = ("def soft(x, t):", "    return max(x - t, 0.0)", ".")


def test_code_of_a_strange_deck_waits_for_a_yes(sit: Sit, home: Path, coding: tuple[str, ...]) -> None:
    ran = sit(*SOFT, "95", ":end", "perhaps", "y", argv=coding)
    assert "decay.md did not come with quizapp" in ran.out
    assert ran.out.count("Type y to run it, or n to leave it.") == 2
    assert "Solution:\n    def soft(x, t):" in ran.out
    assert [r.verdict for r in reviews(home)] == ["right"]


def test_who_says_no_has_no_verdict_on_the_code(sit: Sit, home: Path, coding: tuple[str, ...]) -> None:
    ran = sit(*SOFT, "95", ":end", "n", argv=coding)
    assert "Not checked live: You did not let the code of this deck run." in ran.out
    assert "? not judged" in ran.out
    assert reviews(home) == []


def test_who_leaves_before_the_score_is_asked_again(sit: Sit, home: Path, coding: tuple[str, ...]) -> None:
    ran = sit(*SOFT, "95", ":end", argv=coding)
    assert "The interview is over and kept, but not scored yet; `quizapp mock resume` does that." in " ".join(
        ran.out.split()
    )
    assert reviews(home) == []
    assert "Mock interview (free)" in sit("y", argv=RESUME).out
    assert [r.verdict for r in reviews(home)] == ["right"]


@pytest.mark.usefixtures("down")
def test_without_an_engine_the_report_says_what_was_not_checked(
    clock: Clock, home: Path, quiz: Callable[..., Ran]
) -> None:
    ran = quiz("mock", *WISH, lines="a\n95\n0.5\n80\n:end\ny\n")
    assert ran.code == 0
    assert "Not checked live: torch is not installed." in ran.out
    assert [r.question_id for r in reviews(home)] == [CHOICE]


def test_a_run_that_takes_too_long_is_stopped_by_a_word_and_not_by_a_late_answer(
    clock: Clock, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Typed(Typist):
        def isatty(self) -> bool:
            return True

    made: list[FakeEngine] = []

    def paused(home: Path, *, jobs: int = 1) -> FakeEngine:
        made.append(FakeEngine(answer))
        made[-1].pause()
        return made[-1]

    monkeypatch.setattr("quizapp.workspace.workspace.make_engine", paused)
    monkeypatch.setattr("sys.stdin", Typed("a\n95\n0.5\n80\n:end\ny\nhalf a sentence\nstop\n", clock, 1))
    assert main(["mock", "--plain", *WISH]) == 0
    out = capsys.readouterr().out
    assert "Scoring: 1 run to wait for … stop stops it." in out
    assert "Not checked live: You did not wait for this run." in out


def test_a_report_that_cannot_be_written_is_tried_again(sit: Sit, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, full = Store.score_interview, [True]

    def score(self: Store, *arguments: object, **named: object) -> object:
        if full:
            full.clear()
            raise StoreReadOnlyError("The disk is full.")
        return real(self, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "score_interview", score)
    ran = sit("a", "95", ":end", "y", "")
    assert "The report is not saved: The disk is full. An empty line tries again" in ran.out
    assert ran.code == 0
    assert [r.question_id for r in reviews(home)] == [CHOICE]


def test_lines_fit_the_width_of_the_terminal(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    ran = sit("a", "95", ":sheet", "0.25", "50", "ridge makes weights zero", ".", "80", "yes", ".", ":end")
    assert [line for line in ran.out.splitlines() if len(line) > 40 and " left, " not in line] == []
