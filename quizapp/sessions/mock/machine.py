"""A mock interview as a pure machine: `step(state, event) -> (state, effects)`. No screen, no clock, no disk.

    ASKING ──Submit──▶ SURE ──Sure──▶ a follow-up, the next open question, or REVIEW behind the last one
       ▲ Go, Skip                        REVIEW ──Go──▶ ASKING
    any of these ──End, or the time is up──▶ SCORING ──the last run──▶ DONE, with the report

Nothing is judged in front of the candidate before the end; what stands in an answer then counts, given or not. After
each step the interview is kept: whatever is on the screen is on disk.
"""

from __future__ import annotations

from dataclasses import replace

from quizapp.grading.verdict import Verdict
from quizapp.questions.forms import begun
from quizapp.sessions.mock import effects as fx
from quizapp.sessions.mock import events as ev
from quizapp.sessions.mock.clock import KEPT_EVERY, clocked, is_over, on_screen, warned, with_reply
from quizapp.sessions.mock.interviewer import next_follow_up
from quizapp.sessions.mock.judging import task_of
from quizapp.sessions.mock.scoring import ended, news
from quizapp.sessions.mock.state import MORE, Item, Mock, Phase, Reply, Standing, Step

NOTHING_WRITTEN = "Nothing is written yet. Skipping passes on; you can come back."
LONGEST_EXTRA = 3600  # seconds


def start(state: Mock) -> Step:
    """Show the first question, or go on where the interview was left; one whose time is up is scored."""
    if state.phase is Phase.SCORING:
        return ended(state, state.ended)
    if is_over(state):
        return ended(state, "time")
    if state.phase in (Phase.ASKING, Phase.SURE):
        state = _shown(state)
    return state, (fx.Keep(),)


def step(state: Mock, event: ev.Event) -> Step:
    """What `event` does to `state`. An event that means nothing in this phase changes nothing."""
    match event:
        case ev.Kept():
            return replace(state, number=event.number, unsaved="", kept_at=state.here.steady), ()
        case ev.NotKept():
            return replace(state, unsaved=event.reason), ()
        case ev.RunProgress() | ev.RunDone() | ev.RunFailed() | ev.CodeJudged():
            return news(state, event)
        case ev.ConsentWanted() | ev.Permit() | ev.StopRuns():
            return news(state, event)
    if state.phase is Phase.DONE:
        return (state, (fx.Keep(),)) if isinstance(event, ev.End) and state.unsaved else (state, ())
    if state.phase is Phase.SCORING:
        return state, ()  # its clock has stopped: the report tells the time that was used
    state = clocked(state, event.at)
    if is_over(state):
        # What stood in the box when the time ran out is told by the first event that comes after.
        late = event.text if isinstance(event, ev.Draft | ev.Submit) else None
        state = state if late is None or state.phase is not Phase.ASKING else _written(state, late)
        return ended(state, "time")
    state = replace(state, notice="") if isinstance(event, ev.ByCandidate) else state
    return _step_running(state, event)


def _step_running(state: Mock, event: ev.Event) -> Step:
    """The events of an interview that has time left."""
    match event:
        case ev.Tick():
            return _tick(state)
        case ev.Draft() if state.phase is Phase.ASKING:
            return _draft(state, event.text)
        case ev.Submit() if state.phase is Phase.ASKING:
            return _submit(state, event)
        case ev.Sure() if state.phase is Phase.SURE:
            return _answered(on_screen(state, replace(state.item, confidence=event.confidence)))
        case ev.Skip() if state.phase is Phase.ASKING:
            item = replace(state.item, skipped=not state.item.main.given)
            return _onward(on_screen(state, item))
        case ev.Go() if 0 <= event.index <= len(state.items):
            return _go(state, event.index)
        case ev.Flag() if state.phase is not Phase.REVIEW:
            return on_screen(state, replace(state.item, flagged=not state.item.flagged)), (fx.Keep(),)
        case ev.More() if state.phase is not Phase.REVIEW:
            extra = min(state.item.extra + MORE, LONGEST_EXTRA)
            said = state.said - {f"budget {state.at}"}
            return on_screen(replace(state, said=said), replace(state.item, extra=extra)), (fx.Keep(),)
        case ev.End():
            return ended(state, "finished" if all_answered(state) else "left")
    return state, ()


def all_answered(state: Mock) -> bool:
    """Whether nothing is open any more."""
    return all(item.standing is Standing.ANSWERED for item in state.items)


# ---------------------------------------------------------------- the clock


def _tick(state: Mock) -> Step:
    state, effects = warned(state)
    due = effects or state.here.steady - state.kept_at >= KEPT_EVERY
    return state, (*effects, *((fx.Keep(),) if due else ()))


# ---------------------------------------------------------------- answering


def _draft(state: Mock, text: str) -> Step:
    if text == state.item.reply.text:
        return state, ()
    return _written(state, text), (fx.Keep(),)


def _written(state: Mock, text: str) -> Mock:
    """The interview with `text` in the answer box; what was given before is changed with it."""
    reply = state.item.reply
    if text == reply.text:
        return state
    return on_screen(state, with_reply(state.item, replace(reply, text=text, at=state.here.wall)))


def _submit(state: Mock, event: ev.Submit) -> Step:
    item = state.item
    state = _written(state, event.text)
    if why := _refusal(item, event.text):
        return replace(state, notice=why), (fx.Keep(),)
    reply = Reply(event.text, True, item.reply.seconds, event.at.wall)
    state = on_screen(state, replace(with_reply(item, reply), skipped=False))
    if item.follow_ups:
        return _answered(state)
    return replace(state, phase=Phase.SURE), (fx.Keep(),)


def _refusal(item: Item, text: str) -> str:
    """Why `text` cannot be an answer here, in a sentence; empty where it can. It says nothing of right or wrong."""
    task = task_of(item, item.follow_ups[-1]) if item.follow_ups else item.question.task
    if not begun(task.form, text).strip():
        return NOTHING_WRITTEN
    grade = task.grade(text, {})
    if grade.verdict is not Verdict.UNREADABLE:
        return ""
    return f"Unreadable, so nothing is counted: {' '.join(grade.feedback) or 'that could not be read'}."


def _answered(state: Mock) -> Step:
    """A question or a follow-up is answered: the interviewer goes on asking, or goes on."""
    follow_up = next_follow_up(state.item)
    if follow_up is None:
        return _onward(state)
    item = replace(state.item, follow_ups=(*state.item.follow_ups, follow_up))
    return replace(on_screen(state, item), phase=Phase.ASKING), (fx.Keep(),)


# ---------------------------------------------------------------- from question to question


def _onward(state: Mock) -> Step:
    """To the next question on which nothing was decided; behind the last one there is the sheet."""
    waiting = (Standing.OPEN, Standing.BEGUN)
    later = range(state.at + 1, len(state.items))
    following = next((index for index in later if state.items[index].standing in waiting), len(state.items))
    return _go(state, following)


def _go(state: Mock, index: int) -> Step:
    if index == len(state.items):
        return replace(state, phase=Phase.REVIEW, at=index), (fx.Keep(),)
    return _shown(replace(state, phase=Phase.ASKING, at=index)), (fx.Keep(),)


def _shown(state: Mock) -> Mock:
    """The interview with the question on the screen having been seen."""
    if state.item.shown_at is not None:
        return state
    return on_screen(state, replace(state.item, shown_at=state.here.wall))
