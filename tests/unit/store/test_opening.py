from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quizapp.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreNewerError,
    StoreReadOnlyError,
)
from quizapp.store import Store, newest_backup, opening

from .conftest import NOW, answer, fingerprint


@pytest.fixture
def filled(path) -> Path:
    """A file with 60 answers, closed, with its backup."""
    with Store.open(path, now=NOW) as store:
        for index in range(60):
            store.record(answer(f"q{index}", response="x" * 300))
    return path


def refused(path: Path, kind: type[StoreError], *words: str) -> None:
    """Opening fails in a sentence that holds `words` and names the newest backup; the file stays as it is."""
    before = fingerprint(path)
    for read_only in (False, True):
        with pytest.raises(kind) as caught:
            Store.open(path, now=NOW, read_only=read_only)
        message = str(caught.value)
        assert caught.value.backup == newest_backup(path) is not None
        assert str(path) in message
        for word in (*words, str(caught.value.backup)):
            assert word in message
        assert fingerprint(path) == before


def test_first_use_makes_the_folder_and_the_file(tmp_path):
    path = tmp_path / "a" / "b c#?%" / "quizapp.db"
    with Store.open(path, now=NOW) as store:
        store.record(answer())
    with Store.open(path, now=NOW, read_only=True) as store:
        assert store.card("q1") == '{"reps":1}'


def test_a_first_use_that_was_cut_short_is_no_obstacle(path):
    path.parent.mkdir(parents=True)
    path.with_name("quizapp.db.new").write_bytes(b"half a file")
    with Store.open(path, now=NOW) as store:
        store.record(answer())
    with Store.open(path, now=NOW) as store:
        assert store.verify() == []


def test_a_log_that_outlived_its_file_is_not_played_into_the_new_one(path):
    Store.open(path, now=NOW).close()
    kill_while_writing(path, "INSERT INTO marks VALUES ('q1')")
    path.unlink()
    with Store.open(path, now=NOW) as store:
        assert store.marks() == frozenset()
    assert path.with_name("quizapp.db-wal.orphaned").stat().st_size


def test_the_file_is_written_through(store):
    with closing(sqlite3.connect(store.path)) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert store._connection.value("PRAGMA synchronous") == 2
    assert store._connection.value("PRAGMA foreign_keys") == 1


def test_a_second_writer_is_refused_and_can_read(store):
    store.record(answer())
    with pytest.raises(StoreBusyError, match="already open in another quizapp"):
        Store.open(store.path, now=NOW)
    with Store.open(store.path, now=NOW, read_only=True) as reader:
        assert reader.read_only
        store.record(answer("q2"))
        assert set(reader.cards()) == {"q1", "q2"}
        with pytest.raises(StoreReadOnlyError, match="reading only"):
            reader.record(answer("q3"))
        with pytest.raises(StoreReadOnlyError):
            reader.set_mark("q1", True)
    assert set(store.cards()) == {"q1", "q2"}


def test_the_lock_is_given_back(path):
    Store.open(path, now=NOW).close()
    Store.open(path, now=NOW).close()


def test_the_lock_is_given_back_when_opening_fails(filled):
    data = filled.read_bytes()
    filled.write_bytes(b"")
    with pytest.raises(StoreDamagedError):
        Store.open(filled, now=NOW)
    filled.write_bytes(data)
    Store.open(filled, now=NOW).close()


def test_there_is_nothing_to_read_before_the_first_use(path):
    with pytest.raises(StoreError, match="practise once"):
        Store.open(path, now=NOW, read_only=True)
    assert not path.parent.exists()


@pytest.mark.parametrize("size", [0, 1, 99])
def test_a_file_cut_inside_its_header(filled, size):
    os.truncate(filled, size)
    refused(filled, StoreDamagedError, f"only {size} bytes")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(missing=st.integers(1, 20_000) | st.integers(70_000, 90_000))
@example(missing=1)
@example(missing=54)
def test_a_truncated_file(filled, missing):
    whole = filled.read_bytes()
    try:
        filled.write_bytes(whole[: max(0, len(whole) - missing)])
        refused(filled, StoreDamagedError)
    finally:
        filled.write_bytes(whole)


@pytest.mark.parametrize("garbage", [b"\0" * 8192, b"once upon a time " * 900, os.urandom(8192)])
def test_garbage(filled, garbage):
    filled.write_bytes(garbage)
    refused(filled, StoreDamagedError, "not a quizapp file")


def test_garbage_in_the_middle(filled):
    whole = bytearray(filled.read_bytes())
    whole[8192:40960] = b"\xa5" * (40960 - 8192)
    filled.write_bytes(whole)
    refused(filled, StoreDamagedError, "is damaged")


