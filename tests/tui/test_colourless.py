"""NO_COLOR: every line can be drawn without its colours."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.filter import Monochrome

from quizapp.tui.colourless import COLOURLESS
from tests.tui.stage import Running, frame, settle


def test_a_segment_without_a_style_is_drawn() -> None:
    bare = Segment("", None)
    with pytest.raises(AttributeError):
        Monochrome().apply([bare], Color(0, 0, 0))
    assert [one.text for one in COLOURLESS.apply([bare, Segment("x")], Color(0, 0, 0))] == ["", "x"]


async def test_a_plot_is_drawn_in_a_terminal_without_colours(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(size=(60, 20)) as pilot:
        await pilot.press("l", "enter")
        await settle(pilot)
        for width in (80, 60, 120):
            await pilot.resize_terminal(width, 24)
            await pilot.press("pagedown")
            await settle(pilot)
        assert "step" in frame(pilot)
        segments = [one for strip in pilot.app.screen._compositor.render_strips() for one in strip]
        colours = [one.style.color.triplet for one in segments if one.style and one.style.color]
        assert all(triplet is None or len(set(triplet)) == 1 for triplet in colours), "shades of grey only"
