"""All interviews: the newest first, with the trends over them; two of them can be picked and set side by side."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content

from quizapp.errors import QuizError
from quizapp.sessions.mock.calibration import calibration_words
from quizapp.sessions.mock.history import MockHead, trend_of
from quizapp.tui import keys, reportkeys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.screens.mock import trends
from quizapp.tui.widgets.listing import Listing, Row
from quizapp.tui.widgets.plot import ResultPlot
from quizapp.tui.widgets.text import Text
from quizapp.workspace.wording import count_of

WIDE = 110  # columns, from which the trends stand beside the list
ROOMY = 66  # columns, from which a line says what its numbers count
EMPTY = (
    "No interview yet. The mock interview on the home screen asks you questions against the clock; its report then "
    "stands here, and with the second one the trends begin."
)
PICKED = "Picked. Go to another interview and press c to see both side by side; c here lets go of it."


class HistoryScreen(KeyedScreen):
    """The list of interviews over their trends."""

    KEYS = reportkeys.HISTORY
    BINDINGS = keys.bindings(reportkeys.HISTORY)
    about: ClassVar[str] = (
        "Every interview that was scored. The trends go from the oldest to the newest: the score, and each topic that "
        "was asked more than once; the share of the time that you used; and how sure you said you were against how it "
        "went, over all interviews. ◆ marks the one that you picked to compare."
    )
    DEFAULT_CSS = """
    HistoryScreen #shelf { height: 1fr; layout: vertical; }
    HistoryScreen Listing { height: auto; max-height: 35%; padding: 0 1; }
    HistoryScreen #body { height: 1fr; padding: 0 1; border-top: solid $foreground 30%; }
    HistoryScreen #shelf.-wide { layout: horizontal; }
    HistoryScreen .-wide Listing { width: 67; height: 1fr; max-height: 100%; }
    HistoryScreen .-wide #body { width: 1fr; height: 1fr; border-top: none; border-left: solid $foreground 30%; }
    HistoryScreen #empty { padding: 1 2; }
    HistoryScreen .words { margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.heads: tuple[MockHead, ...] = ()
        self.picked: int | None = None

    def compose_body(self) -> ComposeResult:
        """The list, then each trend in words and as a plot."""
        yield Text(id="head")
        yield Text(id="empty")
        with Container(id="shelf"):
            yield Listing()
            with VerticalScroll(id="body", can_focus=False):
                for name in ("scores", "time", "calibration"):
                    yield Text(id=name, classes="words")
                    yield ResultPlot(None)

    def on_mount(self) -> None:
        """Fill the list."""
        super().on_mount()
        self.query_one(Listing).focus()

    def on_screen_resume(self) -> None:
        """There may be another one since."""
        if self.is_mounted:
            self.refill()

    def on_resize(self) -> None:
        """Side by side where there is room, and in shorter lines where there is little."""
        self.query_one("#shelf").set_class(self.app.size.width >= WIDE, "-wide")
        self._list()

    @property
    def moments(self) -> frozenset[str]:
        """list, where there is an interview; several, where two can be set side by side."""
        return frozenset([*(["list"] if self.heads else []), *(["several"] if len(self.heads) > 1 else [])])

    def refill(self) -> None:
        """List what there is, and draw its trends."""
        try:
            self.heads = self.quiz.workspace.mocks.heads()
        except QuizError as error:
            self.quiz.say(str(error), "error")
        self.query_one("#head", Text).show(f"Mock interviews  ·  {count_of(len(self.heads), 'report')}")
        self.query_one("#empty", Text).show("" if self.heads else EMPTY)
        self.query_one("#shelf").display = bool(self.heads)
        self._list()
        self._draw_trends()
        self.show_keys()

    def _list(self) -> None:
        workspace = self.quiz.workspace
        now = workspace.now().astimezone(workspace.zone)
        wide = self.app.size.width >= ROOMY
        lines = [trends.line(head, now, picked=head.number == self.picked, wide=wide) for head in self.heads]
        rows = [Row(line, str(head.number)) for line, head in zip(lines, self.heads, strict=True)]
        self.query_one(Listing).show(rows)

    def _draw_trends(self) -> None:
        trend = trend_of(self.heads)
        told = {
            "scores": ("Scores", trends.score_words(trend), trends.score_plot(trend)),
            "time": ("Time", trends.time_words(trend), trends.time_plot(trend)),
            "calibration": (
                "Calibration",
                calibration_words(trend.calibration),
                trends.calibration_plot(trend.calibration),
            ),
        }
        for (name, (title, words, plot)), canvas in zip(told.items(), self.query(ResultPlot), strict=True):
            self.query_one(f"#{name}", Text).show(Content.assemble((f"{title}  ", "bold"), words))
            canvas.show(plot)

    # ------------------------------------------------------------ what one can do

    @property
    def current(self) -> int | None:
        """The number of the interview at the pointer."""
        key = self.query_one(Listing).current
        return int(key) if key else None

    def on_listing_chosen(self) -> None:
        """A click on the interview under the pointer."""
        self.action_open()

    def action_open(self) -> None:
        """Look at its report."""
        if self.current is not None:
            self.quiz.show_mock_report(self.current)

    def action_compare(self) -> None:
        """Pick this one; with another one picked before, set both side by side, the older one first."""
        if self.picked in (None, self.current):
            self.picked = self.current if self.picked is None else None
            if self.picked is not None:
                self.quiz.say(PICKED)
        elif self.picked is not None and self.current is not None:
            both = sorted((self.picked, self.current))
            self.picked = None
            self.app.clear_notifications()  # what to press is done
            self.quiz.show_mock_comparison(*both)
        self._list()
