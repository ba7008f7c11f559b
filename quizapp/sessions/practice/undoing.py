"""Undo: a record is taken back, and its question is asked again with the old response to start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from quizapp.scheduling import Card
from quizapp.sessions.practice import effects as fx
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.checking import runs_of, with_draft
from quizapp.sessions.practice.records import without_record
from quizapp.sessions.practice.state import Answered, Asked, Phase, Practice, Step


def undone(state: Practice, at: datetime) -> Step:
    """Have the last recorded answer taken back; what was answered and not recorded is taken back at once."""
    asked = state.asked
    if asked and state.phase in (Phase.RATING, Phase.CHECKING):
        if asked.review_id is not None:
            return state, (fx.Retract(asked.review_id, at),)
        return _ask_again(state, asked, at)
    last = state.answered[-1].asked.review_id if state.answered else None
    if last is None:
        return replace(state, notice="There is nothing to undo."), ()
    return state, (fx.Retract(last, at),)


def taken_back(state: Practice, event: ev.Retracted) -> Step:
    """The record is gone: ask its question again, with the old response to start from."""
    if state.asked and state.asked.review_id == event.review_id:
        return _ask_again(state, state.asked, event.at)
    last = state.answered[-1]
    restored = replace(
        state,
        answered=state.answered[:-1],
        cards=_cards_before(state.cards, last),
        # The question on the screen stands at the front of this queue already, unless it is the same one again.
        queue=tuple(key for key in last.queue_before if key not in state.skipped),
    )
    return _ask_again(restored, last.asked, event.at)


def _ask_again(state: Practice, asked: Asked, at: datetime) -> Step:
    fresh, draft = with_draft(replace(without_record(asked), shown_at=at), asked.response)
    state = replace(state, phase=Phase.ASKING, asked=fresh, notice="Taken back. Answer again.")
    return state, (fx.CancelRuns(), *draft, *runs_of(fresh))


def _cards_before(cards: Mapping[str, Card], last: Answered) -> dict[str, Card]:
    others = {key: card for key, card in cards.items() if key != last.asked.question.id}
    return {**others, last.asked.question.id: last.card_before} if last.card_before else others
