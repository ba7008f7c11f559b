"""The review log: append-only, and the truth. Cards are made from it and can be made again."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from quizapp.errors import ClockError, StoreError
from quizapp.store.connection import Connection, SqlValue
from quizapp.store.records import Review, StoredReview

COLUMNS = tuple(field.name for field in fields(Review))
INSERT = f"INSERT INTO reviews ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
SELECT = f"SELECT {', '.join(COLUMNS)}, id, EXISTS (SELECT 1 FROM retractions WHERE review_id = entry.id)"
LATEST = "SELECT max(id) FROM standing GROUP BY question_id"
INSTANTS = ("shown_at", "answered_at")
DAYS = ("study_day", "due")


def record(connection: Connection, review: Review) -> int:
    """Append `review` and set its card, in one transaction; return the number of the row."""
    with connection.transaction():
        return append(connection, review)


def append(connection: Connection, review: Review) -> int:
    """Append `review` and set its card, as a part of the caller's transaction; return the number of the row.

    Raises `StoreError` where the review does not start from the card as it is.
    """
    card = connection.value("SELECT card FROM cards WHERE question_id = ?", (review.question_id,))
    if card != review.card_before:
        raise StoreError(f"{review.question_id} was answered elsewhere in the meantime; open it again.")
    number = connection.insert(INSERT, _row(review))
    connection.rows(
        "INSERT INTO cards VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET card = excluded.card, due = excluded.due",
        (review.question_id, review.card_after, review.due.isoformat()),
    )
    return number


def retract(connection: Connection, review_id: int, at: datetime) -> Review:
    """Take the review back, at the instant `at`: its row stays, and the card is again what it was before it."""
    with connection.transaction():
        return _retract(connection, review_id, at)


def rerate(connection: Connection, review_id: int, new: Review) -> int:
    """Take a review back and append `new` in its place, in one transaction; return the number of the new row."""
    with connection.transaction():
        return supersede(connection, review_id, new)


def supersede(connection: Connection, review_id: int, new: Review) -> int:
    """As `rerate`, as a part of the caller's transaction."""
    _retract(connection, review_id, new.answered_at)
    return append(connection, new)


def reviews(
    connection: Connection, question_id: str | None = None, since: date | None = None, limit: int | None = None
) -> tuple[StoredReview, ...]:
    """Rows of the log, the newest first, those that were taken back among them."""
    first_day = None if since is None else since.isoformat()
    wanted = (question_id, question_id, first_day, first_day, -1 if limit is None else limit)
    rows = connection.rows(
        f"{SELECT} FROM reviews AS entry WHERE (? IS NULL OR question_id = ?) AND (? IS NULL OR study_day >= ?) "
        "ORDER BY id DESC LIMIT ?",
        wanted,
    )
    return tuple(_stored(row) for row in rows)


def last_reviews(connection: Connection, count: int) -> tuple[StoredReview, ...]:
    """The last `count` reviews that were not taken back, the newest first."""
    return tuple(
        _stored(row) for row in connection.rows(f"{SELECT} FROM standing AS entry ORDER BY id DESC LIMIT ?", (count,))
    )


def rebuild(connection: Connection) -> int:
    """Make all cards again from the log; return how many there are."""
    with connection.transaction():
        connection.rows("DELETE FROM cards")
        connection.rows(f"INSERT INTO cards SELECT question_id, card_after, due FROM reviews WHERE id IN ({LATEST})")
        return int(connection.value("SELECT count(*) FROM cards") or 0)


def verify(connection: Connection) -> list[str]:
    """A sentence for each card that is not, byte for byte, what the log says. An empty list: all is well."""
    rows = connection.rows(
        f"""WITH latest AS (SELECT question_id, card_after, due FROM reviews WHERE id IN ({LATEST}))
        SELECT question_id FROM (SELECT * FROM latest EXCEPT SELECT * FROM cards)
        UNION SELECT question_id FROM (SELECT * FROM cards EXCEPT SELECT * FROM latest) ORDER BY 1"""
    )
    broken = connection.rows(
        """SELECT question_id, id FROM (
            SELECT question_id, id, card_before,
                lag(card_after) OVER (PARTITION BY question_id ORDER BY id) AS earlier FROM standing
        ) WHERE card_before IS NOT earlier ORDER BY id"""
    )
    return [
        *(f"The card of {question} is not what the log says." for (question,) in rows),
        *(f"Answer {number} to {question} does not start from the card before it." for question, number in broken),
    ]


def _retract(connection: Connection, review_id: int, at: datetime) -> Review:
    rows = connection.rows(f"{SELECT} FROM reviews AS entry WHERE id = ?", (review_id,))
    if not rows:
        raise StoreError(f"There is no answer {review_id} to take back.")
    stored = _stored(rows[0])
    question = stored.review.question_id
    if stored.retracted:
        raise StoreError(f"Answer {review_id} was taken back before.")
    if connection.value("SELECT max(id) FROM standing WHERE question_id = ?", (question,)) != review_id:
        raise StoreError(f"{question} was answered again after answer {review_id}; take back the last answer first.")
    connection.rows("INSERT INTO retractions (review_id, at) VALUES (?, ?)", (review_id, instant(at)))
    connection.rows("DELETE FROM cards WHERE question_id = ?", (question,))
    connection.rows(
        "INSERT INTO cards SELECT question_id, card_after, due FROM standing WHERE question_id = ? "
        "ORDER BY id DESC LIMIT 1",
        (question,),
    )
    return stored.review


def instant(moment: datetime) -> str:
    """A moment as the store writes it: ISO 8601 in UTC, always of the same length. Raises `ClockError`."""
    if moment.utcoffset() is None:
        raise ClockError(f"The moment {moment.isoformat()} has no time zone; the log keeps instants.")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _row(review: Review) -> tuple[SqlValue, ...]:
    row: dict[str, Any] = {name: getattr(review, name) for name in COLUMNS}
    row |= {name: instant(row[name]) for name in INSTANTS}
    row |= {name: row[name].isoformat() for name in DAYS}
    return tuple(row.values())


def _stored(values: tuple[SqlValue, ...]) -> StoredReview:
    row: dict[str, Any] = dict(zip(COLUMNS, values, strict=False))
    row |= {name: datetime.fromisoformat(row[name]) for name in INSTANTS}
    row |= {name: date.fromisoformat(row[name]) for name in DAYS}
    number, retracted = values[len(COLUMNS) :]
    return StoredReview(int(number or 0), Review(**row), bool(retracted))
