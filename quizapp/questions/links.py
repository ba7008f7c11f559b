"""Links in a deck: whether the question, the deck or the file is there that each of them points to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from quizapp.questions.model import Place, Problem
from quizapp.questions.prose import outside
from quizapp.questions.source import Source, read_source

# A link or a picture, and a line that defines a link by name. `]](` closes a gap, `[x](` could be no box.
_TARGET = r"\(\s*(?:<([^<>\n]*)>|([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*))"
_INLINE = re.compile(r"(?<![\]\\])\]" + _TARGET)
_NAMED = re.compile(r"^ {0,3}\[[^\[\]\n]{1,200}\]:[ \t]+<?([^\s<>]+)", re.MULTILINE)
_WHOLE = re.compile(r"(?<![\]\\!])\[([^\[\]]+)\]" + _TARGET + r"[^\n()]*\)")
_UNNAMED = re.compile(r"\[q\]\(([^()#\s]*)#([^()\s]*)\)")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(\S.*?)[ \t]*(?:(?<=[ \t])#+[ \t]*)?$", re.MULTILINE)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/")  # a URL, or a path from the root of the site
_MARKS = re.compile(r"\[([^\[\]]*)\]\([^()]*\)|(?<!\w)[*_]+(?=\w)|(?<=\w)[*_]+(?!\w)")

_MOST_COMPARED = 500  # names among which a near one is looked for


@dataclass(frozen=True, slots=True)
class Link:
    """A link to `target`, which is a path, `#slug`, or both, and where it stands."""

    target: str
    place: Place


def slug(title: str) -> str:
    """The anchor of a heading as code hosts make it: lower case, spaces to hyphens, without punctuation."""
    plain = _MARKS.sub(r"\1", title).strip().lower()
    return "".join("-" if char == " " else char for char in plain if char in " -" or _in_words(char))


def slugs(headings: Iterable[str]) -> list[str]:
    """The anchor of each heading of a page: the second of two alike ends in `-1`."""
    taken: dict[str, int] = {}
    found = []
    for heading in headings:
        anchor = base = slug(heading)
        while anchor in taken:
            taken[base] += 1
            anchor = f"{base}-{taken[base]}"
        taken[anchor] = 0
        found.append(anchor)
    return found


def link_problems(file: Path) -> list[Problem]:
    """Every link in the deck `file` whose target is not there. Looks at the files beside it, too.

    A file that cannot be read has no links.
    """
    source = read_source(file)
    if isinstance(source, Problem):
        return []
    return [problem for link in links_in(source) if (problem := _problem(link, file))]


def links_in(source: Source) -> Iterator[Link]:
    """The links of a deck that lead to a question, a deck or a file of its author's, in order."""
    text = source.text()
    if "](" not in text and "]:" not in text:
        return
    prose = outside(text)
    matches = sorted((*_INLINE.finditer(prose), *_NAMED.finditer(prose)), key=lambda match: match.start())
    line = start = 0
    for match in matches:
        line += prose.count("\n", start, match.start())
        start = match.start()
        target = match.group(match.lastindex or 1).strip()
        if target and not _ELSEWHERE.match(target):
            yield Link(target, source.place(line, target))


def without_links(text: str) -> str:
    """`text` with the words of each link that `links_in` finds in the place of that link."""
    parts, last = [], 0
    for match in _WHOLE.finditer(outside(text)):
        target = match.group(2) or match.group(3) or ""
        if not _ELSEWHERE.match(target):
            parts += [text[last : match.start()], text[slice(*match.span(1))]]
            last = match.end()
    return "".join([*parts, text[last:]])


def with_titles(text: str, file: Path) -> str:
    """`text` of the deck `file` with the title of a question, in quotes, in the place of each link `[q](…)` to it."""

    def title(link: re.Match[str]) -> str:
        there = file.parent / unquote(link.group(1)) if link.group(1) else file
        found = question_slugs(there).get(unquote(link.group(2)).lower())
        return f"“{found}”" if found else link.group()

    return _UNNAMED.sub(title, text)


def question_slugs(file: Path) -> Mapping[str, str]:
    """The titles of the questions in a deck by their anchors, in order; none where it cannot be read."""
    try:
        status = file.stat()
    except (OSError, ValueError):
        return {}
    return _question_slugs(file, (status.st_mtime_ns, status.st_size))


@lru_cache(maxsize=64)
def _question_slugs(file: Path, _stamp: tuple[int, int]) -> Mapping[str, str]:
    source = read_source(file)
    return {} if isinstance(source, Problem) else _titles(source.text())


def _titles(text: str) -> Mapping[str, str]:
    """The titles in `text` by their anchors. Other headings are none, and count where two anchors would be alike."""
    found = [(len(heading.group(1)), text[slice(*heading.span(2))]) for heading in _HEADING.finditer(outside(text))]
    anchors = slugs(title for _, title in found)
    return {anchor: title for anchor, (level, title) in zip(anchors, found, strict=True) if level == 2}


def _problem(link: Link, file: Path) -> Problem | None:
    """What is wrong with `link` in `file`; None where its target is there."""
    path, _, anchor = (unquote(part) for part in link.target.partition("#"))
    there = file.parent / path if path else file
    if not _exists(there):
        hint = _nearest(there.name, _names_beside(there)) or "a path is relative to the folder of the deck"
        return Problem(link.place, "Q316", f"this link leads to {path[:80]!r}, which is not there", hint)
    if not anchor or there.suffix != ".md" or anchor.lower() in question_slugs(there):
        return None
    hint = _nearest(anchor, [*question_slugs(there)]) or "it is a question's title in lower case, with - for each space"
    return Problem(link.place, "Q316", f"no question of {there.name} has the title behind #{anchor[:80]}", hint)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _names_beside(path: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in islice(path.parent.iterdir(), _MOST_COMPARED))
    except (OSError, ValueError):
        return []


def _nearest(name: str, names: Sequence[str]) -> str:
    near = get_close_matches(name[:200], names[:_MOST_COMPARED], n=1)
    return f"did you mean {near[0]}?" if near else ""


def _in_words(char: str) -> bool:
    """Whether an anchor keeps `char`: letters, their marks, digits and the underscore."""
    return char.isalpha() or unicodedata.category(char) in {"Mn", "Mc", "Me", "Nd", "Nl", "Pc"}
