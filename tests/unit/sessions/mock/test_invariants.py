"""Whatever a candidate does, in any order: no answer is lost, no time is negative, and the report is within bounds."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.sessions.mock import effects as fx
from quizapp.sessions.mock import events as ev
from quizapp.sessions.mock import machine
from quizapp.sessions.mock.reviews import reviews_of
from quizapp.sessions.mock.saving import progress_text, restored
from quizapp.sessions.mock.state import CONFIDENCES, Mock, Phase

from .room import Room, done, ran

KINDS = ("choice", "numeric", "interview", "code")
TEXTS = st.sampled_from(
    ["", "a", "b", "0.98018", "1e5", "?!", "x" * 5000, "L1 gives zeros", "def f(w): return w", "λ → 0", "\x07\x1b[2J"]
)
STEPS = st.one_of(
    st.tuples(st.sampled_from([ev.Draft, ev.Submit]), TEXTS),
    st.tuples(st.just(ev.Sure), st.sampled_from([None, *CONFIDENCES])),
    st.tuples(st.just(ev.Go), st.integers(-1, 6)),
    st.tuples(st.sampled_from([ev.Skip, ev.Flag, ev.More, ev.End, ev.Tick])),
    st.tuples(st.sampled_from(["run", "fail", "stop", "yes", "no", "full", "room", "reborn"])),
)
WAITS = st.floats(0, 200)


def play(room: Room, what: object, told: tuple[object, ...]) -> None:
    """One step, of the candidate or of the world."""
    jobs = [one for one in room.wanted if isinstance(one, fx.Run | fx.Judge)]
    match what:
        case "run" if jobs:
            job = jobs[0]
            room.wanted.remove(job)
            room.send(ran(job.call, 0.98) if isinstance(job, fx.Run) else done(job.code, passed=True))
        case "fail" if jobs:
            room.wanted.remove(jobs[0])
            job = jobs[0].call if isinstance(jobs[0], fx.Run) else jobs[0].code
            room.send(ev.RunFailed(job, "It was killed."))
        case "stop":
            room.send(ev.StopRuns())
        case "yes" | "no":
            room.send(ev.ConsentWanted("Run it?"))
            room.send(ev.Permit(what == "yes"))
        case "full" | "room":
            room.disk_full = what == "full"
        case "reborn" if room.kept and room.state.report is None and not room.disk_full:
            reborn(room)
        case str():
            pass
        case _:
            room.send(what(*told, room.at))  # type: ignore[operator]


def reborn(room: Room) -> None:
    """The program is killed and started again at once, from what was kept last."""
    last = room.kept[-1]
    questions = [item.question for item in last.items]
    state = restored(last.number, last.outline, questions, progress_text(last), last.here.wall, room.at)
    room.wanted = []
    room.take(machine.start(state))


def texts(state: Mock) -> list[str]:
    return [reply.text for item in state.items for reply in (item.main, *(one.reply for one in item.follow_ups))]


def hold(state: Mock, before: Mock) -> None:
    assert state.left >= 0
    assert state.left <= before.left + 1e-6
    assert 0 <= state.at <= len(state.items)
    assert all(item.seconds >= 0 for item in state.items)
    assert sum(item.seconds for item in state.items) <= state.outline.seconds + 1e-6
    assert len(texts(state)) >= len(texts(before))
    assert (state.report is not None) == (state.phase is Phase.DONE)
    if before.phase in (Phase.SCORING, Phase.DONE):
        assert texts(state) == texts(before)
        assert state.phase in (Phase.SCORING, Phase.DONE)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(STEPS, WAITS), max_size=40),
    st.lists(st.sampled_from(KINDS), min_size=1, max_size=5, unique=True),
)
def test_any_order_of_events_keeps_the_invariants(steps, kinds):
    room = Room.of(*kinds)
    for (what, *told), waits in steps:
        before = room.state
        room.now += waits
        play(room, what, tuple(told))
        hold(room.state, before)
    room.disk_full = False
    room.now += 5000
    room.send(ev.Tick(room.at))
    room.send(ev.StopRuns())
    room.send(ev.End(room.at))
    assert room.state.phase is Phase.DONE
    assert [state.report for state in room.kept if state.report] == [room.state.report], "it is written once"
    bounds(room.state)


def bounds(state: Mock) -> None:
    report = state.report
    assert report is not None
    assert 0 <= report.score <= 1
    assert 0 <= report.used <= report.seconds + 1e-6
    for item in report.items:
        assert 0 <= item.score <= 1
    for signal in report.signals:
        assert 0 <= signal.share <= 1
    assert report.calibration.brier is None or 0 <= report.calibration.brier <= 1
    one_review_per_answer(state, {})


def one_review_per_answer(state: Mock, cards: Mapping[str, object]) -> None:
    reviews = reviews_of(state, cards, None, 0.9)  # type: ignore[arg-type]
    asked = [review.question_id for review in reviews]
    judged = {
        item.question_id for item in state.report.items if item.verdict not in ("open", "unchecked", "unreadable")
    }
    assert len(asked) == len(set(asked))
    assert set(asked) == judged
