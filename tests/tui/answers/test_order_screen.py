"""Steps in order: placed by letters, by space, by the mouse; moved among each other; judged one by one."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from quizapp.tui.widgets.choices import OptionRow
from quizapp.tui.widgets.ordering import Ordering
from quizapp.workspace import Selection, Workspace
from tests.tui.stage import Clock, Compare, Running, frame, press, settle

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
STEPS, SPARE = Selection(ids=("formord1",)), Selection(ids=("formord2",))


def placed(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(Ordering).response


def shown(pilot: Pilot[None]) -> str:
    """The letters from the top of the screen down."""
    rows = sorted(pilot.app.screen.query(OptionRow), key=lambda row: row.region.y)
    return "".join("abc"[row.index] for row in rows)


def pointed_at(pilot: Pilot[None]) -> str:
    line = next(line for line in frame(pilot).splitlines() if line.startswith(" ›"))
    return line.split()[2]


@pytest.mark.parametrize("size", SIZES)
async def test_an_order_from_prompt_to_rating(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size], selection=STEPS) as pilot:
        same_frame(pilot, f"order-asked-{size}")
        await press(pilot, "c", "a")
        same_frame(pilot, f"order-placed-{size}")
        await press(pilot, "b", "enter")
        same_frame(pilot, f"order-judged-{size}")


async def test_a_letter_places_next_or_takes_back(running: Running) -> None:
    async with running(selection=STEPS) as pilot:
        await press(pilot, "b", "a")
        assert (placed(pilot), shown(pilot)) == ("b,a", "bac")
        await press(pilot, "b")
        assert (placed(pilot), shown(pilot)) == ("a", "abc")


async def test_space_places_what_the_pointer_is_at_and_goes_on(running: Running) -> None:
    async with running(selection=STEPS) as pilot:
        await press(pilot, "down", "space")
        assert (placed(pilot), pointed_at(pilot)) == ("b", "c")
        await press(pilot, "space", "space")
        assert placed(pilot) == "b,c,a"
        await press(pilot, "up", "space")
        assert placed(pilot) == "b,a", "taken back"


@pytest.mark.parametrize(("up", "down"), [("shift+up", "shift+down"), ("K", "J")])
async def test_the_step_at_the_pointer_moves_among_the_placed(running: Running, up: str, down: str) -> None:
    async with running(selection=STEPS) as pilot:
        await press(pilot, "a", "b", "c", up)
        assert (placed(pilot), pointed_at(pilot)) == ("a,c,b", "c")
        await press(pilot, up, up)
        assert placed(pilot) == "c,a,b", "the first stays the first"
        await press(pilot, down)
        assert (placed(pilot), shown(pilot)) == ("a,c,b", "acb")
        await press(pilot, "c", down)
        assert placed(pilot) == "a,b", "what waits does not move down"
        await press(pilot, up)
        assert placed(pilot) == "a,b,c", "and is placed by moving it up"


async def test_steps_are_placed_and_dragged_by_the_mouse(running: Running) -> None:
    async with running(selection=STEPS) as pilot:
        rows = {row.index: row for row in pilot.app.screen.query(OptionRow)}
        for index in (2, 1):
            await pilot.click(rows[index])
            await settle(pilot)
        assert placed(pilot) == "c,b"
        await pilot.mouse_down(rows[0])
        await pilot.mouse_up(rows[2])
        await settle(pilot)
        assert placed(pilot) == "a,c,b", "dropped in the place of another"
        await pilot.click(rows[2])
        await settle(pilot)
        assert placed(pilot) == "a,b"


async def test_nothing_and_too_little_are_not_submitted_by_accident(running: Running, workspace: Workspace) -> None:
    async with running(selection=STEPS) as pilot:
        assert "Nothing is placed yet" in await press(pilot, "enter")
        assert "2 steps not placed yet. enter once more submits without." in await press(pilot, "a", "enter")
        assert "1 step not placed yet" in await press(pilot, "b", "enter"), "asked again after a change"
        await press(pilot, "enter")
        assert workspace.store.last_reviews(1)[0].review.response == "a,b"


async def test_what_does_not_belong_is_left_out_and_said_to_be(running: Running, same_frame: Compare) -> None:
    async with running(selection=SPARE) as pilot:
        assert "Left out:" in frame(pilot)
        await press(pilot, "a", "enter")
        same_frame(pilot, "order-spare-judged")


async def test_undo_gives_the_order_back(running: Running, clock: Clock) -> None:
    async with running(selection=STEPS) as pilot:
        await press(pilot, "c", "a", "b", "enter")
        clock.pass_days(0.001)
        await press(pilot, "u")
        assert placed(pilot) == "c,a,b"
        await press(pilot, "b")
        assert placed(pilot) == "c,a"
