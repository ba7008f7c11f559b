"""Folders that are watched: every way in which an editor saves is seen, and what cannot be watched is no error."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizapp.workspace.watching import Watch

PATIENCE = 5.0  # seconds


def until_changed(watch: Watch, path: Path) -> None:
    """Wait until `path` is told of."""
    deadline = time.monotonic() + PATIENCE
    while path not in watch.changed():
        assert time.monotonic() < deadline, f"{path} was never told of"
        time.sleep(0.01)


def save_in_place(deck: Path) -> None:
    deck.write_text("new", encoding="utf-8")


def save_by_rename(deck: Path) -> None:
    other = deck.with_name("passing")
    other.write_text("new", encoding="utf-8")
    other.replace(deck)


def save_beside_a_backup(deck: Path) -> None:
    deck.replace(deck.with_name("deck.md~"))
    deck.write_text("new", encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one deck."""
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "deck.md").write_text("old", encoding="utf-8")
    return folder


@pytest.fixture
def watch(folder: Path) -> Iterator[Watch]:
    watch = Watch([folder])
    yield watch
    watch.close()


@pytest.mark.parametrize("save", [save_in_place, save_by_rename, save_beside_a_backup, Path.unlink])
def test_however_an_editor_saves_it_is_seen(folder: Path, watch: Watch, save: Callable[[Path], object]) -> None:
    save(folder / "deck.md")
    until_changed(watch, folder / "deck.md")


def test_folders_below_are_watched_too(folder: Path, watch: Watch) -> None:
    (folder / "more").mkdir()
    until_changed(watch, folder / "more")
    (folder / "more" / "deck.md").write_text("x", encoding="utf-8")
    until_changed(watch, folder / "more" / "deck.md")


def test_what_editors_keep_for_themselves_is_not_told_of(folder: Path, watch: Watch) -> None:
    for name in (".deck.md.swp", "deck.md~", "deck.md"):
        (folder / name).write_text("x", encoding="utf-8")
    seen: set[Path] = set()
    deadline = time.monotonic() + PATIENCE
    while folder / "deck.md" not in seen and time.monotonic() < deadline:
        seen |= watch.changed()
    assert seen == {folder / "deck.md"}


def test_what_cannot_be_watched_never_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Watch([tmp_path / "nowhere"]).changed() == frozenset()

    def refuse(*_: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr("watchfiles._rust_notify.RustNotify", refuse)
    watch = Watch([tmp_path])
    (tmp_path / "deck.md").write_text("x", encoding="utf-8")
    assert watch.changed() == frozenset()
    watch.close()


def test_a_closed_watch_tells_of_nothing(folder: Path, watch: Watch) -> None:
    watch.close()
    os.utime(folder / "deck.md")
    assert watch.changed() == frozenset()
    watch.close()
