"""A plot of a result: textual-plot, imported when the first plot is shown, with a legend in words below it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from quizapp.engine.model import Plot, Series
from quizapp.tui.widgets.text import Text

if TYPE_CHECKING:
    from textual_plot import PlotWidget

# Each series has its own glyph as well as its own colour: points for some, lines for others.
STYLES = ("cyan", "yellow", "magenta", "green", "red", "blue", "white")
MARKERS = ("●", "○", "■", "□", "▲", "△", "◆", "◇", "★", "☆", "▼", "▽", "▶", "▷")
MARKS = 8  # glyphs along a line, about
MOST_TICKS_ACROSS, MOST_TICKS_UP = 9, 6


class ResultPlot(Vertical):
    """The series of a `Plot` with axes and a legend."""

    DEFAULT_CSS = """
    ResultPlot { height: auto; margin-top: 1; }
    ResultPlot PlotWidget { height: 9; }
    ResultPlot PlotWidget > .plot--axis { color: $foreground 60%; }
    ResultPlot PlotWidget > .plot--tick { color: $foreground 80%; }
    """

    def __init__(self, plot: Plot | None) -> None:
        super().__init__()
        self.plot = plot

    def compose(self) -> ComposeResult:
        """The canvas, then the axes and the legend in words."""
        from textual_plot import PlotWidget

        yield PlotWidget(allow_pan_and_zoom=False)
        yield Text(classes="axes")
        yield Text(classes="legend")

    def on_mount(self) -> None:
        """Draw the series."""
        from textual_plot import PlotWidget

        canvas = self.query_one(PlotWidget)
        canvas.can_focus = False
        canvas.margin_top, canvas.margin_bottom = 0, 1
        self.show(self.plot)

    def show(self, plot: Plot | None) -> None:
        """Draw `plot` in the place of the last one; take no room where there is none."""
        from textual_plot import HiResMode, PlotWidget

        self.plot, self.display = plot, plot is not None
        if plot is None:
            return
        canvas = self.query_one(PlotWidget)
        canvas.clear()
        lines = [_scaled(one, plot) for one in plot.series]
        _set_axes(canvas, plot, lines)
        for index, (x, y) in enumerate(lines):
            if len(x) > 1:
                canvas.plot(x, y, line_style=STYLES[index % len(STYLES)], hires_mode=HiResMode.BRAILLE)
        for index, (x, y) in enumerate(lines):
            # Lines that coincide show their glyphs in turn; where points are few, each has its glyph.
            stride = max(len(x) // MARKS, min(len(lines), len(x) // 2)) if len(x) > MARKS else 1
            chosen = slice(index * stride // len(lines), None, stride)
            style, marker = STYLES[index % len(STYLES)], MARKERS[index % len(MARKERS)]
            canvas.scatter(x[chosen], y[chosen], marker=marker, marker_style=style)
        across, up = _axis(plot.x_label, plot.log_x), _axis(plot.y_label, plot.log_y)
        self.query_one(".axes", Text).show(f"x: {across}  ·  y: {up}")
        self._show_legend()

    def on_resize(self) -> None:
        """The legend wraps anew."""
        self._show_legend()

    def _show_legend(self) -> None:
        if self.plot is not None and self.is_mounted:
            alone = [one.name for one in self.plot.series] == [self.plot.y_label]
            names = (
                [] if alone else [f"{MARKERS[n % len(MARKERS)]} {one.name}" for n, one in enumerate(self.plot.series)]
            )
            self.query_one(".legend", Text).show("\n".join(packed(names, self.size.width or 80)))


Points = tuple[list[float], list[float]]


def packed(words: Iterable[str], width: int, gap: str = "   ") -> list[str]:
    """`words` in lines of at most `width`, none of them broken."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + len(gap) + len(word) <= width:
            lines[-1] += gap + word
        else:
            lines.append(word)
    return lines


def _scaled(one: Series, plot: Plot) -> Points:
    """The points on the axes that are drawn; on a log axis what is not positive has no place."""
    points = [
        (math.log10(x) if plot.log_x else x, math.log10(y) if plot.log_y else y)
        for x, y in zip(one.x, one.y, strict=True)
        if (x > 0 or not plot.log_x) and (y > 0 or not plot.log_y) and math.isfinite(x) and math.isfinite(y)
    ]
    return [x for x, _ in points], [y for _, y in points]


def _set_axes(canvas: PlotWidget, plot: Plot, lines: list[Points]) -> None:
    """Ticks that say the values, and limits that leave a single point some room."""
    from quizapp.tui.widgets.axes import LogTicks, PlainTicks, limits

    xs, ys = ([value for points in lines for value in points[axis]] for axis in (0, 1))
    counted = all(x.is_integer() for x in xs)
    canvas.set_x_formatter(LogTicks() if plot.log_x else PlainTicks(MOST_TICKS_ACROSS, whole=counted))
    canvas.set_y_formatter(LogTicks() if plot.log_y else PlainTicks(MOST_TICKS_UP))
    canvas.set_xlimits(*limits(xs or [0.0]))
    canvas.set_ylimits(*limits(ys or [0.0]))


def _axis(label: str, log: bool) -> str:
    return f"{label} (log scale)" if log else label
