"""The trends over all interviews, each in a sentence and as a plot; and an interview as a line of the list."""

from __future__ import annotations

from datetime import datetime

from quizapp.engine.model import Plot, Series
from quizapp.grading.shares import percent
from quizapp.sessions.mock.calibration import too_few
from quizapp.sessions.mock.history import Line, MockHead, Trend
from quizapp.sessions.mock.report import Calibration
from quizapp.tui.screens.mock import reported
from quizapp.workspace.mock.export.words import MARKS

TOPICS = 4  # lines beside the one of the score, as more cannot be told apart
ACROSS = "interview, the oldest first"


def line(head: MockHead, now: datetime, *, picked: bool, wide: bool) -> str:
    """An interview: when (in the time zone of `now`), which, how it went, and how many were answered of how many."""
    at = head.started_at.astimezone(now.tzinfo)
    day = f"{at.day:>2} {at:%b %H:%M}" if at.year == now.year else f"{at.day:>2} {at:%b %Y} "
    went = f"{MARKS[head.word]:<{reported.MARK_WIDTH}} {percent(head.score):>5}"
    done = f"{head.answered} of {head.questions}{' answered' if wide else ''}"
    return f"{'◆' if picked else ' '} {day}  {head.name:<6}  {went}  {done}"


def score_words(trend: Trend) -> str:
    """How the score moved, and which topics moved most."""
    overall = trend.overall
    if overall is None:
        return ""
    if len(overall.scores) == 1:
        return f"{percent(overall.scores[0])} in the first interview: the trend begins with the second."
    told = [f"{_moved(overall)} over {len(overall.scores)} interviews."]
    lines = sorted((one for one in trend.topics if len(one.scores) > 1), key=lambda one: one.change)
    if lines and lines[-1].change > 0:
        told.append(f"Most gained: {lines[-1].name}, {_moved(lines[-1])}.")
    if lines and lines[0].change < 0:
        told.append(f"Most lost: {lines[0].name}, {_moved(lines[0])}.")
    return " ".join(told)


def score_plot(trend: Trend) -> Plot | None:
    """The score, and the topics that were asked more than once; None before the second interview."""
    if trend.overall is None or len(trend.overall.numbers) < 2:
        return None
    places = {number: place for place, number in enumerate(trend.overall.numbers, 1)}
    topics = [one for one in trend.topics if len(one.numbers) > 1][:TOPICS]
    lines = [_series("score", trend.overall, places), *(_series(one.name, one, places) for one in topics)]
    return Plot(ACROSS, "score in %", tuple(lines))


def time_words(trend: Trend) -> str:
    """How much of the time was used, and how many questions took too long, at first and now."""
    if trend.time is None or trend.over is None:
        return ""
    if len(trend.time.scores) == 1:
        used, slow = percent(trend.time.scores[0]), percent(trend.over.scores[0])
        return f"You used {used} of it. Of the questions, {slow} took longer than planned."
    return f"You used {_moved(trend.time)} of it. Of the questions, {_moved(trend.over)} took longer than planned."


def time_plot(trend: Trend) -> Plot | None:
    """Both shares; None before the second interview."""
    if trend.time is None or trend.over is None or len(trend.time.numbers) < 2:
        return None
    places = {number: place for place, number in enumerate(trend.time.numbers, 1)}
    lines = (_series("time used", trend.time, places), _series("questions over their time", trend.over, places))
    return Plot(ACROSS, "share in %", lines)


def calibration_plot(calibration: Calibration) -> Plot | None:
    """Said against was, beside the line on which both are the same; None where that would be chance."""
    if too_few(calibration):
        return None
    said = tuple(float(row.said) for row in calibration.rows)
    was = tuple(100 * row.right / row.answers for row in calibration.rows)
    return Plot("you said, in %", "it was, in %", (Series("you", said, was), Series("the same", said, said)))


def _series(name: str, one: Line, places: dict[int, int]) -> Series:
    return Series(name, tuple(float(places[number]) for number in one.numbers), tuple(100 * x for x in one.scores))


def _moved(one: Line) -> str:
    """`48 % → 71 %`: the first one and the last."""
    return f"{percent(one.scores[0])} → {percent(one.scores[-1])}"
