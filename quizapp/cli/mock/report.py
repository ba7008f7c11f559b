"""The report on an interview in lines: the whole first, then each question with the candidate's own words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from quizapp.cli.mock.item import item_lines
from quizapp.cli.text import aligned, counted, cut, fitting, lines_only, wrapped
from quizapp.grading.shares import percent
from quizapp.sessions.mock.calibration import calibration_words
from quizapp.sessions.mock.report import ItemReport, Report
from quizapp.sessions.mock.scale import hiring_rule
from quizapp.workspace.mock.export.words import ENDED, MARKS, PRACTICE, facts_of, score_words, time_words

BAR = 10  # characters of a whole bar


def report_lines(report: Report, width: int, zone: tzinfo | None = None) -> list[str]:
    """The whole report, at any width: what does not fit beside each other stands below each other.

    `zone` is that of the times in it, None this computer's.
    """
    blocks = [
        _whole(report, width, zone),
        _signals(report, width),
        _topics(report, width),
        _calibration(report, width),
        ["Questions", *(line for row in _questions(report.items, width) for line in row)],
        *(item_lines(number, item, width) for number, item in enumerate(report.items, 1)),
    ]
    return [line for block in blocks if block for line in ["", *block]][1:]


def _whole(report: Report, width: int, zone: tzinfo | None) -> list[str]:
    """What it was, how it went, how it ended, and where the decks fell short of what was wished."""
    said = [
        f"Mock interview ({report.name}): {', '.join(facts_of(report, zone))}.",
        ENDED.get(report.ended, ""),
        f"{MARKS[report.word]}, {percent(report.score)}",
        *report.notes,
    ]
    return [line for sentence in said if sentence for line in wrapped(sentence, width)]


def _signals(report: Report, width: int) -> list[str]:
    rows = [
        [
            row.signal,
            percent(row.share),
            MARKS[row.word],
            f"{row.covered} of {row.points} covered" + (f", {row.nudged} with a nudge" if row.nudged else ""),
        ]
        for row in report.signals
    ]
    word = f"An interviewer might write: {report.hiring}. {hiring_rule(report)} {PRACTICE}"
    return ["Signals", *_table(rows, [row.share for row in report.signals], width), *wrapped(word, width)]


def _topics(report: Report, width: int) -> list[str]:
    rows = [[row.topic, percent(row.score), counted(row.questions, "question")] for row in report.topics]
    return ["Topics", *_table(rows, [row.score for row in report.topics], width)] if rows else []


def _table(rows: Sequence[Sequence[str]], shares: Sequence[float], width: int) -> list[str]:
    """A line for each row, with a bar for its share where there is room and somebody who sees it."""
    if lines_only():  # a screen reader would read out every piece of a bar
        return fitting(aligned(rows, right={1}), rows, width)
    cells = [[name, _bar(share), *rest] for (name, *rest), share in zip(rows, shares, strict=True)]
    return fitting(aligned(cells, right={2}), rows, width)


def _bar(share: float) -> str:
    full = round(BAR * share)
    return "█" * full + "░" * (BAR - full)


def _calibration(report: Report, width: int) -> list[str]:
    rows = [
        [f"{row.said} %", str(row.answers), str(row.right), percent(row.right / row.answers)]
        for row in report.calibration.rows
    ]
    told = [[f"said {said}", f"{right} of {answers} held"] for said, answers, right, _ in rows]
    table = aligned([["you said", "answers", "held", "it was"], *rows], right={0, 1, 2, 3}) if rows else []
    return ["How sure you were", *fitting(table, told, width), *wrapped(calibration_words(report.calibration), width)]


def _questions(items: Sequence[ItemReport], width: int) -> list[list[str]]:
    """For each question how it went, and below it what it was."""
    rows = [
        [
            str(number),
            MARKS[item.word],
            score_words(item),
            time_words(item),
            f"{item.confidence} % sure" if item.confidence is not None else "",
            "flagged" if item.flagged else "",
        ]
        for number, item in enumerate(items, 1)
    ]
    titles = [cut(f"    {' '.join(item.title.split())}", width) for item in items]
    told = [fitting([line], [row], width) for line, row in zip(aligned(rows, right={0, 2}), rows, strict=True)]
    return [[*lines, title] for lines, title in zip(told, titles, strict=True)]
