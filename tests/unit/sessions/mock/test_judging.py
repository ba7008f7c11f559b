"""Follow-ups: what they recover earns half, what they take back no longer stands, what they contradict counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.grading.verdict import FollowUp as Written
from quizapp.sessions.mock.interviewer import OPEN_QUESTION, next_follow_up
from quizapp.sessions.mock.judging import OPEN, judged
from quizapp.sessions.mock.state import FollowUp, Item, Reply

from .room import item

MISTAKEN = "both shrink but only L2 makes them exactly zero"
RIGHT = "lasso zeroes weights out, ridge just makes them small"
PULL = "the pull of L1 stays constant however small the weight is"


def said(text: str, *replies: tuple[str, str, str], follow_ups: int = 4) -> Item:
    """A question at length that was answered so, with follow-ups as (when, name, reply)."""
    asked = tuple(
        FollowUp(f"What of {name}?", when, name, Reply(reply, given=bool(reply))) for when, name, reply in replies
    )
    return replace(item("interview", follow_ups), main=Reply(text, given=True), follow_ups=asked)


def statuses(one: Item) -> dict[str, str]:
    outcome = judged(one, {}, {})
    return {point.name: point.status for point in (*outcome.points, *outcome.mistakes)}


def test_what_a_follow_up_recovers_is_nudged_with_the_words_that_did():
    outcome = judged(said(RIGHT, ("missing", "pull", PULL)), {}, {})
    pull = next(point for point in outcome.points if point.name == "pull")
    assert pull.status == "nudged"
    assert "constant" in pull.evidence
    assert outcome.verdict == "partial"
    assert outcome.score == pytest.approx((2 + 1 + 1) / 5)


def test_everything_covered_at_once_is_right():
    assert judged(said(f"{RIGHT}. {PULL}."), {}, {}).verdict == "right"


def test_a_misconception_is_withdrawn_by_saying_what_it_denies():
    corrected = said(MISTAKEN, ("stated", "l2-sparse", "no, ridge only shrinks them, it never reaches zero"))
    assert statuses(said(MISTAKEN))["l2-sparse"] == "stands"
    assert statuses(corrected)["l2-sparse"] == "withdrawn"
    assert judged(corrected, {}, {}).score > judged(said(MISTAKEN), {}, {}).score


def test_one_that_is_said_again_stands_and_was_confronted():
    outcome = judged(said(MISTAKEN, ("stated", "l2-sparse", "yes: only L2 makes them exactly zero")), {}, {})
    assert [mistake.status for mistake in outcome.mistakes] == ["stands"]
    assert outcome.confronted == {"l2-sparse"}
    assert judged(said(MISTAKEN), {}, {}).confronted == frozenset()


def test_a_misconception_of_a_follow_up_counts_and_contradicts():
    late = said(RIGHT, ("missing", "pull", MISTAKEN))
    assert statuses(late)["l2-sparse"] == "stands"
    assert statuses(late)["shrinks"] == "contradicted"


def test_nothing_said_is_open_and_not_wrong():
    assert judged(said("  "), {}, {}).verdict == OPEN
    assert judged(item("code"), {}, {}).verdict == OPEN


@given(st.lists(st.sampled_from([MISTAKEN, RIGHT, PULL, "I do not know", "L2 is better", ""]), min_size=1, max_size=4))
def test_scores_stay_in_bounds_and_a_reply_that_says_nothing_changes_nothing(texts):
    main, *replies = texts
    one = said(main, *(("missing", "pull", reply) for reply in replies))
    outcome = judged(one, {}, {})
    assert 0 <= outcome.score <= 1
    silent = replace(one, follow_ups=(*one.follow_ups, FollowUp("And?", "always", "", Reply("hm, well", given=True))))
    assert judged(silent, {}, {}).score == outcome.score


# ---------------------------------------------------------------- what is asked


def test_links_to_other_questions_are_not_read_out():
    asked = next_follow_up(said(f"{RIGHT}. {PULL}."))
    assert asked == FollowUp("Would plain SGD on an L1 loss give exact zeros?", "always")


def test_a_misconception_that_the_rubric_does_not_ask_about_is_put_to_the_candidate_in_their_own_words():
    asked = next_follow_up(said(f"{RIGHT}. {PULL}. And *only* L2 makes them exactly zero"))
    assert asked is not None
    assert (asked.when, asked.name) == ("stated", "l2-sparse")
    assert asked.text.startswith("You said: “")
    assert asked.text.endswith("Do you stand by that?")
    assert "*" not in asked.text.replace("\\*", ""), "no word of the candidate's is Markdown"
    stands = said(MISTAKEN, ("stated", "l2-sparse", "yes"))
    assert next_follow_up(stands) != asked
    again = next_follow_up(stands)
    assert again is None or again.name != "l2-sparse"


def test_the_interviewer_waits_for_a_reply_and_knows_when_to_stop():
    assert next_follow_up(said(RIGHT, ("missing", "pull", ""))) is None
    assert next_follow_up(said(RIGHT, ("missing", "pull", "hm"), follow_ups=1)) is None
    assert next_follow_up(said("")) is None
    assert next_follow_up(item("choice")) is None


def test_with_the_rubrics_own_questions_asked_there_is_one_open_question_left():
    one = said(RIGHT)
    asked = []
    while follow_up := next_follow_up(one):
        asked.append(follow_up.text)
        replied = replace(follow_up, reply=Reply("I would have to look that up", given=True))
        one = replace(one, follow_ups=(*one.follow_ups, replied))
    assert asked == [
        "What is the slope of each penalty at w = 0.001?",
        "Would plain SGD on an L1 loss give exact zeros?",
        OPEN_QUESTION,
    ]


def probed_about(text: str, *follow_ups: str) -> list[str]:
    """What is asked after `text`, each reply being none, where the rubric of the sample has these follow-ups."""
    one = said(text)
    asked = tuple(Written(*line.split(" ", 2)) for line in follow_ups)
    one = replace(one, question=replace(one.question, task=replace(one.question.task, follow_ups=asked)))
    told = []
    while follow_up := next_follow_up(one):
        told.append(follow_up.text)
        one = replace(
            one, follow_ups=(*one.follow_ups, replace(follow_up, reply=Reply("I would guess so", given=True)))
        )
    return told


def test_a_must_is_asked_about_before_a_should_and_a_misconception_before_both():
    rubric = (
        "always  Anything else?",
        "missing pull Which force?",
        "missing zeros Which numbers?",
        "missing shrinks Which sizes?",
        "stated l2-sparse By which rule?",
    )
    assert probed_about("It depends on the data", *rubric) == [
        "Which numbers?",
        "Which sizes?",
        "Which force?",
        "Anything else?",
    ]
    assert probed_about(MISTAKEN, *rubric) == ["By which rule?", "Which numbers?", "Which force?", "Anything else?"]
    assert probed_about(MISTAKEN, *rubric[1:2])[0].startswith("You said: “"), "what nobody asks about is put first, too"
