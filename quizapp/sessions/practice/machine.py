"""A practice session as a pure machine: `step(state, event) -> (state, effects)`. No screen, no clock, no disk.

The life of a question:

    LOADING ──Shown──▶ ASKING ──Answer──▶ CHECKING ──the last run──▶ RATING ──Rate──▶ the next question
                         ▲          (no wait where no run decides)      │
                         └───────────────────Undo───────────────────────┘

A checked answer is recorded, with its proposed rating, before its verdict can be seen: whatever is on the screen is
on disk. Choosing another rating replaces that record; undo takes it back and asks the question again.
"""

from __future__ import annotations

from dataclasses import replace

from quizapp.questions.forms import DRAFTED
from quizapp.scheduling import Rating
from quizapp.sessions.practice import effects as fx
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.checking import (
    answered,
    cancelled,
    code_may_run,
    consent_wanted,
    news,
    overruled,
    recorded,
    run_again,
    runs_of,
    with_draft,
)  # fmt: skip
from quizapp.sessions.practice.records import reviewed_card
from quizapp.sessions.practice.state import Answered, Asked, Phase, Practice, Step
from quizapp.sessions.practice.undoing import taken_back, undone

WRITTEN_BEFORE = "This is what you had written when you left."
REQUEUE_AFTER = 6  # a question rated "again" comes back after this many others, or at the end


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
            return undone(state, event.at)
        case ev.Retracted():
            return taken_back(state, event)
        case ev.NotRetracted() | ev.NotKept():
            return replace(state, notice=event.reason), ()
        case ev.NotMarked():
            return replace(state, marked=state.marked ^ {event.question_id}, notice=event.reason), ()
    if state.asked is None:
        return state, ()
    return _step_asked(state, state.asked, event)


def _step_asked(state: Practice, asked: Asked, event: ev.Event) -> Step:
    """The events that concern the question on the screen."""
    match event:
        case ev.Reread() if state.phase is Phase.ASKING and event.question.id == asked.question.id:
            return _reread(state, asked, event)
        case ev.Draft() if state.phase is Phase.ASKING:
            return _draft(state, asked, event.text)
        case ev.HeldBack() if state.phase is Phase.ASKING:
            return replace(state, notice=event.reason), ()
        case ev.Answer() if state.phase is Phase.ASKING:
            return answered(state, asked, event)
        case ev.Hint() if state.phase is Phase.ASKING:
            return _hint(state, asked)
        case ev.Skip() if state.phase in (Phase.ASKING, Phase.CHECKING):
            return _skip(state, asked)
        case ev.Rate() if state.phase is Phase.RATING:
            return _rate(state, asked, event.rating)
        case ev.Recorded() | ev.NotRecorded() if state.phase is Phase.RATING:
            return _acknowledged(state, asked, event)
        case ev.Overrule() if state.phase is Phase.RATING:
            return overruled(state, asked, event)
        case ev.RunDone() | ev.RunFailed() | ev.RunProgress() | ev.CodeJudged():
            return news(state, asked, event)
        case ev.ConsentWanted() if state.phase is Phase.CHECKING:
            return consent_wanted(state, asked, event)
        case ev.Permit() if asked.consent:
            return code_may_run(state, asked, event)
        case ev.CancelRun():
            return cancelled(state, asked)
        case ev.RunAgain() if state.phase is Phase.RATING:
            return run_again(state, asked)
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
    # A question that has options by now has no use for what was written for it.
    begun = event.draft if isinstance(event.question.task.form, DRAFTED) else ""
    asked = Asked(event.question, event.at, response=begun, drafted=event.draft)
    notice = WRITTEN_BEFORE if begun else state.notice
    return replace(state, phase=Phase.ASKING, asked=asked, notice=notice), runs_of(asked)


def _reread(state: Practice, asked: Asked, event: ev.Reread) -> Step:
    """Ask the question as it reads now, with the answer that was begun; a mere move within its file shows nowhere."""
    same = event.question.content_hash == asked.question.content_hash
    notice = state.notice if same else "The question was changed in its deck. This is how it reads now."
    asked = replace(asked, question=event.question, response=event.response, unreadable="")
    return replace(state, asked=asked, notice=notice), () if same else (fx.CancelRuns(), *runs_of(asked))


def _hint(state: Practice, asked: Asked) -> Step:
    there_are = len(asked.question.hints)
    if asked.hints == there_are:
        return replace(state, notice="No more hints." if there_are else "This question has no hint."), ()
    return replace(state, asked=replace(asked, hints=asked.hints + 1)), ()


def _skip(state: Practice, asked: Asked) -> Step:
    """Pass on: nothing is rated, and the question stays as due as it was."""
    return _next_question(replace(state, skipped=(*state.skipped, asked.question.id)))


def _draft(state: Practice, asked: Asked, text: str) -> Step:
    now, effects = with_draft(asked, text)
    return replace(state, asked=now, notice=state.notice if now is asked else ""), effects


# ---------------------------------------------------------------- rating, and on


def _acknowledged(state: Practice, asked: Asked, event: ev.Recorded | ev.NotRecorded) -> Step:
    if isinstance(event, ev.NotRecorded):
        # A record that could not be replaced still stands; one that was never written is tried again by Rate.
        asked = replace(asked, unsaved=event.reason, writing=None, leaving=False)
        return replace(state, asked=asked), ()
    draft = (fx.KeepDraft(asked.question.id, ""),) if asked.drafted else ()
    asked = replace(asked, review_id=event.review_id, rating=asked.writing, writing=None, drafted="")
    state = replace(state, asked=asked)
    following, effects = _next_question(_keep(state, asked)) if asked.leaving else (state, ())
    return following, (*draft, *effects)


def _rate(state: Practice, asked: Asked, rating: Rating | None) -> Step:
    """Keep the recorded rating (None) or replace it, and go on once that is on disk."""
    # The record on disk may be one from before the learner overruled a point, which could not be replaced.
    chosen = rating or (None if asked.unsaved else asked.rating) or asked.proposed
    if chosen is None:  # not checked, and not rated by the learner either: nothing is scheduled
        return _skip(state, asked)
    if chosen == asked.rating and not asked.unsaved:
        return _next_question(_keep(state, asked))
    return recorded(state, replace(asked, leaving=True), chosen)


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
