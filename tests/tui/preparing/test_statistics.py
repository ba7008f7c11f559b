"""The statistics before an interview and after one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from quizapp.store import Outcome
from quizapp.workspace import Selection, Workspace
from tests.tui.stage import Clock, Compare, Running, frame, press, settle

SIZES = {"60x20": (60, 20), "80x24": (80, 24), "120x40": (120, 40)}
TODAY = date(2026, 11, 23)
every_size = pytest.mark.parametrize("size", SIZES)


def set_ahead(workspace: Workspace, days: int) -> None:
    workspace.save_settings(replace(workspace.settings, interview=TODAY + timedelta(days=days)))


@every_size
async def test_the_forecast_of_the_day(
    running: Running, workspace: Workspace, clock: Clock, same_frame: Compare, size: str
) -> None:
    set_ahead(workspace, 33)
    async with running(size=SIZES[size], selection=Selection(ids=("aaaaaaa1",))) as pilot:
        await press(pilot, "b", "enter", "enter", "escape", "escape")
        clock.pass_days(1)
        await press(pilot, "t")
        same_frame(pilot, f"statistics-ahead-{size}")
        await press(pilot, "pagedown")
        same_frame(pilot, f"statistics-ahead-topics-{size}")


async def test_the_forecast_is_there_before_the_first_answer(running: Running, workspace: Workspace) -> None:
    set_ahead(workspace, 5)
    async with running() as pilot:
        shown = await press(pilot, "t")
        assert "Your first session fills this page." in shown
        assert "Interview in 5 days, 28 Nov 2026: recall on the day" in shown
        assert "If you stop: 0 % of all 5 questions.\n" in shown
        await pilot.resize_terminal(60, 20)
        await settle(pilot)
        assert "Interview in 5 days" in frame(pilot)


async def test_interviews_that_are_over_are_told_of(running: Running, workspace: Workspace) -> None:
    workspace.store.save_outcome(Outcome(date(2026, 11, 1), "mixed", "w[i] was [b]asked", workspace.now()))
    async with running() as pilot:
        assert "1 Nov 2026: it was mixed (w[i] was [b]asked)" in await press(pilot, "t")
