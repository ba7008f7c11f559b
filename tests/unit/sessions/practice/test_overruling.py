"""The learner overrules a point: verdict, record and rating follow, and a labelled example is kept."""

import json

import pytest

from quizapp.scheduling import from_json
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.state import Phase
from tests.unit.sessions.practice.desk import Coding, Desk, Speaking, question


def spoken(response: str) -> Desk:
    return Desk.of(question("q1", Speaking()), question("q2")).answer(response)


def said(desk: Desk) -> list[tuple[str, str, str]]:
    return [(label.point, label.judged, label.said) for label in desk.labels.values()]


def test_a_missed_point_is_covered_and_the_record_is_replaced() -> None:
    desk = spoken("zeros")
    assert [(row.verdict, row.score, row.rating) for row in desk.standing] == [("partial", 0.5, 2)]
    desk.overrule("shrinks")
    assert [(row.verdict, row.score, row.rating) for row in desk.standing] == [("right", 1.0, 3)]
    assert json.loads(desk.standing[0].evidence)["points"] == {"zeros": "covered", "shrinks": "covered"}
    (label,) = desk.labels.values()
    assert (label.question_id, label.point, label.judged, label.said) == ("q1", "shrinks", "missed", "covered")
    assert (label.response, label.content_hash, label.at) == ("zeros", "hash", desk.now)
    desk.send(ev.Rate())
    assert desk.state.cards["q1"] == from_json(desk.standing[0].card_after)


def test_a_second_turn_takes_the_label_back() -> None:
    desk = spoken("zeros").overrule("zeros")
    assert said(desk) == [("zeros", "covered", "missed")]
    assert [row.verdict for row in desk.standing] == ["wrong"]
    desk.overrule("zeros")
    assert said(desk) == []
    assert [(row.verdict, row.score) for row in desk.standing] == [("partial", 0.5)]


def test_a_misconception_is_withdrawn_with_the_clause_that_was_quoted() -> None:
    desk = spoken("zeros and shrinks, no myth").overrule("myth")
    assert said(desk) == [("myth", "stated", "withdrawn")]
    assert next(iter(desk.labels.values())).evidence == "myth"
    assert [row.verdict for row in desk.standing] == ["right"]
    assert json.loads(desk.standing[0].evidence)["misconceptions"] == {"myth": "withdrawn"}


@pytest.mark.parametrize("name", ["myth", "nothing", ""])
def test_a_name_that_the_verdict_does_not_have_changes_nothing(name: str) -> None:
    desk = spoken("zeros")
    before = desk.state
    assert desk.overrule(name).state == before
    assert (len(desk.log), desk.labels) == (1, {})


def test_only_answers_at_length_have_points_to_overrule() -> None:
    desk = Desk.of(question("q1", Coding())).answer("return 2").finish_runs()
    before = desk.standing
    desk.overrule("test_one")
    assert (desk.standing, desk.labels) == (before, {})


def test_before_the_verdict_there_is_nothing_to_overrule() -> None:
    desk = Desk.of(question("q1", Speaking())).overrule("zeros")
    assert (desk.state.phase, desk.log, desk.labels) == (Phase.ASKING, {}, {})


def test_a_record_that_could_not_be_replaced_is_tried_again_before_the_next_question() -> None:
    desk = spoken("zeros")
    desk.failing = True
    desk.overrule("shrinks")
    assert desk.asked.unsaved == "The disk is full."
    desk.failing = False
    desk.send(ev.Rate())
    assert desk.asked.question.id == "q2"
    assert [(row.verdict, row.rating) for row in desk.standing] == [("right", 3)]


def test_undo_takes_an_overruled_answer_back_as_one() -> None:
    desk = spoken("zeros").overrule("shrinks").undo()
    assert (desk.standing, desk.asked.grade, desk.asked.response) == ([], None, "zeros")
    assert [row.verdict for row in desk.answer("zeros").standing] == ["partial"]


def test_the_last_answer_can_be_taken_back_after_the_next_question_came() -> None:
    desk = spoken("zeros").overrule("shrinks").send(ev.Rate()).undo()
    assert (desk.standing, desk.asked.question.id, desk.state.cards) == ([], "q1", {})
