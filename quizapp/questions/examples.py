"""A first question of each kind, complete and passing, for an author to change; and how it gets into a deck."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from quizapp.errors import ContentError
from quizapp.questions.codes import did_you_mean
from quizapp.questions.decks import parse_deck
from quizapp.questions.ids import mint_id
from quizapp.questions.kind import Kind, all_kinds
from quizapp.questions.tidy import ordered

_COMMENT = re.compile(r"<!-- q (.*?)-->\n")
_PLAIN = re.compile(r"(?!(?:null|true|false)$)[A-Za-z][\w /-]*", re.IGNORECASE)


def example(kind: str, title: str = "") -> str:
    """The Markdown of a question of the `kind`, made from its first sample, with a new id and the `title` if given.

    Raises `ContentError` for a kind that there is not, and for a text that cannot be a title.
    """
    kinds = all_kinds()
    if kind not in kinds:
        raise ContentError(f"There is no kind “{kind}”; {did_you_mean(kind, kinds)}")
    heading, body = kinds[kind].samples[0].markdown.split("\n", 1)
    comment = _COMMENT.match(body)
    attributes = comment.group(1) if comment else "level=mid points=1 time=60s"
    rest = body[comment.end() :] if comment else body
    text = f"{f'## {title}' if title else heading}\n{ordered(attributes, mint_id())}\n{rest.rstrip()}\n"
    if title and [question.title for question in parse_deck(text, Path("example.md")).questions] != [title]:
        raise ContentError(f"{title[:60]!r} cannot be a title: it is one line of text, without # at its end.")
    return text


def summaries() -> Mapping[str, str]:
    """What each kind is, in one line, by its name."""
    return {name: _summary(kind) for name, kind in all_kinds().items()}


def front_matter(name: str) -> str:
    """The start of a new deck in a file that is called `name`, without its ending."""
    title = " ".join(re.split(r"[-_\s]+", name)).strip().capitalize() or name
    return f"---\ndeck: {_quoted(name)}\ntitle: {_quoted(title)}\ndefaults: {{level: mid, points: 1, time: 60s}}\n---\n"


def with_question(deck: bytes, path: Path, question: str) -> bytes:
    """The deck in `deck`, named after `path`, with `question` below its last one. Not a byte of it is changed.

    Raises `ContentError`, with the first problem, where the new question would not be read.
    """
    end = b"\r\n" if b"\r\n" in deck else b"\n"
    gap = b"" if not deck else end if deck.endswith((b"\n", b"\r")) else end * 2
    longer = deck + gap + question.encode("utf-8").replace(b"\n", end)
    read = parse_deck(longer, path)
    (new,) = parse_deck(question, path).questions
    if new.id not in {found.id for found in read.questions}:
        problem = next((str(found) for found in read.problems if found.severity == "error"), str(path))
        raise ContentError(f"Nothing was added: the deck must be mended first.\n{problem}")
    return longer


def _summary(kind: Kind) -> str:
    """The first line of the module that the kind is in."""
    lines = (sys.modules[kind.read.__module__].__doc__ or "").strip().splitlines()
    return lines[0] if lines else "this kind says nothing of itself"


def _quoted(text: str) -> str:
    """`text` as YAML reads it."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
