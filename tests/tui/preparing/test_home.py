"""Home before an interview and after it: the days left, the forecast of the day, and how it went."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from textual.pilot import Pilot

from quizapp.store import Outcome
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.outcome import OutcomeScreen
from quizapp.workspace import Selection, Workspace
from tests.tui.stage import Clock, Compare, Running, frame, press, settle

SIZES = {"60x20": (60, 20), "80x24": (80, 24), "120x40": (120, 40)}
TODAY = date(2026, 11, 23)
every_size = pytest.mark.parametrize("size", SIZES)


def set_ahead(workspace: Workspace, days: int) -> None:
    workspace.save_settings(replace(workspace.settings, interview=TODAY + timedelta(days=days)))


def told(pilot: Pilot[None]) -> str:
    return "\n".join(notice.message for notice in pilot.app._notifications)


@every_size
async def test_home_looks_ahead(running: Running, workspace: Workspace, same_frame: Compare, size: str) -> None:
    set_ahead(workspace, 13)
    async with running(size=SIZES[size]) as pilot:
        same_frame(pilot, f"home-ahead-{size}")


@every_size
async def test_home_says_what_does_not_fit(
    running: Running, workspace: Workspace, same_frame: Compare, size: str
) -> None:
    set_ahead(workspace, 2)
    workspace.save_settings(replace(workspace.settings, new_per_day=3))
    async with running(size=SIZES[size]) as pilot:
        same_frame(pilot, f"home-too-much-{size}")


async def test_home_says_that_it_works_it_out_before_the_decks_are_read(workspace: Workspace, running: Running) -> None:
    set_ahead(workspace, 13)
    async with running() as pilot:
        home = pilot.app.screen
        assert isinstance(home, HomeScreen)
        home.prospect = None
        home._show_forecast()
        await pilot.pause()
        assert "On the day working it out …" in frame(pilot)


async def test_an_answer_moves_the_forecast(running: Running, workspace: Workspace) -> None:
    set_ahead(workspace, 13)
    async with running() as pilot:
        assert " · 0 % if you stop" in frame(pilot)
        await press(pilot, "enter", "a", "enter", "enter", "escape", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert " as planned · " in frame(pilot)
        assert " · 0 % if you stop" not in frame(pilot)


async def test_on_the_last_days_weak_questions_are_counted_too(
    running: Running, workspace: Workspace, clock: Clock
) -> None:
    workspace.save_settings(replace(workspace.settings, retention=0.97, interview=TODAY + timedelta(days=2)))
    async with running(selection=Selection(ids=("aaaaaaa1",))) as pilot:
        await press(pilot, "b", "enter", "4", "escape", "escape")
        clock.pass_days(1)
        shown = await press(pilot, "t", "escape")
        assert "Today      0 due · 1 weak · 4 new · about" in shown
        assert "Practise today's questions  5 questions" in shown


async def test_without_a_date_nothing_is_forecast(running: Running) -> None:
    async with running() as pilot:
        assert "On the day" not in frame(pilot)


@every_size
async def test_after_the_date_it_asks(running: Running, workspace: Workspace, same_frame: Compare, size: str) -> None:
    set_ahead(workspace, -1)
    async with running(size=SIZES[size]) as pilot:
        assert isinstance(pilot.app.screen, OutcomeScreen)
        same_frame(pilot, f"outcome-{size}")
        await press(pilot, "down", "enter", *"Adam")
        same_frame(pilot, f"outcome-note-{size}")


async def test_how_it_went_is_kept_with_its_note(running: Running, workspace: Workspace) -> None:
    set_ahead(workspace, -1)
    async with running() as pilot:
        shown = await press(pilot, "down", "enter", *"Adam?", "enter")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert told(pilot).startswith("Kept: it was mixed.")
        assert "no date set" in shown
        assert workspace.store.outcomes() == (Outcome(TODAY - timedelta(days=1), "mixed", "Adam?", workspace.now()),)


async def test_one_may_think_again_before_it_is_kept(running: Running, workspace: Workspace) -> None:
    set_ahead(workspace, -1)
    async with running() as pilot:
        await press(pilot, "enter", "escape", "down", "down", "enter", "enter")
        assert [one.how for one in workspace.store.outcomes()] == ["badly"]


async def test_an_interview_that_was_moved_gets_its_date(running: Running, workspace: Workspace) -> None:
    set_ahead(workspace, -1)
    async with running() as pilot:
        shown = await press(pilot, "up", "up", "enter", *"2026-11-20", "enter")
        assert "Not kept. Interview date: 2026-11-20 is in the past" in shown
        assert workspace.store.outcomes() == ()
        shown = await press(pilot, "ctrl+u", *"2026-11-30", "enter")
        assert "in 7 days, 30 Nov 2026" in shown
        assert workspace.settings.interview == date(2026, 11, 30)


async def test_not_now_asks_no_more_and_home_offers_it(
    running: Running, workspace: Workspace, same_frame: Compare
) -> None:
    set_ahead(workspace, -1)
    async with running() as pilot:
        await press(pilot, "escape")
        same_frame(pilot, "home-over")
        await press(pilot, "t", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        await press(pilot, "up", "up", "up", "up")
        await press(pilot, *["down"] * 4, "enter")
        assert isinstance(pilot.app.screen, OutcomeScreen)
        assert workspace.store.outcomes() == ()


async def test_who_came_to_practise_is_asked_afterwards(running: Running, workspace: Workspace) -> None:
    set_ahead(workspace, -1)
    async with running(selection=Selection(limit=1)) as pilot:
        await settle(pilot)
        assert not isinstance(pilot.app.screen, OutcomeScreen)
        await press(pilot, "a", "enter", "enter", "escape", "escape")
        assert isinstance(pilot.app.screen, OutcomeScreen)


async def test_a_date_that_passes_while_the_app_is_open(running: Running, workspace: Workspace, clock: Clock) -> None:
    set_ahead(workspace, 0)
    async with running() as pilot:
        assert "today, 23 Nov 2026" in frame(pilot)
        clock.pass_days(1)
        home = pilot.app.screen
        assert isinstance(home, HomeScreen)
        home._look_at_the_day()
        await settle(pilot)
        assert isinstance(pilot.app.screen, OutcomeScreen)
        clock.pass_days(-2)  # the clock is set back while the question is open
        await press(pilot, "enter", "enter")
        assert told(pilot).startswith("Kept: it went well.")
        assert workspace.settings.interview is None


async def test_a_clock_that_was_set_back_brings_the_days_back(
    running: Running, workspace: Workspace, clock: Clock
) -> None:
    set_ahead(workspace, 1)
    async with running() as pilot:
        clock.pass_days(-1)
        assert "in 2 days, 24 Nov 2026" in await press(pilot, "comma", "escape")
