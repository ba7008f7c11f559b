"""Mends the learner's file: the newest backup in the place of a damaged one, or its cards made again from the log."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from quizapp.cli.text import counted
from quizapp.errors import StoreDamagedError
from quizapp.store import Store, newest_backup, restore


def mend(path: Path, now: datetime) -> str:
    """Mend the file at `path` where that is needed; return a sentence that says what was done. Deletes nothing.

    Raises `StoreError` where another quizapp has the file open, or where it cannot be written.
    """
    backup = newest_backup(path)
    if not path.exists():
        return _restored(path, backup, now) if backup else f"There is no file {path} and no backup: nothing to restore."
    try:
        store = Store.open(path, now=now)
    except StoreDamagedError as error:
        if backup is None:
            return f"{error} There is no backup to restore."
        return _restored(path, backup, now)
    with store:
        if store.verify():
            return (
                f"The cards did not agree with the log and were made again from it: {counted(store.rebuild(), 'card')}."
            )
    return f"{path} is not damaged: nothing was restored."


def _restored(path: Path, backup: Path, now: datetime) -> str:
    damaged = path.exists()
    aside = restore(path, backup, now)
    kept = f" The damaged file is kept as {aside}." if damaged else ""
    return f"{backup.name} is in place as {path}.{kept} What was answered after that backup is not in it."
