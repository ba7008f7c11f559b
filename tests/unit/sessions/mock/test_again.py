"""An answer that is given again: what it added, what it lost, what is still missing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from quizapp.sessions.mock.again import answered_again, read_version, version_of, version_text
from quizapp.sessions.mock.report import Word
from quizapp.sessions.mock.reporting import item_report
from quizapp.sessions.mock.state import FollowUp, Item, Reply

from .reports import NOW
from .room import item

SHRINKS = "ridge just makes them small"
ZEROS = "lasso zeroes weights out"
PULL = "the pull of L1 stays constant however small the weight is"


def interviewed(text: str, *replies: str) -> Item:
    asked = tuple(FollowUp("And?", "missing", "pull", Reply(reply, True)) for reply in replies)
    return replace(item("interview"), main=Reply(text, True, 60.0, NOW), follow_ups=asked, confidence=80)


def again(one: Item, text: str):
    return version_of(answered_again(one, text, NOW), item_report(one, {}, {}), {}, {})


def test_it_says_what_was_added_and_what_is_still_missing():
    version = again(interviewed(ZEROS), f"{ZEROS}, {SHRINKS}")
    assert (version.added, version.missing, version.lost) == (("shrinks",), ("pull",), ())
    assert version.score == pytest.approx(0.6)
    assert (version.at, version.response) == (NOW, f"{ZEROS}, {SHRINKS}")


def test_what_had_needed_a_nudge_is_added_where_it_comes_unasked_and_lost_where_it_does_not():
    nudged = interviewed(f"{ZEROS}, {SHRINKS}", PULL)
    assert again(nudged, f"{ZEROS}, {SHRINKS}. {PULL}.").added == ("pull",)
    assert again(nudged, f"{ZEROS}, {SHRINKS}. {PULL}.").word is Word.EXCELLENT
    assert again(nudged, SHRINKS).lost == ("zeros", "pull")


def test_a_question_that_was_left_open_gains_everything():
    version = again(item("interview"), f"{ZEROS}, {SHRINKS}. {PULL}.")
    assert version.added == ("zeros", "shrinks", "pull")


def test_an_answer_without_its_run_says_so():
    number = item("numeric")
    version = again(number, "0.98")
    assert version.word is Word.UNJUDGED
    assert version.unchecked


def test_it_is_kept_as_json_and_comes_back():
    version = again(interviewed(ZEROS), "both shrink but only L2 makes them exactly zero\ud800")
    assert version.mistakes
    text = version_text(version)
    assert read_version(version.at, version.response, text) == version
    assert read_version(version.at, version.response, json.dumps(json.loads(text) | {"mood": "calm"})) == version


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"verdict": "right"}'])
def test_what_cannot_be_read_is_a_value_error(text):
    with pytest.raises(ValueError):
        read_version(NOW, "", text)
