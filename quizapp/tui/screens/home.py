"""The first screen: what is due, the weakest topic, days to the interview, and practice one key away."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from quizapp.engine.model import EngineStatus
from quizapp.tui import keys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.menu import Menu, MenuItem
from quizapp.tui.widgets.text import Text
from quizapp.workspace import Overview, Selection
from quizapp.workspace.wording import count_of

if TYPE_CHECKING:
    from quizapp.workspace.mocks import Waiting

ENGINE_WORDS = {
    EngineStatus.STARTING: "◌ engine starting",
    EngineStatus.READY: "● engine ready",
    EngineStatus.DOWN: "○ engine down",
}


class HomeScreen(KeyedScreen):
    """What today holds."""

    KEYS = keys.HOME
    BINDINGS = keys.bindings(keys.HOME)
    about: ClassVar[str] = (
        "Due questions are reviews that fall on today (a day begins at 4 am). New ones are shared out, so many a day "
        "or, with an interview date, evenly until two days before it. The weakest topic is the one of which least is "
        "likely to be recalled tomorrow. Cramming asks up to 20 questions, due or not. The engine runs the demos that "
        "compute and prove the answers; without it you can practise too, and verdicts that need a run say so."
    )
    DEFAULT_CSS = """
    HomeScreen #body { padding: 1 2; }
    HomeScreen .line { height: auto; }
    HomeScreen Menu { margin: 1 0; }
    HomeScreen #notice { color: $text-warning; margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.overview = Overview()
        self.waiting: Waiting | None = None

    def compose_body(self) -> ComposeResult:
        """Facts, what is wrong if anything is, and the menu."""
        yield Text(id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Text(id="today", classes="line")
            yield Text(id="weakest", classes="line")
            yield Text(id="interview", classes="line")
            yield Text(id="last", classes="line")
            yield Text(id="notice")
            yield Menu(rows=11)

    def on_mount(self) -> None:
        """Show what was known last, until the decks are read."""
        super().on_mount()
        self.show_overview()
        self.query_one(Menu).focus()

    def on_screen_resume(self) -> None:
        """Something may have been answered since."""
        if self.is_mounted:
            self.show_overview()

    def decks_read(self) -> None:
        """There may be other questions, and other problems."""
        if self.is_mounted:
            self.show_overview()

    def show_overview(self) -> None:
        """Draw today's numbers."""
        overview = self.overview = self.quiz.workspace.overview()
        self.waiting = self._interview_left()
        self.show_engine()
        self.query_one("#today", Text).show(_fact("Today", _today(overview)))
        self.query_one("#weakest", Text).show(_fact("Weakest", _weakest(overview)))
        self.query_one("#interview", Text).show(_fact("Interview", _interview(overview)))
        self.query_one("#last", Text).show(_fact("Last time", overview.last_session or "nothing practised yet"))
        self.query_one(Menu).show(_menu(overview, self.waiting))

    def _interview_left(self) -> Waiting | None:
        """The interview that was left in the middle; who has none loads nothing of it."""
        workspace = self.quiz.workspace
        waits = not workspace.store.read_only and workspace.store.open_interview() is not None
        return workspace.mocks.waiting() if waits else None

    def show_engine(self) -> None:
        """Draw the state of the engine in the header, and what is wrong with it or with the decks."""
        self.query_one("#notice", Text).show("\n".join(self._notices(self.overview)))
        status = ENGINE_WORDS[self.quiz.engine_status]
        name = "quizapp"
        self.query_one("#head", Text).show(f"{name}{status:>{max(1, self.app.size.width - len(name) - 2)}}")

    def on_resize(self) -> None:
        """The header is as wide as the screen."""
        self.show_engine()

    def _notices(self, overview: Overview) -> list[str]:
        workspace = self.quiz.workspace
        notices = [workspace.notice] if workspace.notice else []
        if self.waiting:
            notices.append(f"! {self.waiting.words}")
        if overview.problems:
            notices.append(f"! {count_of(overview.problems, 'problem')} in the decks; p shows where and what to do.")
        if self.quiz.engine_status is EngineStatus.DOWN:
            notices.append(f"! Answers are not checked live: {workspace.engine.reason}")
        return notices

    # ------------------------------------------------------------ actions

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Do what was chosen."""
        self.call_later(self.run_action, event.item.action)

    def action_choose(self) -> None:
        """Do what the pointer is at."""
        self.query_one(Menu).choose()

    def action_practise(self) -> None:
        """Today's session."""
        self.quiz.start_practice(Selection())

    def action_practise_new(self) -> None:
        """Ten more new questions, whatever the plan says."""
        self.quiz.start_practice(Selection(new=10, limit=10, only_new=True))

    def action_practise_weakest(self) -> None:
        """The weakest topic, due or not."""
        weakest = self.quiz.workspace.overview().weakest
        self.quiz.start_practice(Selection(tag=weakest, cram=True, limit=10))

    def action_cram(self) -> None:
        """Everything, the weakest first."""
        self.quiz.start_practice(Selection(cram=True, limit=20))

    def action_browse(self) -> None:
        """All questions."""
        self.quiz.show_browse()

    def action_mock(self) -> None:
        """Choose an interview, or what becomes of the one that was left."""
        self.quiz.show_mock()

    def action_resume_mock(self) -> None:
        """Go on with the interview that was left; one without time can only be scored."""
        if self.waiting and self.waiting.left:
            self.quiz.resume_mock(self.waiting.number)
        else:
            self.quiz.show_mock()

    def action_lab(self) -> None:
        """The live experiments."""
        self.quiz.show_lab()

    def action_statistics(self) -> None:
        """Answers and recall."""
        self.quiz.show_statistics()

    def action_settings(self) -> None:
        """The settings."""
        self.quiz.show_settings()

    def action_problems(self) -> None:
        """What is wrong in the decks."""
        self.quiz.show_problems()

    def action_reload(self) -> None:
        """Read the decks again."""
        self.quiz.read_library(again=True)

    def action_add(self) -> None:
        """Write a question."""
        self.quiz.add_question()

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()


def _fact(name: str, words: str) -> Content:
    return Content.assemble((f"{name:<11}", "bold"), words)


def _today(overview: Overview) -> str:
    if not overview.questions:
        return "reading the decks …" if overview.reading else "no questions: see `quizapp locate` for the folders"
    if not overview.due and not overview.new:
        return "nothing is due, and the new ones of today are done"
    return f"{overview.due} due · {overview.new} new · about {overview.minutes} min"


def _weakest(overview: Overview) -> str:
    if overview.weakest is None or overview.weakest_recall is None:
        return "known after the first answers"
    return f"{overview.weakest} · recall tomorrow {overview.weakest_recall:.0%}"


def _interview(overview: Overview) -> str:
    if overview.interview is None:
        return "no date set (, opens the settings)"
    days = overview.days_to_interview
    when = "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days" if days and days > 0 else "was"
    return f"{when}, {day_words(overview.interview)}"


def day_words(day: date) -> str:
    """`6 Dec 2026`."""
    return f"{day.day} {day:%b %Y}"


def _menu(overview: Overview, interview: Waiting | None) -> list[MenuItem]:
    waiting = overview.due + overview.new
    unknown = overview.reading and not overview.questions
    said = "reading the decks …" if unknown else count_of(waiting, "question")
    items = []
    if interview:
        label = "Go on with the interview" if interview.left else "Score the interview"
        items.append(MenuItem("resume_mock", label, f"{interview.time}, {interview.done}"))
    if waiting or unknown:
        items.append(MenuItem("practise", "Practise today's questions", said))
    if overview.unseen:
        items.append(MenuItem("practise_new", "Learn new ones", f"{overview.unseen} not seen yet"))
    if overview.weakest:
        items.append(MenuItem("practise_weakest", "Practise the weakest topic", overview.weakest))
    if overview.questions:
        items.append(MenuItem("cram", "Cram", "up to 20, weakest first"))
    items += [
        MenuItem("mock", "Mock interview", "against the clock, with a report"),
        MenuItem(
            "browse", "Browse", f"{count_of(overview.questions, 'question')} in {count_of(overview.decks, 'deck')}"
        ),
        MenuItem("add", "Add a question", "in a form or your editor"),
        MenuItem("lab", "Lab", count_of(overview.demos, "live experiment") if overview.demos else "live experiments"),
        MenuItem("statistics", "Statistics", f"{count_of(overview.reviews, 'answer')} so far"),
        MenuItem("settings", "Settings"),
    ]
    return items
