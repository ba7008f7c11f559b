"""How one question of an interview is judged: the answer, and what its follow-ups brought or cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from quizapp.grading.rubric import takes_back
from quizapp.grading.verdict import FollowUp as Written
from quizapp.grading.verdict import Grade, Point, Verdict
from quizapp.questions.calls import Job, Runs
from quizapp.questions.forms import WriteLong, begun
from quizapp.questions.kind import all_kinds
from quizapp.questions.model import Task
from quizapp.sessions.mock.state import FollowUp, Item

OPEN = "open"  # in the place of a verdict, where nothing was said
NUDGED_SHARE = 0.5  # of a point's weight, where it took a follow-up to hear it
STAND_BY = "Do you stand by that?"  # so ends the question about a misconception in the candidate's own words


@dataclass(frozen=True, slots=True)
class Judged:
    """What a question came to. `grade` is that of the answer alone, None where nothing was said.

    `verdict` (of `Verdict`, or `OPEN`) and `score` are those of the answer with its follow-ups. `points` have the
    status `nudged` where a follow-up recovered them; each has the words that decided as its evidence. `mistakes` have
    the status `stands` or `withdrawn`; `confronted` are the names of those that a follow-up was about. `unchecked` says
    why a run that decides is missing.
    """

    verdict: str
    score: float
    grade: Grade | None
    points: tuple[Point, ...] = ()
    mistakes: tuple[Point, ...] = ()
    confronted: frozenset[str] = frozenset()
    unchecked: str = ""


def judged(item: Item, runs: Runs, failures: Mapping[Job, str]) -> Judged:
    """The verdict on `item` as it stands. `failures` says why a job gave nothing."""
    task = item.question.task
    if not said(item):
        return Judged(OPEN, 0.0, None)
    grade = task.grade(item.main.text, runs)
    if isinstance(task.form, WriteLong) and grade.points:
        return _with_follow_ups(item, grade, runs)
    why = next((failures[job] for job in item.jobs if job in failures), "")
    unchecked = why if grade.verdict is Verdict.UNCHECKED else ""
    return Judged(grade.verdict.value, grade.score, grade, grade.points, grade.misconceptions, unchecked=unchecked)


def said(item: Item) -> bool:
    """Whether the candidate answered at all; an untouched starter is no answer."""
    return bool(begun(item.question.task.form, item.main.text).strip())


def grades_of(item: Item, runs: Runs) -> list[tuple[FollowUp, Grade]]:
    """The follow-ups that were replied to, each with what the rubric hears in the reply."""
    return [(one, task_of(item, one).grade(one.reply.text, runs)) for one in item.follow_ups if one.reply.text.strip()]


def task_of(item: Item, follow_up: FollowUp) -> Task:
    """What the reply to a follow-up is graded by."""
    asked = Written(follow_up.when, follow_up.name, follow_up.text)
    return all_kinds()[item.question.kind].probed(item.question.task, asked)


def _with_follow_ups(item: Item, grade: Grade, runs: Runs) -> Judged:
    replies = grades_of(item, runs)
    points = tuple(_point_after(point, [reply for _, reply in replies]) for point in grade.points)
    mistakes = _mistakes_after(grade, replies)
    verdict, score = worth(points, mistakes)
    return Judged(verdict.value, score, grade, points, mistakes, _confronted(mistakes, item.follow_ups))


def _point_after(point: Point, replies: Sequence[Grade]) -> Point:
    """The point after the replies to the follow-ups, in order: recovered in one, or contradicted."""
    for reply in replies:
        heard = next((other for other in reply.points if other.name == point.name), None)
        if heard is None:
            continue
        if heard.status == "contradicted":
            point = replace(point, status="contradicted", evidence=heard.evidence)
        elif heard.status == "covered" and point.status in ("missed", "contradicted"):
            point = replace(point, status="nudged", evidence=heard.evidence)
    return point


def _mistakes_after(grade: Grade, replies: Sequence[tuple[FollowUp, Grade]]) -> tuple[Point, ...]:
    """Every misconception that was stated, in the answer or later, and whether a reply took it back."""
    found = {mistake.name: replace(mistake, status="stands") for mistake in grade.misconceptions}
    for follow_up, reply in replies:
        again = {mistake.name: replace(mistake, status="stands") for mistake in reply.misconceptions}
        taken_back = {
            name: replace(mistake, status="withdrawn")
            for name, mistake in found.items()
            if name not in again and _is_withdrawn(mistake, follow_up, reply)
        }
        found = {**found, **taken_back, **again}
    return tuple(found.values())


def _is_withdrawn(mistake: Point, follow_up: FollowUp, reply: Grade) -> bool:
    """Whether the reply says what the misconception denies; or, where it was asked about it, takes it back.

    One that denies no point is taken back by anything right, too.
    """
    covered = {point.name for point in reply.points if point.status == "covered"}
    if not covered.isdisjoint(mistake.denies):
        return True
    about = follow_up.when == "stated" and follow_up.name == mistake.name
    freely = takes_back(follow_up.reply.text, stand_by=follow_up.text.endswith(STAND_BY))
    return about and (freely or (bool(covered) and not mistake.denies))


def _confronted(mistakes: Sequence[Point], follow_ups: Sequence[FollowUp]) -> frozenset[str]:
    return frozenset(
        mistake.name
        for mistake in mistakes
        for follow_up in follow_ups
        if (follow_up.when == "stated" and follow_up.name == mistake.name)
        or (follow_up.when == "missing" and follow_up.name in mistake.denies)
    )


def worth(points: Sequence[Point], mistakes: Sequence[Point]) -> tuple[Verdict, float]:
    """As `quizapp.grading.rubric.scored`, with half the weight for what needed a nudge; the score is in [0, 1]."""
    total = fsum(point.weight for point in points)
    earned = fsum(point.weight * EARNS.get(point.status, 0.0) for point in points)
    contradicted = fsum(point.weight for point in points if point.status == "contradicted")
    price = fsum(mistake.weight for mistake in mistakes if mistake.status == "stands")
    left = earned - max(0.0, price - contradicted)
    score = left / total if total and left > 0 else 0.0
    whole = score == 1 and not any(point.status == "nudged" for point in points)
    return (Verdict.RIGHT if whole else Verdict.PARTIAL if score else Verdict.WRONG), score


EARNS = {"covered": 1.0, "nudged": NUDGED_SHARE}
