"""Replies to follow-ups are heard in the light of what was asked: the floor that the judge keeps to."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizapp.questions import read_deck
from quizapp.questions.bundled import bundled_decks
from quizapp.questions.model import Question
from quizapp.sessions.mock.judging import Judged, judged, task_of
from quizapp.sessions.mock.outline import Slot
from quizapp.sessions.mock.scale import GOOD_SCORE
from quizapp.sessions.mock.state import FollowUp, Item, Reply

REPLIES = yaml.safe_load(Path(__file__).with_name("replies.yaml").read_text(encoding="utf-8"))
PRECISION, RECALL = 0.95, 0.86


@cache
def bank() -> dict[str, Question]:
    decks = sorted(bundled_decks().glob("*.md"))
    return {question.id: question for deck in decks for question in read_deck(deck).questions}


def outcome(row: dict[str, Any], reply: str | None = None) -> Judged:
    when = "missing" if "missing" in row else "stated"
    said = Reply(row["reply"] if reply is None else reply, given=True)
    asked = (FollowUp(row["asked"], when, row[when], said),)
    item = Item(Slot(row["question"], "deep", 0, 4), bank()[row["question"]], Reply(row["answer"], given=True), asked)
    return judged(item, {}, {})


def recovered(judgement: Judged) -> set[str]:
    return {one.name for one in (*judgement.points, *judgement.mistakes) if one.status in ("nudged", "withdrawn")}


def row(reply: str) -> dict[str, Any]:
    return next(one for one in REPLIES if one["reply"] == reply)


def test_replies_are_heard_as_a_fair_interviewer_hears_them():
    counted: Counter[str] = Counter()
    confused = []
    for one in REPLIES:
        found = recovered(outcome(one))
        for name in one.get("recovered", ()):
            counted["right" if name in found else "lost"] += 1
            confused += [] if name in found else [f"not recovered {name}: {one['reply']}"]
        for name in one.get("lost", ()):
            counted["wrong"] += name in found
            confused += [f"recovered {name}, wrongly: {one['reply']}"] if name in found else []
    told = "\n".join(confused)
    assert counted["right"] / (counted["right"] + counted["wrong"]) >= PRECISION, told
    assert counted["right"] / (counted["right"] + counted["lost"]) >= RECALL, told


def test_it_means_what_was_asked_about():
    constant = row("it stays constant")
    assert recovered(outcome(constant)) == {"constant"}
    assert recovered(outcome({**constant, "asked": "Is there anything that you would add?"})) == set()
    assert recovered(outcome(constant, "it fades")) == set()


def test_what_was_asked_alone_earns_nothing():
    """A reply says something that the question did not: its own words, said again, are no answer."""
    for one in REPLIES:
        assert recovered(outcome(one, one["asked"])) == set(), one["asked"]


def test_they_are_those_of_whom_the_question_speaks():
    statuses = {
        one.name: one.status for one in outcome(row("They get smaller and smaller, but never reach zero.")).points
    }
    assert statuses["zeros"] == "covered"  # "they" are the weights of the L2 fit, and not both
    assert statuses["shrinks"] == "nudged"
    mistaken = outcome(row("They become zero one after the other"))
    assert [mistake.name for mistake in mistaken.mistakes] == ["l2-sparse"], "and are held to it"
    both = outcome(row("both the same"))  # the two weights, and not the two optimisers
    assert [mistake.name for mistake in both.mistakes] == []


def test_the_words_of_the_question_take_back_what_is_held_against_a_clause_about_something_else():
    slopes = outcome(row("For L2 it is constant, for L1 it gets smaller"))
    statuses = {one.name: one.status for one in slopes.points}
    assert statuses["shrinks"] == "covered"  # it spoke of the slopes, not of the weights


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        ("No, I take that back.", "withdrawn"),
        ("No.", "withdrawn"),
        ("Sorry, I mixed them up", "withdrawn"),
        ("Hm, I was wrong there.", "withdrawn"),
        ("No doubt about it", "stands"),
        ("I will not take that back", "stands"),
        ("I was not wrong", "stands"),
        ("Well, if I was wrong I would know", "stands"),
        ("No: ridge sets most weights to exactly zero", "stands"),
        ("Yes", "stands"),
        ("I do not know", "stands"),
    ],
)
def test_a_misconception_can_be_taken_back_without_saying_what_is_right(reply, status):
    asked = row("No, I take that back.")
    outcomes = {one.name: one for one in outcome(asked, reply).mistakes}
    assert outcomes["l2-sparse"].status == status
    points = {one.name: one.status for one in outcome(asked, reply).points}
    assert points["shrinks"] == "contradicted", "nothing is earned by it"
    elsewhere = {**asked, "asked": "For which λ is the minimum at w = 0?"}
    if reply == "No.":
        assert outcome(elsewhere, reply).mistakes[0].status == "stands", "this no answers another question"


@pytest.mark.parametrize(
    ("reply", "heard"), [("None of them", True), ("none", True), ("none, or half of them", True), ("most", False)]
)
def test_none_denies_what_was_asked_about(reply, heard):
    counting = {
        "question": "v98dk2hx",
        "answer": "A proximal step gives exact zeros.",
        "missing": "no-zeros",
        "asked": "After the training you count the weights that equal 0.0. What do you expect?",
    }
    assert ("no-zeros" in recovered(outcome(counting, reply))) == heard
    turned = {**counting, "asked": "How many of the weights are not zero?"}
    assert "no-zeros" not in recovered(outcome(turned, reply)), "none of those that are not zero"
    insisting = {"question": "v98dk2hx", "answer": "Adam sets many of the weights to exactly zero."}
    insisting |= {"stated": "loop-sparse", "asked": "What would have to hold for a step to end at 0.0?"}
    assert recovered(outcome(insisting, reply)) == set(), "nothing has to hold: it is said again"


def test_a_number_is_a_reply_to_a_follow_up():
    asked = FollowUp("How many of them are exactly 0?", "missing", "no-mass")
    item = Item(Slot("myf20jsv", "deep", 0, 4), bank()["myf20jsv"], Reply("The mode is zero.", given=True), (asked,))
    task = task_of(item, asked)
    assert task.grade("0", {}).verdict != "unreadable"
    assert item.question.task.grade("0", {}).verdict == "unreadable"
    assert task.grade("?!", {}).verdict == "unreadable"


# ---------------------------------------------------------------- the bundled follow-ups

FOLLOW_UPS = yaml.safe_load(Path(__file__).with_name("follow_ups.yaml").read_text(encoding="utf-8"))
EACH = [(question, name) for question, names in FOLLOW_UPS.items() for name in names]
UNHEARD, MISHEARD = 3, 1  # of all these replies, at most


@cache
def mended(question: str, name: str) -> tuple[list[str], list[str]]:
    """The right replies to a bundled follow-up that mend nothing, and the wrong ones that do."""
    row = FOLLOW_UPS[question][name]
    asked = next(one for one in bank()[question].task.follow_ups if one.name == name)
    told = {"question": question, "answer": row["answer"], asked.when: name, "asked": asked.text}
    before = outcome(told, "")
    statuses = {one.name: one.status for one in (*before.points, *before.mistakes)}
    assert statuses.get(name) in ("missed", "contradicted", "stands"), "the answer gives rise to it"
    unheard = [reply for reply in row["right"] if name not in recovered(outcome(told, reply))]
    return unheard, [reply for reply in row["wrong"] if name in recovered(outcome(told, reply))]


@pytest.mark.parametrize(("question", "name"), EACH)
def test_each_bundled_follow_up_can_be_answered_in_a_few_words(question, name):
    unheard, _ = mended(question, name)
    assert len(unheard) < len(FOLLOW_UPS[question][name]["right"])


def test_hardly_a_reply_to_a_bundled_follow_up_is_misheard():
    unheard = [(*one, reply) for one in EACH for reply in mended(*one)[0]]
    misheard = [(*one, reply) for one in EACH for reply in mended(*one)[1]]
    assert len(unheard) <= UNHEARD, unheard
    assert len(misheard) <= MISHEARD, misheard


def test_every_bundled_follow_up_has_such_replies():
    interviews = [question for question in bank().values() if question.kind == "interview"]
    names = {(one.id, asked.name) for one in interviews for asked in one.task.follow_ups if asked.name}
    assert set(EACH) == names


WHOLE = "Explain L1 and L2 regularization"  # its answer says in a sentence what several others ask for


def test_no_model_answer_passes_for_that_of_another_question():
    interviews = [question for question in bank().values() if question.kind == "interview"]
    for question in interviews:
        scores = {other.title: question.task.grade(other.task.model, {}).score for other in interviews}
        assert scores.pop(question.title) == 1
        scores.pop(WHOLE, None)
        assert max(scores.values()) < GOOD_SCORE, (question.title, scores)
