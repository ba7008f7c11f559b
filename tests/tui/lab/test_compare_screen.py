"""Two runs side by side on the bench."""

from __future__ import annotations

import pytest

from tests.tui.stage import Compare, Running, bar, frame, press

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
every_size = pytest.mark.parametrize("size", SIZES)
COMPARED = ("l", "enter", "f2", *["up"] * 3, "tab", *"0.5", "enter")  # lr 0.1 and lam 0.01 against 1 and 0.5


@every_size
async def test_two_runs_are_compared(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size]) as pilot:
        await press(pilot, *COMPARED)
        same_frame(pilot, f"compare-{size}")


async def test_every_measure_is_compared_below_the_claims(running: Running, same_frame: Compare) -> None:
    async with running() as pilot:
        await press(pilot, *COMPARED, "pagedown")
        same_frame(pilot, "compare-read-on")


async def test_a_pinned_run_waits_for_another_one(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "l", "enter")
        assert "f2 pin" in bar(pilot)
        pinned = await press(pilot, "f2")
        assert "Pinned as the first run. Change something and run." in pinned
        assert "f2 unpin" in bar(pilot)
        assert "f3 swap" not in bar(pilot)
        assert "This run is the first" in await press(pilot, "enter"), "the same run is no second one"


async def test_the_runs_are_swapped_and_let_go(running: Running) -> None:
    async with running() as pilot:
        compared = await press(pilot, *COMPARED)
        assert "First lam=0.01, lr=0.1 · second lam=0.5, lr=1" in compared
        assert "✓ holds  ✗ fails  The weight is above 0.9" in compared
        swapped = await press(pilot, "f3")
        assert "First lam=0.5, lr=1 · second lam=0.01, lr=0.1" in swapped
        assert "✗ fails  ✓ holds  The weight is above 0.9" in swapped
        assert "lr           0.1" in swapped, "the fields are those of the second run"
        alone = await press(pilot, "f2")
        assert "✓ holds  The weight is above 0.9" in alone
        assert "fails" not in alone
        assert "weight decay leaves 0.990045" in frame(pilot)


async def test_a_third_run_takes_the_place_of_the_second(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, *COMPARED)
        third = await press(pilot, "ctrl+u", *"0.02", "enter")
        assert "First lam=0.01, lr=0.1 · second lam=0.02, lr=1" in third
