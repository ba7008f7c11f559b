"""The end of an interview: the runs of its report, their progress, code that may not run, and a report on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.engine.fake import FakeEngine
from quizapp.engine.model import Progress
from quizapp.errors import StoreReadOnlyError
from quizapp.store import Store
from quizapp.tui.app import QuizApp
from quizapp.workspace import Workspace
from tests.tui.interview.conftest import DECKS
from tests.tui.interview.room import SIZES, Sitting, outline
from tests.tui.stage import Compare, Running, bar, frame, press, settle


async def answered(pilot: Pilot[None]) -> None:
    """A prediction and code, then the sheet behind the last question."""
    await press(pilot, *"0.98", "enter", "3", "ctrl+home", *"x = 1", "enter", "ctrl+s", "3")


async def ended_while_it_runs(pilot: Pilot[None]) -> None:
    """End the interview; its runs go on."""
    await press(pilot, "x")
    await pilot.press("enter")
    for _ in range(4):
        await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_each_run_says_how_far_it_is(
    sitting: Sitting, engine: FakeEngine, same_frame: Compare, size: str
) -> None:
    engine._progress = (Progress(0.5, "step 5 of 10"),)
    async with sitting("roompre1", "roomcod1", size=SIZES[size]) as pilot:
        await answered(pilot)
        engine.pause()
        await ended_while_it_runs(pilot)
        same_frame(pilot, f"mock-scoring-{size}")
        assert "esc stop" in bar(pilot)
        engine.resume()
        await settle(pilot)
        assert "Report" in frame(pilot)


async def test_esc_stops_waiting(sitting: Sitting, engine: FakeEngine, workspace: Workspace) -> None:
    async with sitting("roompre1", "roomcod1") as pilot:
        await answered(pilot)
        engine.pause()
        await ended_while_it_runs(pilot)
        await press(pilot, "escape")
        assert "Report" in frame(pilot)
        assert all("You did not wait" in item.unchecked for item in workspace.mocks.report(1).items)
        engine.resume()


@pytest.fixture
def strange(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The deck did not come with quizapp."""
    monkeypatch.setattr("quizapp.workspace.pinning.bundled_decks", lambda: tmp_path)


@pytest.mark.usefixtures("strange")
@pytest.mark.parametrize(("key", "verdict"), [("y", "wrong"), ("n", "unchecked")])
async def test_code_of_a_strange_deck_asks_once_it_is_over(
    sitting: Sitting, workspace: Workspace, key: str, verdict: str
) -> None:
    async with sitting("roomcod1") as pilot:
        await press(pilot, "ctrl+home", *"x = 1", "enter", "ctrl+s", "3")
        told = await press(pilot, "x", "enter")
        assert "May this code run?" in told
        assert str(DECKS) in "".join(told.split())
        assert "Report" in await press(pilot, key)
        assert workspace.mocks.report(1).items[0].verdict == verdict


async def test_a_report_that_cannot_be_saved_can_be_tried_again(
    sitting: Sitting, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreReadOnlyError("The disk is full.")

    async with sitting("roomcho1") as pilot:
        await press(pilot, "b", "enter", "3")
        with monkeypatch.context() as patch:
            patch.setattr(Store, "score_interview", full)
            assert "The report is not saved: The disk is full." in await press(pilot, "x", "enter")
            assert "enter try again" in bar(pilot)
        assert "Report" in await press(pilot, "enter")
        assert workspace.mocks.report(1).items[0].verdict == "right"


async def test_one_may_leave_with_a_report_that_cannot_be_saved(
    sitting: Sitting, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreReadOnlyError("The disk is full.")

    async with sitting("roomcho1") as pilot:
        await press(pilot, "b", "enter", "3")
        monkeypatch.setattr(Store, "score_interview", full)
        await press(pilot, "x", "enter", "escape")
        assert "Go on with the interview    20 min left, 1 of 1 answered" in frame(pilot)


async def test_leaving_while_it_is_scored_stops_the_runs(
    running: Running, engine: FakeEngine, workspace: Workspace
) -> None:
    async with running() as pilot:
        assert isinstance(pilot.app, QuizApp)
        pilot.app.begin_mock(outline("roompre1", "roomcod1"))
        await settle(pilot)
        await answered(pilot)
        engine.pause()
        await ended_while_it_runs(pilot)
        await pilot.press("ctrl+q")
        await pilot.pause()
    engine.resume()
    with Store.open(workspace.places.store, now=workspace.now()) as store:
        row = store.open_interview()
        assert row is not None, "the next start offers to score it"
