"""The clock on the screen: pace, warnings, and the end of the time, whatever stands in front by then."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from quizapp.workspace import Workspace
from tests.tui.interview.room import HALF, Hands, Sitting, held, passing, state_of
from tests.tui.stage import frame, press, settle


def line(pilot: Pilot[None]) -> str:
    return frame(pilot).splitlines()[0].strip()


async def test_the_pace_of_a_question_in_words_and_marks(sitting: Sitting, hands: Hands) -> None:
    async with sitting("roomcho1", "roommul1", size=(60, 20)) as pilot:
        assert line(pilot).startswith("20:00 left  ·  1 of 2  ·  0:00 of 1:00 ▯▯▯▯▯")
        await passing(pilot, hands, 36)
        assert "0:36 of 1:00 ▮▮▮▯▯" in line(pilot)
        await passing(pilot, hands, 44.6)
        assert line(pilot).startswith("18:40 left  ·  1 of 2  ·  1:20, over by 0:20")
        await press(pilot, "plus")
        assert "1:20 of 1:30 (+30 s) ▮▮▮▮▯" in line(pilot)
        await press(pilot, "n")
        assert "2 of 2  ·  0:00 of 1:00" in line(pilot)
        await passing(pilot, hands, 5)
        await press(pilot, "p")
        assert "1:20 of 1:30" in line(pilot), "only its own time"


async def test_the_last_second_is_no_end_yet(sitting: Sitting, hands: Hands) -> None:
    async with sitting("roomcho1", seconds=60) as pilot:
        await passing(pilot, hands, 59.5)
        assert line(pilot).startswith("0:01 left")
        assert held(pilot)


async def test_warnings_are_words_and_a_bell(sitting: Sitting, hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[str] = []
    monkeypatch.setattr("quizapp.tui.app.QuizApp.bell", lambda _: rung.append("bell"))
    async with sitting("roomint1", seconds=400, size=(60, 20)) as pilot:
        await press(pilot, *"L1")
        await passing(pilot, hands, 299)
        assert rung == []
        await passing(pilot, hands, 1)
        assert "A quarter of the time is left: 1 min 40 s." in frame(pilot)
        await passing(pilot, hands, 60)
        assert "A tenth of the time is left: 40 s." in frame(pilot)
        assert rung == ["bell", "bell"]
        assert "L1" in frame(pilot)


async def test_what_stands_in_the_box_counts_when_the_time_is_up(
    sitting: Sitting, hands: Hands, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.tui.widgets.slot.PAUSE", 1000)  # somebody who makes no pause
    async with sitting("roomint1", seconds=300) as pilot:
        await pilot.press(*HALF)
        await passing(pilot, hands, 301)
        assert "The time was up after 5:00" in " ".join(frame(pilot).split())
        assert workspace.mocks.report(1).items[0].response == HALF


async def test_a_picked_option_counts_when_the_time_is_up(sitting: Sitting, hands: Hands, workspace: Workspace) -> None:
    async with sitting("roomcho1", seconds=300) as pilot:
        await press(pilot, "b")
        await passing(pilot, hands, 301)
        assert workspace.mocks.report(1).items[0].verdict == "right"


FRONTS = {
    "sheet": ("f4",),
    "leaving": ("f4", "x"),
    "help": ("f1",),
    "palette": ("ctrl+p",),
    "sure": ("ctrl+s",),
    "sheet and help": ("f4", "f1"),
}


@pytest.mark.parametrize("front", FRONTS)
async def test_the_time_is_up_whatever_stands_in_front(
    sitting: Sitting, hands: Hands, workspace: Workspace, front: str
) -> None:
    async with sitting("roomint1", "roomcho1", seconds=300) as pilot:
        await press(pilot, *HALF, *FRONTS[front])
        await passing(pilot, hands, 300)
        assert line(pilot).startswith("Report")
        assert workspace.mocks.report(1).items[0].response == HALF
        assert "Practise today" in await press(pilot, "escape")


async def test_the_time_is_up_while_the_terminal_is_too_small(
    sitting: Sitting, hands: Hands, workspace: Workspace
) -> None:
    async with sitting("roomint1", seconds=300) as pilot:
        await press(pilot, *HALF)
        await pilot.resize_terminal(50, 15)
        await settle(pilot)
        await passing(pilot, hands, 300)
        assert "Please enlarge" in frame(pilot)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert line(pilot).startswith("Report")
        assert workspace.mocks.report(1).items[0].response == HALF


async def test_a_wall_clock_set_back_a_day_changes_nothing(sitting: Sitting, hands: Hands) -> None:
    async with sitting("roomcho1", seconds=300) as pilot:
        hands.clock.pass_days(-1)
        await passing(pilot, hands, 100)
        assert line(pilot).startswith("3:20 left")
        assert state_of(pilot).items[0].seconds == 100


async def test_the_app_looks_at_the_clock_by_itself(
    sitting: Sitting, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.tui.screens.mock.interview.BEAT", 0.01)
    async with sitting("roomcho1", seconds=300) as pilot:
        hands.pass_seconds(30)
        await pilot.pause(0.1)
        assert line(pilot).startswith("4:30 left")
