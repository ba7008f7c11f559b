"""The notebook of runs: what a learner kept of the demos, each run with its result and a note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from quizapp.store.connection import Connection
from quizapp.store.log import instant
from quizapp.store.records import RunHead

HEAD = "id, saved_at, demo, params, words, note"


def save_run(connection: Connection, head: RunHead, result: str) -> int:
    """Keep a run with the JSON of its result; return its number, a new one where `head` has none."""
    with connection.transaction():
        return connection.insert(
            f"INSERT INTO runs ({HEAD}, result) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (head.id or None, instant(head.saved_at), head.demo, head.params, head.words, head.note, result),
        )


def heads(connection: Connection) -> tuple[RunHead, ...]:
    """Every run without its result, the newest first."""
    return tuple(map(_head, connection.rows(f"SELECT {HEAD} FROM runs ORDER BY saved_at DESC, id DESC")))


def run(connection: Connection, run_id: int) -> tuple[RunHead, str] | None:
    """A run and the JSON of its result; None where there is no such run."""
    rows: list[tuple[Any, ...]] = connection.rows(f"SELECT {HEAD}, result FROM runs WHERE id = ?", (run_id,))
    for *head, result in rows:
        return _head(head), result
    return None


def set_note(connection: Connection, run_id: int, note: str) -> None:
    """Put `note` in the place of the run's note."""
    with connection.transaction():
        connection.rows("UPDATE runs SET note = ? WHERE id = ?", (note, run_id))


def delete_run(connection: Connection, run_id: int) -> None:
    """Take a run out of the notebook."""
    with connection.transaction():
        connection.rows("DELETE FROM runs WHERE id = ?", (run_id,))


def _head(row: Sequence[Any]) -> RunHead:
    number, saved, *texts = row
    return RunHead(number, datetime.fromisoformat(saved), *texts)
