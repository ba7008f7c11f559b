"""Drafts: questions that are being written, each in a file beside the decks, from the first letter on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from quizapp.errors import ContentError
from quizapp.questions.ids import mint_id

UNNAMED = "a question without a title"
DELETED = "_deleted.md"

_NAME = re.compile(r"([a-z_]+)-[0-9a-z]{8}\.md")
_TITLE = re.compile(r"^## +(\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A question that is not in a deck yet. `kind` is the one that it was begun as."""

    path: Path
    kind: str
    title: str


def drafts(folder: Path) -> tuple[Draft, ...]:
    """The drafts in `folder`, the latest first. What cannot be read is none."""
    files = sorted((path for path in _files(folder) if _NAME.fullmatch(path.name)), key=_changed, reverse=True)
    return tuple(map(draft_at, files))


def draft_at(path: Path) -> Draft:
    """The draft at `path`, which need not be there yet."""
    title = _TITLE.search(text_of(path))
    return Draft(path, path.stem.rpartition("-")[0], title.group(1) if title else UNNAMED)


def text_of(path: Path) -> str:
    """What the draft says; nothing where it is not there."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def new_draft(folder: Path, kind: str) -> Path:
    """Where a new draft of this `kind` will be kept; nothing is written."""
    return folder / f"{kind}-{mint_id()}.md"


def keep(path: Path, text: str) -> None:
    """Write the draft, whole or not at all. Raises `ContentError`."""
    part = path.with_name(f"_{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8", errors="replace", newline="")
        part.replace(path)
    except OSError as error:
        said = f"{path} cannot be written: {error.strerror}. What you typed is only on the screen."
        raise ContentError(said) from error


def discard(path: Path) -> None:
    """Put the draft aside: it can be brought back until the next one is discarded. Raises `ContentError`."""
    try:
        path.replace(path.with_name(DELETED))
    except OSError as error:
        raise ContentError(f"{path} cannot be deleted: {error.strerror}.") from error


def bring_back(path: Path) -> None:
    """Undo the last `discard`, which was of `path`. Raises `ContentError`."""
    try:
        path.with_name(DELETED).replace(path)
    except OSError as error:
        raise ContentError(f"{path} cannot be brought back: {error.strerror}.") from error


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:  # it went away meanwhile
        return 0


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
