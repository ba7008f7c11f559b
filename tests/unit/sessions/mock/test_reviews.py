"""What an interview leaves in the review log: an ordinary review for each answer that was judged, once."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.scheduling import Rating, from_json, review
from quizapp.sessions.mock import events as ev
from quizapp.sessions.mock.reviews import reviews_of

from .room import START, Room

HALF = "lasso zeroes weights out, ridge just makes them small"
PULL = "the pull of L1 stays constant however small the weight is"
MISTAKEN = "both shrink but only L2 makes them exactly zero"


def rows(room: Room, cards=None):
    return reviews_of(room.state, cards or {}, None, 0.9)


def rated(*answers: str) -> Rating:
    room = Room.of("interview")
    for answer in answers:
        room.answer(answer)
    room.finish()
    (row,) = rows(room)
    return Rating(row.rating)


@pytest.mark.parametrize(
    ("answers", "rating"),
    [
        ([f"{HALF}. {PULL}."], Rating.GOOD),
        ([HALF, PULL], Rating.HARD),
        ([HALF], Rating.HARD),
        ([MISTAKEN], Rating.AGAIN),
        (["it is about the shape of the penalty", f"{HALF}. {PULL}."], Rating.HARD),
    ],
)
def test_what_needed_a_nudge_is_rated_as_with_a_hint(answers, rating):
    assert rated(*answers) is rating


def test_a_row_tells_what_was_said_and_what_decided():
    room = Room.of("interview")
    room.answer(HALF, after=50)
    room.answer(PULL, after=20)
    room.finish()
    (row,) = rows(room)
    assert (row.question_id, row.response, row.verdict, row.hints) == ("talkaaa1", HALF, "partial", 1)
    assert row.score == pytest.approx(0.8)
    assert (row.shown_at, row.answered_at) == (START, START + timedelta(seconds=50))
    assert row.seconds == 70.0
    told = json.loads(row.evidence)
    assert told["points"] == {"zeros": "covered", "shrinks": "covered", "pull": "nudged"}
    assert told["misconceptions"] == {}


def test_what_was_not_answered_not_read_or_not_run_leaves_none():
    room = Room.of("choice", "interview", "numeric", "code")
    room.answer("b")
    room.send(ev.Go(2, room.at))
    room.answer("0.98")
    room.send(ev.Draft("def f(w", room.at))
    room.send(ev.End(room.at))
    room.send(ev.StopRuns())
    assert [row.question_id for row in rows(room)] == ["choicea1"]


def test_the_card_before_is_the_one_to_go_on_from_and_the_clock_never_goes_back():
    room = Room.of("choice")
    room.answer("b")
    room.finish()
    tomorrow = START + timedelta(days=1)
    before = review(None, "choicea1", Rating.GOOD, tomorrow, tomorrow.date(), 0.9)
    (row,) = rows(room, {"choicea1": before})
    after = from_json(row.card_after)
    assert row.card_before is not None
    assert from_json(row.card_before) == before
    assert (after.at, after.day, row.study_day) == (before.at, before.day, before.day)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["choice", "interview", "numeric", "code"]), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from(["b", "a", "0.98", HALF, MISTAKEN, "def f(w):\n    return w", "?"]), max_size=8),
    st.booleans(),
)
def test_there_is_one_review_at_most_for_each_answer(kinds, texts, patient):
    room = Room.of(*kinds)
    for text in texts:
        room.answer(text)
    room.send(ev.End(room.at))
    if patient:
        room.runs()
    else:
        room.send(ev.StopRuns())
    found = rows(room)
    assert room.state.report is not None
    judged = [item.question_id for item in room.state.report.items if item.verdict in ("right", "partial", "wrong")]
    assert [row.question_id for row in found] == judged
    assert all(0 <= row.score <= 1 and row.seconds >= 0 and row.answered_at >= row.shown_at for row in found)
    assert all(row.rating in set(Rating) for row in found)
