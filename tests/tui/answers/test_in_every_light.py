"""The forms that take longer can be read in every theme, and without colours."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from quizapp.workspace import Selection
from tests.tui.stage import Running, frame, press
from tests.tui.test_at_the_keyboard import contrast

ANSWERS = {
    "formord1": ("c", "a", "enter", "enter"),
    "formcod1": ("down", "down", "end", "ctrl+u", "tab", *"return w", "ctrl+s"),
    "formpre1": (*"0.9", "enter"),
    "formint1": (*"L2 makes weights exactly zero.", "ctrl+s"),
}


def pale(pilot: Pilot[None]) -> dict[str, float]:
    """The words with too little contrast. Source: WCAG 2.2."""
    segments = [one for strip in pilot.app.screen._compositor.render_strips() for one in strip]
    words = [one for one in segments if any(sign.isalnum() or sign in "✓✗–›?" for sign in one.text)]
    return {one.text: round(contrast(one), 1) for one in words if contrast(one) < 3}


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "rose-pine-dawn", "nord"])
@pytest.mark.parametrize("question_id", ANSWERS)
async def test_every_word_can_be_read(running: Running, question_id: str, theme: str) -> None:
    async with running(size=(80, 60), selection=Selection(ids=(question_id,))) as pilot:
        pilot.app.theme = theme
        await press(pilot)
        assert pale(pilot) == {}
        await press(pilot, *ANSWERS[question_id])
        assert any(word in frame(pilot) for word in ("✗ Wrong", "◐ Partly right"))
        assert pale(pilot) == {}
