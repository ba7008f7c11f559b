"""Choosing an interview: presets, fields, what was drawn in words, and what cannot be."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from quizapp.sessions.mock.outline import Wish
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.mock.setup import SetupScreen
from quizapp.tui.widgets.menu import Menu, MenuRow
from tests.tui.interview.room import SIZES, Hands, Sitting, held, state_of
from tests.tui.stage import Compare, Running, bar, frame, press, settle


async def drawn(pilot: Pilot[None], *keys: str) -> str:
    """The screen, with its words in one line, once what was typed is drawn."""
    await press(pilot, *keys)
    await pilot.pause(0.05)
    await settle(pilot)
    return " ".join(frame(pilot).split())


async def fill(pilot: Pilot[None], name: str, text: str) -> str:
    pilot.app.screen.query_one(f"#{name}", Input).focus()
    return await drawn(pilot, *text)


@pytest.mark.parametrize("size", SIZES)
async def test_what_there_is_to_choose_from(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size]) as pilot:
        await drawn(pilot, "i")
        same_frame(pilot, f"mock-setup-{size}")


async def test_a_bank_that_is_too_small_is_said_before_the_clock_starts(running: Running) -> None:
    async with running() as pilot:
        told = await drawn(pilot, "i", "down")
        assert "10 min: 3 short questions." in told
        assert "! The decks have 3 short questions that fit, not 12." in told
        await press(pilot, "enter")
        assert len(state_of(pilot).items) == 3
        assert state_of(pilot).outline.name == "rapid"


async def test_fields_change_the_preset_at_the_pointer(running: Running) -> None:
    async with running() as pilot:
        await drawn(pilot, "i", "down", "down", "down")
        await fill(pilot, "minutes", "7")
        await fill(pilot, "tags", "l1, adamw")
        await fill(pilot, "number", "2")
        told = await fill(pilot, "seed", "5")
        assert "7 min, on l1 or adamw, seed 5: 2 questions" in told
        assert "to the list" in bar(pilot)
        assert isinstance(pilot.app.screen, SetupScreen)
        await press(pilot, "enter")
        assert not held(pilot), "enter in a field starts no clock"
        await press(pilot, "enter")
        outline = state_of(pilot).outline
        assert outline.wish == Wish("", 7, None, ("l1", "adamw"), 2, 5)
        assert outline.seconds == 420
        assert {item.question.id for item in state_of(pilot).items} <= {"roomcho1", "roomint1", "roomgap1"}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("tags", "l3", "✗ No question has the tag “l3”. Did you mean l2?"),
        ("level", "midd", "Did you mean mid?"),
        ("minutes", "an hour", "✗ Minutes: “an hour” is not a whole number from 1 to 240."),
        ("minutes", "0", "✗ An interview takes 1 to 240 minutes, not 0."),
        ("number", "-3", "✗ Questions: “-3” is not a whole number from 1 to 100."),
        ("number", "4000", "✗ An interview has 1 to 100 questions, not 4000."),
        ("seed", "[bold]", "✗ Seed: “[bold]” is not a whole number of 1 to 18 digits."),
        ("seed", "9" * 400, "✗ Seed: “99999999999999999999999…” is not a whole number of 1 to 18 digits."),
    ],
)
async def test_what_cannot_be_drawn_is_a_sentence_and_starts_nothing(
    running: Running, name: str, text: str, said: str
) -> None:
    async with running(size=(60, 20)) as pilot:
        await drawn(pilot, "i")
        assert said in await fill(pilot, name, text)
        await press(pilot, "enter", "enter")
        assert not held(pilot)
        assert said in " ".join(frame(pilot).split())


async def test_what_was_typed_last_is_what_begins(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.tui.screens.mock.setup.DRAWN_AFTER", 1000)
    async with running() as pilot:
        await press(pilot, "i", "down")
        await press(pilot, "tab", *"3", "enter", "enter")
        assert state_of(pilot).outline.seconds == 180


async def test_the_first_click_shows_what_is_drawn_and_the_second_starts_the_clock(running: Running) -> None:
    async with running() as pilot:
        await drawn(pilot, "i")
        rapid = list(pilot.app.screen.query(MenuRow))[1]
        await pilot.click(rapid)
        assert "› Rapid" in await drawn(pilot)
        assert not held(pilot)
        await pilot.click(rapid)
        await settle(pilot)
        assert state_of(pilot).outline.name == "rapid"


async def test_the_clock_of_an_interview_that_waits_goes_on_here_and_on_home(sitting: Sitting, hands: Hands) -> None:
    async with sitting("roomcho1", seconds=600) as pilot:
        pilot.app.screen_stack[0].query_one(Menu).cursor = 4
        told = await press(pilot, "escape", "down", "down", "enter")
        assert "› Go on with the interview    10 min left, 0 of 1 answered" in told
        home = pilot.app.screen
        assert isinstance(home, HomeScreen)
        hands.pass_seconds(60)
        home.look_at_clock()
        assert "9 min left" in await drawn(pilot)
        told = await drawn(pilot, "i", "down", "down")
        assert "› Screen" in told
        assert "First go on with the interview that waits, or score it." in told
        setup = pilot.app.screen
        assert isinstance(setup, SetupScreen)
        hands.pass_seconds(60)
        setup.look_at_clock()
        assert "8 min left" in await drawn(pilot)
        hands.pass_seconds(600)
        setup.look_at_clock()
        told = await drawn(pilot)
        assert "Go on with it" not in told
        assert "› Screen" in told, "the pointer stays at what it was at"


async def test_a_wish_of_the_command_line_is_filled_in(running: Running) -> None:
    async with running() as pilot:
        assert isinstance(pilot.app, QuizApp)
        pilot.app.show_mock(Wish("deep", 10, "mid", ("l1",), None, 3))
        told = await drawn(pilot)
        assert "› Deep" in told
        assert "10 min, level mid, on l1, seed 3: 1 interview question" in told


async def test_the_reports_of_before_are_at_hand(sitting: Sitting) -> None:
    async with sitting("roomcho1") as pilot:
        await press(pilot, "b", "enter", "3", "x", "enter", "escape")
        told = await drawn(pilot, "i")
        assert "Earlier ones" in told
        assert "1 report" in told
        await press(pilot, "up", "enter")
        assert "Mock interviews" in frame(pilot).splitlines()[0]


async def test_help_says_what_a_preset_is(running: Running) -> None:
    async with running() as pilot:
        await drawn(pilot, "i")
        assert "flashcards are not among them" in " ".join((await press(pilot, "question_mark")).split())
