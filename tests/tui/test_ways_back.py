"""Every way back leaves a screen that still takes keys: a screen that awaits its own end would hang the app."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from quizapp.tui.widgets.keybar import KeyHint
from quizapp.workspace import Selection
from tests.tui.stage import Running, frame, press, settle


async def click(pilot: Pilot[None], word: str) -> None:
    """Click a word in the bar of keys."""
    (hint,) = (hint for hint in pilot.app.screen.query(KeyHint) if word in str(hint.render()))
    await pilot.click(hint)
    await settle(pilot)


async def find(pilot: Pilot[None], words: str) -> None:
    """Choose an action in the palette."""
    await press(pilot, "ctrl+p")
    await press(pilot, *words)
    await press(pilot, "down", "enter")


async def home_is_alive(pilot: Pilot[None]) -> None:
    assert "› Practise today" in frame(pilot)
    await press(pilot, "b")
    assert "Browse ·" in frame(pilot)


async def test_a_session_that_is_left_before_the_first_answer(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "enter")
        assert "1 of" in frame(pilot)
        await press(pilot, "escape")
        await home_is_alive(pilot)


@pytest.mark.parametrize("way", ["key", "menu", "click"])
async def test_home_from_the_summary(running: Running, way: str) -> None:
    async with running(selection=Selection(ids=("aaaaaaa2",))) as pilot:
        await press(pilot, "c", "enter", "escape")
        assert "Session finished" in frame(pilot)
        if way == "click":
            await click(pilot, "home")
        else:
            await press(pilot, *(("escape",) if way == "key" else ("up", "enter")))
        await home_is_alive(pilot)


@pytest.mark.parametrize("keys", [("b",), ("t",), ("comma",), ("question_mark",), ("b", "v")], ids="-".join)
async def test_back_by_key(running: Running, keys: tuple[str, ...]) -> None:
    async with running() as pilot:
        await press(pilot, *keys)
        for _ in keys:
            await press(pilot, "escape")
        await home_is_alive(pilot)


@pytest.mark.parametrize("key", ["t", "comma", "question_mark"])
async def test_back_by_a_click_on_the_bar(running: Running, key: str) -> None:
    async with running() as pilot:
        await press(pilot, key)
        await click(pilot, "back")
        await home_is_alive(pilot)


async def test_back_by_the_palette(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "t")
        await find(pilot, "go back")
        await home_is_alive(pilot)


async def test_a_screen_that_is_left_while_it_comes_up(running: Running) -> None:
    async with running() as pilot:
        screen = pilot.app.screen
        await screen.query(KeyHint).remove()
        screen.show_keys()  # type: ignore[attr-defined]
        await press(pilot, "question_mark", "escape")
        await home_is_alive(pilot)
