"""The first screen: what is due, the weakest topic, days to the interview, and practice one key away."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from quizapp.engine.model import EngineStatus
from quizapp.tui import keys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.screens.today import fact, interview_words, menu_of, prospect_lines, today_words, weakest_words
from quizapp.tui.widgets.menu import Menu
from quizapp.tui.widgets.text import Text
from quizapp.workspace import Overview, Selection
from quizapp.workspace.wording import count_of

if TYPE_CHECKING:
    from quizapp.scheduling.prospect import Prospect
    from quizapp.workspace.mock.mocks import Waiting

MARGINS = 6  # columns beside the text, and for a scroll bar
BEAT = 1.0  # seconds from one look at the clock of an interview that was left to the next
NEW_DAY = 60.0  # seconds from one look at the date to the next
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
        "or, with an interview date, over the days up to two days before it; then weak ones come too, which would not "
        "hold until the day. On the day, all questions count: what was never seen is not known. The weakest topic is "
        "the one of which least is likely to be recalled tomorrow. Cramming asks up to 20 questions, due or not. The "
        "engine runs the demos that compute and prove the answers; without it you can practise too, and verdicts that "
        "need a run say so."
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
        self.prospect: Prospect | None = None
        self.day: date | None = None
        self.asked_about: date | None = None  # the interview of which it was asked how it went
        self._looking = self._looked_old = self._was_left = False

    def compose_body(self) -> ComposeResult:
        """Facts, what is wrong if anything is, and the menu."""
        yield Text(id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Text(id="today", classes="line")
            yield Text(id="weakest", classes="line")
            yield Text(id="interview", classes="line")
            yield Text(id="forecast", classes="line")
            yield Text(id="last", classes="line")
            yield Text(id="notice")
            yield Menu(rows=14)

    def on_mount(self) -> None:
        """Show what was known last, until the decks are read."""
        super().on_mount()
        self.show_overview()
        self.set_focus(self.query_one(Menu), scroll_visible=False)  # what stands above it comes first
        self.set_interval(NEW_DAY, self._look_at_the_day)
        self.set_interval(BEAT, self.look_at_clock)

    def on_screen_resume(self) -> None:
        """Something may have been answered since; where that changes what there is to do, the likeliest comes first."""
        if self.is_mounted:
            menu = self.query_one(Menu)
            before = [item.action for item in menu.items]
            self.show_overview()
            if [item.action for item in menu.items] != before:
                menu.cursor = 0
            self._ask_how_it_went()

    def decks_read(self) -> None:
        """There may be other questions, and other problems."""
        if self.is_mounted:
            self.show_overview()
            self._ask_how_it_went()

    def on_screen_suspend(self) -> None:
        """Something else comes to the front."""
        self._was_left = True

    def _look_at_the_day(self) -> None:
        """The app may stay open over night, and the date of an interview pass."""
        if self.is_current and self.quiz.workspace.today != self.day:
            self.show_overview()
            self._ask_how_it_went()

    def look_at_clock(self) -> None:
        """The clock of an interview that was left goes on while one looks at it."""
        if self.waiting and self.is_current:
            self.waiting = self._interview_left()
            self.query_one(Menu).show(menu_of(self.overview, self.waiting))

    def show_overview(self) -> None:
        """Draw today's numbers."""
        self.day = self.quiz.workspace.today
        overview = self.overview = self.quiz.workspace.overview()
        self.waiting = self._interview_left()
        self.show_engine()
        self.query_one("#today", Text).show(fact("Today", today_words(overview)))
        self.query_one("#weakest", Text).show(fact("Weakest", weakest_words(overview)))
        self.query_one("#interview", Text).show(fact("Interview", interview_words(overview)))
        self.query_one("#last", Text).show(fact("Last time", overview.last_session or "nothing practised yet"))
        self.query_one(Menu).show(menu_of(overview, self.waiting))
        self._show_forecast()
        if not overview.reading:
            self._look_ahead()

    def _show_forecast(self) -> None:
        overview, found = self.overview, self.prospect
        if overview.days_to_interview is None or overview.days_to_interview < 0:
            self.query_one("#forecast", Text).show("")
            return
        lines = prospect_lines(found if found and found.interview == overview.interview else None)
        self.query_one("#forecast", Text).show(fact("On the day", *lines, width=self.app.size.width - MARGINS))

    def _look_ahead(self) -> None:
        self._looked_old = True
        if self.overview.interview is not None and not self._looking:
            self._looking = True
            self._work_out()

    @work(group="prospect")
    async def _work_out(self) -> None:
        """Work out what the day of the interview will find, beside the screen; and again where it changed meanwhile."""
        from quizapp.workspace.preparing import look_ahead

        while self._looked_old:
            self._looked_old = False
            quiz = self.quiz.workspace
            self.prospect = await asyncio.to_thread(
                look_ahead(quiz.library.entries, quiz.store, quiz.settings, quiz.today)
            )
        self._looking = False
        self._show_forecast()

    def _ask_how_it_went(self) -> None:
        """Ask once, where home is in front, how the interview went that is over."""
        from quizapp.workspace.preparing import interview_over

        opens_another = (self.quiz.first_selection or self.quiz.errand) and not self._was_left
        day = None if self.overview.reading or opens_another else interview_over(self.quiz.workspace)
        if day is not None and day != self.asked_about and self.is_current:
            self.asked_about = day
            self.action_outcome()

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
        """The header is as wide as the screen, and lines wrap in it."""
        self.show_engine()
        self._show_forecast()

    def _notices(self, overview: Overview) -> list[str]:
        workspace = self.quiz.workspace
        notices = [workspace.notice] if workspace.notice else []
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

    def action_lesson(self) -> None:
        """The lesson."""
        self.quiz.show_lesson()

    def action_lab(self) -> None:
        """The live experiments."""
        self.quiz.show_lab()

    def action_glossary(self) -> None:
        """The terms."""
        self.quiz.show_glossary()

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

    def action_outcome(self) -> None:
        """Say how the interview went."""
        self.quiz.ask_outcome()

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()
