"""Tidying a deck: ids where none is, attributes in one order, no stray spaces. Every other byte stays as it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizapp.questions.attributes import KNOWN, PAIR
from quizapp.questions.body import attribute_comment, canonical_fence
from quizapp.questions.decks import parse_deck
from quizapp.questions.ids import StandIns
from quizapp.questions.model import Deck, Problem
from quizapp.questions.prose import spans
from quizapp.questions.sections import Part, block_tokens, outline
from quizapp.questions.source import Report, Source, decode

# What hides the rest of a file, so that nobody can say what is a question in it: such a deck is left alone.
_HIDING = frozenset({"M103", "M108", "M109"})
_LITERAL = frozenset({"fence", "code_block", "html_block", "front_matter"})

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_MARKER = re.compile(r"[ \t>]*(?:[-*+>]|[0-9]{1,9}[.)])[ \t]*")  # of a list or a quote, with nothing behind it
_ID = re.compile(rb"<!--\s*q(?![\w-])[^>]{0,2000}?(?<![\w-])id\s*=\s*([0-9a-z]{8})(?![0-9a-z])")
_OPENING = re.compile(r"\s*<!--\s*q(?![\w-])")


@dataclass(frozen=True, slots=True)
class Tidied:
    """The bytes of a tidied deck, the ids that are new in it, and what an author must mend instead.

    A deck whose questions cannot be told apart is left as it is, and `problems` says why; an id that is malformed or
    stands twice stays, and is among the `problems` too.
    """

    data: bytes
    minted: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Lines:
    """The lines of a file while it is tidied, and how each ends."""

    texts: list[str]
    ends: list[str]

    @classmethod
    def of(cls, text: str) -> _Lines:
        matches = list(_LINE.finditer(text))
        if len(matches) > 1 and not matches[-1].group() and not matches[-2].group(2):
            matches.pop()  # the empty match behind a last line without an end
        return cls([match.group(1) for match in matches], [match.group(2) for match in matches])

    @property
    def usual_end(self) -> str:
        """How lines end in this file, where there is a line to go by."""
        return next((end for end in self.ends if end), "\n")

    def parts_ends(self, line: int) -> bool:
        """Whether the ends of this line and of the one above would be read as one, were there nothing between."""
        return self.ends[line - 1 : line] == ["\r"] and self.ends[line] == "\n"

    def insert_below(self, line: int, text: str) -> None:
        """Put `text` on a line of its own below `line`. The numbers of lines stay."""
        end = self.ends[line] or self.usual_end
        self.texts[line] += end + text

    def joined(self, where: range) -> str:
        """The lines `where`, without the last line end."""
        ends = [*self.ends[where.start : where.stop - 1], ""]
        return "".join(text + end for text, end in zip(self.texts[where.start : where.stop], ends, strict=True))

    def replace(self, where: range, text: str) -> None:
        """Put `text` in the place of the lines `where`. The numbers of lines stay."""
        self.ends[where.start] = self.ends[where.stop - 1]
        self.texts[where.start] = text
        for number in where[1:]:
            self.texts[number] = self.ends[number] = ""

    def close(self, first_spare: int) -> None:
        """End the file with one line end, without the lines from `first_spare` on."""
        del self.texts[first_spare:], self.ends[first_spare:]
        self.ends[-1] = self.ends[-1] or self.usual_end

    def text(self) -> str:
        return "".join(text + end for text, end in zip(self.texts, self.ends, strict=True))


def tidy(data: bytes, path: Path, taken: Collection[str] = ()) -> Tidied:
    """The deck in `data`, tidied; `path` names it, and no new id is one that is `taken`.

    Tidying twice is tidying once. What the questions say and how they are graded stays, and so do line ends, comments
    and a byte-order mark.
    """
    source = decode(data, path)
    if isinstance(source, Problem):
        return Tidied(data, problems=(source,))
    report = Report()
    parts = outline(source, report)
    hiding = tuple(problem for problem in report.items if problem.code in _HIDING)
    if hiding:
        return Tidied(data, problems=hiding)
    text = data.decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = _Lines.of(text.removeprefix(mark))
    deck = parse_deck(data, path)
    literal = _trim(source, lines)
    minted = tuple(_identify(parts.questions, deck, lines, taken))
    lines.close(1 + max((number for number, line in enumerate(lines.texts) if line or number in literal), default=0))
    unmended = tuple(problem for problem in deck.problems if problem.code in {"Q301", "Q303"})
    return Tidied((mark + lines.text()).encode("utf-8"), minted, unmended)


def ids_in(data: bytes) -> frozenset[str]:
    """What the attribute comments of a deck give as ids. Reads nothing else, so that it is quick."""
    return frozenset(found.decode("ascii") for found in _ID.findall(data))


def _trim(source: Source, lines: _Lines) -> frozenset[int]:
    """Take the spaces off the ends of lines, and out of the names of fences; return the lines that are left alone."""
    literal: set[int] = set()
    for token in block_tokens(source):
        if token.type in _LITERAL and token.map:
            literal.update(range(*token.map))
            if token.type == "fence":
                first = token.map[0]
                lines.texts[first] = canonical_fence(lines.texts[first])
    literal |= _spanned(source)
    for number in set(range(len(lines.texts))) - literal:
        text = lines.texts[number]
        bare = text.rstrip(" \t") if _HEADING.match(text) else source.trimmed(number)
        if not _MARKER.fullmatch(text) and (bare or not lines.parts_ends(number)):
            lines.texts[number] = bare
    return frozenset(literal)


def _spanned(source: Source) -> set[int]:
    """The lines whose end is inside of code or of maths."""
    text = source.text()
    found: set[int] = set()
    line = counted = 0
    for span in spans(text):
        line += text.count("\n", counted, span.start)
        counted = span.start
        found.update(range(line, line + text.count("\n", span.start, span.end)))
    return found


def _identify(questions: Sequence[Part], deck: Deck, lines: _Lines, taken: Collection[str]) -> Iterator[str]:
    """Put the attributes of each question in order, an id among them; the new ids."""
    comments = [attribute_comment(part) for part in questions]
    here = {value for comment, _ in comments for name, value in PAIR.findall(comment or "") if name == "id"}
    usual = {q.place.line - 1: q.id for q in deck.questions if not (q.minted or q.id in taken)}
    stand_ins = StandIns(deck.name, {*here, *taken, *usual.values()})
    for part, (comment, where) in zip(questions, comments, strict=True):
        new = ""
        if "id" not in dict(PAIR.findall(comment or "")):
            # The id that the question goes by already, so that what was answered so far stays with it.
            new = usual.get(part.line) or stand_ins.next(part.heading)
            yield new
        if comment is None:
            lines.insert_below(part.line, f"<!-- q id={new} -->")
        else:
            lines.replace(where, ordered(comment, new) or _with_id(lines.joined(where), new))


def ordered(comment: str, new_id: str = "") -> str:
    """The attribute comment on one line, in order; empty where it holds something that is no attribute.

    `comment` is its inside, behind the `q`. A new id is put into it, if there is one.
    """
    pairs = PAIR.findall(comment)
    if PAIR.sub("", comment).strip() or len(dict(pairs)) < len(pairs) or set(dict(pairs)) - set(KNOWN):
        return ""
    values = dict(pairs) | ({"id": new_id} if new_id else {})
    return f"<!-- q {' '.join(f'{name}={values[name]}' for name in KNOWN if name in values)} -->"


def _with_id(written: str, new_id: str) -> str:
    """The comment as it is `written`, with the new id if there is one."""
    return _OPENING.sub(lambda opening: f"{opening.group()} id={new_id}", written, count=1) if new_id else written
