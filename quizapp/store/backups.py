"""Backups: one a day, beside the learner's file, rotated; and the way back."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path

from quizapp.errors import StoreDamagedError, StoreReadOnlyError

DAILY, WEEKLY = 10, 8


def back_up(path: Path, now: datetime, label: str = "") -> Path:
    """Copy `path` to today's backup, and drop the backups that rotation no longer keeps.

    The day is `now`'s own date. A backup of that day (and `label`) that is there already is kept as it is. The copy is
    checked before it takes its name. Raises `StoreReadOnlyError` where it cannot be written, `StoreDamagedError` where
    the copy is damaged.
    """
    target = folder(path) / f"{path.stem}-{now.date()}{label}.db"
    if target.exists():
        return target
    part = target.with_suffix(".part")
    try:
        target.parent.mkdir(exist_ok=True)
        _copy(path, part)
        part.replace(target)
    except (OSError, sqlite3.OperationalError) as error:
        raise StoreReadOnlyError(f"The backup {target} could not be written: {error}.", newest_backup(path)) from error
    except sqlite3.DatabaseError as error:
        raise StoreDamagedError(f"{path} was not backed up: {error}.", newest_backup(path)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    for old in set(backups(path)) - kept(backups(path)):
        old.unlink(missing_ok=True)
    return target


def newest_backup(path: Path) -> Path | None:
    """The newest backup of `path`, or None."""
    return max(backups(path), key=lambda backup: backup.name, default=None)


def backups(path: Path) -> tuple[Path, ...]:
    """Every backup of `path`, in no order."""
    return tuple(backup for backup in folder(path).glob(f"{path.stem}-*.db") if _day(backup))


def kept(files: Iterable[Path]) -> set[Path]:
    """Those of the backups `files` that rotation keeps: the last ten days, and the last of each of eight weeks.

    What was made before a migration is always kept.
    """
    newest = sorted(files, key=lambda backup: backup.name, reverse=True)
    daily = [backup for backup in newest if str(_day(backup)) == backup.stem[-10:]]
    weeks: dict[tuple[int, int], Path] = {}
    for backup in daily:
        weeks.setdefault((_day(backup) or date.min).isocalendar()[:2], backup)
    return {*daily[:DAILY], *list(weeks.values())[:WEEKLY], *(set(newest) - set(daily))}


def restore(path: Path, backup: Path, now: datetime) -> Path:
    """Put `backup` in the place of `path`; return where the old file was moved. Nothing is deleted.

    Nobody may have `path` open. Raises `StoreReadOnlyError` where a file cannot be moved or written.
    """
    aside = path.with_name(f"{path.name}.damaged-{now:%Y%m%dT%H%M%S}")
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(backup.read_bytes())
            os.fsync(file.fileno())
        for suffix in ("-wal", "-shm", ""):
            old = path.with_name(path.name + suffix)
            if old.exists():
                old.replace(aside.with_name(aside.name + suffix))
        part.replace(path)
    except OSError as error:
        raise StoreReadOnlyError(f"{backup} could not be put in the place of {path}: {error}.", backup) from error
    return aside


def folder(path: Path) -> Path:
    """Where the backups of `path` are."""
    return path.parent / "backups"


def _copy(path: Path, part: Path) -> None:
    part.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(part)) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, whole in itself
        if target.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("its copy is damaged")


def _day(backup: Path) -> date | None:
    """The day in the name of a backup, None where the file is something else."""
    found = re.search(r"-(\d{4}-\d\d-\d\d)(-v\d+)?$", backup.stem)
    return date.fromisoformat(found[1]) if found else None
