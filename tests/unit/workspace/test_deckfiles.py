"""Deck files are written whole or not at all."""

import os
from pathlib import Path

import pytest

from quizapp.errors import ContentError
from quizapp.workspace.deckfiles import write_deck


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    return path


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_the_permissions_stay(deck: Path) -> None:
    write_deck(deck, b"new", known=b"old")
    assert (deck.read_bytes(), deck.stat().st_mode & 0o777) == (b"new", 0o640)
    assert names(deck.parent) == {"deck.md"}


def test_a_new_file_has_those_of_any_new_file(tmp_path: Path) -> None:
    write_deck(tmp_path / "new.md", b"new", known=None)
    (tmp_path / "usual").touch()
    assert (tmp_path / "new.md").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_link_stays_one_and_the_file_behind_it_changes(deck: Path) -> None:
    link = deck.with_name("link.md")
    link.symlink_to(deck)
    write_deck(link, b"new", known=b"old")
    assert link.is_symlink()
    assert deck.read_bytes() == b"new"


def test_what_somebody_else_wrote_meanwhile_stays(deck: Path) -> None:
    with pytest.raises(ContentError, match="changed meanwhile"):
        write_deck(deck, b"new", known=b"older")
    with pytest.raises(ContentError, match="changed meanwhile"):
        write_deck(deck, b"new", known=None)
    assert deck.read_bytes() == b"old"


def test_a_read_only_file_stays(deck: Path) -> None:
    deck.chmod(0o440)
    with pytest.raises(ContentError, match="read-only"):
        write_deck(deck, b"new", known=b"old")
    assert deck.read_bytes() == b"old"


def test_a_disk_that_is_full_costs_nothing(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ContentError, match="No space left on device"):
        write_deck(deck, b"new", known=b"old")
    assert (deck.read_bytes(), names(deck.parent)) == (b"old", {"deck.md"})


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="No such file"):
        write_deck(tmp_path / "no" / "deck.md", b"new", known=None)
