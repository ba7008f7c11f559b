"""Interviews on the stage: a deck with one question of each sort that is asked in the room, and a clock of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.engine.fake import FakeEngine
from quizapp.questions.coding import CheckResult, Code, CodeResult
from quizapp.store import Store
from quizapp.tui.app import QuizApp
from quizapp.workspace import Workspace
from quizapp.workspace.places import Places
from tests.tui.interview.room import Hands, Sitting, outline
from tests.tui.stage import DEMOS, Clock, Running, answers, settle

DECKS = Path(__file__).parent / "decks"


def judged(code: Code) -> CodeResult:
    return CodeResult((CheckResult("test_small_weights_become_exactly_zero", "max(" in code.source),))


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine(answers, codes=judged)


@pytest.fixture
def hands(clock: Clock) -> Hands:
    return Hands(clock)


@pytest.fixture
def workspace(
    tmp_path: Path, clock: Clock, hands: Hands, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> Workspace:
    for module in ("opening", "pinning"):
        monkeypatch.setattr(f"quizapp.workspace.{module}.bundled_decks", lambda: DECKS)
    monkeypatch.setattr("quizapp.engine.catalogue.names", lambda: DEMOS)
    monkeypatch.setattr("quizapp.tui.widgets.slot.PAUSE", 0.01)
    monkeypatch.setattr("quizapp.tui.screens.mock.interview.BEAT", 1000)  # the tests say when time has gone by
    monkeypatch.setattr("quizapp.tui.screens.mock.setup.DRAWN_AFTER", 0.01)
    places = Places(tmp_path / "home")
    store = Store.open(places.store, now=clock())
    return Workspace(places, store, engine, now=clock, steady=hands, zone=UTC)


@pytest.fixture
def sitting(running: Running) -> Sitting:
    """`async with sitting("roomcho1", "roomint1", seconds=600, size=(80, 24)) as pilot`: the interview has begun."""

    @asynccontextmanager
    async def sit(*ids: str, seconds: int = 1200, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
        async with running(size=size) as pilot:
            assert isinstance(pilot.app, QuizApp)
            pilot.app.begin_mock(outline(*ids, seconds=seconds))
            await settle(pilot)
            yield pilot

    return sit
