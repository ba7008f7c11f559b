"""The report as Markdown. What the candidate typed is fenced or escaped, so that none of it is read as markup."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from quizapp.grading.shares import percent
from quizapp.questions.maths import plain_maths
from quizapp.sessions.mock.calibration import calibration_words
from quizapp.sessions.mock.report import ItemReport, MistakeReport, Report
from quizapp.sessions.mock.scale import hiring_rule
from quizapp.workspace.export import fenced
from quizapp.workspace.mock.export.words import (
    CANDIDATE,
    ENDED,
    MARKS,
    PRACTICE,
    became,
    expected_head,
    facts_of,
    facts_on,
    mistaken,
    objection,
    score_words,
    time_words,
)
from quizapp.workspace.publishing import escaped, table_markdown
from quizapp.workspace.wording import pictured

BAR = 10  # characters of a whole bar


def report_markdown(report: Report, zone: tzinfo | None = None) -> str:
    """The whole report as a Markdown page."""
    blocks = [
        [f"# Mock interview: {escaped(report.name)}"],
        [escaped(" · ".join(facts_of(report, zone))), f"{ENDED.get(report.ended, '')}".strip()],
        [f"**{MARKS[report.word]}, {percent(report.score)}**"],
        [f"- {escaped(note)}" for note in report.notes],
        *_signals(report),
        *_topics(report),
        *_calibration(report),
        *_overview(report),
        *(block for number, item in enumerate(report.items, 1) for block in _item(number, item)),
    ]
    return pictured("\n\n".join("\n".join(block) for block in blocks if any(block)) + "\n")


def _signals(report: Report) -> Iterable[list[str]]:
    rows = [
        [
            row.signal,
            _bar(row.share),
            percent(row.share),
            MARKS[row.word],
            f"{row.covered} of {row.points}",
            f"{row.nudged}",
        ]
        for row in report.signals
    ]
    yield ["## Signals"]
    yield table_markdown(["signal", "", "share", "word", "covered", "nudged"], rows, numeric={2, 4, 5})
    yield [f"An interviewer might write: **{report.hiring}**. {escaped(hiring_rule(report))} {PRACTICE}"]


def _topics(report: Report) -> Iterable[list[str]]:
    rows = [[escaped(row.topic), _bar(row.score), percent(row.score), str(row.questions)] for row in report.topics]
    yield ["## Topics"] if rows else []
    yield table_markdown(["topic", "", "score", "questions"], rows, numeric={2, 3})


def _calibration(report: Report) -> Iterable[list[str]]:
    rows = [
        [f"{row.said} %", str(row.answers), str(row.right), percent(row.right / row.answers)]
        for row in report.calibration.rows
    ]
    yield ["## How sure you were"]
    yield table_markdown(["you said", "answers", "good without help", "it was"], rows, numeric={0, 1, 2, 3})
    yield [calibration_words(report.calibration)]


def _overview(report: Report) -> Iterable[list[str]]:
    rows = [
        [str(number), _line(item.title), MARKS[item.word], score_words(item), time_words(item)]
        for number, item in enumerate(report.items, 1)
    ]
    yield ["## Questions"]
    yield table_markdown(["", "question", "word", "score", "time"], rows, numeric={0, 3})


def _item(number: int, item: ItemReport) -> Iterable[list[str]]:
    yield [f"## {number}. {_line(item.title)}"]
    yield [escaped(" · ".join(facts_on(item)))]
    yield [f"**{MARKS[item.word]}, {score_words(item)}.** {escaped(item.rule)}"]
    yield [item.prompt]
    yield ["### You said"]
    yield _said(item.response, item.kind)
    for one in item.follow_ups:
        yield ["### The interviewer asked"]
        yield [one.asked]
        yield _said(one.reply, "")
    yield [f"### {expected_head(item)}"] if item.expected else []
    yield [item.expected]
    yield from _judged(item)
    yield from ([line] for line in item.feedback)
    yield ["### Why"] if item.explanation else []
    yield [item.explanation]
    yield from _evidence(item)
    yield ["### Sources"] if item.sources else []
    yield [item.sources]


def _said(text: str, kind: str) -> list[str]:
    return fenced(text, "python" if kind == "code" else "text") if text.strip() else ["Nothing."]


def _judged(item: ItemReport) -> Iterable[list[str]]:
    """The points with the candidate's words beside them; a misconception that stands comes before them."""
    yield [line for mistake in item.mistakes if mistake.status == "stands" for line in _mistake(mistake)]
    yield _points(item)
    yield [line for mistake in item.mistakes if mistake.status != "stands" for line in _mistake(mistake)]


def _points(item: ItemReport) -> list[str]:
    if item.kind != "interview":
        rows = [
            [became(one, item.kind), _line(one.name), _line(one.about) or _quoted(one.quote)] for one in item.points
        ]
        return table_markdown(["", "part", ""], rows, numeric=set())
    rows = [
        [
            f"{became(one, item.kind)}{objection(one, CANDIDATE)}",
            f"{_line(one.name)}{' (must)' if one.must else ''}",
            _line(one.about),
            _quoted(one.quote),
            one.signal,
        ]
        for one in item.points
    ]
    return table_markdown(["", "point", "what it asks for", "your words", "signal"], rows, numeric=set())


def _quoted(quote: str) -> str:
    return f"“{escaped(quote)}”" if quote else ""


def _mistake(mistake: MistakeReport) -> list[str]:
    quote = f": {_quoted(mistake.quote)}" if mistake.quote else ""
    about = f" ({_line(mistake.about)})" if mistake.about else ""
    became_of_it = f"{mistaken(mistake)}{objection(mistake, CANDIDATE)}"
    lines = [f"- **{became_of_it}**: {escaped(mistake.name)}{about}{quote}"]
    return [*lines, f"  {' '.join(mistake.correction.split())}"] if mistake.correction else lines


def _evidence(item: ItemReport) -> Iterable[list[str]]:
    yield [f"Not checked live: {escaped(item.unchecked)}"] if item.unchecked else []
    yield ["See it live:", "", *fenced(item.evidence)] if item.evidence else []
    yield [f"- measured: {escaped(line)}" for line in item.measured]


def _line(markdown: str) -> str:
    """Markdown of a deck in a line or a cell: its bars would end the cell."""
    return " ".join(plain_maths(markdown).split()).replace("|", "\\|")


def _bar(share: float) -> str:
    full = round(BAR * share)
    return "█" * full + "░" * (BAR - full)
