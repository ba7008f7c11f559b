"""What the report says of an interview, in words and marks: none of it by colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import tzinfo

from textual.content import Content

from quizapp.engine.model import Table
from quizapp.sessions.mock.judging import OPEN
from quizapp.sessions.mock.report import Calibration, ItemReport, Report, SignalReport, Word
from quizapp.sessions.mock.scale import (
    EXCELLENT_SCORE,
    GOOD_SCORE,
    POOR_SCORE,
    counts,
    hiring_rule,
    over_time,
    percent,
)
from quizapp.tui.widgets.text import hanging, short
from quizapp.workspace.wording import count_of

MARKS = {
    Word.POOR: ("○ poor", "bold $text-error"),
    Word.MIXED: ("◔ mixed", "bold $text-warning"),
    Word.GOOD: ("◕ good", "bold $text-success"),
    Word.EXCELLENT: ("● excellent", "bold $text-success"),
    Word.UNJUDGED: ("? not judged", "bold $text-warning"),
}
SILENT = ("– no answer", "bold $text-error")
MARK_WIDTH = max(len(mark) for mark, _ in (*MARKS.values(), SILENT))
ENDED = {
    "time": "The time was up after",
    "finished": "You finished after",
    "left": "You left it, and had it scored, after",
}
ROOMY = 66  # columns, from which bars are long
LONGEST = 24  # characters of the name of a topic


def clock_words(seconds: float) -> str:
    """`0:05`, `12:40`, `1:02:03`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def title_words(report: Report, zone: tzinfo | None) -> str:
    """Which interview it was, and when: `rapid  ·  23 Nov 2026, 12:00`."""
    at = report.started_at.astimezone(zone)
    return f"{report.name}  ·  {at.day} {at:%b %Y, %H:%M}"


def mark_of(item: ItemReport) -> tuple[str, str]:
    """How the answer went, as a mark and a word, and the style of both."""
    return SILENT if item.verdict == OPEN else MARKS[item.word]


def score_words(item: ItemReport) -> str:
    """The score in per cent; a dash where there is none."""
    return percent(item.score) if counts(item) else "–"


def time_words(item: ItemReport) -> str:
    """The time against the budget: `2:02 of 2:00, over by 0:02; 0:30 of them added by you`."""
    spent = f"{clock_words(item.seconds)} of {clock_words(item.budget)}"
    over = f", over by {clock_words(item.seconds - item.budget)}" if over_time(item) else ""
    return spent + over + (f"; {clock_words(item.extra)} of them added by you" if item.extra else "")


def sure_words(item: ItemReport) -> str:
    """How sure the candidate was, and whether they flagged it; empty where they said neither."""
    said = [f"you were {item.confidence} % sure"] if item.confidence is not None else []
    return "; ".join([*said, *(["flagged"] if item.flagged else [])])


# ------------------------------------------------------------ the page with the whole


def whole_words(report: Report) -> Content:
    """The word and the score of the interview with the rule, how it ended, and the time that it took."""
    used = f"{ENDED[report.ended]} {clock_words(report.used)} of {clock_words(report.seconds)}."
    answered = sum(item.verdict != OPEN for item in report.items)
    done = f"{answered} of {count_of(len(report.items), 'question')} answered."
    return Content.assemble(MARKS[report.word], f"  {percent(report.score)}, {_rule(report)}. {done} {used}")


def _rule(report: Report) -> str:
    """The rule that gave the word of the whole."""
    match report.word:
        case Word.UNJUDGED:
            return "as nothing could be judged"
        case Word.POOR:
            return f"below {percent(POOR_SCORE)}"
        case Word.MIXED:
            return f"from {percent(POOR_SCORE)} to below {percent(GOOD_SCORE)}"
        case Word.EXCELLENT:
            return f"at least {percent(EXCELLENT_SCORE)}"
    held_back = report.score >= EXCELLENT_SCORE
    return "a misconception stands" if held_back else f"at least {percent(GOOD_SCORE)}"


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
    word = MARKS[signal.word][0]
    return f"{percent(signal.share):>5}  {f'{word:<{MARK_WIDTH}}' if roomy else word}  {points}{nudged}"


def topic_words(report: Report, width: int) -> Content:
    """A bar for each topic."""
    rows = [
        (topic.topic, topic.score, f"{percent(topic.score):>5}  {count_of(topic.questions, 'question')}")
        for topic in report.topics
    ]
    return Content("\n").join([Content.assemble(("Topics", "bold")), *_bars(rows, width)])


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
    worst = f"most of all “{short(slow[0].title, 60)}”: {time_words(slow[0])}"
    return f"{count_of(len(slow), 'question')} of {len(items)} took longer than planned, {worst}."


def _over(item: ItemReport) -> float:
    return item.seconds - item.budget


def calibration_table(calibration: Calibration) -> Table | None:
    """Said against was; None where nothing was said."""
    if not calibration.rows:
        return None
    rows = ((f"{row.said} %", row.answers, row.right, percent(row.right / row.answers)) for row in calibration.rows)
    return Table(("you said", "answers", "good", "it was"), tuple(rows))


# ------------------------------------------------------------ the list of questions


def list_line(number: int, item: ItemReport, width: int) -> Content:
    """One question of the list: its title, and below it how it went, its time against the budget, and how sure."""
    mark, style = mark_of(item)
    spent = f"{clock_words(item.seconds)} of {clock_words(item.budget)}{' over' if over_time(item) else ''}"
    sure = f"  {item.confidence} % sure" if item.confidence is not None else ""
    flag = "⚑ " if item.flagged else ""
    return Content.assemble(
        f"{number:>2}  {flag}{short(item.title, width - 6 - len(flag))}\n    ",
        (f"{mark:<{MARK_WIDTH}}", style),
        f" {score_words(item):>5}  {spent:<12}{sure}",
    )
