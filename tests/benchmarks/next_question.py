"""The next of 10,000 questions: building the queue once, and then from one question to the next."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from quizapp.engine.fake import FakeEngine
from quizapp.scheduling import RETENTION, Card, Plan, Rating, build_queue, review
from quizapp.sessions.practice import events as ev
from quizapp.store import Store
from quizapp.workspace import Selection, Workspace
from quizapp.workspace.places import Places
from tests.benchmarks.table import Figure

QUESTIONS, STEPS, BUILDS = 10_000, 500, 9
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def measure(folder: Path) -> list[Figure]:
    places = Places(folder / "home-queue")
    with Store.open(places.store, now=NOW) as store:
        workspace = Workspace(
            places, store, FakeEngine({}), content=[folder / f"decks-{QUESTIONS}"], now=lambda: NOW, zone=UTC
        )
        workspace.read_library()
        steps = asyncio.run(_steps(workspace))
        builds = [_build(workspace) for _ in range(BUILDS)]
        due = builds[0][1]
    how = f"session, library and variant; {STEPS} skips, the slowest (it parses a deck) {max(steps) * 1e3:.3g} ms"
    how_built = f"9 of 10 questions have a card; {due:,} come today"
    return [
        Figure(f"next question from {QUESTIONS:,}", median(steps) * 1e3, "ms", 1, how),
        Figure("… building that queue, once", median([took for took, _ in builds]) * 1e3, "ms", None, how_built),
    ]


async def _steps(workspace: Workspace) -> list[float]:
    """Seconds from a skip to the next question, with the whole library in the queue."""
    runner = workspace.start_practice(workspace.queue(Selection(cram=True)), lambda _: None)
    runner.start()
    times = []
    for _ in range(STEPS):
        begin = time.perf_counter()
        runner.send(ev.Skip())
        times.append(time.perf_counter() - begin)
    await runner.close()
    return times


def _build(workspace: Workspace) -> tuple[float, int]:
    """Seconds to build today's queue where most questions were answered in the last week, and its length."""
    seen = workspace.library.entries[: QUESTIONS * 9 // 10]
    cards = {entry.id: _card(entry.id, NOW - timedelta(days=number % 7)) for number, entry in enumerate(seen)}
    begin = time.perf_counter()
    queue = build_queue(workspace.library.entries, cards, NOW.date(), Plan())
    return time.perf_counter() - begin, len(queue)


def _card(question: str, at: datetime) -> Card:
    return review(None, question, Rating.HARD, at, at.date(), RETENTION)
