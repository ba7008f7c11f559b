"""A verdict that the candidate overrules: everything follows from it, and a second turn takes all of it back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.errors import UsageError
from quizapp.questions.kinds.interview import Interview
from quizapp.sessions.mock.amending import labelled, overruled, verdict_on
from quizapp.sessions.mock.history import head_of, summary_of
from quizapp.sessions.mock.report import ItemReport, MistakeReport, Report, Word
from quizapp.sessions.mock.reporting import item_report, report_of, summed_up
from quizapp.sessions.mock.reportjson import read_report, report_text
from quizapp.sessions.mock.reviews import amended, reviews_of
from quizapp.sessions.mock.scale import hiring_rule
from quizapp.sessions.mock.state import FollowUp, Reply

from .reports import NOW
from .room import Room, item, moment, questions

HALF = "lasso zeroes weights out, ridge just makes them small"
PULL = "the pull of L1 stays constant however small the weight is"
MISTAKEN = "both shrink but only L2 makes them exactly zero"
OF_PULL = FollowUp("What of the pull?", "missing", "pull", Reply(PULL, True))
REALLY = FollowUp("Really?", "stated", "l2-sparse", Reply("yes, exactly that", True))
BACK = FollowUp("Really?", "stated", "l2-sparse", Reply(f"no: {HALF}", True))


def told(answer: str, *follow_ups: FollowUp) -> Report:
    """The report on an interview of one free answer with its follow-ups, and of a choice that was right."""
    room = Room.of("choice", "interview")
    chosen = replace(room.state.items[0], main=Reply("b", True, 5.0, room.at.wall))
    talk = replace(room.state.items[1], main=Reply(answer, True, 5.0, room.at.wall), follow_ups=follow_ups)
    return report_of(replace(room.state, items=(chosen, replace(talk, confidence=80)), here=moment(20)))


def statuses(report: Report) -> dict[str, tuple[str, str]]:
    """What became of each finding, and what the rules had said."""
    return {finding.name: (finding.status, finding.judged) for finding in report.items[1].findings}


def judged_alike(one: ItemReport, other: ItemReport) -> bool:
    return (one.verdict, one.score, one.word, one.rule) == (other.verdict, other.score, other.word, other.rule)


def test_a_point_that_was_missed_counts_as_if_the_rules_had_heard_it():
    before, after = told(HALF), overruled(told(HALF), 1, "pull")
    heard = told(f"{HALF}. {PULL}.")
    assert (before.items[1].word, after.items[1].word) == (Word.MIXED, Word.EXCELLENT)
    assert judged_alike(after.items[1], heard.items[1])
    assert replace(after, items=()) == replace(heard, items=()), "signals, topics, calibration and the words"
    assert after.items[0] == before.items[0]
    point = after.items[1].points[2]
    assert (point.name, point.status, point.judged, point.overruled) == ("pull", "covered", "missed", True)
    assert head_of(1, NOW, NOW, summary_of(after)).said == ((80, True),)


def test_a_misconception_that_the_candidate_denies_was_never_stated():
    mistaken = told(f"{MISTAKEN}. {PULL}", REALLY)
    for name in [point.name for point in mistaken.items[1].points if point.status != "covered"]:
        mistaken = overruled(mistaken, 1, name)
    assert mistaken.items[1].word is Word.POOR
    after = overruled(mistaken, 1, "l2-sparse")
    assert statuses(after)["l2-sparse"] == ("withdrawn", "stands")
    assert judged_alike(after.items[1], told(f"{HALF}. {PULL}.").items[1])
    assert "misconception" in mistaken.items[1].rule
    assert verdict_on(after.items[1]).mistakes == ()


def test_one_that_was_taken_back_can_be_made_to_stand():
    before = told(f"{MISTAKEN}. {PULL}", BACK)
    assert statuses(before)["l2-sparse"] == ("withdrawn", "")
    after = overruled(before, 1, "l2-sparse")
    assert statuses(after)["l2-sparse"] == ("stands", "withdrawn")
    assert after.items[1].rule == "A misconception stands after its follow-up (l2-sparse): the heaviest finding."


@pytest.mark.parametrize(
    ("report", "name", "judged", "turned"),
    [
        (told(HALF), "zeros", "covered", "missed"),
        (told(HALF, OF_PULL), "pull", "nudged", "missed"),
        (told(HALF), "pull", "missed", "covered"),
        (told(MISTAKEN), "zeros", "contradicted", "covered"),
        (told(MISTAKEN, REALLY), "l2-sparse", "stands", "withdrawn"),
    ],
)
def test_a_turn_and_the_way_back(report, name, judged, turned):
    assert statuses(report)[name] == (judged, "")
    after = overruled(report, 1, name)
    assert statuses(after)[name] == (turned, judged)
    assert overruled(after, 1, name) == report


def test_what_only_could_be_said_is_not_asked_of_an_excellent_answer():
    question = item("interview").question
    assert isinstance(question.task, Interview)
    *needed, pull = question.task.rubric.points
    rubric = replace(question.task.rubric, points=(*needed, replace(pull, rank="could")))
    eased = replace(question, task=replace(question.task, rubric=rubric))
    before = told(HALF)
    one = item_report(replace(item("interview"), question=eased, main=Reply(HALF, True)), {}, {})
    report = overruled(replace(before, items=(one, one)), 1, "zeros")
    assert [point.could for point in one.points] == [False, False, True]
    assert (one.word, report.items[1].word) == (Word.EXCELLENT, Word.POOR)
    assert overruled(report, 1, "zeros").items == (one, one)


@pytest.mark.parametrize("index", [0, 1])
def test_nothing_is_overruled_where_no_rubric_gave_a_verdict(index):
    report = told("") if index else told(HALF)
    with pytest.raises(UsageError, match=f"no verdict on a free answer to question {index + 1}"):
        overruled(report, index, "pull")


def test_a_name_that_is_not_there_is_said_with_those_that_are():
    with pytest.raises(UsageError, match=r"Question 2 has no point pul\. There are: zeros, shrinks, pull, l2-sparse\."):
        overruled(told(MISTAKEN), 1, "pul")


# ---------------------------------------------------------------- what is kept


def test_an_old_report_has_nothing_that_was_overruled_and_can_be():
    data = json.loads(report_text(told(HALF, OF_PULL)))
    for kept in data["items"]:
        for finding in (*kept["points"], *kept["mistakes"]):
            for new in ("could", "judged"):
                finding.pop(new, None)
    old = read_report(json.dumps(data))
    assert old == told(HALF, OF_PULL)
    after = overruled(old, 1, "pull")
    assert read_report(report_text(after)) == after


@pytest.mark.parametrize(
    ("report", "name", "label"),
    [
        (told(HALF), "zeros", ("covered", "missed", HALF)),
        (told(HALF), "pull", ("missed", "covered", HALF)),
        (told(HALF, OF_PULL), "pull", ("covered", "missed", PULL)),
        (told(MISTAKEN, REALLY), "l2-sparse", ("stated", "withdrawn", MISTAKEN)),
        (told("hm", replace(OF_PULL, reply=Reply("hm?", True))), "zeros", ("missed", "covered", "hm\nhm?")),
        (told(f"{MISTAKEN}. {PULL}", BACK), "l2-sparse", ("stated", "stated", f"{MISTAKEN}. {PULL}")),
    ],
)
def test_the_label_says_what_a_rubric_says_of_the_text_and_what_the_candidate_says(report, name, label):
    after = overruled(report, 1, name).items[1]
    kept = labelled(after, name, "hash", NOW)
    assert (kept.judged, kept.said, kept.response) == label
    assert (kept.question_id, kept.content_hash, kept.point, kept.at) == ("talkaaa1", "hash", name, NOW)
    back = labelled(overruled(replace(report, items=(report.items[0], after)), 1, name).items[1], name, "hash", NOW)
    assert back.judged == back.said == kept.judged, "there is nothing to keep"
    assert (back.response, back.evidence) == (kept.response, kept.evidence), "the same example"


def test_a_long_quotation_is_found_though_it_was_cut():
    winding = f"{HALF}, which is {'very ' * 40}well known to everybody"
    report = told(f"first\n  {winding}", OF_PULL)
    (zeros,) = [point for point in report.items[1].points if point.name == "zeros"]
    cut = replace(report.items[1], points=(replace(zeros, quote=" ".join(winding.split())[:150] + "…"),))
    assert labelled(cut, "zeros", "", NOW).response == f"first\n  {winding}"


def test_the_review_is_what_the_verdict_would_have_given():
    room = Room.of("interview")
    for text in (HALF, "hm", "hm"):
        room.answer(text)
    room.finish()
    assert room.state.report is not None
    (row,) = reviews_of(room.state, {}, None, 0.9)
    other = Room.of("interview", follow_ups=0)
    other.answer(f"{HALF}. {PULL}.")
    other.finish()
    (wanted,) = reviews_of(other.state, {}, None, 0.9)
    report = overruled(room.state.report, 0, "pull")
    found = amended(row, verdict_on(report.items[0]), questions()["interview"], 0.9)
    same = ("rating", "verdict", "score", "hints", "card_after", "due", "study_day", "evidence", "card_before")
    assert {name: getattr(found, name) for name in same} == {name: getattr(wanted, name) for name in same}
    assert (found.rating, row.rating) == (3, 2)
    assert (found.response, found.seconds, found.answered_at) == (row.response, row.seconds, row.answered_at)
    back = overruled(report, 0, "pull")
    assert amended(found, verdict_on(back.items[0]), questions()["interview"], 0.9) == row


def test_a_nudge_that_was_none_is_no_help_any_more():
    room = Room.of("interview")
    for text in (HALF, PULL):
        room.answer(text)
    report = room.finish().report
    assert report is not None
    (row,) = reviews_of(room.state, {}, None, 0.9)
    without = overruled(report, 0, "pull")
    found = amended(row, verdict_on(without.items[0]), questions()["interview"], 0.9)
    assert (row.hints, found.hints) == (1, 0)
    assert amended(found, verdict_on(report.items[0]), questions()["interview"], 0.9) == row


# ---------------------------------------------------------------- whatever was said

SENTENCES = st.sampled_from([HALF, PULL, MISTAKEN, "hm, no", "L1 gives zeros", f"{HALF}. {MISTAKEN}", f"no: {PULL}"])
REPLIES = st.lists(st.tuples(st.sampled_from([OF_PULL, REALLY]), SENTENCES), max_size=2)


@settings(max_examples=80, deadline=None)
@given(st.data(), SENTENCES, REPLIES)
def test_two_turns_are_none_and_their_order_is_no_matter(data, answer, replies):
    report = told(answer, *(replace(asked, reply=Reply(text, True)) for asked, text in replies))
    names = [finding.name for finding in report.items[1].findings]
    turns = data.draw(st.lists(st.sampled_from(names), max_size=5))
    after = report
    for name in turns:
        after = overruled(after, 1, name)
        assert 0 <= after.score <= 1
        assert 0 <= after.items[1].score <= 1
        assert summed_up(after) == after
        assert read_report(report_text(after)) == after
        assert hiring_rule(after).endswith(".")
    assert {one.name for one in after.items[1].findings if one.overruled} == {
        name for name in turns if turns.count(name) % 2
    }
    other_way = report
    for name in reversed(turns):
        other_way = overruled(other_way, 1, name)
    assert other_way == after
    for name in data.draw(st.permutations(turns)):
        after = overruled(after, 1, name)
    assert after == report


@settings(max_examples=60, deadline=None)
@given(st.data(), SENTENCES, REPLIES)
def test_to_have_said_more_or_fewer_mistakes_never_costs(data, answer, replies):
    report = told(answer, *(replace(asked, reply=Reply(text, True)) for asked, text in replies))
    finding = data.draw(st.sampled_from(report.items[1].findings))
    score = overruled(report, 1, finding.name).items[1].score - report.items[1].score
    bad = ("stands",) if isinstance(finding, MistakeReport) else ("missed", "contradicted")
    if finding.status == "contradicted":
        return  # it paid for a misconception, which may cost as much by itself
    assert score >= 0 if finding.status in bad else score <= 0


def test_every_answer_of_the_rules_themselves_is_given_anew_exactly():
    for answer in (HALF, PULL, MISTAKEN, f"{HALF}. {PULL}.", "hm"):
        for asked in ((), (OF_PULL,), (REALLY,), (OF_PULL, REALLY)):
            one = item_report(replace(item("interview"), main=Reply(answer, True), follow_ups=asked), {}, {})
            outcome = verdict_on(one)
            assert (outcome.verdict, outcome.score) == (one.verdict, one.score)
