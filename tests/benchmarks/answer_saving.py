"""Saving an answer, against the least that could keep it: one bare insert of the same row, WAL and FULL."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path

from quizapp.scheduling import RETENTION, Rating, review, study_day, to_json
from quizapp.store import Review, Store
from quizapp.store.log import COLUMNS
from tests.benchmarks.table import Figure, ratio

# Until its WAL has been checkpointed once, a file grows with each write, which costs more than writing does.
WARM_UP, ROUNDS = 1200, 1000
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def measure(folder: Path) -> list[Figure]:
    bare = _bare(folder / "bare.db")
    ours, floor = [], []
    with Store.open(folder / "store" / "quizapp.db", now=NOW) as store:
        for number in range(WARM_UP + ROUNDS):
            answer = _answer(f"question{number}")
            row = [value if isinstance(value, int | float | None) else str(value) for value in astuple(answer)]
            floor.append(_insert(bare, row))
            ours.append(_record(store, answer))
    bare.close()
    how = "log row and card in one transaction"
    return [ratio("saving an answer / a bare insert", ours[WARM_UP:], floor[WARM_UP:], 1.5, how)]


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"CREATE TABLE reviews ({', '.join(COLUMNS)})")
    return connection


def _insert(connection: sqlite3.Connection, row: list[str | int | float | None]) -> float:
    begin = time.perf_counter()
    connection.execute(f"INSERT INTO reviews VALUES ({', '.join('?' * len(row))})", row)
    return time.perf_counter() - begin


def _record(store: Store, answer: Review) -> float:
    begin = time.perf_counter()
    store.record(answer)
    return time.perf_counter() - begin


def _answer(question: str) -> Review:
    """The first answer to a question, as a session writes it."""
    card = review(None, question, Rating.GOOD, NOW, study_day(NOW, UTC), RETENTION)
    return Review(
        question_id=question,
        content_hash="5f1c" * 8,
        variant="{}",
        response="b",
        verdict="right",
        score=1.0,
        evidence='{"run":"sparse_regression","measures":{"exact_zeros_lasso":47,"exact_zeros_ridge":0}}',
        rating=Rating.GOOD.value,
        hints=0,
        shown_at=NOW,
        answered_at=NOW,
        seconds=20.0,
        study_day=card.day,
        card_before=None,
        card_after=to_json(card),
        due=card.due,
    )
