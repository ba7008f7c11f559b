"""The clock of an interview: time spent, warnings in words, and the end."""

from __future__ import annotations

from dataclasses import replace

from quizapp.sessions.mock import effects as fx
from quizapp.sessions.mock.state import MORE, Item, Mock, Moment, Phase, Reply, Step

WARNINGS = ((0.10, "A tenth"), (0.25, "A quarter"))  # of the whole time: the share that is left, in words
RUNNING = (Phase.ASKING, Phase.SURE, Phase.REVIEW)
KEPT_EVERY = 10.0  # seconds: how much time a crash can give back to the candidate at most


def clocked(state: Mock, at: Moment) -> Mock:
    """The interview at the moment `at`: what has passed is charged to the reply on the screen.

    The steady clock never goes back; an earlier moment than the last one counts as that one.
    """
    steady = max(at.steady, state.here.steady)
    here = replace(at, steady=steady)
    if state.phase not in (Phase.ASKING, Phase.SURE):
        return replace(state, here=here, since=steady)
    spent = max(0.0, min(steady, state.deadline) - state.since)
    charged = on_screen(state, with_reply(state.item, spent_more(state.item.reply, spent)))
    return replace(charged, here=here, since=steady)


def is_over(state: Mock) -> bool:
    """Whether the time of a running interview is up."""
    return state.phase in RUNNING and state.here.steady >= state.deadline


def warned(state: Mock) -> Step:
    """Say once that a quarter or a tenth of the time is left, and that a question has had its time."""
    if state.phase not in RUNNING:
        return state, ()
    total = state.outline.seconds
    passed = [(share, words) for share, words in WARNINGS if state.left <= share * total]
    new = [words for _, words in passed if words not in state.said]
    if new:
        said = state.said | {words for _, words in passed}
        notice = f"{new[0]} of the time is left: {duration_words(state.left)}."
        return replace(state, said=said, notice=notice), (fx.Ring(),)
    over = f"budget {state.at}"
    if state.phase is Phase.ASKING and over not in state.said and state.item.seconds > state.item.budget:
        budget = duration_words(state.item.budget)
        notice = f"This question has had its {budget}. Only the whole time ends anything; you can add {MORE} s."
        return replace(state, said=state.said | {over}, notice=notice), ()
    return state, ()


def with_reply(item: Item, reply: Reply) -> Item:
    """The question with `reply` to what is being asked now."""
    if not item.follow_ups:
        return replace(item, main=reply)
    *before, last = item.follow_ups
    return replace(item, follow_ups=(*before, replace(last, reply=reply)))


def spent_more(reply: Reply, seconds: float) -> Reply:
    """The reply after so many seconds more."""
    return replace(reply, seconds=reply.seconds + seconds)


def on_screen(state: Mock, item: Item) -> Mock:
    """The interview with `item` in the place of the question on the screen."""
    return replace(state, items=(*state.items[: state.at], item, *state.items[state.at + 1 :]))


def duration_words(seconds: float) -> str:
    """`45 s`, `1 min 30 s`, `12 min`, `1 h 5 min`: rounded to the second, from an hour on to the minute."""
    whole = round(max(0.0, seconds))
    minutes, rest = divmod(whole, 60)
    if whole < 60:
        return f"{whole} s"
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
