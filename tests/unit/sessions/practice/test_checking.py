"""Answers whose verdict waits: code that is put to its tests once it may run, and predictions."""

import json
from dataclasses import replace

import pytest

from quizapp.grading.verdict import Verdict
from quizapp.questions.calls import Call
from quizapp.questions.model import Evidence, Place
from quizapp.scheduling import Rating
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.state import Phase
from tests.unit.sessions.practice.desk import DECK, RUN, Coding, Desk, Task, question, result

SHOWN = Call.of("decay_step", {"lr": 0.2})


def coding(**desk_is: bool) -> Desk:
    return Desk.of(question("q1", Coding()), question("q2"), **desk_is)


def predicting() -> Desk:
    return Desk.of(question("q1", Task(calls=(RUN,)), commits=True))


# ---------------------------------------------------------------- code


@pytest.mark.parametrize(("source", "verdict", "rating"), [("return 1", "right", 3), ("return 2", "wrong", 1)])
def test_code_is_put_to_its_tests_and_recorded_with_them(source: str, verdict: str, rating: int) -> None:
    desk = coding().answer(source)
    assert (desk.state.phase, desk.log) == (Phase.CHECKING, {})
    desk.finish_runs()
    assert [(row.verdict, row.rating, row.response) for row in desk.standing] == [(verdict, rating, source)]
    assert json.loads(desk.standing[0].evidence)["tests"] == {"test_one": verdict == "right"}


def test_code_that_cannot_be_read_runs_nothing() -> None:
    desk = coding(trusted=False).answer("?")
    assert (desk.state.phase, desk.wanted, desk.asked.consent) == (Phase.ASKING, [], "")


def test_code_of_a_strange_deck_runs_once_the_learner_agreed() -> None:
    desk = coding(trusted=False).answer("return 1")
    assert (desk.wanted, desk.asked.consent) == ([], "Run the code of this deck?")
    desk.send(ev.Permit(yes=True))
    assert (len(desk.wanted), desk.asked.consent, desk.trusted) == (1, "", True)
    assert [row.verdict for row in desk.finish_runs().standing] == ["right"]


def test_who_does_not_agree_rates_the_answer() -> None:
    desk = coding(trusted=False).answer("return 1").send(ev.Permit(yes=False))
    assert (desk.wanted, desk.trusted, desk.asked.consent) == ([], False, "")
    assert desk.asked.grade is not None
    assert desk.asked.grade.verdict is Verdict.UNCHECKED
    assert list(desk.asked.failures.values()) == ["You did not let the code of this deck run."]
    desk.send(ev.Rate(Rating.GOOD))
    assert [(row.verdict, row.rating) for row in desk.standing] == [("unchecked", 3)]
    assert "did not let" in desk.standing[0].evidence


def test_a_yes_that_nobody_asked_for_means_nothing() -> None:
    desk = coding().answer("return 1").send(ev.Permit(yes=False))
    assert desk.state.phase is Phase.CHECKING
    assert [row.verdict for row in desk.finish_runs().standing] == ["right"]


@pytest.mark.parametrize("news", [ev.CancelRun(), ev.Skip()])
def test_the_question_about_the_code_goes_with_the_answer(news: ev.Event) -> None:
    desk = coding(trusted=False).answer("return 1").send(news)
    assert desk.asked.consent == ""
    assert desk.send(ev.Permit(yes=True)).wanted == []
    assert not desk.trusted


def test_undo_while_the_tests_run_asks_again() -> None:
    desk = coding().answer("return 2").undo()
    assert (desk.state.phase, desk.wanted, desk.asked.response) == (Phase.ASKING, [], "return 2")
    assert [row.verdict for row in desk.answer("return 1").finish_runs().standing] == ["right"]


def test_code_that_was_not_judged_can_be_judged_after_all() -> None:
    desk = coding(trusted=False).answer("return 1").send(ev.Permit(yes=False), ev.RunAgain())
    assert (desk.state.phase, desk.asked.consent) == (Phase.CHECKING, "Run the code of this deck?")
    desk.send(ev.Permit(yes=True)).finish_runs()
    assert [(row.verdict, row.rating) for row in desk.standing] == [("right", 3)]


def test_code_that_was_judged_has_nothing_to_run_again() -> None:
    desk = coding().answer("return 1").finish_runs().send(ev.RunAgain())
    assert (desk.state.phase, desk.wanted) == (Phase.RATING, [])
    assert desk.state.notice == "This question has no demo to run."


# ---------------------------------------------------------------- predictions


def test_a_prediction_comes_before_its_run_which_is_one_of_now() -> None:
    desk = predicting()
    assert desk.wanted == []
    desk.answer("zzz")
    assert desk.wanted == []
    desk.answer("b")
    assert (desk.wanted, desk.fresh, desk.state.phase) == ([RUN], [RUN], Phase.CHECKING)
    desk.answer("a")  # the prediction is locked
    assert [(row.response, row.verdict) for row in desk.finish_runs().standing] == [("b", "right")]


def test_a_prediction_that_comes_again_runs_again() -> None:
    desk = predicting().answer("a").finish_runs().send(ev.Rate())
    assert (desk.state.phase, desk.wanted, desk.asked.results) == (Phase.ASKING, [], {})
    desk.answer("b")
    assert desk.fresh == [RUN, RUN]


def test_a_prediction_whose_run_is_stopped_is_rated_by_the_learner() -> None:
    desk = predicting().answer("b").send(ev.CancelRun())
    assert (desk.state.phase, desk.log) == (Phase.RATING, {})
    desk.send(ev.RunAgain()).finish_runs()
    assert [row.verdict for row in desk.standing] == ["right"]


# ---------------------------------------------------------------- runs that are tried again


def test_running_again_tries_the_key_too_where_another_run_is_the_evidence() -> None:
    asked = question("q1", Task(calls=(RUN,)))
    evidence = Evidence(SHOWN, ("sgd > 0",), Place(DECK, 1))
    desk = Desk.of(replace(asked, evidence=evidence))
    desk.answer("b").send(ev.RunFailed(RUN, "The host died."))
    assert desk.state.phase is Phase.RATING
    desk.send(ev.RunDone(SHOWN, result(SHOWN)))
    desk.wanted.clear()
    desk.send(ev.RunAgain())
    assert desk.wanted == [SHOWN, RUN]
    assert [row.verdict for row in desk.finish_runs().standing] == ["right"]
