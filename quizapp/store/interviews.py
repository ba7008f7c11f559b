"""Mock interviews: each as it stands, and scored once; what came after the report; how the real ones went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from quizapp.errors import StoreError
from quizapp.store.connection import Connection
from quizapp.store.log import append, instant, supersede
from quizapp.store.records import AnswerVersion, InterviewHead, InterviewRow, Outcome, Review

COLUMNS = "id, started_at, saved_at, ended_at, outline, progress"
# A column of the last amendment, where there is one.
AMENDED = (
    "coalesce((SELECT {0} FROM amendments WHERE interview_id = interviews.id ORDER BY id DESC LIMIT 1), interviews.{0})"
)


def begin(connection: Connection, started_at: datetime, outline: str, progress: str) -> int:
    """Keep an interview that begins; return its number."""
    at = instant(started_at)
    with connection.transaction():
        return connection.insert(
            "INSERT INTO interviews (started_at, saved_at, outline, progress) VALUES (?, ?, ?, ?)",
            (at, at, outline, progress),
        )


def keep(connection: Connection, number: int, progress: str, saved_at: datetime) -> None:
    """Put `progress` in the place of what was kept of an open interview."""
    with connection.transaction():
        _require_open(connection, number)
        connection.rows(
            "UPDATE interviews SET progress = ?, saved_at = ? WHERE id = ?", (progress, instant(saved_at), number)
        )


def score(
    connection: Connection,
    number: int,
    progress: str,
    report: str,
    summary: str,
    ended_at: datetime,
    reviews: Sequence[Review],
) -> tuple[int, ...]:
    """End an open interview, with its report and every review, in one transaction; return the numbers of the reviews.

    Raises `StoreError`, with nothing written, where it is not open or one of the reviews cannot be appended.
    """
    at = instant(ended_at)
    with connection.transaction():
        _require_open(connection, number)
        numbers = tuple(append(connection, review) for review in reviews)
        connection.rows(
            "UPDATE interviews SET progress = ?, report = ?, summary = ?, saved_at = ?, ended_at = ? WHERE id = ?",
            (progress, report, summary, at, at, number),
        )
        for review in numbers:
            connection.insert("INSERT INTO interview_reviews (review_id, interview_id) VALUES (?, ?)", (review, number))
    return numbers


def open_interview(connection: Connection) -> InterviewRow | None:
    """The newest interview without a report, or None."""
    return _row(
        connection.rows(f"SELECT {COLUMNS}, report FROM interviews WHERE ended_at IS NULL ORDER BY id DESC LIMIT 1")
    )


def interview(connection: Connection, number: int) -> InterviewRow | None:
    """An interview, open or scored, with its report as amended; None where there is no such interview."""
    report = AMENDED.format("report")
    return _row(connection.rows(f"SELECT {COLUMNS}, {report} FROM interviews WHERE id = ?", (number,)))


def heads(connection: Connection) -> tuple[InterviewHead, ...]:
    """Every scored interview without what is long, as amended, the newest first."""
    summary = AMENDED.format("summary")
    rows: list[tuple[Any, ...]] = connection.rows(
        f"SELECT id, started_at, ended_at, {summary} FROM interviews WHERE ended_at IS NOT NULL ORDER BY id DESC"
    )
    return tuple(
        InterviewHead(number, datetime.fromisoformat(started), datetime.fromisoformat(ended), summary)
        for number, started, ended, summary in rows
    )


def reviews_of(connection: Connection, number: int) -> tuple[int, ...]:
    """The numbers of the reviews that an interview wrote, in the order in which it wrote them."""
    rows: list[tuple[Any, ...]] = connection.rows(
        "SELECT review_id FROM interview_reviews WHERE interview_id = ? ORDER BY review_id", (number,)
    )
    return tuple(review for (review,) in rows)


def amend(
    connection: Connection,
    number: int,
    report: str,
    summary: str,
    at: datetime,
    rerated: tuple[int, Review] | None,
) -> None:
    """Append the report as it reads from now on, and rate one review anew with it, in one transaction.

    Raises `StoreError`, with nothing written, before there is a report and where the review is not the last answer.
    """
    with connection.transaction():
        if _is_open(connection, number):
            raise StoreError(f"Interview {number} is not over yet; there is no report to amend.")
        connection.insert(
            "INSERT INTO amendments (interview_id, at, report, summary) VALUES (?, ?, ?, ?)",
            (number, instant(at), report, summary),
        )
        if rerated:
            supersede(connection, *rerated)


def save_version(connection: Connection, version: AnswerVersion) -> None:
    """Append an answer that was given again. Raises `StoreError` before there is a report."""
    with connection.transaction():
        if _is_open(connection, version.interview_id):
            raise StoreError(f"Interview {version.interview_id} is not over yet; answer again once it is scored.")
        connection.insert(
            "INSERT INTO answer_versions (interview_id, item, at, response, grade) VALUES (?, ?, ?, ?, ?)",
            (version.interview_id, version.item, instant(version.at), version.response, version.grade),
        )


def versions(connection: Connection, number: int, item: int) -> tuple[AnswerVersion, ...]:
    """The answers that were given again to one question of an interview, the oldest first."""
    rows: list[tuple[Any, ...]] = connection.rows(
        "SELECT at, response, grade FROM answer_versions WHERE interview_id = ? AND item = ? ORDER BY id",
        (number, item),
    )
    return tuple(AnswerVersion(number, item, datetime.fromisoformat(at), *texts) for at, *texts in rows)


def save_outcome(connection: Connection, outcome: Outcome) -> None:
    """Keep how the real interview of a day went, in the place of what was said of that day before."""
    with connection.transaction():
        connection.rows(
            "REPLACE INTO outcomes (day, how, note, at) VALUES (?, ?, ?, ?)",
            (outcome.day.isoformat(), outcome.how, outcome.note, instant(outcome.at)),
        )


def outcomes(connection: Connection) -> tuple[Outcome, ...]:
    """How the real interviews went, the newest day first."""
    rows: list[tuple[Any, ...]] = connection.rows("SELECT day, how, note, at FROM outcomes ORDER BY day DESC")
    return tuple(Outcome(date.fromisoformat(day), how, note, datetime.fromisoformat(at)) for day, how, note, at in rows)


def _require_open(connection: Connection, number: int) -> None:
    if not _is_open(connection, number):
        raise StoreError(f"Interview {number} was scored before; it stands as it is.")


def _is_open(connection: Connection, number: int) -> bool:
    """Whether the interview is open. Raises `StoreError` where there is no such interview."""
    rows = connection.rows("SELECT ended_at FROM interviews WHERE id = ?", (number,))
    if not rows:
        raise StoreError(f"There is no interview {number}.")
    return rows[0][0] is None


def _row(rows: Sequence[Sequence[Any]]) -> InterviewRow | None:
    for number, started, saved, ended, *texts in rows:
        moments = datetime.fromisoformat(started), datetime.fromisoformat(saved)
        return InterviewRow(number, *moments, None if ended is None else datetime.fromisoformat(ended), *texts)
    return None
