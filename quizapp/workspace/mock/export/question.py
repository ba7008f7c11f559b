"""One question on the HTML page: the candidate's words beside the model answer, and what became of each point."""

from __future__ import annotations

from collections.abc import Iterable

from quizapp.sessions.mock.report import ItemReport, MistakeReport, PointReport, Said, Word
from quizapp.workspace.mock.export.prose import line_html, prose_html, text_html
from quizapp.workspace.mock.export.tables import status_html, table_html
from quizapp.workspace.mock.export.words import (
    CANDIDATE,
    MARKS,
    became,
    expected_head,
    facts_on,
    mistaken,
    objection,
    score_words,
)

LONG = ("interview", "code")  # the kinds that begin a page of their own on paper


def word_html(word: Word) -> str:
    """The word of the scale with its mark."""
    return status_html(word.name.lower(), MARKS[word])


def question_html(number: int, item: ItemReport) -> str:
    """Everything that the report says of the question."""
    return "\n".join(part for part in _parts(number, item) if part)


def _parts(number: int, item: ItemReport) -> Iterable[str]:
    long = " long" if item.kind in LONG else ""
    yield f'<section class="question{long}" id="q{number}">\n<h2>{number}. {line_html(item.title)}</h2>'
    yield f'<p class="facts">{text_html(" · ".join(facts_on(item)))}</p>'
    yield f'<p class="verdict">{word_html(item.word)} {score_words(item)}: {text_html(item.rule)}</p>'
    yield f"<div>{prose_html(item.prompt)}</div>"
    yield f'<div class="beside">\n<div>\n<h3>You said</h3>\n{_said(item.response, item.kind)}'
    yield "".join(_follow_up(one) for one in item.follow_ups)
    expected = prose_html(item.expected) or "<p>Not known without its run.</p>"
    yield f"</div>\n<div>\n<h3>{expected_head(item)}</h3>\n{expected}"
    yield "</div>\n</div>"
    yield from (_mistake(mistake) for mistake in item.mistakes if mistake.status == "stands")
    yield _points(item)
    yield from (_mistake(mistake) for mistake in item.mistakes if mistake.status != "stands")
    yield from (f"<div>{prose_html(line)}</div>" for line in item.feedback)
    yield f"<h3>Why</h3>\n{prose_html(item.explanation)}" if item.explanation else ""
    yield _evidence(item)
    yield f"<h3>Sources</h3>\n{prose_html(item.sources)}" if item.sources else ""
    yield "</section>"


def _said(text: str, kind: str) -> str:
    """The candidate's text to the last space, each paragraph in the direction of its script."""
    if not text.strip():
        return "<p>Nothing.</p>"
    prose = "" if kind == "code" else " prose"
    return f'<pre class="said{prose}" dir="auto">{text_html(text)}</pre>'


def _follow_up(said: Said) -> str:
    return f"\n<h3>The interviewer asked</h3>\n{prose_html(said.asked)}\n{_said(said.reply, '')}"


def _points(item: ItemReport) -> str:
    """The points of a rubric with the words that decided; of an option, a step or a test what became of it."""
    if item.kind != "interview":
        rows = [
            [line_html(one.name), _became(one, item.kind), line_html(one.about) or _quoted(one.quote)]
            for one in item.points
        ]
        return table_html("The answer, part by part", ["part", "what became of it", ""], rows)
    rows = [
        [
            f"{line_html(one.name)}{' (must)' if one.must else ''}",
            _became(one, item.kind),
            line_html(one.about),
            _quoted(one.quote),
            text_html(one.signal),
        ]
        for one in item.points
    ]
    head = ["point", "what became of it", "what it asks for", "your words", "signal"]
    return table_html("The answer, point by point", head, rows)


def _became(point: PointReport, kind: str) -> str:
    return status_html(point.status, f"{became(point, kind)}{objection(point, CANDIDATE)}")


def _mistake(mistake: MistakeReport) -> str:
    words = f"{mistaken(mistake)}{objection(mistake, CANDIDATE)}: {mistake.name}"
    about = f"<p>{line_html(mistake.about)}</p>" if mistake.about else ""
    quote = f"<p>You said: {_quoted(mistake.quote)}</p>" if mistake.quote else ""
    return (
        f'<div class="finding {text_html(mistake.status)}">\n{status_html(mistake.status, words)}\n'
        f"{about}{quote}{prose_html(mistake.correction)}\n</div>"
    )


def _quoted(quote: str) -> str:
    return f'<q dir="auto">{text_html(quote)}</q>' if quote else ""


def _evidence(item: ItemReport) -> str:
    """The run that shows the answer, as a command, and what it gave."""
    unchecked = f"<p>Not checked live: {text_html(item.unchecked)}</p>" if item.unchecked else ""
    if not item.evidence:
        return unchecked
    measured = "".join(f"<li>{text_html(line)}</li>" for line in item.measured)
    gave = f"\n<ul>{measured}</ul>" if measured else ""
    return f"{unchecked}<h3>See it live</h3>\n<pre><code>{text_html(item.evidence)}</code></pre>{gave}"
