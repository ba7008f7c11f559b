"""The report that an interview comes to, played through the machine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.questions.coding import CheckResult, CodeResult
from quizapp.questions.decks import parse_deck
from quizapp.sessions.mock import events as ev
from quizapp.sessions.mock.calibration import calibration_of, calibration_words, said_of
from quizapp.sessions.mock.outline import Slot
from quizapp.sessions.mock.report import SIGNALS, Report, Word
from quizapp.sessions.mock.reporting import item_report, report_of
from quizapp.sessions.mock.state import FollowUp, Item, Reply

from .room import Room, item, moment

HALF = "lasso zeroes weights out, ridge just makes them small"
PULL = "the pull of L1 stays constant however small the weight is"
MISTAKEN = "both shrink but only L2 makes them exactly zero"


def finished(room: Room) -> Report:
    report = room.finish().report
    assert report is not None
    return report


def test_each_point_stands_beside_the_words_that_decided():
    room = Room.of("interview")
    room.answer(HALF)
    room.answer(PULL)
    (told,) = finished(room).items
    quotes = {point.name: (point.status, point.quote) for point in told.points}
    assert quotes["zeros"] == ("covered", "lasso zeroes weights out")
    assert quotes["shrinks"] == ("covered", "ridge just makes them small")
    assert quotes["pull"][0] == "nudged"
    assert quotes["pull"][1] in PULL
    assert [point.must for point in told.points] == [True, True, False]
    assert told.follow_ups[0].reply == PULL
    assert told.expected.startswith("The pull of L1")
    assert (told.word, told.score) == (Word.GOOD, pytest.approx(0.8))


def test_a_misconception_that_stands_after_its_follow_up_is_the_heaviest_finding():
    confronted = FollowUp("Really?", "stated", "l2-sparse", Reply("yes: only L2 makes them exactly zero", True))
    mistaken = replace(item("interview"), main=Reply(f"{PULL}. {MISTAKEN}", True), follow_ups=(confronted,))
    told = item_report(mistaken, {}, {})
    (mistake,) = told.mistakes
    assert (mistake.name, mistake.status, mistake.asked) == ("l2-sparse", "stands", True)
    assert mistake.quote == "only L2 makes them exactly zero"
    assert mistake.correction.startswith("Ridge never lands on zero")
    assert mistake.correction not in told.feedback
    assert told.rule == "A misconception stands after its follow-up (l2-sparse): the heaviest finding."


def test_a_question_that_nobody_answered_counts_as_nothing_in_every_signal_that_it_asks_for():
    room = Room.of("choice", "interview")
    room.answer("b")
    report = finished(room)
    left = report.items[1]
    assert (left.verdict, left.word, left.rule) == ("open", Word.POOR, "Nothing was said.")
    assert [point.status for point in left.points] == ["missed", "missed", "missed"]
    assert left.expected
    assert {row.signal: row.share for row in report.signals} == {"definitions": 1.0, "trade-offs": 0.0}
    assert report.score == 0.5


def test_what_did_not_run_is_told_and_counts_nowhere():
    room = Room.of("choice", "numeric")
    room.answer("b")
    room.answer("0.98")
    room.send(ev.End(room.at))
    room.send(ev.StopRuns())
    report = room.state.report
    assert report is not None
    number = report.items[1]
    assert (number.verdict, number.word) == ("unchecked", Word.UNJUDGED)
    assert number.unchecked == "You did not wait for this run."
    assert number.expected == "A live run computes it."
    assert report.score == 1.0
    assert [row.signal for row in report.signals] == ["definitions"]
    assert report.calibration.answers == 1
    assert calibration_words(calibration_of(said_of([number]))) == (
        "You did not say of any judged answer how sure you were."
    ), "they did say it of this one"


def test_the_runs_say_what_they_gave_and_how_to_see_it():
    room = Room.of("numeric")
    room.answer("0.98")
    (told,) = finished(room).items
    assert told.measured == ("w = 0.980179",)
    assert told.evidence == "quizapp demo decay_step --set method=penalty --set steps=10"


def test_a_test_of_code_is_no_word_of_the_candidate():
    room = Room.of("code")
    room.answer("def f(w):\n    return w")
    (told,) = finished(room).items
    assert [(point.name, point.status, point.quote) for point in told.points] == [("zero", "covered", "")]


def test_what_a_test_of_code_gave_is_said_once():
    answered = replace(item("code"), main=Reply("def f(w):\n    return 1.0", True))
    failed = CodeResult((CheckResult("test_zero", False, "f(0.0) gave 1.0"),), printed="hm")
    told = item_report(answered, dict.fromkeys(answered.jobs, failed), {})
    assert [(point.status, point.about) for point in told.points] == [("contradicted", "f(0.0) gave 1.0")]
    assert told.feedback == ("Your code printed:\n\n```text\nhm\n```",)


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("multiple", "- [x] Lasso\n- [ ] Ridge\n- [x] Elastic net", "- a) Lasso\n- c) Elastic net"),
        ("choice", "- [x] Lasso\n- [ ] Ridge", "a) Lasso"),
    ],
)
def test_a_key_of_several_is_a_list(kind: str, body: str, expected: str):
    deck = parse_deck(f"---\ndeck: d\n---\n\n## Q?\n<!-- q id=aaaaaaa1 -->\n\n{body}\n", Path("d.md"))
    (question,) = deck.questions
    told = item_report(Item(Slot(question.id, "free"), question), {}, {})
    assert (told.kind, told.expected) == (kind, expected)


def test_the_options_stand_below_the_prompt_under_their_letters():
    told = item_report(item("choice"), {}, {})
    assert told.prompt == "Pick one.\n\n- a) Ridge\n- b) Lasso"


def test_the_time_that_was_used_stops_where_the_interview_ends():
    room = Room.of("numeric", minutes=10)
    room.answer("0.98", after=100)
    room.send(ev.End(room.at))
    room.wait(200)
    room.runs()
    report = room.state.report
    assert report is not None
    assert (report.seconds, report.used, report.ended) == (600.0, 100.0, "finished")


def test_the_time_of_a_question_stands_beside_its_budget():
    room = Room.of("choice")
    room.send(ev.More(room.at))
    room.answer("b", after=95)
    (told,) = finished(room).items
    assert (told.seconds, told.budget, told.extra) == (95.0, 60, 30)


def test_an_answer_that_was_begun_counts_and_one_that_cannot_be_read_is_told():
    room = Room.of("choice", "numeric")
    room.send(ev.Draft("b", room.at))
    room.send(ev.Go(1, room.at))
    room.send(ev.Draft("about a half?", room.at))
    report = finished(room)
    assert report.items[0].word is Word.EXCELLENT
    assert (report.items[1].verdict, report.items[1].word) == ("unreadable", Word.POOR)
    assert report.items[1].feedback


# ---------------------------------------------------------------- whatever was said

ASKED = (FollowUp("What of the pull?", "missing", "pull"), FollowUp("Really?", "stated", "l2-sparse"))
SENTENCES = st.sampled_from([HALF, PULL, MISTAKEN, "", "hm, no", "L1 gives zeros", "L2 gives exact zeros", "التنظيم"])


@settings(max_examples=60, deadline=None)
@given(SENTENCES, st.lists(SENTENCES, max_size=2), SENTENCES, st.sampled_from([None, 50, 95]))
def test_scores_and_shares_stay_within_their_bounds(answer, replies, other, sure):
    room = Room.of("interview", "choice", "interview")
    first = replace(room.state.items[0], main=Reply(answer, True, 5.0, room.at.wall), confidence=sure)
    last = replace(room.state.items[2], main=Reply(other, True, 5.0, room.at.wall), confidence=80)
    asked = [replace(one, reply=Reply(text, True)) for one, text in zip(ASKED, replies, strict=False)]
    first = replace(first, follow_ups=tuple(asked))
    report = report_of(replace(room.state, items=(first, room.state.items[1], last), here=moment(20)))
    assert 0 <= report.score <= 1
    assert 0 <= report.used <= report.seconds
    assert [row.signal for row in report.signals] == [one for one in SIGNALS if one in {"definitions", "trade-offs"}]
    for row in report.signals:
        assert 0 <= row.share <= 1
        assert 0 <= row.covered + row.nudged <= row.points
    for told in report.items:
        assert 0 <= told.score <= 1
        assert told.rule.endswith(".")
        assert {point.status for point in told.points} <= {"covered", "nudged", "missed", "contradicted"}
        assert {mistake.status for mistake in told.mistakes} <= {"stands", "withdrawn"}
        said = " ".join([told.response, *(one.reply for one in told.follow_ups)])
        assert all(point.quote in said for point in told.points)
    if report.calibration.brier is not None:
        assert 0 <= report.calibration.brier <= 1
    assert sum(row.answers for row in report.calibration.rows) == report.calibration.answers
