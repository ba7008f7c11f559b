"""What lies beside the log: marks, settings, drafts, past sessions, consents, and what the decks held last time."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from quizapp.store.connection import Connection
from quizapp.store.log import instant
from quizapp.store.records import Session


def marks(connection: Connection) -> frozenset[str]:
    """The ids of the marked questions."""
    return frozenset(str(row[0]) for row in connection.rows("SELECT question_id FROM marks"))


def set_mark(connection: Connection, question_id: str, on: bool) -> None:
    """Mark a question, or take the mark away."""
    sql = "INSERT OR IGNORE INTO marks VALUES (?)" if on else "DELETE FROM marks WHERE question_id = ?"
    with connection.transaction():
        connection.rows(sql, (question_id,))


def consents(connection: Connection) -> frozenset[str]:
    """The content hashes of the decks whose code may run."""
    return frozenset(str(row[0]) for row in connection.rows("SELECT content_hash FROM consents"))


def consent(connection: Connection, content_hash: str, at: datetime) -> None:
    """Keep that the person said yes to a deck of this content; the first yes counts."""
    with connection.transaction():
        connection.rows("INSERT OR IGNORE INTO consents VALUES (?, ?)", (content_hash, instant(at)))


def settings(connection: Connection) -> dict[str, Any]:
    """Every setting that was made, by name."""
    return {str(name): json.loads(str(value)) for name, value in connection.rows("SELECT name, value FROM settings")}


def set_setting(connection: Connection, name: str, value: object) -> None:
    """Keep `value`, which JSON can hold, under `name`; None goes back to the default."""
    with connection.transaction():
        connection.rows("DELETE FROM settings WHERE name = ?", (name,))
        if value is not None:
            connection.rows("INSERT INTO settings VALUES (?, ?)", (name, json.dumps(value, ensure_ascii=False)))


def drafts(connection: Connection) -> dict[str, str]:
    """The answers that were begun and not submitted, by question id."""
    return {str(question): str(text) for question, text in connection.rows("SELECT question_id, text FROM drafts")}


def set_draft(connection: Connection, question_id: str, text: str) -> None:
    """Keep the draft of an answer; an empty text drops it."""
    with connection.transaction():
        connection.rows("DELETE FROM drafts WHERE question_id = ?", (question_id,))
        if text:
            connection.rows("INSERT INTO drafts VALUES (?, ?)", (question_id, text))


def save_session(connection: Connection, session: Session) -> int:
    """Keep a session that has ended; return its number."""
    with connection.transaction():
        return connection.insert(
            "INSERT INTO sessions (kind, started_at, ended_at, answered, right, seconds) VALUES (?, ?, ?, ?, ?, ?)",
            (
                session.kind,
                instant(session.started_at),
                instant(session.ended_at),
                session.answered,
                session.right,
                session.seconds,
            ),
        )


def last_session(connection: Connection) -> Session | None:
    """The session that was kept last, or None."""
    rows: list[tuple[Any, ...]] = connection.rows(
        "SELECT kind, started_at, ended_at, answered, right, seconds FROM sessions ORDER BY id DESC LIMIT 1"
    )
    for kind, started, ended, *counts in rows:
        return Session(kind, datetime.fromisoformat(started), datetime.fromisoformat(ended), *counts)
    return None


def library_summary(connection: Connection) -> Any:
    """What `save_library_summary` kept last, or None."""
    summary = connection.value("SELECT summary FROM library")
    return None if summary is None else json.loads(str(summary))


def save_library_summary(connection: Connection, summary: object) -> None:
    """Keep a JSON value that says what the decks hold."""
    with connection.transaction():
        connection.rows(
            "INSERT INTO library VALUES (1, ?) ON CONFLICT DO UPDATE SET summary = excluded.summary",
            (json.dumps(summary, ensure_ascii=False),),
        )
