"""`doctor`: what it finds, and how it mends a damaged file."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.store import Store
from quizapp.workspace.places import Places

from .conftest import Ran

Quiz = Callable[..., Ran]


def line(ran: Ran, about: str) -> str:
    (found,) = [line for line in ran.out.split("\n") if line[2:].startswith(f"{about}: ")]
    return found


def damage(path: Path) -> None:
    path.write_bytes(b"garbage" * 1000)


def test_a_sound_machine_passes_every_check(quiz: Quiz) -> None:
    ran = quiz("doctor")
    assert ran.code == 0
    assert "✗" not in ran.out
    assert line(ran, "decks") == "✓ decks: 4 questions in 1 deck"
    assert "started and ran decay_step in " in line(ran, "engine")


@pytest.mark.usefixtures("down")
def test_an_engine_that_is_down_is_found(quiz: Quiz) -> None:
    ran = quiz("doctor")
    assert ran.code == 1
    assert line(ran, "engine") == "✗ engine: torch is not installed."


def test_a_home_that_cannot_be_made_is_found(quiz: Quiz, home: Path) -> None:
    home.write_text("a file, not a folder")
    ran = quiz("doctor")
    assert ran.code == 1
    assert line(ran, "data folder").startswith(f"✗ data folder: {home} cannot be written: ")


def test_a_broken_deck_is_found(quiz: Quiz, home: Path) -> None:
    (home.parent / "decks" / "broken.md").write_text("## No answer at all\n<!-- q id=yyyy8888 -->\n")
    ran = quiz("doctor")
    assert ran.code == 1
    assert line(ran, "decks").startswith("✗ decks: 4 questions in 2 decks, ")


def test_a_damaged_file_is_offered_its_backup_and_left_alone(quiz: Quiz, home: Path) -> None:
    quiz("practice", "--plain", "--kind", "choice", lines="b\n")
    damage(Places(home).store)
    ran = quiz("doctor")
    assert ran.code == 1
    assert line(ran, "your file").startswith("✗")
    assert "`quizapp doctor --restore` puts quizapp-" in ran.out
    assert Places(home).store.read_bytes().startswith(b"garbage")


def test_a_file_of_a_newer_quizapp_is_not_offered_what_would_lose_answers(quiz: Quiz, home: Path) -> None:
    quiz("practice", "--plain", "--kind", "choice", lines="b\n")
    with closing(sqlite3.connect(Places(home).store)) as raw, raw:
        raw.execute("PRAGMA user_version = 99")
    ran = quiz("doctor")
    assert ran.code == 1
    assert "newer quizapp" in line(ran, "your file")
    assert "Its newest backup is " in line(ran, "your file")
    assert "--restore" not in ran.out
    assert quiz("doctor", "--restore").code == 1


def test_a_file_that_can_only_be_read_is_found(quiz: Quiz, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quiz("practice", "--plain", "--kind", "choice", lines="b\n")
    monkeypatch.setattr("os.access", lambda *_: False)  # permissions mean nothing to root
    ran = quiz("doctor")
    assert ran.code == 1
    assert line(ran, "your file") == f"✗ your file: {Places(home).store} cannot be written"


def test_restore_puts_the_backup_in_place_and_keeps_the_damaged_file(quiz: Quiz, home: Path) -> None:
    quiz("practice", "--plain", "--kind", "choice", lines="b\n")
    damage(Places(home).store)
    ran = quiz("doctor", "--restore")
    assert ran.code == 0
    assert "is in place as" in ran.err
    assert "The damaged file is kept as" in ran.err
    assert line(ran, "your file").endswith(", 1 answer")
    (kept,) = home.glob("quizapp.db.damaged-*")
    assert kept.read_bytes().startswith(b"garbage")


def test_cards_that_disagree_with_the_log_are_found_and_made_again(quiz: Quiz, home: Path) -> None:
    quiz("practice", "--plain", "--kind", "choice", lines="b\n")
    with closing(sqlite3.connect(Places(home).store)) as raw, raw:
        raw.execute("UPDATE cards SET card = '{}'")
    ran = quiz("doctor")
    assert ran.code == 1
    assert line(ran, "your file").startswith("✗")
    assert "makes the cards again from the log" in ran.out
    ran = quiz("doctor", "--restore")
    assert ran.code == 0
    assert "made again from it: 1 card." in ran.err


def test_restore_leaves_a_sound_file_alone(quiz: Quiz, home: Path) -> None:
    quiz("practice", "--plain", "--kind", "choice", lines="b\n")
    before = Places(home).store.read_bytes()
    ran = quiz("doctor", "--restore")
    assert "is not damaged: nothing was restored." in ran.err
    assert Places(home).store.read_bytes() == before


def test_restore_refuses_a_file_that_is_open_elsewhere(quiz: Quiz, home: Path) -> None:
    with Store.open(Places(home).store, now=datetime.now(UTC)):
        ran = quiz("doctor", "--restore")
    assert ran.code == 1
    assert "already open in another quizapp" in ran.err


def test_restore_without_any_file_says_so(quiz: Quiz, home: Path) -> None:
    assert "no backup: nothing to restore" in quiz("doctor", "--restore").err
    assert not Places(home).store.exists()
