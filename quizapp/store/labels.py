"""Labelled examples: the points of answers of which the learner said that their verdict is wrong."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from quizapp.store.connection import Connection
from quizapp.store.log import instant
from quizapp.store.records import Overruling

FIELDS = "question_id, content_hash, point, judged, said, evidence, response, at"


def overrule(connection: Connection, label: Overruling) -> None:
    """Keep `label` in the place of an earlier one on the same point of the same answer."""
    with connection.transaction():
        connection.rows(
            "DELETE FROM overrulings WHERE question_id = ? AND point = ? AND response = ?",
            (label.question_id, label.point, label.response),
        )
        if label.said != label.judged:
            connection.rows(
                f"INSERT INTO overrulings ({FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    label.question_id,
                    label.content_hash,
                    label.point,
                    label.judged,
                    label.said,
                    label.evidence,
                    label.response,
                    instant(label.at),
                ),
            )


def overrulings(connection: Connection) -> tuple[Overruling, ...]:
    """Every label, the oldest first."""
    rows: list[tuple[Any, ...]] = connection.rows(f"SELECT {FIELDS} FROM overrulings ORDER BY at, point")
    named = [dict(zip(FIELDS.split(", "), row, strict=True)) for row in rows]
    return tuple(Overruling(**{**label, "at": datetime.fromisoformat(label["at"])}) for label in named)
