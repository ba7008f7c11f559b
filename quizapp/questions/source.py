"""One file as text: read with limits, kept by lines, every place in it found again by line and column."""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from pathlib import Path

from quizapp.questions.model import Place, Problem

MAX_BYTES = 4_000_000


@dataclass(slots=True)
class Report:
    """The problems found so far. `failed` says whether one of them is an error."""

    items: list[Problem] = field(default_factory=list)

    def error(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """Something because of which the question (or the deck) is left out."""
        self.items.append(Problem(place, code, _one_line(message), hint))

    def warn(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """Something that works, and should be mended all the same."""
        self.items.append(Problem(place, code, _one_line(message), hint, "warning"))

    @property
    def failed(self) -> bool:
        """Whether there is an error among the problems."""
        return any(problem.severity == "error" for problem in self.items)


def _one_line(message: str) -> str:
    """`message` on one line of printable characters: it may quote anything that stands in a file."""
    printable = "".join(char if char.isprintable() else " " for char in message)
    return " ".join(printable.split())


@dataclass(frozen=True, slots=True)
class Source:
    """A file and its lines, without line ends. Line numbers in here count from 0; places count from 1."""

    path: Path
    lines: tuple[str, ...]

    @classmethod
    def of(cls, text: str, path: Path) -> Source:
        """The lines of `text`: any line end is one, and a byte-order mark is dropped."""
        plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        return cls(path, tuple(plain.split("\n")))

    def text(self, first: int = 0, last: int | None = None) -> str:
        """The lines from `first` up to, and without, `last`."""
        return "\n".join(self.lines[first:last])

    def trimmed(self, line: int) -> str:
        """The line without the spaces at its end, unless they break it: two or more, before another line of text."""
        content = self.lines[line]
        bare = content.rstrip(" \t")
        following = self.lines[line + 1].strip() if line + 1 < len(self.lines) else ""
        breaks = bare and following and (content.endswith("  ") or bare.endswith("\\"))
        return content if breaks else bare

    def place(self, line: int, needle: str = "") -> Place:
        """Where `needle` stands in `line`, or the first character of the line that is no space."""
        content = self.lines[line] if 0 <= line < len(self.lines) else ""
        column = content.find(needle) if needle else -1
        if column < 0:
            column = len(content) - len(content.lstrip())
        return Place(self.path, line + 1, column + 1)

    def find(self, first: int, last: int, needle: str) -> Place:
        """The first place of `needle` in the lines from `first` up to `last`, or the start of `first`."""
        for line in range(first, min(last, len(self.lines))):
            if needle in self.lines[line]:
                return self.place(line, needle)
        return self.place(first)


def read_source(path: Path) -> Source | Problem:
    """The file as text, or why it cannot be: too large, unreadable, not UTF-8, NUL bytes, empty."""
    data = read_data(path)
    return data if isinstance(data, Problem) else decode(data, path)


def read_data(path: Path) -> bytes | Problem:
    """The bytes of a file, or why they cannot be read: it is too large, or no file that one may read."""
    start = Place(path, 1)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Problem(start, "M102", "this is not a regular file", "a deck is a plain Markdown file")
        if status.st_size > MAX_BYTES:
            return _too_large(start, status.st_size)
        return path.read_bytes()
    except OSError as error:
        return Problem(
            start,
            "M102",
            f"the file cannot be read: {error.strerror or error}",
            "check that it is there, and its permissions",
        )


def decode(data: bytes, path: Path) -> Source | Problem:
    """The text of a deck's bytes, or the problem that keeps it from being read."""
    start = Place(path, 1)
    if len(data) > MAX_BYTES:
        return _too_large(start, len(data))
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        return Problem(start, "M106", "the file is empty", "a deck starts with a title and a `## ` question")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(start, "M101", "the file is UTF-16", "save it as UTF-8")
    if b"\0" in data:
        offset = data.index(b"\0")
        return Problem(
            _place_of(data, offset, path), "M104", f"byte {offset} is NUL: this is not text", "save it as UTF-8"
        )
    try:
        return Source.of(data.decode("utf-8"), path)
    except UnicodeDecodeError as error:
        place = _place_of(data, error.start, path)
        message = f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8"
        return Problem(place, "M101", message, "save the file as UTF-8")


def _too_large(start: Place, size: int) -> Problem:
    message = f"the file has {size / 1e6:.0f} MB; a deck has at most {MAX_BYTES / 1e6:.0f} MB"
    return Problem(start, "M105", message, "split it into several decks")


def _place_of(data: bytes, offset: int, path: Path) -> Place:
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line_start = before.rfind(b"\n") + 1
    return Place(path, before.count(b"\n") + 1, len(before[line_start:].decode("utf-8", "replace")) + 1)
