from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from quizapp.errors import StoreDamagedError, StoreReadOnlyError
from quizapp.store import Store, newest_backup, restore
from quizapp.store.backups import back_up, backups

from .conftest import NOW, answer, fingerprint


def names(path):
    return sorted(backup.name for backup in backups(path))


def test_closing_leaves_one_backup_a_day(path):
    for day in (0, 0, 1):
        with Store.open(path, now=NOW + timedelta(days=day)) as store:
            store.record(answer(f"q{len(store.cards())}"))
    assert names(path) == ["quizapp-2026-03-01.db", "quizapp-2026-03-02.db"]
    assert newest_backup(path).name == "quizapp-2026-03-02.db"


def test_an_empty_log_is_not_worth_a_backup(path):
    Store.open(path, now=NOW).close()
    assert newest_backup(path) is None


def test_a_backup_holds_what_was_recorded_while_the_file_is_open(store):
    store.record(answer())
    backup = store.back_up(NOW)
    store.record(answer("q2"))
    with Store.open(backup, now=NOW, read_only=True) as copy:
        assert set(copy.cards()) == {"q1"}
        assert copy.verify() == []


def test_a_backup_is_one_file_whole_in_itself(store):
    store.record(answer())
    backup = store.back_up(NOW)
    assert [file.name for file in backup.parent.iterdir()] == [backup.name]
    with closing(sqlite3.connect(backup)) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_rotation_keeps_ten_days_and_eight_weeks(store):
    store.record(answer())
    for day in range(100):
        store.back_up(NOW + timedelta(days=day))
    days = [name[8:18] for name in names(store.path)]
    assert days[-10:] == [str((NOW + timedelta(days=day)).date()) for day in range(90, 100)]
    # NOW is a Sunday, the last day of its week: day 98 is one too, and 99 the Monday that follows.
    sundays = [str((NOW + timedelta(days=day)).date()) for day in range(56, 91, 7)]
    assert days[:-10] == sundays


def test_rotation_leaves_alone_what_it_did_not_make(store):
    store.record(answer())
    folder = store.back_up(NOW).parent
    kept = [folder / "quizapp-2020-01-01-v1.db", folder / "quizapp-mine.db", folder / "other-2020-01-01.db"]
    for file in kept:
        file.write_bytes(b"")
    for day in range(12):
        store.back_up(NOW + timedelta(days=day))
    assert all(file.exists() for file in kept)


def test_a_damaged_file_makes_no_backup_and_loses_none(path):
    with Store.open(path, now=NOW) as store:
        for index in range(60):
            store.record(answer(f"q{index}"))
    before = names(path)
    whole = bytearray(path.read_bytes())
    whole[8192:20480] = b"\xa5" * (20480 - 8192)
    path.write_bytes(whole)
    with pytest.raises(StoreDamagedError, match="not backed up") as caught:
        back_up(path, NOW + timedelta(days=1))
    assert caught.value.backup == newest_backup(path)
    assert names(path) == before
    assert [file.name for file in (path.parent / "backups").iterdir()] == before


def test_a_backup_that_cannot_be_written_is_said_and_the_file_closes(path):
    store = Store.open(path, now=NOW)
    store.record(answer())
    (path.parent / "backups").write_text("in the way")
    with pytest.raises(StoreReadOnlyError, match="backup"):
        store.close()
    (path.parent / "backups").unlink()
    with Store.open(path, now=NOW) as again:
        assert set(again.cards()) == {"q1"}


def test_restoring_brings_the_backup_and_keeps_the_damaged_file(path):
    with Store.open(path, now=NOW) as store:
        store.record(answer())
    os.truncate(path, 5000)
    path.with_name("quizapp.db-wal").write_bytes(b"its log")
    damage = fingerprint(path)
    with pytest.raises(StoreDamagedError) as caught:
        Store.open(path, now=NOW)
    aside = restore(path, caught.value.backup, NOW)
    assert fingerprint(aside) == damage
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"its log"
    assert caught.value.backup.exists()
    with Store.open(path, now=NOW) as store:
        assert set(store.cards()) == {"q1"}
        store.record(answer("q2"))


def test_restoring_what_is_not_there_changes_nothing(path):
    with Store.open(path, now=NOW) as store:
        store.record(answer())
    before = fingerprint(path)
    with pytest.raises(StoreReadOnlyError, match="could not be put"):
        restore(path, path.parent / "backups" / "gone.db", NOW)
    assert fingerprint(path) == before
