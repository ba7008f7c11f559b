"""The screens under test: a real store in a temporary folder, a small deck, a fake engine and a clock."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC
from pathlib import Path

import pytest
import textual.app
import textual.pilot
from textual.pilot import Pilot

from quizapp.engine.fake import FakeEngine
from quizapp.store import Store
from quizapp.tui.app import QuizApp
from quizapp.workspace import Selection, Workspace
from quizapp.workspace.places import Places
from tests.tui.stage import DEMOS, HERE, Clock, Compare, Running, answers, frame, settle, until_at_rest

# Textual takes an app for idle when its process has used no processor for a moment, which on a busy machine is as
# good as never and as bad as always. Here it is idle when nothing waits to be done.
textual.app.wait_for_idle = until_at_rest
textual.pilot.wait_for_idle = until_at_rest


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine(answers)


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setattr("quizapp.workspace.opening.bundled_decks", lambda: HERE / "decks")
    monkeypatch.setattr("quizapp.engine.catalogue.names", lambda: DEMOS)
    places = Places(tmp_path / "home")
    store = Store.open(places.store, now=clock())
    return Workspace(places, store, engine, now=clock, zone=UTC)


@pytest.fixture
def running(workspace: Workspace) -> Running:
    """`async with running(size=(80, 24)) as pilot`: the app with its decks read."""

    @asynccontextmanager
    async def run(size: tuple[int, int] = (80, 24), selection: Selection | None = None) -> AsyncIterator[Pilot[None]]:
        app = QuizApp(workspace, selection)
        async with app.run_test(size=size) as pilot:
            await app.library_read.wait()
            await settle(pilot)
            yield pilot
        workspace.store.close()

    return run


@pytest.fixture
def same_frame() -> Compare:
    """Compare the screen with tests/tui/frames/NAME.txt; UPDATE_FRAMES=1 writes it anew, for the eyes of the author."""

    def compare(pilot: Pilot[None], name: str) -> None:
        path, now = HERE / "frames" / f"{name}.txt", frame(pilot)
        if os.environ.get("UPDATE_FRAMES"):
            path.write_text(now, encoding="utf-8")
        assert path.exists(), f"no frame {name}; look at it and run with UPDATE_FRAMES=1:\n{now}"
        assert now == path.read_text(encoding="utf-8")

    return compare
