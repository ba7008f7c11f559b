"""The end of a session: how it went by topic, and what to do about it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from quizapp.sessions.practice.summary import Summary, summarize
from quizapp.tui import keys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.screens.practice import PracticeScreen
from quizapp.tui.widgets.menu import Menu, MenuItem
from quizapp.tui.widgets.text import Text
from quizapp.workspace import Selection
from quizapp.workspace.wording import count_of

BAR = 20


class SummaryScreen(KeyedScreen):
    """What the session came to."""

    KEYS = keys.SUMMARY
    BINDINGS = keys.bindings(keys.SUMMARY)
    about: ClassVar[str] = (
        "Right goes by the verdict, or by your rating where there was none; partly right is not right. Missed is what "
        "was wrong or rated “again”: practising it asks those questions once more now, and their schedule changes only "
        "where they were forgotten. Undo takes the last answer back."
    )
    DEFAULT_CSS = """
    SummaryScreen #body { padding: 1 2; }
    SummaryScreen Menu { margin: 1 0; }
    SummaryScreen #notice { color: $text-warning; }
    """

    def __init__(self, practice: PracticeScreen) -> None:
        super().__init__()
        self.practice = practice

    def compose_body(self) -> ComposeResult:
        """The numbers, then what to do."""
        yield Text("Session finished", id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Text(id="numbers")
            yield Menu(rows=5)
            yield Text(id="topics")
            yield Text(id="notice")

    def on_mount(self) -> None:
        """Draw the summary."""
        super().on_mount()
        summary = self.summary
        self.query_one("#numbers", Text).show(numbers(summary))
        self.query_one("#topics", Text).show(_topics(summary))
        self.query_one(Menu).show(self._menu(summary))
        notice = self.practice.state.notice if self.practice.state else ""
        self.query_one("#notice", Text).show(notice)
        self.query_one(Menu).focus()

    @property
    def moments(self) -> frozenset[str]:
        """answered, where anything was."""
        return frozenset(["answered"] if self.practice.state and self.summary.answers else [])

    @property
    def summary(self) -> Summary:
        """The session's summary."""
        assert self.practice.state is not None
        return summarize(self.practice.state)

    def _menu(self, summary: Summary) -> list[MenuItem]:
        overview = self.quiz.workspace.overview()
        items = []
        if summary.missed:
            items.append(MenuItem("missed", "Practise the ones you missed", count_of(len(summary.missed), "question")))
        if summary.answers:
            items.append(MenuItem("undo", "Undo the last answer"))
            items.append(MenuItem("export", "Export this summary", "as Markdown"))
        elif overview.unseen:
            items.append(MenuItem("new", "Learn new ones", f"{overview.unseen} not seen yet"))
        if not summary.answers and overview.weakest:
            items.append(MenuItem("weakest", "Practise the weakest topic", overview.weakest))
        if not summary.answers and overview.questions:
            items.append(MenuItem("cram", "Cram", "up to 20, weakest first"))
        items.append(MenuItem("back", "Home"))
        return items

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Do what was chosen."""
        self.call_later(self.run_action, event.item.action)

    def action_choose(self) -> None:
        """Do what the pointer is at."""
        self.query_one(Menu).choose()

    def action_missed(self) -> None:
        """Ask the missed questions once more."""
        self.quiz.start_practice(Selection(ids=self.summary.missed))

    def action_new(self) -> None:
        """New questions, whatever the plan says."""
        self.quiz.start_practice(Selection(new=10, limit=10, only_new=True))

    def action_weakest(self) -> None:
        """The weakest topic, due or not."""
        self.quiz.start_practice(Selection(tag=self.quiz.workspace.overview().weakest, cram=True, limit=10))

    def action_cram(self) -> None:
        """Everything, the weakest first."""
        self.quiz.start_practice(Selection(cram=True, limit=20))

    async def action_undo(self) -> None:
        """Take the last answer back and ask it again."""
        await self.quiz.resume_practice(self.practice)

    def action_export(self) -> None:
        """Write the summary to a Markdown file."""
        assert self.practice.state is not None
        self.query_one("#notice", Text).show(self.quiz.workspace.export_summary(self.practice.state))

    async def action_back(self) -> None:
        """Home."""
        self.quiz.go_home()


def numbers(summary: Summary) -> str:
    """`14 answers, 11 right, 2 skipped, in 12 min`."""
    if not summary.answers:
        return "Nothing was answered." if summary.skipped else "Nothing is due."
    parts = [count_of(summary.answers, "answer"), f"{summary.right} right"]
    if summary.unchecked:
        parts.append(f"{summary.unchecked} rated by yourself")
    if summary.skipped:
        parts.append(f"{summary.skipped} skipped")
    minutes = summary.seconds / 60
    spent = f"{minutes:.0f} min" if minutes >= 1 else f"{summary.seconds:.0f} s"
    return ", ".join(parts) + f", in {spent}."


def _topics(summary: Summary) -> str:
    width = max((len(topic.topic) for topic in summary.topics), default=0)
    lines = []
    for topic in summary.topics:
        full = round(BAR * topic.right / topic.answers)
        lines.append(
            f"{topic.topic:<{width}}  {'█' * full}{'░' * (BAR - full)}  {topic.right} of {topic.answers} right"
        )
    return "\n".join(lines)
