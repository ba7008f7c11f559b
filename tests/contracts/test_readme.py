"""The README tells the truth: its pictures are the tests' frames, its question parses, its map is the tree."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from quizapp.engine import catalogue
from quizapp.engine.proving import check_call
from quizapp.questions import Library, parse_deck
from quizapp.workspace.places import bundled_decks

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PICTURE = re.compile(r"<!-- frame (\S+) -->\n```\n(.*?)```\n", re.DOTALL)


def frames() -> list[str]:
    return [name for name, _ in PICTURE.findall(README.read_text(encoding="utf-8"))]


def test_there_are_pictures() -> None:
    assert len(frames()) == 8


@pytest.mark.parametrize("name", frames())
def test_the_pictures_are_frames_of_the_tests(name: str) -> None:
    text, now = README.read_text(encoding="utf-8"), (ROOT / f"tests/tui/frames/{name}.txt").read_text(encoding="utf-8")
    if os.environ.get("UPDATE_FRAMES"):
        marker = f"<!-- frame {name} -->\n```\n"
        start = text.index(marker) + len(marker)
        text = text[:start] + now + text[text.index("```\n", start) :]
        README.write_text(text, encoding="utf-8")
    assert dict(PICTURE.findall(text))[name] == now


def test_the_question_of_the_two_minutes_parses_without_a_word() -> None:
    block = re.search(r"   ````markdown\n(.*?)   ````", README.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    deck = "".join(line[3:] or "\n" for line in block.group(1).splitlines(keepends=True))
    parsed = parse_deck(deck, Path("mine.md"), check_call)
    assert parsed.problems == ()
    assert [question.kind for question in parsed.questions] == ["numeric"]


def test_the_map_names_every_package() -> None:
    there = {f"quizapp/{path.name}/" for path in (ROOT / "quizapp").iterdir() if (path / "__init__.py").exists()}
    assert there == set(re.findall(r"^(quizapp/\w+/) ", README.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_changelog_counts_the_bank() -> None:
    entries = Library.open([bundled_decks()], None, check_call).entries
    said = re.search(r"(\d+) questions on .*?, (\d+) of them", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert said is not None
    assert (int(said[1]), int(said[2])) == (len(entries), sum(entry.live for entry in entries))


def test_the_changelog_counts_the_demos() -> None:
    said = re.search(r"(\d+) demos, from", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert said is not None
    assert int(said[1]) == len(catalogue.names())
