"""One question of the report in lines: what was said, how each point was judged, and what would have been right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizapp.cli.markdown import CODE_INDENT, plain, plain_line
from quizapp.cli.text import wrapped
from quizapp.sessions.mock.report import ItemReport, MistakeReport, PointReport
from quizapp.workspace.mock.export.words import MARKS, became, expected_head, facts_on, mistaken, objection, score_words


def item_lines(number: int, item: ItemReport, width: int) -> list[str]:
    """Everything that the report says of the question."""
    blocks = [
        _head(number, item, width),
        plain(item.prompt, width),
        *_said(item, width),
        judged_lines(item.points, item.mistakes, item.kind, width),
        plain("\n\n".join(item.feedback), width),
        _on_one(f"{expected_head(item)}:", plain(item.expected, width), width),
        _evidence(item, width),
        plain(item.explanation, width),
        ["Sources:", *plain(item.sources, width)] if item.sources else [],
    ]
    return [line for block in blocks if block for line in ["", *block]][1:]


def _head(number: int, item: ItemReport, width: int) -> list[str]:
    lines = [
        f"{number}. {' '.join(item.title.split())}",
        f"{MARKS[item.word]}, {score_words(item)}: {item.rule}",
        ", ".join(facts_on(item)),
    ]
    return [part for line in lines for part in wrapped(line, width, rest="   ")]


def _said(item: ItemReport, width: int) -> list[list[str]]:
    """The answer and the follow-ups, word for word."""
    asked = [["The interviewer asked:", *plain(one.asked, width), *_words(one.reply, width)] for one in item.follow_ups]
    return [_words(item.response, width), *asked]


def _words(text: str, width: int) -> list[str]:
    said = [f"{CODE_INDENT}{line}".rstrip() for line in text.splitlines()]
    return _on_one("You said:", said, width) if text.strip() else ["You said nothing."]


def _on_one(head: str, lines: list[str], width: int) -> list[str]:
    """The lines below their head, or beside it where there is one that fits; nothing where there is none."""
    if len(lines) == 1 and len(head) + 1 + len(lines[0].strip()) <= width:
        return [f"{head} {lines[0].strip()}"]
    return [head, *lines] if lines else []


def judged_lines(points: Iterable[PointReport], mistakes: Sequence[MistakeReport], kind: str, width: int) -> list[str]:
    """The misconceptions that stand first, as the heaviest finding; then the points, and what was taken back."""
    stands = [_mistake(mistake, width) for mistake in mistakes if mistake.status == "stands"]
    withdrawn = [_mistake(mistake, width) for mistake in mistakes if mistake.status != "stands"]
    return [
        line for block in (*stands, *(_point(point, kind, width) for point in points), *withdrawn) for line in block
    ]


def _point(point: PointReport, kind: str, width: int) -> list[str]:
    about = f" ({plain_line(point.about)})" if point.about else ""
    must = ", a must" if point.must else ""
    what = f"{became(point, kind)}{objection(point, 'you')}: {plain_line(point.name)}{must}{about}"
    return [*wrapped(what, width, rest="  "), *_quoted(point.quote, width)]


def _mistake(mistake: MistakeReport, width: int) -> list[str]:
    about = f" ({plain_line(mistake.about)})" if mistake.about else ""
    what = f"{mistaken(mistake)}{objection(mistake, 'you')}: {mistake.name}{about}"
    correction = wrapped(plain_line(mistake.correction), width, "  ") if mistake.correction else []
    return [*wrapped(what, width, rest="  "), *_quoted(mistake.quote, width), *correction]


def _quoted(quote: str, width: int) -> list[str]:
    return wrapped(f"you said: “{quote}”", width, "  ") if quote else []


def _evidence(item: ItemReport, width: int) -> list[str]:
    """The run that shows the answer, as a command, and what it gave."""
    return [
        *(wrapped(f"Not checked live: {item.unchecked}", width) if item.unchecked else []),
        *(["See it live:", f"  {item.evidence}"] if item.evidence else []),
        *(f"  {measured}" for measured in item.measured),
    ]
