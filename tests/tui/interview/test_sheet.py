"""The answer sheet, and the question whether to end: where every question stands, and three ways on."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from quizapp.sessions.mock.state import Phase
from quizapp.tui.screens.mock.leaving import LeavingScreen
from quizapp.tui.screens.mock.sheet import SheetScreen
from quizapp.tui.widgets.listing import Listing
from quizapp.tui.widgets.menu import MenuRow
from quizapp.tui.widgets.text import Text
from tests.tui.interview.room import HALF, SIZES, Hands, Sitting, held, passing, state_of
from tests.tui.stage import Compare, frame, press, settle

every_size = pytest.mark.parametrize("size", SIZES)
ALL = ("roomcho1", "roommul1", "roomgap1", "roomint1")


async def some_done(pilot: Pilot[None], hands: Hands) -> None:
    """One answered and weighed, one skipped and flagged, one begun, one open."""
    await passing(pilot, hands, 75)
    await press(pilot, "b", "enter", "3", "m", "s", *"weig", "f7")


@every_size
async def test_the_sheet(sitting: Sitting, hands: Hands, same_frame: Compare, size: str) -> None:
    async with sitting(*ALL, size=SIZES[size]) as pilot:
        await some_done(pilot, hands)
        await press(pilot, "f4")
        same_frame(pilot, f"mock-sheet-{size}")


@every_size
async def test_behind_the_last_question_there_is_the_sheet(
    sitting: Sitting, hands: Hands, same_frame: Compare, size: str
) -> None:
    async with sitting(*ALL, size=SIZES[size]) as pilot:
        await some_done(pilot, hands)
        await press(pilot, "f3")
        same_frame(pilot, f"mock-review-{size}")
        await press(pilot, "escape")
        same_frame(pilot, f"mock-leaving-{size}")


async def test_enter_goes_to_the_question_at_the_pointer(sitting: Sitting, hands: Hands) -> None:
    async with sitting(*ALL) as pilot:
        await some_done(pilot, hands)
        assert "weig" in await press(pilot, "f4", "up", "enter")
        assert "3 of 4" in frame(pilot)


async def test_a_click_goes_to_the_question_too(sitting: Sitting, hands: Hands) -> None:
    async with sitting(*ALL) as pilot:
        await some_done(pilot, hands)
        await press(pilot, "f4")
        lines = pilot.app.screen.query_one(Listing).query_one(Text)
        await pilot.click(lines, offset=(4, 0))
        assert isinstance(pilot.app.screen, SheetScreen), "the first click only points"
        await pilot.click(lines, offset=(4, 0))
        await settle(pilot)
        assert "1 of 4" in frame(pilot)
        assert "(•) b" in frame(pilot)


async def test_the_clock_goes_on_while_one_looks(sitting: Sitting, hands: Hands) -> None:
    async with sitting("roomint1") as pilot:
        await press(pilot, "f4")
        await passing(pilot, hands, 61)
        assert "18:59 left" in frame(pilot)
        assert "1:01 of 5:00" in frame(pilot)
        await press(pilot, "x")
        await passing(pilot, hands, 60)
        assert "17:59 left" in frame(pilot)


async def test_back_from_the_sheet_to_the_text(sitting: Sitting) -> None:
    async with sitting("roomint1") as pilot:
        await press(pilot, *"L1", "f4", "escape", *" is")
        assert "L1 is" in frame(pilot)


async def test_when_all_is_answered_the_sheet_says_so(sitting: Sitting) -> None:
    async with sitting("roomcho1") as pilot:
        told = await press(pilot, "b", "enter", "3")
        assert "Every question is answered." in told
        assert state_of(pilot).phase is Phase.REVIEW
        told = await press(pilot, "x")
        assert "› End and score it" in told, "asked, though nothing is open"
        await press(pilot, "enter")
        assert "Report" in frame(pilot)
        assert not held(pilot)


async def test_esc_asks_and_ends_nothing(sitting: Sitting) -> None:
    async with sitting("roomint1") as pilot:
        await press(pilot, *HALF, "escape")
        assert "Letters are keys now" in frame(pilot)
        assert "› Go on" in await press(pilot, "escape")
        await press(pilot, "escape")
        assert state_of(pilot).phase is Phase.ASKING
        assert HALF in await press(pilot, "enter", *"!")
        assert f"{HALF}!" in frame(pilot)


async def test_esc_behind_the_last_question_comes_back_to_the_sheet(sitting: Sitting) -> None:
    async with sitting("roomcho1") as pilot:
        await press(pilot, "s")
        for _ in range(3):
            assert isinstance(pilot.app.screen, SheetScreen)
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, LeavingScreen)
            await press(pilot, "escape")
        assert state_of(pilot).phase is Phase.REVIEW


async def test_who_leaves_behind_the_last_question_is_home(sitting: Sitting) -> None:
    async with sitting("roomcho1") as pilot:
        await press(pilot, "s", "escape")
        told = await press(pilot, "down", "down", "enter")
        assert told.startswith(" quizapp")
        assert "› Go on with the interview" in told
        assert not held(pilot)


async def test_the_clock_goes_on_over_the_help(sitting: Sitting, hands: Hands) -> None:
    async with sitting("roomint1") as pilot:
        await press(pilot, "f1")
        await passing(pilot, hands, 61)
        assert frame(pilot).splitlines()[0].strip() == "Help  ·  18:59 left"
        await press(pilot, "escape", "f4", "question_mark")
        await passing(pilot, hands, 60)
        assert frame(pilot).splitlines()[0].strip() == "Help  ·  17:59 left"


async def test_the_three_ways_can_be_clicked(sitting: Sitting) -> None:
    async with sitting("roomcho1") as pilot:
        await press(pilot, "escape")
        rows = list(pilot.app.screen.query(MenuRow))
        await pilot.click(rows[0])
        await settle(pilot)
        assert "Which penalty" in frame(pilot)
        await press(pilot, "escape")
        await pilot.click(list(pilot.app.screen.query(MenuRow))[2])
        await settle(pilot)
        assert "› Go on with the interview" in frame(pilot)
