"""Opening the learner's file: made where it is missing, looked at before it is touched, refused in a sentence."""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime
from pathlib import Path

from quizapp.errors import StoreBusyError, StoreError, StoreNewerError, StoreOlderError, StoreReadOnlyError
from quizapp.store.backups import back_up, newest_backup
from quizapp.store.connection import Connection, damaged, naming_backup, translated
from quizapp.store.migrations import APPLICATION_ID, SCHEMA, TABLES, migrate

MAGIC = b"SQLite format 3\0"
HEADER_BYTES = 100
# A file up to this size is checked whole at every start (some milliseconds), a larger one after an unclean end only.
ALWAYS_CHECKED_BYTES = 4_000_000


class Lock:
    """The right to write to `path`, held by at most one process: it ends with the process, however that ends.

    It is SQLite's own exclusive lock on an empty file beside `path`, so that readers are never in its way.
    """

    def __init__(self, path: Path) -> None:
        """Take the lock, or raise `StoreBusyError`; `StoreReadOnlyError` where the folder cannot be written."""
        beside = path.with_name(f"{path.name}.lock")
        with translated(path):
            self._raw = sqlite3.connect(beside, isolation_level=None, timeout=0)
            try:
                self._raw.execute("PRAGMA journal_mode = OFF")
                self._raw.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                self._raw.close()
                if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                    raise StoreBusyError(
                        f"{path} is already open in another quizapp. It can be read meanwhile; "
                        "close the other one to practise here."
                    ) from None
                raise

    def release(self) -> None:
        """Let the next one write."""
        self._raw.close()


def open_for_writing(path: Path, now: datetime) -> tuple[Connection, Lock]:
    """The file at `path`, made where it is missing and migrated where it is old, with the lock on it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreReadOnlyError(f"The folder {path.parent} cannot be made: {error.strerror}.") from error
    lock = Lock(path)
    try:
        if not path.exists():
            _create(path)
        clean = not _leftover(path)
        version = _examine(path, "mode=ro" if not clean else "immutable=1")
        if version < SCHEMA:
            back_up(path, now, f"-v{version}")
        elif not clean:
            back_up(path, now)
        return _writable(path, version), lock
    except BaseException:
        lock.release()
        raise


def open_for_reading(path: Path) -> Connection:
    """The file at `path`, which must be there; another quizapp may be writing to it."""
    mode = "mode=ro"
    try:
        version = _examine(path, mode)
    except StoreReadOnlyError:
        # A read-only folder has no room for SQLite's shared memory, but then nobody writes either.
        if _leftover(path):
            raise
        mode = "immutable=1"
        version = _examine(path, mode)
    if version < SCHEMA:
        raise StoreOlderError(f"{path} was written by an older quizapp; start quizapp once to bring it up to date.")
    return Connection(path, mode=mode, read_only=True)


def _create(path: Path) -> None:
    """Make an empty file of ours beside `path` and give it its name when it is whole."""
    _put_aside_orphans(path)
    part = path.with_name(f"{path.name}.new")
    for suffix in ("", "-journal"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)
    connection = Connection(part, mode="mode=rwc")
    connection.rows(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(connection, 0)
    connection.close()
    part.replace(path)
    _sync_folder(path.parent)


def _put_aside_orphans(path: Path) -> None:
    # A log that outlived its file would be played into the new one.
    for suffix in ("-wal", "-shm"):
        orphan = path.with_name(path.name + suffix)
        if orphan.exists():
            orphan.replace(orphan.with_name(f"{orphan.name}.orphaned"))


def _examine(path: Path, mode: str) -> int:
    """The schema version of the file at `path`, which is not changed by looking."""
    _examine_header(path)
    connection = Connection(path, mode=mode)
    try:
        version = int(connection.value("PRAGMA user_version") or 0)
        _refuse_newer(path, version)
        if path.stat().st_size <= ALWAYS_CHECKED_BYTES or _leftover(path):
            found = connection.value("PRAGMA quick_check(1)")
            if found != "ok":
                raise damaged(path, f"is damaged ({found})")
        tables = {row[0] for row in connection.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    finally:
        connection.close()
    if version == SCHEMA and not tables >= TABLES:
        raise damaged(path, f"lacks the table {min(TABLES - tables)}")
    return version


def _examine_header(path: Path) -> None:
    """Read what SQLite would have to trust: that the file is a database, ours, and of a version that we know."""
    try:
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
    except FileNotFoundError:
        raise StoreError(f"There is no file {path} yet; practise once to make it.") from None
    except OSError as error:
        raise StoreReadOnlyError(
            f"{path} cannot be read: {error.strerror}.{naming_backup(path)}", newest_backup(path)
        ) from error
    if len(header) < HEADER_BYTES:
        raise damaged(path, f"is truncated: only {len(header)} bytes are left")
    if not header.startswith(MAGIC):
        raise damaged(path, "is not a quizapp file, or it is damaged from its first byte")
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise damaged(path, "belongs to another program")
    # SQLite would read the missing end of the last page as zeros, and find nothing wrong.
    page, pages = int.from_bytes(header[16:18]), int.from_bytes(header[28:32])
    if path.stat().st_size < page * pages and not _leftover(path):
        raise damaged(path, f"is truncated: {page * pages - path.stat().st_size} bytes are missing")
    _refuse_newer(path, int.from_bytes(header[60:64]))


def _refuse_newer(path: Path, version: int) -> None:
    if version > SCHEMA:
        raise StoreNewerError(
            f"{path} was written by a newer quizapp (schema {version}; this one knows {SCHEMA}). It was left as it is. "
            f"Install the newer quizapp to go on with it.{naming_backup(path)}",
            newest_backup(path),
        )


def _writable(path: Path, version: int) -> Connection:
    connection = Connection(path, mode="mode=rw")
    try:
        # FULL: an answer that was acknowledged survives a power cut.
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.rows(f"PRAGMA {pragma}")
        # Writes nothing, but a file that cannot be written is refused here rather than at the first answer.
        connection.rows("UPDATE cards SET due = due WHERE false")
        migrate(connection, version)
    except BaseException:
        connection.close()
        raise
    return connection


def _leftover(path: Path) -> bool:
    """Whether the last writer ended without closing the file, or is still there."""
    wal = path.with_name(f"{path.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _sync_folder(folder: Path) -> None:
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_DIRECTORY)
        os.fsync(handle)
        os.close(handle)
