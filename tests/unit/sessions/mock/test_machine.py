"""The course of an interview: answers, follow-ups, the sheet, the clock, and the end."""

from __future__ import annotations

import pytest

from quizapp.engine.model import Progress
from quizapp.sessions.mock import effects as fx
from quizapp.sessions.mock import events as ev
from quizapp.sessions.mock.machine import NOTHING_WRITTEN
from quizapp.sessions.mock.scoring import NOT_AWAITED, NOT_PERMITTED
from quizapp.sessions.mock.state import Phase, Standing

from .room import Room, done, questions

HALF = "lasso zeroes weights out, ridge just makes them small"
MISTAKEN = "both shrink but only L2 makes them exactly zero"
PULL = "the pull of L1 stays constant however small the weight is"


def test_an_answer_is_given_then_its_confidence_then_the_next_question_comes():
    room = Room.of("choice", "numeric")
    room.send(ev.Submit("b", room.at))
    assert room.state.phase is Phase.SURE
    room.send(ev.Sure(65, room.at))
    assert (room.state.phase, room.state.at) == (Phase.ASKING, 1)
    first = room.state.items[0]
    assert (first.main.text, first.confidence, first.standing) == ("b", 65, Standing.ANSWERED)


def test_nothing_is_judged_before_the_end():
    room = Room.of("choice", "numeric", "code")
    for text in ("a", "1.5", "def f(w): return w"):
        room.answer(text)
    assert room.state.phase is Phase.REVIEW
    assert not room.wanted
    assert room.state.report is None
    assert not room.state.notice


def test_what_cannot_be_read_is_refused_and_costs_nothing():
    room = Room.of("numeric")
    room.send(ev.Submit("two and a half?", room.at))
    assert room.state.phase is Phase.ASKING
    assert room.state.notice.startswith("Unreadable, so nothing is counted:")
    assert room.state.item.main.text == "two and a half?"
    assert not room.state.item.main.given


@pytest.mark.parametrize(("kind", "text"), [("choice", ""), ("code", "def f(w):\n    raise NotImplementedError\n")])
def test_nothing_and_the_starter_are_no_answers(kind, text):
    room = Room.of(kind)
    room.send(ev.Submit(text, room.at))
    assert room.state.notice == NOTHING_WRITTEN
    assert room.state.phase is Phase.ASKING


# ---------------------------------------------------------------- the interviewer


def test_a_follow_up_comes_from_what_was_missed_and_then_what_is_always_asked():
    room = Room.of("interview", "choice")
    room.answer(HALF)
    assert room.state.at == 0
    assert [one.text for one in room.state.item.follow_ups] == ["What is the slope of each penalty at w = 0.001?"]
    assert room.state.item.reply.text == ""
    room.answer("no idea, the same I think")
    assert [one.when for one in room.state.item.follow_ups] == ["missing", "always"]
    room.answer("no, plain SGD jumps around zero")
    assert room.state.at == 1


def test_what_a_reply_recovers_is_not_asked_about_again_and_earns_half():
    room = Room.of("interview", follow_ups=1)
    room.answer(HALF)
    room.answer(PULL)
    room.finish()
    [report] = room.state.report.items
    assert {point.name: point.status for point in report.points} == {
        "zeros": "covered", "shrinks": "covered", "pull": "nudged",
    }  # fmt: skip
    assert report.score == pytest.approx((2 + 1 + 2 / 2) / 5)


def test_an_answer_that_a_follow_up_arose_from_stands():
    room = Room.of("interview", "choice")
    room.answer(HALF)
    room.send(ev.Go(1, room.at))
    room.send(ev.Go(0, room.at))
    room.send(ev.Draft("something else", room.at))
    assert room.state.items[0].main.text == HALF
    assert room.state.items[0].follow_ups[0].reply.text == "something else"


def test_no_follow_up_where_the_preset_has_none_or_nothing_was_said():
    room = Room.of("interview", "choice", follow_ups=0)
    room.answer(HALF)
    assert room.state.at == 1
    room = Room.of("interview", "choice")
    room.send(ev.Skip(room.at))
    assert (room.state.at, room.state.items[0].follow_ups) == (1, ())
    assert room.state.items[0].standing is Standing.SKIPPED


