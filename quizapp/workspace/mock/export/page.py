"""The report as one HTML page by itself: no scripts, nothing from the network, and it prints well."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from quizapp.grading.shares import percent
from quizapp.sessions.mock.calibration import calibration_words
from quizapp.sessions.mock.report import Report
from quizapp.sessions.mock.scale import hiring_rule
from quizapp.workspace.mock.export.prose import line_html, text_html
from quizapp.workspace.mock.export.question import question_html, word_html
from quizapp.workspace.mock.export.style import STYLE
from quizapp.workspace.mock.export.tables import bar_html, table_html
from quizapp.workspace.mock.export.words import ENDED, PRACTICE, facts_of, score_words, time_words

# Whatever a deck or an answer holds, the browser loads nothing and runs nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def report_html(report: Report, zone: tzinfo | None = None) -> str:
    """The whole report."""
    title = text_html(f"Mock interview: {report.name}, {report.started_at.astimezone(zone):%Y-%m-%d}")
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{STYLE}</style>
</head>
<body>
{_lines(_whole(report, zone))}
<main>
{_lines(question_html(number, item) for number, item in enumerate(report.items, 1))}
</main>
</body>
</html>
"""


def _whole(report: Report, zone: tzinfo | None) -> Iterable[str]:
    """What is said of the interview as a whole, before the questions."""
    facts = text_html(" · ".join(facts_of(report, zone)))
    yield f"<header>\n<h1>Mock interview: {text_html(report.name)}</h1>"
    yield f'<p class="facts">{facts}</p>'
    yield f'<p class="verdict">{word_html(report.word)} {percent(report.score)}. {ENDED.get(report.ended, "")}</p>'
    yield from (f"<p>{text_html(note)}</p>" for note in report.notes)
    yield '</header>\n<div class="whole">\n<section>\n<h2>Signals</h2>'
    yield _signals(report)
    yield f"</section>\n{_hiring(report)}\n</div>"
    yield f"<section>\n<h2>Questions</h2>\n{_overview(report)}\n</section>"
    yield f"<section>\n<h2>Topics</h2>\n{_topics(report)}\n</section>" if report.topics else ""
    yield f"<section>\n<h2>How sure you were</h2>\n{_calibration(report)}\n</section>"


def _signals(report: Report) -> str:
    rows = [
        [
            row.signal,
            bar_html(row.share),
            percent(row.share),
            word_html(row.word),
            f"{row.covered} of {row.points}",
            str(row.nudged),
        ]
        for row in report.signals
    ]
    head = ["signal", "", "share", "word", "covered", "nudged"]
    return table_html("What the answers tell, by the weight of their points", head, rows, numeric=(2, 4, 5))


def _hiring(report: Report) -> str:
    return (
        f'<aside class="hiring">\n<p><span class="practice">practice</span></p>\n<p>An interviewer might write</p>\n'
        f'<p class="word">{text_html(report.hiring)}</p>\n<p>{text_html(hiring_rule(report))}</p>\n'
        f'<p class="quiet">{PRACTICE}</p>\n</aside>'
    )


def _overview(report: Report) -> str:
    rows = [
        [
            str(number),
            f'<a href="#q{number}">{line_html(item.title)}</a>',
            word_html(item.word),
            score_words(item),
            time_words(item),
            f"{item.confidence} %" if item.confidence is not None else "–",
        ]
        for number, item in enumerate(report.items, 1)
    ]
    head = ["", "question", "word", "score", "time", "sure"]
    return table_html("Each question with its time against its budget", head, rows, numeric=(3, 4, 5))


def _topics(report: Report) -> str:
    rows = [
        [text_html(row.topic), bar_html(row.score), percent(row.score), str(row.questions)] for row in report.topics
    ]
    return table_html("The weakest first", ["topic", "", "score", "questions"], rows, numeric=(2, 3))


def _calibration(report: Report) -> str:
    rows = [
        [
            f"{row.said} %",
            bar_html(row.right / row.answers),
            percent(row.right / row.answers),
            f"{row.right} of {row.answers}",
        ]
        for row in report.calibration.rows
    ]
    head = ["you said", "", "it was", "good without help"]
    table = table_html("What you said against what was", head, rows, numeric=(2, 3))
    return f"{table}\n<p>{text_html(calibration_words(report.calibration))}</p>"


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)
