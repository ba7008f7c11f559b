"""The notebook of runs: what a learner kept of the demos, each run with its result and a note."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from quizapp.store.connection import Connection
from quizapp.store.log import instant
from quizapp.store.records import RunHead


def save_run(connection: Connection, head: RunHead, result: str) -> int:
    """Keep a run with the JSON of its result; return its number, a new one where `head` has none."""
    with connection.transaction():
        return connection.insert(
            "INSERT INTO runs (id, saved_at, demo, params, words, note, result) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (head.id, instant(head.saved_at), head.demo, head.params, head.words, head.note, result),
        )


def heads(connection: Connection) -> tuple[RunHead, ...]:
    """Every run without its result, the newest first."""
    rows: list[tuple[Any, ...]] = connection.rows(
        "SELECT id, saved_at, demo, params, words, note FROM runs ORDER BY saved_at DESC, id DESC"
    )
    return tuple(RunHead(number, datetime.fromisoformat(saved), *texts) for number, saved, *texts in rows)


def result(connection: Connection, run_id: int) -> str | None:
    """The JSON of the result of a run; None where there is no such run."""
    text = connection.value("SELECT result FROM runs WHERE id = ?", (run_id,))
    return None if text is None else str(text)


def set_note(connection: Connection, run_id: int, note: str) -> None:
    """Put `note` in the place of the run's note."""
    with connection.transaction():
        connection.rows("UPDATE runs SET note = ? WHERE id = ?", (note, run_id))


def delete_run(connection: Connection, run_id: int) -> None:
    """Take a run out of the notebook."""
    with connection.transaction():
        connection.rows("DELETE FROM runs WHERE id = ?", (run_id,))
