"""The report after the candidate overruled a verdict of it, and the same way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from quizapp.errors import UsageError
from quizapp.grading.verdict import Point
from quizapp.sessions.mock.judging import Judged, worth
from quizapp.sessions.mock.report import ItemReport, MistakeReport, PointReport, Report
from quizapp.sessions.mock.reporting import summed_up
from quizapp.sessions.mock.scale import graded, is_judged
from quizapp.store.records import Overruling

Finding = TypeVar("Finding", PointReport, MistakeReport)

TURNED: Mapping[str, str] = {
    "covered": "missed",
    "nudged": "missed",
    "missed": "covered",
    "contradicted": "covered",
    "stands": "withdrawn",
    "withdrawn": "stands",
}
# What a rubric says of a text alone, in which nothing is recovered or taken back later.
IN_ITSELF = {"nudged": "covered", "stands": "stated", "withdrawn": "stated"}


def overruled(report: Report, index: int, name: str) -> Report:
    """`report` after the point or the misconception `name` of a question was turned; a second turn takes it back.

    A point turns between said and not said, a misconception between one that stands and one that does not; the
    verdict, the score and the word of the answer, and all that sums up the report, follow. Raises `UsageError` where
    the question has no verdict on a free answer, or nothing of that name.
    """
    item = report.items[index]
    if not can_overrule(item):
        raise UsageError(f"There is no verdict on a free answer to question {index + 1}, so nothing to overrule.")
    names = [finding.name for finding in item.findings]
    if name not in names:
        raise UsageError(f"Question {index + 1} has no point {name}. There are: {', '.join(names)}.")
    points = tuple(_turned(point) if point.name == name else point for point in item.points)
    mistakes = tuple(_turned(mistake) if mistake.name == name else mistake for mistake in item.mistakes)
    turned = _graded_anew(replace(item, points=points, mistakes=mistakes))
    return summed_up(replace(report, items=(*report.items[:index], turned, *report.items[index + 1 :])))


def can_overrule(item: ItemReport) -> bool:
    """Whether the question has a verdict by a rubric: the runs and keys of other kinds are not overruled."""
    return item.kind == "interview" and is_judged(item)


def verdict_on(item: ItemReport) -> Judged:
    """What a free answer comes to as the report has it. A misconception that the candidate denies was never stated."""
    points = tuple(Point(one.name, one.status, weight=one.weight, must=one.must) for one in item.points)
    made = [mistake for mistake in item.mistakes if mistake.judged != "stands"]
    mistakes = tuple(Point(one.name, one.status, weight=one.weight) for one in made)
    verdict, score = worth(points, mistakes)
    confronted = frozenset(mistake.name for mistake in made if mistake.asked)
    return Judged(verdict.value, score, None, points, mistakes, confronted)


def labelled(item: ItemReport, name: str, content_hash: str, at: datetime) -> Overruling:
    """The labelled example that `item` holds since `name` was turned: what the rules said of a text, and the candidate.

    The text is the answer or the reply with the words that decided; all that was said, where no words did.
    """
    finding = next(one for one in item.findings if one.name == name)
    judged = finding.judged or finding.status
    heard = IN_ITSELF.get(judged, judged)
    # That a misconception was not taken back later says nothing new of the text in which it was stated.
    said = finding.status if finding.overruled and finding.status != "stands" else heard
    quote = finding.quote
    return Overruling(item.question_id, content_hash, name, heard, said, quote, _text_of(item, quote), at)


def _turned(finding: Finding) -> Finding:
    if finding.judged:
        return replace(finding, status=finding.judged, judged="")
    return replace(finding, status=TURNED[finding.status], judged=finding.status)


def _graded_anew(item: ItemReport) -> ItemReport:
    outcome = verdict_on(item)
    word, rule = graded(outcome, [point.name for point in item.points if point.could])
    return replace(item, verdict=outcome.verdict, score=outcome.score, word=word, rule=rule)


def _text_of(item: ItemReport, quote: str) -> str:
    """The answer or the reply that `quote` was taken from, on one line and cut where it was long."""
    texts = [item.response, *(said.reply for said in item.follow_ups if said.reply.strip())]
    words = quote.rstrip("…")
    quoted = (text for text in texts if words and words in " ".join(text.split()))
    return next(quoted, "\n".join(texts))
