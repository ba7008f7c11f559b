"""Where the bundled decks are, and what tells that a glossary has changed."""

from __future__ import annotations

from pathlib import Path

GLOSSARY = "glossary.yaml"

PACKAGE = Path(__file__).resolve().parents[1]


def bundled_decks() -> Path:
    """The decks that come with quizapp, with their glossary: inside an installed package, beside it in a checkout."""
    inside = PACKAGE / "bundled"
    return inside if inside.is_dir() else PACKAGE.parent / "content"


def glossary_stamp(folder: Path) -> int:
    """A number that changes when a glossary does which the decks of `folder` read: the bundled one, or their own."""
    files = dict.fromkeys((bundled_decks() / GLOSSARY, folder / GLOSSARY))
    return sum((place + 1) * part for place, file in enumerate(files) for part in file_stamp(file))


def file_stamp(file: Path) -> tuple[int, int]:
    """The time of change in ns and the size of a file; -1 each where there is none."""
    try:
        status = file.stat()
    except OSError:
        return -1, -1
    return status.st_mtime_ns, status.st_size
