"""A practice session as a pure machine: `step(state, event) -> (state, effects)`. No screen, no clock, no disk.

The life of a question:

    LOADING ──Shown──▶ ASKING ──Answer──▶ CHECKING ──the last run──▶ RATING ──Rate──▶ the next question
                         ▲          (no wait where no run decides)      │
                         └───────────────────Undo───────────────────────┘

A checked answer is recorded, with its proposed rating, before its verdict can be seen: whatever is on the screen is
on disk. Choosing another rating replaces that record; undo takes it back and asks the question again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from quizapp.grading.verdict import Grade, Verdict
from quizapp.questions.calls import Call
from quizapp.scheduling import Card, Rating
from quizapp.sessions.practice import effects as fx
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.records import proposed_rating, review_row, reviewed_card, without_record
from quizapp.sessions.practice.state import Answered, Asked, Phase, Practice

REQUEUE_AFTER = 6  # a question rated "again" comes back after this many others, or at the end

Step = tuple[Practice, tuple[fx.Effect, ...]]
T = TypeVar("T")


def start(state: Practice) -> Step:
    """Ask for the first question, or finish at once where there is none."""
    return _next_question(state)


def step(state: Practice, event: ev.Event) -> Step:
    """What `event` does to `state`. An event that means nothing in this phase changes nothing."""
    state = replace(state, notice="") if isinstance(event, ev.ByLearner) else state
    match event:
        case ev.Shown() | ev.Missing() if state.phase is Phase.LOADING:
            return _loaded(state, event)
        case ev.Finish() if state.phase is not Phase.DONE:
            return _finish(state)
        case ev.Undo():
            return _undo(state, event.at)
        case ev.Retracted():
            return _taken_back(state, event)
        case ev.NotRetracted():
            return replace(state, notice=event.reason), ()
        case ev.NotMarked():
            return replace(state, marked=state.marked ^ {event.question_id}, notice=event.reason), ()
    if state.asked is None:
        return state, ()
    return _step_asked(state, state.asked, event)


def _step_asked(state: Practice, asked: Asked, event: ev.Event) -> Step:
    """The events that concern the question on the screen."""
    match event:
        case ev.Answer() if state.phase is Phase.ASKING:
            return _answer(state, asked, event)
        case ev.Hint() if state.phase is Phase.ASKING:
            return _hint(state, asked)
        case ev.Skip() if state.phase in (Phase.ASKING, Phase.CHECKING):
            return _skip(state, asked)
        case ev.Rate() if state.phase is Phase.RATING:
            return _rate(state, asked, event.rating)
        case ev.Recorded() | ev.NotRecorded() if state.phase is Phase.RATING:
            return _acknowledged(state, asked, event)
        case ev.RunDone() | ev.RunFailed() | ev.RunProgress():
            return _run_news(state, asked, event)
        case ev.CancelRun():
            return _cancel(state, asked)
        case ev.RunAgain() if state.phase is Phase.RATING:
            return _run_again(state, asked)
        case ev.Mark():
            marked = state.marked ^ {asked.question.id}
            effect = fx.Mark(asked.question.id, asked.question.id in marked)
            return replace(state, marked=marked), (effect,)
    return state, ()


# ---------------------------------------------------------------- a question comes


def _next_question(state: Practice) -> Step:
    if not state.queue:
        return replace(state, phase=Phase.DONE, asked=None), (fx.CancelRuns(), fx.Finished())
    head, rest = state.queue[0], state.queue[1:]
    card = state.cards.get(head)
    show = fx.Show(head, repetition=card.reps if card else 0)
    return replace(state, queue=rest, phase=Phase.LOADING, asked=None), (fx.CancelRuns(), show)


def _loaded(state: Practice, event: ev.Shown | ev.Missing) -> Step:
    if isinstance(event, ev.Missing):
        following, effects = _next_question(state)
        return replace(following, notice=event.reason), effects
    asked = Asked(event.question, event.at)
    # The runs that decide start while the learner still thinks, so that the verdict need not wait for them.
    runs = tuple(fx.Run(call) for call in event.question.task.calls)
    return replace(state, phase=Phase.ASKING, asked=asked), runs


def _hint(state: Practice, asked: Asked) -> Step:
    there_are = len(asked.question.hints)
    if asked.hints == there_are:
        return replace(state, notice="No more hints." if there_are else "This question has no hint."), ()
    return replace(state, asked=replace(asked, hints=asked.hints + 1)), ()


def _skip(state: Practice, asked: Asked) -> Step:
    """Pass on: nothing is rated, and the question stays as due as it was."""
    return _next_question(replace(state, skipped=(*state.skipped, asked.question.id)))


# ---------------------------------------------------------------- an answer and its verdict


def _answer(state: Practice, asked: Asked, event: ev.Answer) -> Step:
    grade = asked.question.task.grade(event.response, asked.runs)
    if grade.verdict is Verdict.UNREADABLE:
        why = " ".join(grade.feedback) or "that could not be read"
        return replace(state, asked=replace(asked, response=event.response, unreadable=why)), ()
    asked = replace(asked, response=event.response, answered_at=event.at, unreadable="")
    # What failed while the learner was thinking is tried once more: the engine may be back by now.
    asked = replace(asked, failures={}) if grade.verdict is Verdict.UNCHECKED else asked
    if grade.verdict is Verdict.UNCHECKED and asked.open_calls:
        waiting = replace(state, phase=Phase.CHECKING, asked=asked)
        return waiting, tuple(fx.Run(call) for call in asked.open_calls)
    return _settle(state, asked, grade)


def _settle(state: Practice, asked: Asked, grade: Grade) -> Step:
    """Show the verdict: a checked answer is recorded in the same breath, and the evidence follows."""
    checked = grade.verdict is not Verdict.UNCHECKED
    flashcard = not checked and not asked.question.task.calls
    proposed = Rating.GOOD if flashcard else proposed_rating(grade, asked.hints)
    asked = replace(asked, grade=grade, proposed=proposed)
    state = replace(state, phase=Phase.RATING, asked=asked)
    call = asked.evidence_call
    evidence = (fx.Run(call),) if call and call not in asked.results and call not in asked.failures else ()
    if not checked or proposed is None:
        return state, evidence
    state, effects = _record(state, asked, proposed)
    return state, (*effects, *evidence)


def _record(state: Practice, asked: Asked, rating: Rating) -> Step:
    """Write the answer under `rating`, in place of the record that it may already have."""
    row = review_row(state, asked, rating)
    effect = fx.Record(row) if asked.review_id is None else fx.Rerate(asked.review_id, row)
    return replace(state, asked=replace(asked, writing=rating, unsaved="")), (effect,)


def _acknowledged(state: Practice, asked: Asked, event: ev.Recorded | ev.NotRecorded) -> Step:
    if isinstance(event, ev.NotRecorded):
        # A record that could not be replaced still stands; one that was never written is tried again by Rate.
        asked = replace(asked, unsaved=event.reason, writing=None, leaving=False)
        return replace(state, asked=asked), ()
    asked = replace(asked, review_id=event.review_id, rating=asked.writing, writing=None)
    state = replace(state, asked=asked)
    return _next_question(_keep(state, asked)) if asked.leaving else (state, ())


# ---------------------------------------------------------------- rating, and on


def _rate(state: Practice, asked: Asked, rating: Rating | None) -> Step:
    """Keep the recorded rating (None) or replace it, and go on once that is on disk."""
    chosen = rating or asked.rating or asked.proposed
    if chosen is None:  # not checked, and not rated by the learner either: nothing is scheduled
        return _skip(state, asked)
    if chosen == asked.rating:
        return _next_question(_keep(state, asked))
    return _record(state, replace(asked, leaving=True), chosen)


def _keep(state: Practice, asked: Asked) -> Practice:
    """The session after this answer: its card is new, and "again" comes back later."""
    assert asked.rating is not None, "only a rated answer is kept"
    question_id = asked.question.id
    card = reviewed_card(state, asked, asked.rating)
    queue = state.queue
    if asked.rating is Rating.AGAIN:
        queue = (*queue[:REQUEUE_AFTER], question_id, *queue[REQUEUE_AFTER:])
    return replace(
        state,
        answered=(*state.answered, Answered(asked, state.cards.get(question_id), state.queue)),
        cards={**state.cards, question_id: card},
        queue=queue,
    )


def _finish(state: Practice) -> Step:
    """End now. An answer whose verdict is on the screen counts as it was recorded."""
    asked = state.asked
    if asked and state.phase is Phase.RATING and asked.rating is not None:
        state = _keep(state, asked)
    return replace(state, phase=Phase.DONE, asked=None), (fx.CancelRuns(), fx.Finished())


# ---------------------------------------------------------------- news from the engine


def _run_news(state: Practice, asked: Asked, event: ev.RunDone | ev.RunFailed | ev.RunProgress) -> Step:
    progress = _without(asked.progress, event.call)
    failures = _without(asked.failures, event.call)
    match event:
        case ev.RunProgress():
            return replace(state, asked=replace(asked, progress={**progress, event.call: event.progress})), ()
        case ev.RunDone():
            results = {**asked.results, event.call: event.result}
            asked = replace(asked, results=results, progress=progress, failures=failures)
        case ev.RunFailed():
            asked = replace(asked, progress=progress, failures={**failures, event.call: event.reason})
    return _recheck(replace(state, asked=asked), asked)


def _without(known: Mapping[Call, T], gone: Call) -> dict[Call, T]:
    return {call: value for call, value in known.items() if call != gone}


def _recheck(state: Practice, asked: Asked) -> Step:
    """Give the verdict that was waiting for a run, once it can be given or can no longer be.

    A run that comes after all, asked for again, still checks an answer that nobody rated yet.
    """
    late = state.phase is Phase.RATING and asked.rating is None and asked.writing is None and asked.question.task.calls
    if state.phase is not Phase.CHECKING and not late:
        return state, ()
    grade = asked.question.task.grade(asked.response, asked.runs)
    if grade.verdict is Verdict.UNCHECKED and (asked.open_calls or late):
        return state, ()
    return _settle(state, asked, grade)


def _cancel(state: Practice, asked: Asked) -> Step:
    """Stop what runs; a verdict that waited for it is given without."""
    stopped = {*asked.progress, *(asked.open_calls if state.phase is Phase.CHECKING else ())}
    if not stopped:
        return state, ()
    asked = replace(asked, progress={}, failures={**asked.failures, **dict.fromkeys(stopped, "You stopped this run.")})
    state, effects = _recheck(replace(state, asked=asked), asked)
    return state, (fx.CancelRuns(), *effects)


def _run_again(state: Practice, asked: Asked) -> Step:
    call = asked.evidence_call
    if call is None:
        return replace(state, notice="This question has no demo to run."), ()
    if call in asked.progress:
        return state, ()
    asked = replace(asked, failures=_without(asked.failures, call))
    return replace(state, asked=asked), (fx.Run(call, fresh=True),)


# ---------------------------------------------------------------- undo


def _undo(state: Practice, at: datetime) -> Step:
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


def _taken_back(state: Practice, event: ev.Retracted) -> Step:
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
    fresh = replace(without_record(asked), shown_at=at)
    state = replace(state, phase=Phase.ASKING, asked=fresh, notice="Taken back. Answer again.")
    return state, (fx.CancelRuns(), *(fx.Run(call) for call in fresh.open_calls))


def _cards_before(cards: Mapping[str, Card], last: Answered) -> dict[str, Card]:
    others = {key: card for key, card in cards.items() if key != last.asked.question.id}
    return {**others, last.asked.question.id: last.card_before} if last.card_before else others
