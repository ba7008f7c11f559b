"""The screens of an interview can be read in every theme: the answer that is being weighed, too."""

from __future__ import annotations

import pytest

from tests.tui.answers.test_in_every_light import pale
from tests.tui.interview.room import HALF, Hands, Sitting, passing
from tests.tui.stage import frame, press


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "rose-pine-dawn", "nord"])
async def test_every_word_can_be_read(sitting: Sitting, hands: Hands, theme: str) -> None:
    async with sitting("roomint1", "roomcho1", size=(80, 40)) as pilot:
        pilot.app.theme = theme
        assert pale(pilot) == {}
        await passing(pilot, hands, 400)
        await press(pilot, *HALF, "ctrl+s")
        assert "How sure?" in frame(pilot)
        assert pale(pilot) == {}
        await press(pilot, "3", *"No.")
        assert pale(pilot) == {}
        await press(pilot, "f4")
        assert pale(pilot) == {}
        await press(pilot, "x")
        assert pale(pilot) == {}


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "rose-pine-dawn", "nord"])
async def test_options_and_fields_can_be_read_while_they_are_weighed(sitting: Sitting, theme: str) -> None:
    async with sitting("roomcho1", "roomgap1", size=(80, 40)) as pilot:
        pilot.app.theme = theme
        await press(pilot, "b", "enter")
        assert pale(pilot) == {}
        await press(pilot, "3", *"weight", "enter", *"AdamW", "enter")
        assert "How sure?" in frame(pilot)
        assert pale(pilot) == {}


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "rose-pine-dawn", "nord"])
async def test_what_is_wished_for_can_be_read(sitting: Sitting, theme: str) -> None:
    async with sitting("roomcho1", size=(80, 40)) as pilot:
        pilot.app.theme = theme
        await press(pilot, "escape", "up", "enter", "i", "down", "down", "tab", *"x")
        assert pale(pilot) == {}
