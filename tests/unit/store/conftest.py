"""Reviews made up for the store, which does not look inside a card."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from quizapp.store import Review, RunHead, Store

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)
RUN = RunHead(0, NOW, "map_1d", "b=1 y=1", "a title map_laplace", "λ\ntwo")


def answer(question: str = "q1", before: str | None = None, after: str = '{"reps":1}', **changes) -> Review:
    review = Review(
        question_id=question,
        content_hash="hash",
        variant='{"lam": 0.5}',
        response="a\nβ|c",
        verdict="right",
        score=1.0,
        evidence='{"runs": {}}',
        rating=3,
        hints=0,
        shown_at=NOW - timedelta(seconds=20),
        answered_at=NOW,
        seconds=20.0,
        study_day=DAY,
        card_before=before,
        card_after=after,
        due=DAY + timedelta(days=2),
    )
    return replace(review, **changes)


def fingerprint(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "data" / "quizapp.db"


@pytest.fixture
def store(path):
    with Store.open(path, now=NOW) as opened:
        yield opened
