"""One SQLite connection whose failures are sentences of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from quizapp.errors import StoreBusyError, StoreDamagedError, StoreError, StoreReadOnlyError
from quizapp.store.backups import newest_backup

SqlValue: TypeAlias = str | int | float | None
BUSY_SECONDS = 2.0

BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
UNWRITABLE = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
}


class Connection:
    """A connection to `path`. `close` it; statements outside `transaction` are transactions of their own."""

    def __init__(self, path: Path, *, mode: str, read_only: bool = False) -> None:
        """Open with the URI parameters `mode`, such as `mode=ro`; `read_only` refuses transactions with a sentence."""
        self.path = path
        self.read_only = read_only
        with translated(path):
            self._raw = sqlite3.connect(
                f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None, timeout=BUSY_SECONDS
            )

    def rows(self, sql: str, values: Iterable[SqlValue] = ()) -> list[tuple[SqlValue, ...]]:
        """Execute `sql` and return all its rows."""
        with translated(self.path):
            return self._raw.execute(sql, tuple(values)).fetchall()

    def value(self, sql: str, values: Iterable[SqlValue] = ()) -> SqlValue:
        """The first column of the first row, or None."""
        rows = self.rows(sql, values)
        return rows[0][0] if rows else None

    def insert(self, sql: str, values: Iterable[SqlValue]) -> int:
        """Execute an INSERT and return the number of its row."""
        with translated(self.path):
            return self._raw.execute(sql, tuple(values)).lastrowid or 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the statements inside, or none; they are on the disk when the block has been left."""
        if self.read_only:
            raise StoreReadOnlyError(
                f"{self.path} was opened for reading only; close the other quizapp to write to it."
            )
        self.rows("BEGIN IMMEDIATE")
        try:
            yield
            self.rows("COMMIT")
        except BaseException:
            # A full disk has rolled the transaction back already.
            if self._raw.in_transaction:
                self.rows("ROLLBACK")
            raise

    def close(self) -> None:
        """Close the connection; what is committed stays."""
        with translated(self.path):
            self._raw.close()


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about `path` into a `StoreError` with a sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise _sentence(path, error) from error


def naming_backup(path: Path) -> str:
    """The sentence that offers the newest backup of `path`, with the space before it; empty where there is none."""
    backup = newest_backup(path)
    return f" Its newest backup is {backup}." if backup else ""


def damaged(path: Path, what: str) -> StoreDamagedError:
    """The error for a file that cannot be used; it names the newest backup."""
    way_out = naming_backup(path) or " There is no backup of it; move it away to start afresh."
    return StoreDamagedError(f"{path} {what}. It was left as it is.{way_out}", newest_backup(path))


def _sentence(path: Path, error: sqlite3.Error) -> StoreError:
    # The low byte is the primary code, the rest says more precisely what happened.
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in BUSY:
        return StoreBusyError(f"{path} is in use by another program; try again when it has finished.")
    if code in DAMAGED:
        return damaged(path, f"is damaged ({error})")
    if code in UNWRITABLE:
        return StoreReadOnlyError(
            f"{path} cannot be written ({error}): look at the free space of the disk and at the permissions of the "
            f"file and its folder. What was saved before is safe.{naming_backup(path)}",
            newest_backup(path),
        )
    return StoreError(f"{path} refused what was asked of it: {error}.")
