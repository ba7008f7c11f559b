"""What is said of one question of an interview: how it was judged, the answer, and those that were given again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from textual.content import Content

from quizapp.grading.shares import percent
from quizapp.questions import Question
from quizapp.questions.maths import plain_maths
from quizapp.sessions.mock.again import Version
from quizapp.sessions.mock.judging import OPEN
from quizapp.sessions.mock.report import ItemReport, PointReport, Report, Said, Word
from quizapp.tui.screens.mock import reported
from quizapp.tui.widgets.text import hanging
from quizapp.tui.widgets.told import response_words
from quizapp.workspace.mock.export.words import clock_words, score_words, time_words


def head(report: Report, index: int) -> str:
    """Which question of how many, its topic, level and kind."""
    item = report.items[index]
    part = f"  ·  {item.part}" if item.part not in ("", report.name) else ""
    return f"Question {index + 1} of {len(report.items)}{part}  ·  {item.topic}  ·  {item.level}  ·  {item.kind}"


def verdict_words(item: ItemReport) -> Content:
    """The word, the score, and the rule that gave the word; why a run is missing, where one is."""
    why = f" {item.unchecked}" if item.unchecked else ""
    return Content.assemble(reported.mark_of(item), f"  {score_words(item)}  {item.rule}{why}")


def spent_words(item: ItemReport) -> str:
    """The time against the budget, how sure the candidate was, and the flag."""
    sure = reported.sure_words(item)
    return f"{time_words(item)}{f'; {sure}' if sure else ''}."


def asked_after(said: Said) -> str:
    """The heading of a follow-up."""
    return f"Then the interviewer asked ({clock_words(said.seconds)})"


def answer_words(item: ItemReport, question: Question | None) -> str:
    """The answer as it was said."""
    if item.verdict == OPEN:
        return "Nothing."
    return response_words(question.task.form, item.response) if question else item.response


def measured_words(item: ItemReport) -> str:
    """What the runs of the key gave when the answer was judged."""
    return f"Measured for the report: {', '.join(item.measured)}." if item.measured else ""


def version_words(version: Version) -> Content:
    """How an answer that was given again went."""
    why = f" {version.unchecked}" if version.unchecked else ""
    return Content.assemble(reported.mark(version.word), f"  {_score(version)}  {version.rule}{why}")


def _score(version: Version) -> str:
    return "–" if version.word is Word.UNJUDGED else percent(version.score)


def gained_words(version: Version, before: Sequence[PointReport], width: int) -> Content:
    """What was added, what is still missing, and what got lost, a line for each point."""
    about = {point.name: point.about for point in (*before, *version.points)}
    still = [name for name in version.missing if name not in version.lost]
    groups = (
        ("+ added", "bold $text-success", version.added),
        ("– still missing", "bold $text-warning", still),
        ("✗ lost", "bold $text-error", version.lost),
    )
    lines = []
    for word, style, names in groups:
        lead = Content.assemble((f"{word:<15}  ", style))
        told = [plain_maths(f"{name}: {about[name]}" if about.get(name) else name) for name in names]
        lines += [hanging(lead, text, width) for text in told]
    if not lines and version.points:
        lines = [Content("Nothing is missing, and nothing was before.")]
    return Content("\n").join(lines)


def version_lines(versions: Sequence[Version], zone: tzinfo | None, width: int) -> Content:
    """Every answer that was given again, the newest first."""
    if not versions:
        return Content()
    lines = [Content.assemble(("Answered again", "bold"))]
    for number, version in reversed(list(enumerate(versions, 1))):
        at = version.at.astimezone(zone)
        word, style = reported.mark(version.word)
        lead = Content.assemble(f"{number:>2}  {at.day:>2} {at:%b %H:%M}  ", (f"{word:<{reported.MARK_WIDTH}}", style))
        lost = f", {len(version.lost)} of them lost" if version.lost else ""
        points = f"  {len(version.added)} added, {len(version.missing)} missing{lost}" if version.points else ""
        lines.append(hanging(lead, f" {_score(version):>5}{points}", width))
    return Content("\n").join(lines)
