"""The interviewer: what is asked after an answer, from what was missed or stated in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from textwrap import shorten

from quizapp.grading.verdict import FollowUp as Written
from quizapp.questions.forms import WriteLong
from quizapp.sessions.mock.judging import STAND_BY, Judged, grades_of, judged, said
from quizapp.sessions.mock.state import FollowUp, Item

OPEN_QUESTION = "Is there anything that you would add, or put differently?"

LONGEST_QUOTE = 160

_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+!|<>~$&-]")
_LINK = re.compile(r"\s*(?:→|->)?\s*\[[^\]]*\]\([^)]*\)")


def next_follow_up(item: Item) -> FollowUp | None:
    """What the interviewer asks next; None where the question is done with.

    A misconception that stands comes first, in the candidate's own words where the rubric has no question about it;
    then what is missing, a must before anything else; then what is always asked; then, where points are still missing,
    one open question. What a reply has recovered is not asked about any more.
    """
    if len(item.follow_ups) >= item.slot.follow_ups or not said(item) or _waits(item):
        return None
    if not isinstance(item.question.task.form, WriteLong):
        return None
    outcome = judged(item, {}, {})
    asked = {follow_up.text for follow_up in item.follow_ups}
    waiting = (*_conditional(item, outcome), *_confronting(item, outcome), *_always(item, outcome))
    for written in sorted(waiting, key=_urgency(outcome)):
        text = _LINK.sub("", written.text).strip()
        if text not in asked:
            return FollowUp(text, written.when, written.name)
    missing = any(point.status in ("missed", "contradicted") for point in outcome.points)
    return FollowUp(OPEN_QUESTION, "always") if missing and OPEN_QUESTION not in asked else None


def _waits(item: Item) -> bool:
    """Whether the last follow-up is not replied to."""
    return bool(item.follow_ups) and not item.follow_ups[-1].reply.given


def _urgency(outcome: Judged) -> Callable[[Written], int]:
    """How soon a follow-up is asked, the lowest first; those that are alike stay in the order of the rubric.

    What is denied by a misconception that stands, although it was asked about, comes last: it was answered.
    """
    musts = {point.name for point in outcome.points if point.must}
    standing = [mistake for mistake in outcome.mistakes if mistake.status == "stands"]
    denied = {name for mistake in standing for name in mistake.denies}
    settled = {name for mistake in standing if mistake.name in outcome.confronted for name in mistake.denies}

    def urgency(written: Written) -> int:
        kinds = (
            written.when == "stated",
            written.name in denied - settled,
            written.name in musts - settled,
            written.when == "missing" and written.name not in settled,
            written.when == "always",
        )
        return kinds.index(True) if any(kinds) else len(kinds)

    return urgency


def _conditional(item: Item, outcome: Judged) -> Iterator[Written]:
    return (one for one in _written(item, outcome) if one.when != "always" and _still_open(one, outcome))


def _always(item: Item, outcome: Judged) -> Iterator[Written]:
    return (one for one in _written(item, outcome) if one.when == "always")


def _confronting(item: Item, outcome: Judged) -> Iterator[Written]:
    """A question about each misconception that stands and that nobody has asked about."""
    conditional = {one.name for one in _conditional(item, outcome)}
    for mistake in outcome.mistakes:
        spared = mistake.name in outcome.confronted or mistake.name in conditional
        if mistake.status == "stands" and not spared and not conditional.intersection(mistake.denies):
            quote = shorten(mistake.evidence, LONGEST_QUOTE, placeholder=" …")
            yield Written("stated", mistake.name, f"You said: “{_MARKDOWN.sub(_escaped, quote)}” {STAND_BY}")


def _escaped(char: re.Match[str]) -> str:
    return f"\\{char[0]}"


def _written(item: Item, outcome: Judged) -> list[Written]:
    """The follow-ups of the rubric that the answer or a reply gave rise to, each once."""
    grades = [*([outcome.grade] if outcome.grade else []), *(grade for _, grade in grades_of(item, {}))]
    return list(dict.fromkeys(written for grade in grades for written in grade.follow_ups))


def _still_open(written: Written, outcome: Judged) -> bool:
    if written.when == "stated":
        return any(one.name == written.name and one.status == "stands" for one in outcome.mistakes)
    return any(one.name == written.name and one.status in ("missed", "contradicted") for one in outcome.points)
