"""The plot widget: every series of every demo is named and drawn, on plain and on log axes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from quizapp.engine.model import Plot, Series
from quizapp.tui.widgets.axes import LONGEST, LogTicks, PlainTicks, limits
from quizapp.tui.widgets.plot import MARKERS, ResultPlot, packed
from tests.tui.stage import Compare, settle


class Shown(App[None]):
    """A plot and nothing else."""

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self.result_plot = plot

    def compose(self) -> ComposeResult:
        yield ResultPlot(self.result_plot)


def line(name: str, *ys: float) -> Series:
    return Series(name, tuple(float(x) for x in range(1, len(ys) + 1)), ys)


async def drawn(plot: Plot, width: int = 80) -> str:
    app = Shown(plot)
    async with app.run_test(size=(width, 24)) as pilot:
        await settle(pilot)
        return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips()).rstrip() + "\n"


SEVEN = tuple(line(f"series number {n}", *(n * x for x in range(1, 21))) for n in range(1, 8))


@pytest.mark.parametrize("width", [60, 80])
async def test_seven_series_are_told_apart_and_named_on_whole_lines(same_frame: Compare, width: int) -> None:
    app = Shown(Plot("step", "value", SEVEN))
    async with app.run_test(size=(width, 24)) as pilot:
        await settle(pilot)
        same_frame(pilot, f"plot-seven-{width}")


async def test_every_one_of_fourteen_has_its_own_glyph() -> None:
    plot = Plot("x", "y", tuple(line(f"run {n}", *range(n, n + 30)) for n in range(14)))
    text = await drawn(plot, 120)
    assert all(f"{marker} run {n}" in text for n, marker in enumerate(MARKERS))
    assert all(text.count(marker) >= 2 for marker in MARKERS), "in the legend and on the line"


async def test_lines_that_coincide_show_their_glyphs_in_turn() -> None:
    plot = Plot("x", "y", tuple(line(name, *range(1, 12)) for name in ("a", "b", "c")))
    text = await drawn(plot)
    assert all(text.count(marker) > 2 for marker in MARKERS[:3])


async def test_a_single_point_is_a_glyph_with_room_around_it() -> None:
    text = await drawn(Plot("x", "y", (Series("alone", (3.0,), (47.0,)),)))
    assert text.count("●") == 2
    assert "44 ┫" in text
    assert "50 ┫" in text


async def test_a_flat_line_and_an_empty_series_are_no_trouble() -> None:
    text = await drawn(Plot("x", "y", (line("flat", 0, 0, 0), Series("empty", (), ()))))
    assert "● flat   ○ empty" in text


async def test_log_axes_say_the_values_and_leave_out_what_has_no_place(same_frame: Compare) -> None:
    xs = (0.0, 1e-6, 1e-4, 1e-2, 1.0)
    app = Shown(Plot("lam", "rate", (Series("rate", xs, (0.5, 1e-3, 1e-2, 0.0, 10.0)),), log_x=True, log_y=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        same_frame(pilot, "plot-log")


async def test_nothing_positive_on_a_log_axis_leaves_an_empty_frame() -> None:
    assert "● none" in await drawn(Plot("x", "y", (line("none", 0, 0),), log_y=True))


async def test_points_at_the_ends_of_the_axes_are_seen() -> None:
    text = await drawn(Plot("x", "y", (line("up", 0, 1, 2),)))
    assert text.count("●") == 4, "three points and the legend"


async def test_a_plot_takes_the_place_of_the_last_one() -> None:
    app = Shown(Plot("x", "y", SEVEN))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        widget = app.query_one(ResultPlot)
        widget.show(Plot("n", "z", (line("other", 1, 5),)))
        await settle(pilot)
        text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "● other" in text
        assert "series number" not in text
        assert "x: n  ·  y: z" in text
        widget.show(None)
        await settle(pilot)
        assert not widget.display


numbers = st.floats(-1e12, 1e12).filter(lambda x: x == 0 or abs(x) > 1e-12)


@given(numbers, numbers)
def test_ticks_are_few_ordered_within_and_short(one: float, other: float) -> None:
    low, high = limits([one, other])
    formatter = PlainTicks(6)
    ticks = formatter.get_ticks(low, high)
    labels = formatter.get_labels_for_ticks(ticks)
    assert low < high
    assert len(ticks) <= 7
    assert ticks == sorted(ticks)
    assert all(len(label) <= LONGEST + 2 for label in labels)
    for tick, label in zip(ticks, labels, strict=True):
        assert float(label) == pytest.approx(tick, rel=0.01, abs=(high - low) * 0.01), "a label says its value"


@given(st.floats(-12, 12), st.floats(0.01, 20))
def test_log_ticks_say_the_values(low: float, span: float) -> None:
    high = low + span
    ticks = LogTicks().get_ticks(low, high)
    assert 1 <= len(ticks) <= 10
    for tick, label in zip(ticks, LogTicks().get_labels_for_ticks(ticks), strict=True):
        assert float(label) == pytest.approx(10**tick, rel=0.01)


def test_words_are_packed_into_lines_and_never_broken() -> None:
    assert packed(["one", "two", "three"], 8, " ") == ["one two", "three"]
    assert packed(["longer than the line"], 5) == ["longer than the line"]
    assert packed([], 5) == []
