"""What is kept of an interview is all of it, and its clock goes on while nobody is there."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.sessions.mock import events as ev
from quizapp.sessions.mock import machine
from quizapp.sessions.mock.outline import Outline, Slot, Wish
from quizapp.sessions.mock.saving import (
    CLOCK_SET_BACK,
    WELCOME_BACK,
    outline_json,
    progress_text,
    read_outline,
    restored,
    time_left,
)
from quizapp.sessions.mock.state import Mock, Moment, Phase

from .room import START, Room, moment

HALF = "lasso zeroes weights out, ridge just makes them small"


def again(state: Mock, now: Moment) -> Mock:
    questions = [item.question for item in state.items]
    return restored(state.number, state.outline, questions, progress_text(state), state.here.wall, now)


def halfway() -> Room:
    room = Room.of("choice", "interview", "numeric")
    room.answer("b", sure=95)
    room.send(ev.Flag(room.at))
    room.send(ev.More(room.at))
    room.answer(HALF)
    room.send(ev.Draft("the slope of L1 is ±λ", room.at))
    return room


def test_everything_that_was_said_is_there_again():
    room = halfway()
    back = again(room.state, room.at)
    assert back.items == room.state.items
    assert (back.at, back.phase, back.started_at, back.left) == (1, Phase.ASKING, START, room.state.left)
    assert back.notice == WELCOME_BACK


def test_the_clock_goes_on_while_nobody_is_there():
    room = halfway()
    now = replace(moment(room.now + 120), steady=5.0)  # the computer was started again: its steady clock, too
    back = again(room.state, now)
    assert back.left == pytest.approx(room.state.left - 120)
    stepped, _ = machine.step(back, ev.Tick(replace(now, steady=6.0, wall=now.wall + timedelta(seconds=1))))
    assert stepped.left == pytest.approx(back.left - 1)


def test_time_that_nobody_was_there_is_charged_to_no_question():
    room = halfway()
    back = again(room.state, moment(room.now + 120))
    stepped, _ = machine.step(back, ev.Tick(moment(room.now + 123)))
    assert stepped.items[1].seconds == pytest.approx(room.state.items[1].seconds + 3)


def test_a_clock_that_was_set_back_gives_the_time_that_was_left_and_says_so():
    room = halfway()
    back = again(room.state, moment(room.now + 60, wall=room.now - 86_400))
    assert back.left == room.state.left
    assert back.notice == CLOCK_SET_BACK


@pytest.mark.parametrize("days", [-1, 1])
def test_without_a_restart_the_steady_clock_knows_better_than_the_one_on_the_wall(days):
    room = halfway()
    room.send(ev.Flag(replace(room.at, boot="this one")))
    now = replace(moment(room.now + 30, wall=room.now + days * 86_400), boot="this one")
    assert again(room.state, now).left == pytest.approx(room.state.left - 30)
    assert again(room.state, replace(now, boot="another")).left in (0, room.state.left)


def test_one_whose_time_went_by_is_scored_with_what_is_there():
    room = halfway()
    back = again(room.state, moment(room.now + 10_000))
    assert back.left == 0
    ended, _ = machine.start(back)
    assert ended.ended == "time"
    assert ended.items[1].follow_ups[0].reply.text == "the slope of L1 is ±λ"
    assert ended.report is not None
    assert [item.response for item in ended.report.items] == ["b", HALF, ""]


def test_one_that_was_killed_while_it_was_scored_is_scored_again():
    room = Room.of("numeric")
    room.answer("0.98018")
    room.send(ev.End(room.at))
    room.send(ev.RunProgress(room.wanted[0].call, None))
    back = again(room.state, room.at)
    ended, effects = machine.start(back)
    assert ended.phase is Phase.SCORING
    assert ended.ended == room.state.ended
    assert room.wanted[0] in effects


def test_how_much_is_left_can_be_told_without_the_questions():
    room = halfway()
    text = progress_text(room.state)
    assert time_left(text, room.at.wall, moment(room.now + 10)) == (pytest.approx(room.state.left - 10), False)
    assert time_left(text, room.at.wall, moment(room.now, wall=room.now - 9)) == (room.state.left, True)
    assert time_left(text, room.at.wall, moment(room.now + 1e6)) == (0, False)


@given(
    st.builds(
        Outline,
        st.sampled_from(["free", "screen"]),
        st.integers(60, 9999),
        st.lists(st.builds(Slot, st.text(max_size=8), st.text(), st.integers(0, 9), st.integers(0, 4))).map(tuple),
        st.integers(0, 999_999),
        st.builds(Wish, tags=st.lists(st.text()).map(tuple), seed=st.none() | st.integers()),
        st.lists(st.text()).map(tuple),
    )
)
def test_an_outline_is_the_same_after_json(outline):
    assert read_outline(json.loads(json.dumps(outline_json(outline)))) == outline