# ---------------------------------------------------------------- going about


def test_the_sheet_goes_anywhere_and_back_to_what_is_still_open():
    room = Room.of("choice", "numeric", "code")
    room.send(ev.Skip(room.at))
    room.answer("0.98")
    room.send(ev.Skip(room.at))
    assert room.state.phase is Phase.REVIEW
    room.send(ev.Go(0, room.at))
    room.answer("b")
    assert room.state.phase is Phase.REVIEW
    assert [item.standing for item in room.state.items] == [Standing.ANSWERED, Standing.ANSWERED, Standing.SKIPPED]
    room.send(ev.Go(99, room.at))
    assert room.state.phase is Phase.REVIEW


def test_an_answer_may_be_changed_until_the_end_and_the_last_text_counts():
    room = Room.of("choice", "numeric")
    room.answer("a")
    room.send(ev.Go(0, room.at))
    room.send(ev.Draft("b", room.at))
    room.finish()
    assert room.state.report.items[0].verdict == "right"


def test_flag_and_more_are_kept():
    room = Room.of("choice")
    room.send(ev.Flag(room.at))
    room.send(ev.More(room.at))
    room.send(ev.More(room.at))
    item = room.kept[-1].items[0]
    assert (item.flagged, item.extra, item.budget) == (True, 60, 120)
    room.send(ev.Flag(room.at))
    assert not room.state.item.flagged


# ---------------------------------------------------------------- the clock


def test_time_is_charged_to_the_question_on_the_screen():
    room = Room.of("choice", "numeric")
    room.wait(20)
    room.answer("b", after=10)
    room.wait(5)
    assert [item.seconds for item in room.state.items] == pytest.approx([30, 5])
    assert room.state.left == pytest.approx(600 - 35)


def test_nothing_is_charged_on_the_sheet():
    room = Room.of("choice")
    room.answer("b", after=10)
    assert room.state.phase is Phase.REVIEW
    room.wait(100)
    assert room.state.items[0].seconds == pytest.approx(10)


def test_it_warns_in_words_once_at_a_quarter_and_a_tenth():
    room = Room.of("choice", minutes=10)
    room.wait(449)
    assert not room.state.notice.startswith("A quarter")
    room.wait(1)
    assert room.state.notice == "A quarter of the time is left: 2 min 30 s."
    assert room.wanted == [fx.Ring()]
    room.send(ev.Flag(room.at))
    room.wait(50)
    assert room.state.notice == ""
    room.wait(40)
    assert room.state.notice == "A tenth of the time is left: 1 min."
    assert room.wanted == [fx.Ring(), fx.Ring()]


def test_after_a_long_sleep_only_the_nearer_warning_is_given():
    room = Room.of("choice", minutes=10)
    room.wait(570)
    assert room.state.notice == "A tenth of the time is left: 30 s."
    room.wait(5)
    assert room.wanted == [fx.Ring()]


def test_the_budget_of_a_question_is_soft():
    room = Room.of("choice")
    room.wait(61)
    assert "had its 1 min" in room.state.notice
    assert room.state.phase is Phase.ASKING
    room.send(ev.More(room.at))
    assert room.state.notice == ""
    room.wait(25)
    assert room.state.notice == ""
    room.wait(10)
    assert "had its 1 min 30 s" in room.state.notice


def test_the_time_is_up_and_what_stands_in_the_box_counts():
    room = Room.of("choice", "numeric")
    room.send(ev.Draft("b", room.at))
    room.wait(601)
    assert room.state.phase is Phase.DONE
    assert room.state.report.ended == "time"
    assert [item.verdict for item in room.state.report.items] == ["right", "open"]


@pytest.mark.parametrize("event", [ev.Draft, ev.Submit])
def test_the_first_word_after_the_time_tells_what_stood_there(event):
    room = Room.of("choice")
    room.now = 600.4
    room.send(event("b", room.at))
    assert room.state.report.items[0].verdict == "right"
    assert room.state.report.used == pytest.approx(600)


