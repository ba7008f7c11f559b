"""A plot of a result: textual-plot, imported when the first plot is shown, with a legend in words below it."""

from __future__ import annotations

import math

from textual.app import ComposeResult
from textual.containers import Vertical

from quizapp.engine.model import Plot, Series
from quizapp.tui.widgets.text import Text

# Each series has its own glyph as well as its own colour: points for some, lines for others.
STYLES = ("cyan", "yellow", "magenta", "green", "red", "blue", "white")
MARKERS = ("●", "○", "■", "□", "▲", "△", "◆")


class ResultPlot(Vertical):
    """The series of a `Plot` with axes and a legend."""

    DEFAULT_CSS = """
    ResultPlot { height: auto; margin-top: 1; }
    ResultPlot PlotWidget { height: 11; }
    ResultPlot PlotWidget > .plot--axis { color: $foreground 60%; }
    ResultPlot PlotWidget > .plot--tick { color: $foreground 80%; }
    """

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self.plot = plot

    def compose(self) -> ComposeResult:
        """The canvas, then the legend."""
        from textual_plot import PlotWidget

        yield PlotWidget(allow_pan_and_zoom=False)
        x, y = self._axis(self.plot.x_label, self.plot.log_x), self._axis(self.plot.y_label, self.plot.log_y)
        yield Text(f"x: {x}  ·  y: {y}")
        yield Text("   ".join(f"{marker} {one.name}" for marker, one in zip(MARKERS, self.plot.series, strict=False)))

    def on_mount(self) -> None:
        """Draw the series."""
        from textual_plot import HiResMode, PlotWidget

        canvas = self.query_one(PlotWidget)
        canvas.can_focus = False
        canvas.margin_top = 0
        for index, one in enumerate(self.plot.series):
            x, y = self._scaled(one)
            style = STYLES[index % len(STYLES)]
            if len(x) > 1:
                canvas.plot(x, y, line_style=style, hires_mode=HiResMode.BRAILLE)
            marks = max(1, len(x) // 8)
            canvas.scatter(x[::marks], y[::marks], marker=MARKERS[index % len(MARKERS)], marker_style=style)

    def _scaled(self, one: Series) -> tuple[list[float], list[float]]:
        """The points on the axes that are drawn; on a log axis what is not positive has no place."""
        points = [
            (math.log10(x) if self.plot.log_x else x, math.log10(y) if self.plot.log_y else y)
            for x, y in zip(one.x, one.y, strict=True)
            if (x > 0 or not self.plot.log_x) and (y > 0 or not self.plot.log_y)
        ]
        return [x for x, _ in points], [y for _, y in points]

    @staticmethod
    def _axis(label: str, log: bool) -> str:
        return f"log₁₀ of {label}" if log else label