def test_the_database_of_another_program(filled):
    filled.unlink()
    with closing(sqlite3.connect(filled)) as raw:
        raw.execute("CREATE TABLE moz_places (url TEXT)")
    refused(filled, StoreDamagedError, "another program")


def test_a_table_is_missing(filled):
    with closing(sqlite3.connect(filled)) as raw:
        raw.execute("DROP TABLE marks")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    refused(filled, StoreDamagedError, "lacks the table marks")


def test_a_newer_file(filled):
    with closing(sqlite3.connect(filled)) as raw:
        raw.execute("PRAGMA user_version = 99")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    refused(filled, StoreNewerError, "newer quizapp", "99")


def test_a_newer_version_that_only_the_log_of_a_killed_writer_knows(filled):
    kill_while_writing(filled, "PRAGMA user_version = 99")
    assert filled.with_name("quizapp.db-wal").stat().st_size
    refused(filled, StoreNewerError, "newer quizapp")


def test_a_killed_writers_log_is_played_in_and_backed_up(filled):
    newest_backup(filled).unlink()
    kill_while_writing(filled, "INSERT INTO marks VALUES ('q1')")
    store = Store.open(filled, now=NOW)
    assert store.marks() == {"q1"}
    assert newest_backup(filled)
    store.close()


def test_a_folder_in_the_place_of_the_file(path):
    path.mkdir(parents=True)
    with pytest.raises(StoreReadOnlyError, match="cannot be read"):
        Store.open(path, now=NOW)


def test_a_file_in_the_place_of_the_folder(path):
    path.parent.write_text("")
    with pytest.raises(StoreReadOnlyError, match="folder"):
        Store.open(path, now=NOW)


def test_damage_that_is_found_late_is_a_sentence_too(filled, monkeypatch):
    monkeypatch.setattr(opening, "ALWAYS_CHECKED_BYTES", 0)
    whole = bytearray(filled.read_bytes())
    whole[8192:40960] = b"\xa5" * (40960 - 8192)
    filled.write_bytes(whole)
    with (
        Store.open(filled, now=NOW, read_only=True) as store,
        pytest.raises(StoreDamagedError, match="damaged") as caught,
    ):
        store.reviews()
    assert caught.value.backup == newest_backup(filled)


@pytest.fixture
def anyones_folder():
    """A folder that every user can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


UNPRIVILEGED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from quizapp.errors import StoreReadOnlyError
from quizapp.store import Store
path, now = Path(sys.argv[1]), datetime(2026, 3, 1, tzinfo=UTC)
if os.geteuid() == 0:
    os.seteuid(65534)  # permissions mean nothing to root
try:
    Store.open(path, now=now)
except StoreReadOnlyError as error:
    print(error)
    if path.exists():
        with Store.open(path, now=now, read_only=True) as store:
            print(sorted(store.cards()))
"""


def open_unprivileged(path: Path) -> list[str]:
    done = subprocess.run([sys.executable, "-c", UNPRIVILEGED, path], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o777, 0o444), (0o555, 0o666), (0o555, 0o444)])
def test_a_file_or_folder_that_cannot_be_written_can_be_read(anyones_folder, folder_mode, file_mode):
    path = anyones_folder / "quizapp.db"
    with Store.open(path, now=NOW) as store:
        store.record(answer())
    shutil.rmtree(path.parent / "backups")
    path.with_name("quizapp.db.lock").chmod(0o666)
    path.chmod(file_mode)
    anyones_folder.chmod(folder_mode)
    before = fingerprint(path)
    message, cards = open_unprivileged(path)
    assert "cannot be written" in message
    assert "permissions" in message
    assert cards == "['q1']"
    assert fingerprint(path) == before
    anyones_folder.chmod(0o777)


def test_a_file_that_cannot_be_written_names_its_backup(anyones_folder):
    path = anyones_folder / "quizapp.db"
    with Store.open(path, now=NOW) as store:
        store.record(answer())
    path.with_name("quizapp.db.lock").chmod(0o666)
    path.chmod(0o444)
    message, _ = open_unprivileged(path)
    assert message.endswith(f" Its newest backup is {newest_backup(path)}.")


def test_a_first_use_where_nothing_can_be_written(anyones_folder):
    anyones_folder.chmod(0o555)
    (message,) = open_unprivileged(anyones_folder / "data" / "quizapp.db")
    assert "cannot be made" in message
    (message,) = open_unprivileged(anyones_folder / "quizapp.db")
    assert "cannot be written" in message
    anyones_folder.chmod(0o777)


KILLED = """
import os, sqlite3, sys
raw = sqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute("PRAGMA synchronous = FULL")
raw.execute(sys.argv[2])
os._exit(9)
"""


def kill_while_writing(path: Path, statement: str) -> None:
    """Leave the write-ahead log of a process that ended without closing the file."""
    assert subprocess.run([sys.executable, "-c", KILLED, path, statement], check=False).returncode == 9
