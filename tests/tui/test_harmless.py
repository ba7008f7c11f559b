"""What stands on the screen is never obeyed by the terminal: control characters are shown as pictures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.content import Content

from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.text import Text, hanging, pictured

RED = "\x1b[31mred\x1b[0m \x9b31m bell\x07 \x7f"


class Shown(App[None]):
    """One widget of each sort."""

    def compose(self) -> ComposeResult:
        yield Text(RED)
        yield Text(Content.assemble((RED, "bold")))
        yield Prose(f"{RED}\n\n```\n{RED}\n```")


async def test_no_widget_lets_a_control_character_through() -> None:
    app = Shown()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
    assert sum("␛[31mred␛[0m" in line for line in lines) == 4
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize("text", ["w[i] = 1", "λ∈ℝ 正則化 التنظيم", "a\tb\nc", ""])
def test_what_is_no_control_character_stays(text: str) -> None:
    assert pictured(text) == text


def test_the_end_of_a_line_may_be_written_in_two_characters() -> None:
    assert pictured("one\r\ntwo") == "one\ntwo"


@given(st.text())
def test_a_terminal_has_nothing_to_obey(text: str) -> None:
    assert not any(ord(one) < 32 or 127 <= ord(one) < 160 for one in pictured(text) if one not in "\t\n")


def test_wide_characters_wrap_where_the_column_ends() -> None:
    lines = str(hanging(Content("– missed  "), "正則化は重みを小さくする" * 4, 40)).splitlines()
    assert all(cell_len(line) <= 40 for line in lines)
    assert [line[:10] for line in lines] == ["– missed  ", *[" " * 10] * (len(lines) - 1)]
    assert "".join(line[10:] for line in lines) == "正則化は重みを小さくする" * 4
