"""What the report says of an interview, in words and marks: none of it by colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import tzinfo

from textual.content import Content

from quizapp.engine.model import Table
from quizapp.grading.shares import percent
from quizapp.sessions.mock.judging import OPEN
from quizapp.sessions.mock.report import Calibration, ItemReport, Report, SignalReport, Word
from quizapp.sessions.mock.scale import (
    EXCELLENT_SCORE,
    GOOD_SCORE,
    POOR_SCORE,
    answered,
    hiring_rule,
    over_time,
)
from quizapp.tui.widgets.text import hanging, short
from quizapp.workspace.mock.export.words import MARKS, score_words, time_words
from quizapp.workspace.mock.export.words import clock_words as clock_words
from quizapp.workspace.wording import count_of

STYLES = {
    Word.POOR: "bold $text-error",
    Word.MIXED: "bold $text-warning",
    Word.GOOD: "bold $text-success",
    Word.EXCELLENT: "bold $text-success",
    Word.UNJUDGED: "bold $text-warning",
}
SILENT = ("– no answer", "bold $text-error")
MARK_WIDTH = max(map(len, MARKS.values()))
ENDED = {
    "time": "The time was up after",
    "finished": "You finished after",
    "left": "You ended it, with questions open, after",
}
ROOMY = 66  # columns, from which bars are long
LONGEST = 24  # characters of the name of a topic


def title_words(report: Report, zone: tzinfo | None) -> str:
    """Which interview it was, and when: `rapid  ·  23 Nov 2026, 12:00`."""
    at = report.started_at.astimezone(zone)
    return f"{report.name}  ·  {at.day} {at:%b %Y, %H:%M}"


def mark(word: Word) -> tuple[str, str]:
    """The mark and the word, and the style of both."""
    return MARKS[word], STYLES[word]


def mark_of(item: ItemReport) -> tuple[str, str]:
    """How the answer went; whether there was one at all."""
    return SILENT if item.verdict == OPEN else mark(item.word)


def sure_words(item: ItemReport) -> str:
    """How sure the candidate was, and whether they flagged it; empty where they said neither."""
    said = [f"you were {item.confidence} % sure"] if item.confidence is not None else []
    return "; ".join([*said, *(["flagged"] if item.flagged else [])])


# ------------------------------------------------------------ the page with the whole


def whole_words(report: Report) -> Content:
    """The word and the score of the interview with the rule, how it ended, and the time that it took."""
    used = f"{ENDED.get(report.ended, 'It took')} {clock_words(report.used)} of {clock_words(report.seconds)}."
    done = f"{answered(report.items)} of {count_of(len(report.items), 'question')} answered."
    return Content.assemble(mark(report.word), f"  {_rule(report)}. {done} {used}")


def _rule(report: Report) -> str:
    """The score, and the rule that gave the word of the whole."""
    bounds = {
        Word.POOR: f"below {percent(POOR_SCORE)}",
        Word.MIXED: f"from {percent(POOR_SCORE)} to below {percent(GOOD_SCORE)}",
        Word.GOOD: f"at least {percent(GOOD_SCORE)}",
        Word.EXCELLENT: f"at least {percent(EXCELLENT_SCORE)}",
    }
    if report.word not in bounds:
        return "No answer could be judged"
    held_back = report.word is Word.GOOD and report.score >= EXCELLENT_SCORE
    return f"{percent(report.score)}, {'but a misconception stands' if held_back else bounds[report.word]}"


def signal_words(report: Report, width: int) -> Content:
    """The table of signals, with the word that an interviewer might write beside it."""
    rows = [(signal.signal, signal.share, _signal(signal, roomy=width >= ROOMY)) for signal in report.signals]
    hiring = "  An interviewer might write: ", (report.hiring, "bold"), " (practice)"
    why = hanging(Content("Why: "), hiring_rule(report), width)
    return Content("\n").join([Content.assemble(("Signals", "bold"), *hiring), *_bars(rows, width), why])


def _signal(signal: SignalReport, *, roomy: bool) -> str:
    """The share, its word, and the points that it comes from."""
    points = f"{signal.covered} of {count_of(signal.points, 'point') if roomy else signal.points}"
    nudged = f", {signal.nudged} nudged" if signal.nudged else ""
    word = MARKS[signal.word]
    return f"{percent(signal.share):>5}  {f'{word:<{MARK_WIDTH}}' if roomy else word}  {points}{nudged}"


def topic_words(report: Report, width: int) -> Content:
    """A bar for each topic."""
    rows = [
        (topic.topic, topic.score, f"{percent(topic.score):>5}  {count_of(topic.questions, 'question')}")
        for topic in report.topics
    ]
    return Content("\n").join([Content.assemble(("Topics", "bold")), *_bars(rows, width)]) if rows else Content()


def _bars(rows: Iterable[tuple[str, float, str]], width: int) -> list[Content]:
    """A line for each name: a bar for its share of one, and the words for it."""
    rows, length = list(rows), 14 if width >= ROOMY else 8
    names = min(LONGEST, max((len(name) for name, _, _ in rows), default=0))
    return [
        hanging(Content(f"{short(name, names):<{names}}  {bar(share, length)}  "), words, width)
        for name, share, words in rows
    ]


def bar(share: float, length: int) -> str:
    """A bar of `length` characters, `share` of it filled."""
    full = round(length * min(1.0, max(0.0, share)))
    return "█" * full + "░" * (length - full)


def pace_words(items: Sequence[ItemReport]) -> str:
    """How the time was spent: how many answers took longer than they should, and the one that took longest over it."""
    slow = sorted(filter(over_time, items), key=_over, reverse=True)
    if not slow:
        return "Every question stayed within its time."
    most = "most of all " if len(slow) > 1 else ""
    worst = f"{most}“{short(slow[0].title, 60)}”: {time_words(slow[0])}"
    return f"{count_of(len(slow), 'question')} of {len(items)} took longer than planned, {worst}."


def _over(item: ItemReport) -> float:
    return item.seconds - item.budget - item.extra


def calibration_table(calibration: Calibration) -> Table | None:
    """Said against was; None where nothing was said."""
    if not calibration.rows:
        return None
    rows = ((f"{row.said} %", row.answers, row.right, percent(row.right / row.answers)) for row in calibration.rows)
    return Table(("you said", "answers", "good", "it was"), tuple(rows))


# ------------------------------------------------------------ the list of questions


def list_line(number: int, item: ItemReport, width: int) -> Content:
    """One question of the list: its title, and below it how it went, its time against the budget, and how sure."""
    word, style = mark_of(item)
    sure = f" · {item.confidence} % sure" if item.confidence is not None else ""
    flag = "⚑ " if item.flagged else ""
    title = f"{number:>2}  {flag}{short(item.title, width - 6 - len(flag))}"
    lead = Content.assemble("    ", (f"{word:<{MARK_WIDTH}}", style), f" {score_words(item):>5}  ")
    return Content("\n").join([Content(title), hanging(lead, time_words(item) + sure, width - 2)])
