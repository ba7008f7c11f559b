"""An answer that was given again after the report: what it added, what it lost, and what is still missing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from quizapp.questions.calls import Job, Runs
from quizapp.sessions.mock.report import ItemReport, MistakeReport, PointReport, Word
from quizapp.sessions.mock.reporting import item_report
from quizapp.sessions.mock.reportjson import read_mistakes, read_points
from quizapp.sessions.mock.state import Item, Reply


@dataclass(frozen=True, slots=True)
class Version:
    """Another answer to a question of an interview, given at the time `at` and judged alone, without follow-ups.

    `added` are the names of the points that it covers and the answer in the interview did not cover without help;
    `missing` those that it does not cover; `lost` those of `missing` that the interview's answer had. `unchecked` says
    why a run that decides is missing.
    """

    at: datetime
    response: str
    verdict: str
    score: float
    word: Word
    rule: str
    points: tuple[PointReport, ...]
    mistakes: tuple[MistakeReport, ...]
    feedback: tuple[str, ...]
    added: tuple[str, ...]
    missing: tuple[str, ...]
    lost: tuple[str, ...]
    unchecked: str = ""


def answered_again(item: Item, text: str, at: datetime) -> Item:
    """The question of `item` with `text` as its only answer: its `jobs` have to run before it is judged."""
    return replace(item, main=Reply(text, True, 0.0, at), follow_ups=(), confidence=None, extra=0)


def version_of(again: Item, before: ItemReport, runs: Runs, failures: Mapping[Job, str]) -> Version:
    """The version that `again` (of `answered_again`) is, against what the report says of the question."""
    assert again.main.at is not None, "an answer has its time"
    told = item_report(again, runs, failures)
    was = {point.name: point.status for point in before.points}
    covered = tuple(point.name for point in told.points if point.status == "covered")
    missing = tuple(point.name for point in told.points if point.status != "covered")
    return Version(
        at=again.main.at,
        response=again.main.text,
        verdict=told.verdict,
        score=told.score,
        word=told.word,
        rule=told.rule,
        points=told.points,
        mistakes=told.mistakes,
        feedback=told.feedback,
        added=tuple(name for name in covered if was.get(name) != "covered"),
        missing=missing,
        lost=tuple(name for name in missing if was.get(name) in ("covered", "nudged")),
        unchecked=told.unchecked,
    )


def version_text(version: Version) -> str:
    """What is kept of `version` beside its time and its text, as JSON."""
    told = {name: value for name, value in asdict(version).items() if name not in ("at", "response")}
    return json.dumps(told, allow_nan=False, separators=(",", ":"))


def read_version(at: datetime, response: str, text: str) -> Version:
    """The version of which `version_text` wrote `text`. What a later version of the app added is left out.

    Raises `ValueError` where it cannot be read.
    """
    try:
        data = json.loads(text)
        return Version(
            at=at,
            response=response,
            verdict=data["verdict"],
            score=data["score"],
            word=Word(data["word"]),
            rule=data["rule"],
            points=read_points(data["points"]),
            mistakes=read_mistakes(data["mistakes"]),
            feedback=tuple(data["feedback"]),
            added=tuple(data["added"]),
            missing=tuple(data["missing"]),
            lost=tuple(data["lost"]),
            unchecked=data["unchecked"],
        )
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"the answer cannot be read ({error})") from error
