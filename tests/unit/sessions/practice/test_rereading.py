"""A question that is changed in its deck while it is on the screen: asked as it reads now, the answer begun stays."""

from __future__ import annotations

from dataclasses import replace

from quizapp.questions.calls import Call
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.state import Phase
from tests.unit.sessions.practice.desk import RUN, Desk, Task, question


def test_an_unanswered_question_reads_as_it_does_now_with_the_answer_that_was_begun() -> None:
    desk = Desk.of(question("q1", Task(calls=(RUN,))), question("q2"))
    other = Call.of("decay_step", {"lr": 0.2})
    fresh = replace(question("q1", Task(calls=(other,))), prompt="??", content_hash="new")
    desk.send(ev.Reread(fresh, "b"))
    assert (desk.asked.question, desk.asked.response) == (fresh, "b")
    assert desk.state.notice == "The question was changed in its deck. This is how it reads now."
    assert desk.wanted == [other], "the run of the old key is not waited for"
    assert desk.answer("b").state.phase is Phase.CHECKING
    assert desk.finish_runs().asked.grade is not None


def test_a_question_that_only_moved_within_its_deck_is_not_spoken_of() -> None:
    desk = Desk.of(question("q1", Task(calls=(RUN,))))
    moved = replace(desk.asked.question, place=replace(desk.asked.question.place, line=40))
    desk.send(ev.Reread(moved, ""))
    assert desk.asked.question.place.line == 40
    assert desk.state.notice == ""
    assert desk.wanted == [RUN], "its run goes on"


def test_an_answered_question_stays_as_it_was_answered() -> None:
    desk = Desk.of(question("q1")).answer("a")
    before = desk.state
    desk.send(ev.Reread(replace(question("q1"), content_hash="new"), "b"))
    assert desk.state == before


def test_news_of_another_question_change_nothing() -> None:
    desk = Desk.of(question("q1"), question("q2"))
    before = desk.state
    desk.send(ev.Reread(replace(question("q2"), content_hash="new"), "b"))
    assert desk.state == before
