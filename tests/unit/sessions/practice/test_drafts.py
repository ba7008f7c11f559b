"""What was begun is kept: while it is typed, while its verdict waits, and until the answer is on disk."""

import pytest

from quizapp.engine.model import Progress
from quizapp.questions.forms import TypeNumber
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.state import Phase
from tests.unit.sessions.practice.desk import CODE, RUN, Coding, Desk, Speaking, Task, question


def test_what_is_typed_is_kept_and_offered_when_the_question_comes_again() -> None:
    desk = Desk.of(question("q1", Speaking())).send(ev.Draft("zeros"), ev.Draft("zeros and"), ev.Finish())
    assert desk.drafts == {"q1": "zeros and"}
    again = Desk.of(question("q1", Speaking()), drafts=desk.drafts)
    assert (again.asked.response, again.asked.drafted) == ("zeros and", "zeros and")
    assert again.state.notice == "This is what you had written when you left."


def test_a_draft_is_written_only_where_it_changed_and_an_empty_one_drops_it() -> None:
    desk = Desk.of(question("q1", Speaking())).send(ev.Draft("zeros"))
    desk.drafts.clear()
    assert desk.send(ev.Draft("zeros")).drafts == {}
    assert desk.send(ev.Draft("more")).drafts == {"q1": "more"}
    assert desk.send(ev.Draft("")).drafts == {}


def test_the_draft_goes_once_the_answer_is_on_disk_and_no_sooner() -> None:
    desk = Desk.of(question("q1", Speaking())).send(ev.Draft("zeros"))
    desk.failing = True
    desk.answer("zeros")
    assert desk.drafts == {"q1": "zeros"}
    desk.failing = False
    desk.send(ev.Rate())
    assert desk.drafts == {}
    assert [row.response for row in desk.standing] == ["zeros"]


def test_an_answer_whose_verdict_waits_is_kept_even_where_it_was_never_drafted() -> None:
    desk = Desk.of(question("q1", Coding())).answer("return 1")
    assert desk.state.phase is Phase.CHECKING
    assert desk.drafts == {"q1": "return 1"}
    assert desk.finish_runs().drafts == {}


def test_an_answer_that_nobody_checked_or_rated_is_kept_for_next_time() -> None:
    desk = Desk.of(question("q1", Task(TypeNumber(), (RUN,)))).answer("b").send(ev.CancelRun(), ev.Rate())
    assert (desk.state.skipped, desk.drafts) == (("q1",), {"q1": "b"})


def test_an_answer_that_could_not_be_read_is_kept() -> None:
    assert Desk.of(question("q1", Coding())).answer("?").drafts == {"q1": "?"}


def test_a_pick_is_no_draft() -> None:
    assert Desk.of(question("q1", Task(calls=(RUN,)))).answer("b").drafts == {}


def test_an_answer_that_is_taken_back_is_a_draft_again() -> None:
    desk = Desk.of(question("q1", Speaking()), question("q2")).answer("zeros").send(ev.Rate()).undo()
    assert desk.asked.response == "zeros"
    assert desk.drafts == {"q1": "zeros"}
    assert desk.answer("zeros and shrinks").drafts == {}


def test_a_draft_of_a_question_that_has_options_now_is_not_offered() -> None:
    desk = Desk.of(question("q1"), drafts={"q1": "return 1"})
    assert (desk.asked.response, desk.state.notice) == ("", "")
    assert desk.answer("b").drafts == {}


def test_a_draft_that_cannot_be_kept_is_said() -> None:
    desk = Desk.of(question("q1", Speaking()))
    desk.failing = True
    assert desk.send(ev.Draft("zeros")).state.notice == "The disk is full."


def test_why_an_answer_is_held_back_stands_until_it_is_changed() -> None:
    desk = Desk.of(question("q1", Task(TypeNumber(), (RUN,)))).send(ev.Draft("0.9"), ev.HeldBack("No unit."))
    assert desk.send(ev.RunProgress(RUN, Progress(0.5)), ev.Draft("0.9")).state.notice == "No unit."
    assert desk.send(ev.Draft("0.98")).state.notice == ""


@pytest.mark.parametrize("phase", [Phase.CHECKING, Phase.RATING])
def test_after_the_answer_nothing_is_drafted(phase: Phase) -> None:
    desk = Desk.of(question("q1", Coding())).answer("return 1")
    if phase is Phase.RATING:
        desk.finish_runs()
    before = dict(desk.drafts)
    assert desk.send(ev.Draft("return 2")).drafts == before


def test_the_starter_as_it_was_given_is_no_draft() -> None:
    desk = Desk.of(question("q1", Coding())).send(ev.Draft(f"\n{CODE.starter}\n"))
    assert desk.drafts == {}
