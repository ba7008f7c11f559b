"""The report on an interview: what an interviewer would have written down, what to do about it, and each question."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content

from quizapp.errors import QuizError
from quizapp.sessions.mock.calibration import calibration_words
from quizapp.sessions.mock.report import Report
from quizapp.sessions.mock.scale import counts
from quizapp.tui import keys, reportkeys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.screens.mock import reported
from quizapp.tui.widgets.table import TableView
from quizapp.tui.widgets.text import Text, short
from quizapp.tui.widgets.ways import Way
from quizapp.workspace.mock.after import missed
from quizapp.workspace.wording import count_of

WIDE = 110  # columns, from which the questions stand beside the whole


class ReportScreen(KeyedScreen):
    """A page with the whole, and the list of questions."""

    KEYS = reportkeys.REPORT
    BINDINGS = keys.bindings(reportkeys.REPORT)
    about: ClassVar[str] = (
        "What an interviewer would have written down, as rules find it in your words. ○ poor, ◔ mixed, ◕ good and "
        "● excellent come with the rule that gave them. Signals say what your answers tell of you; a point that took a "
        "follow-up (a nudge) earns half. The word of the interviewer is practice: no person judged you. Calibration "
        "sets how sure you said you were against how it went: a Brier score of 0 is perfect, .25 is a coin toss. "
        "Practising the missed points makes their questions due and begins with them."
    )
    DEFAULT_CSS = """
    ReportScreen #body { padding: 0 1; scrollbar-gutter: stable; }
    ReportScreen #desk, ReportScreen #whole, ReportScreen #questions, ReportScreen #ways { height: auto; }
    ReportScreen #desk { layout: vertical; }
    ReportScreen #desk.-wide { layout: horizontal; }
    ReportScreen .-wide #whole { width: 1fr; padding-right: 2; }
    ReportScreen .-wide #questions { width: 1fr; margin-top: 0; }
    ReportScreen #ways, ReportScreen .part, ReportScreen #questions { margin-top: 1; }
    ReportScreen #notice { color: $text-warning; }
    ReportScreen .title { text-style: bold; }
    """

    def __init__(self, number: int, report: Report) -> None:
        super().__init__()
        self.number, self.report = number, report
        self.missed = missed(report)
        self.pointer = 0

    def compose_body(self) -> ComposeResult:
        """How it went, what to do, the tables; then the questions."""
        yield Text(id="head")
        with VerticalScroll(id="body", can_focus=False), Container(id="desk"):
            with Vertical(id="whole"):
                yield Text(id="word")
                with Vertical(id="ways"):
                    for action, _, _ in self._first_actions():
                        yield Way(action)
                yield Text(id="notice")
                yield Text(id="signals", classes="part")
                yield Text(id="topics", classes="part")
                yield Text(id="time", classes="part")
                yield Text(id="sure", classes="part")
                yield TableView()
                yield Text(id="notes", classes="part")
            with Vertical(id="questions"):
                yield Text("Questions", classes="title")
                for index in range(len(self.report.items)):
                    yield Way(f"open_item({index})", id=f"item-{index}")

    def on_mount(self) -> None:
        """Draw what is there."""
        super().on_mount()
        self._draw()
        self.action_point(0)

    async def on_screen_resume(self) -> None:
        """A verdict may have been overruled meanwhile."""
        report = self.quiz.mock_report(self.number) if self.is_mounted else None
        if report is None or report == self.report:
            return
        at = self._at.action
        self.report, self.missed = report, missed(report)
        ways = self.query_one("#ways", Vertical)
        await ways.remove_children()
        await ways.mount(*(Way(action) for action, _, _ in self._first_actions()))
        self.pointer = next((index for index, way in enumerate(self._ways) if way.action == at), 0)
        self._draw()
        self.action_point(0)
        self.call_after_refresh(self._draw_wide)

    def _draw(self) -> None:
        """What does not depend on the room that there is."""
        report, zone = self.report, self.quiz.workspace.zone
        self.query_one("#head", Text).show(f"Report  ·  {reported.title_words(report, zone)}")
        self.query_one("#word", Text).show(reported.whole_words(report))
        self.query_one("#notice", Text).show("")
        self.query_one("#time", Text).show(_titled("Time", reported.pace_words(report.items)))
        self.query_one("#sure", Text).show(_titled("Calibration", calibration_words(report.calibration)))
        self.query_one(TableView).show(reported.calibration_table(report.calibration))
        self.query_one("#notes", Text).show(_titled("Notes", " ".join(report.notes)) if report.notes else "")

    def on_resize(self) -> None:
        """The questions stand beside the whole where there is room, and bars are as long as there is."""
        self.query_one("#desk").set_class(self.app.size.width >= WIDE, "-wide")
        self.call_after_refresh(self._draw_wide)

    @property
    def moments(self) -> frozenset[str]:
        """missed, where any point was; asked, where the pointer is at a question."""
        at_item = self.is_mounted and self._at.action.startswith("open_item")
        return frozenset([*(["missed"] if self.missed else []), *(["asked"] if at_item else [])])

    def _first_actions(self) -> list[tuple[str, str, str]]:
        """What one can do, most useful first: the action, its name, and what it is about."""
        asked = count_of(len(self.missed), "question")
        return [
            ("again", "Answer again", f"the weakest: {self.report.items[self._weakest].title}"),
            *([("practise", "Practise the missed points", asked)] if self.missed else []),
            ("export('md')", "Export as Markdown", ""),
            ("export('html')", "Export as HTML", "one file, prints well"),
        ]

    def _draw_first_actions(self, width: int) -> None:
        rows = self._first_actions()
        names = max(len(label) for _, label, _ in rows)
        for way, (_, label, detail) in zip(self.query("#ways Way").results(Way), rows, strict=True):
            way.put(Content.assemble(f"{label:<{names}}  ", (short(detail, max(8, width - names - 4)), "dim")))

    def _draw_wide(self) -> None:
        """What depends on the room that there is."""
        whole, beside = self.query_one("#whole").size.width, self.query_one("#questions").size.width
        self._draw_first_actions(whole)
        self.query_one("#signals", Text).show(reported.signal_words(self.report, whole))
        self.query_one("#topics", Text).show(reported.topic_words(self.report, whole))
        for index, item in enumerate(self.report.items):
            self.query_one(f"#item-{index}", Way).put(reported.list_line(index + 1, item, beside))

    @property
    def _weakest(self) -> int:
        """The question that went worst of those that were judged."""
        items = self.report.items
        return min(range(len(items)), key=lambda index: (not counts(items[index]), items[index].score))

    # ------------------------------------------------------------ the pointer

    @property
    def _ways(self) -> list[Way]:
        return list(self.query(Way))

    @property
    def _at(self) -> Way:
        return self._ways[self.pointer]

    def action_point(self, direction: int) -> None:
        """Go to another line."""
        ways = self._ways
        self.pointer = (self.pointer + direction) % len(ways)
        for index, way in enumerate(ways):
            way.point(here=index == self.pointer)
        if direction:
            self._at.scroll_visible(animate=False)
        self.show_keys()

    def on_way_chosen(self, event: Way.Chosen) -> None:
        """A click on a line."""
        self.action_point(self._ways.index(event.way) - self.pointer)
        self.call_later(self.run_action, event.way.action)

    async def action_choose(self) -> None:
        """Do what the pointer is at."""
        await self.run_action(self._at.action)

    # ------------------------------------------------------------ what one can do

    def action_open_item(self, index: int) -> None:
        """Look at one question."""
        self.quiz.show_mock_item(self.number, self.report, index)

    def action_again(self) -> None:
        """Answer the question at the pointer again, or else the weakest one."""
        action = self._at.action
        named = [n for n in range(len(self.report.items)) if action == f"open_item({n})"]
        self.quiz.answer_mock_again(self.number, self.report, named[0] if named else self._weakest)

    def action_practise(self) -> None:
        """Make the questions of the missed points due, and begin with them."""
        try:
            selection = self.quiz.workspace.mocks.practise_missed(self.number)
        except QuizError as error:
            self.quiz.say(str(error), "error")
        else:
            self.quiz.start_practice(selection)

    def action_export(self, form: Literal["md", "html"]) -> None:
        """Write the report to a file, and say where it is."""
        try:
            said = self.quiz.workspace.mocks.export(self.number, form)
        except QuizError as error:
            said = str(error)
        notice = self.query_one("#notice", Text)
        notice.show(said)
        self.call_after_refresh(notice.scroll_visible, animate=False)

    def action_history(self) -> None:
        """All interviews."""
        self.quiz.show_mock_history()


def _titled(title: str, words: str) -> Content:
    return Content.assemble((f"{title}  ", "bold"), words)
