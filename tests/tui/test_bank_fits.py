"""The bundled bank on a small screen: a question and what it is answered with are seen at once, without scrolling."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from textual.containers import VerticalScroll

from quizapp.engine.fake import FakeEngine
from quizapp.store import Store
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.practice import PracticeScreen
from quizapp.workspace import Selection, Workspace
from quizapp.workspace.places import Places
from tests.tui.stage import Clock, answers, settle

NINE_OF_TEN = 0.9


async def test_nine_of_ten_questions_fit_a_terminal_of_80_by_24(tmp_path: Path, clock: Clock) -> None:
    places = Places(tmp_path / "home")
    workspace = Workspace(places, Store.open(places.store, now=clock()), FakeEngine(answers), now=clock, zone=UTC)
    ids = tuple(entry.id for entry in workspace.read_library().entries)
    beyond: dict[str, int] = {}
    app = QuizApp(workspace, Selection(ids=ids))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.library_read.wait()
        await settle(pilot)
        screen = pilot.app.screen
        while isinstance(screen, PracticeScreen) and screen.state and screen.state.asked:
            asked = screen.state.asked.question.id
            while screen.slot._early is not None:  # the answer is still being put there
                await pilot.pause()
            await pilot.pause()
            beyond[asked] = int(screen.query_one("#body", VerticalScroll).max_scroll_y)
            screen.action_skip()
            screen = pilot.app.screen
        await settle(pilot)
    workspace.store.close()
    assert len(beyond) == len(ids)
    fitting = [one for one, lines in beyond.items() if lines == 0]
    assert len(fitting) >= NINE_OF_TEN * len(ids), {one: lines for one, lines in beyond.items() if lines}
