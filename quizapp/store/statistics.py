"""What the log says in numbers. Answers that were taken back do not count.

An answer is right where its verdict is; one that only the learner could judge is right unless it was rated `again`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from quizapp.store.connection import Connection
from quizapp.store.records import DayCount, QuestionCount, Totals

RIGHT = "(verdict = 'right' OR verdict = 'unchecked' AND rating > 1)"


class Statistics:
    """Queries over the log."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def days(self, since: date = date.min) -> tuple[DayCount, ...]:
        """The answers of each study day from `since` on, in order; days without answers are left out."""
        rows = self._rows(
            f"SELECT study_day, count(*), sum({RIGHT}) FROM standing WHERE study_day >= ? GROUP BY 1 ORDER BY 1",
            since.isoformat(),
        )
        return tuple(DayCount(date.fromisoformat(day), count, right) for day, count, right in rows)

    def questions(self) -> dict[str, QuestionCount]:
        """The answers to each question that was answered, by its id."""
        # SQLite takes the bare columns from the row that has the maximum.
        rows = self._rows(
            f"""SELECT question_id, count(*), sum({RIGHT}), verdict, rating, study_day, max(id)
            FROM standing GROUP BY question_id"""
        )
        return {
            question: QuestionCount(question, count, right, verdict, rating, date.fromisoformat(day))
            for question, count, right, verdict, rating, day, _ in rows
        }

    def totals(self) -> Totals:
        """All answers together."""
        (row,) = self._rows(
            f"""SELECT count(*), coalesce(sum({RIGHT}), 0), count(DISTINCT question_id), count(DISTINCT study_day),
            coalesce(sum(seconds), 0.0) FROM standing"""
        )
        return Totals(*row)

    def introduced(self, day: date) -> int:
        """How many questions were answered for the first time on the study day `day`."""
        (row,) = self._rows(
            "SELECT count(*) FROM standing WHERE study_day = ? AND card_before IS NULL", day.isoformat()
        )
        return int(row[0])

    def first_answers(self) -> tuple[int, int]:
        """How many questions were answered for the first time, and how many of these answers were right."""
        (row,) = self._rows(f"SELECT count(*), coalesce(sum({RIGHT}), 0) FROM standing WHERE card_before IS NULL")
        return int(row[0]), int(row[1])

    def questions_a_day(self, before: date, days: int) -> tuple[int, ...]:
        """How many questions were answered on each of the last `days` days of practice before a day, the last first."""
        rows = self._rows(
            """SELECT count(DISTINCT question_id) FROM standing WHERE study_day < ?
            GROUP BY study_day ORDER BY study_day DESC LIMIT ?""",
            before.isoformat(),
            days,
        )
        return tuple(int(count) for (count,) in rows)

    def _rows(self, sql: str, *values: str | int) -> list[tuple[Any, ...]]:
        return self._connection.rows(sql, values)
