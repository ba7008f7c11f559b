"""Reports on the stage: the questions of the screens' deck and of the forms, and ways to a report."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.engine.fake import FakeEngine
from quizapp.sessions.mock.report import Report
from quizapp.store import Store
from quizapp.tui.app import QuizApp
from quizapp.workspace import Workspace
from quizapp.workspace.places import Places
from tests.tui.report.interviews import keep
from tests.tui.report.reading import Reading
from tests.tui.stage import DEMOS, HERE, Clock, Running, settle


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setattr("quizapp.workspace.opening.bundled_decks", lambda: HERE / "decks")
    monkeypatch.setattr("quizapp.engine.catalogue.names", lambda: DEMOS)
    monkeypatch.setattr("quizapp.tui.widgets.slot.PAUSE", 0.01)
    places = Places(tmp_path / "home")
    store, forms = Store.open(places.store, now=clock()), HERE / "answers" / "decks"
    return Workspace(places, store, engine, content=(forms,), now=clock, zone=UTC)


@pytest.fixture
def reading(running: Running, workspace: Workspace) -> Reading:
    """`async with reading(WHOLE, size=(80, 24)) as pilot`: the report on the screen."""

    @asynccontextmanager
    async def read(told: Report, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
        async with running(size=size) as pilot:
            assert isinstance(pilot.app, QuizApp)
            pilot.app.show_mock_report(keep(workspace, told))
            await settle(pilot)
            yield pilot

    return read