def test_a_clock_on_the_wall_that_jumps_changes_nothing():
    from .room import moment

    room = Room.of("choice")
    for day in (-1, 1):
        room.send(ev.Tick(moment(30, wall=30 + day * 86_400)))
        assert room.state.left == pytest.approx(570)
    room.send(ev.Tick(moment(10)))  # a steady clock that goes back is taken to stand
    assert room.state.left == pytest.approx(570)


# ---------------------------------------------------------------- the end


def test_the_runs_decide_and_then_there_is_a_report():
    room = Room.of("choice", "numeric")
    room.answer("b")
    room.answer("0.98018")
    room.send(ev.End(room.at))
    assert room.state.phase is Phase.SCORING
    [run] = room.wanted
    room.send(ev.RunProgress(run.call, Progress(0.5)))
    assert room.state.progress
    room.runs()
    assert room.state.phase is Phase.DONE
    assert [item.verdict for item in room.state.report.items] == ["right", "right"]
    assert room.state.report.ended == "finished"
    assert room.kept[-1].report == room.state.report


def test_a_run_that_fails_leaves_its_question_unchecked_with_the_reason():
    room = Room.of("numeric")
    room.answer("0.98018")
    room.send(ev.End(room.at))
    room.send(ev.RunFailed(room.wanted[0].call, "torch is not installed."))
    [item] = room.state.report.items
    assert (item.verdict, item.unchecked) == ("unchecked", "torch is not installed.")


def test_one_need_not_wait_for_the_runs():
    room = Room.of("numeric", "choice")
    room.answer("0.98018")
    room.answer("b")
    room.send(ev.End(room.at))
    room.send(ev.StopRuns())
    assert fx.CancelRuns() in room.wanted
    assert [item.unchecked for item in room.state.report.items] == [NOT_AWAITED, ""]


@pytest.mark.parametrize("yes", [True, False])
def test_code_of_a_strange_deck_waits_for_a_yes(yes):
    room = Room.of("code")
    room.answer("def f(w): return w")
    room.send(ev.End(room.at))
    [judge] = room.wanted
    room.send(ev.ConsentWanted("Run it?"))
    assert room.state.consent == "Run it?"
    room.send(ev.Permit(yes))
    assert not room.state.consent
    if yes:
        assert room.wanted[1:] == [fx.Consent(judge.deck), judge]
        room.send(done(judge.code, passed=True))
    [item] = room.state.report.items
    assert (item.verdict, item.unchecked) == (("right", "") if yes else ("unchecked", NOT_PERMITTED))


def test_one_code_at_a_time_is_put_to_its_tests():
    room = Room.of("code", "code")
    room.answer("def f(w): return w")
    room.answer("def f(w): return 0.0")
    room.send(ev.End(room.at))
    assert len(room.wanted) == 1
    room.send(done(room.wanted[0].code, passed=True))
    assert len(room.wanted) == 2
    room.send(done(room.wanted[1].code, passed=False))
    assert [item.verdict for item in room.state.report.items] == ["right", "wrong"]


def test_a_prediction_is_met_by_a_run_of_now():
    assert not questions()["numeric"].commits
    room = Room.of("numeric")
    room.answer("0.98018")
    room.send(ev.End(room.at))
    assert room.wanted == [fx.Run(questions()["numeric"].task.calls[0], fresh=False)]


def test_a_full_disk_is_said_and_the_next_step_writes_everything():
    room = Room.of("choice", "numeric")
    room.disk_full = True
    room.answer("b")
    assert room.state.unsaved == "The disk is full."
    assert room.state.items[0].main.text == "b"
    room.disk_full = False
    room.send(ev.Flag(room.at))
    assert not room.state.unsaved
    assert room.kept[-1].items[0].main.text == "b"


def test_a_report_that_could_not_be_written_is_written_on_the_next_try():
    room = Room.of("choice")
    room.answer("b")
    room.disk_full = True
    room.finish()
    assert room.state.report
    assert room.state.unsaved
    room.disk_full = False
    room.send(ev.End(room.at))
    assert not room.state.unsaved
    assert room.kept[-1].report == room.state.report


def test_someone_who_only_thinks_is_kept_every_ten_seconds():
    room = Room.of("choice")
    before = len(room.kept)
    for _ in range(25):
        room.wait(1)
    assert len(room.kept) - before == 2
