"""The app: opens the first screen at once, and everything slow after it."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.screen import Screen

from quizapp.engine.model import EngineStatus
from quizapp.errors import QuizError
from quizapp.questions.calls import ParamValue
from quizapp.tui.colourless import line_filters
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.workspace import Selection, Workspace, open_workspace
from quizapp.workspace.wording import count_of

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from quizapp.engine.demo import Demo
    from quizapp.tui.keys import Key
    from quizapp.tui.screens.practice import PracticeScreen
    from quizapp.workspace.labrunner import LabRunner

LEAST_WIDTH, LEAST_HEIGHT = 60, 18
LAST_MOMENTS = 3.0  # seconds that the app may take to end once its window is closed


class QuizApp(App[None]):
    """The terminal app over one workspace. `selection` starts practice at once."""

    TITLE = "quizapp"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "Quit", show=False, priority=True)]
    get_line_filters = line_filters

    def __init__(self, workspace: Workspace, selection: Selection | None = None) -> None:
        super().__init__()
        self.workspace = workspace
        self.first_selection = selection
        self.library_read = asyncio.Event()
        self.begun = False

    # ------------------------------------------------------------ life

    def get_default_screen(self) -> HomeScreen:
        """Home is what is painted first."""
        return HomeScreen()

    def on_mount(self) -> None:
        """Set the theme; everything slow waits until home is on the screen."""
        if self.workspace.settings.theme in self.available_themes:
            self.theme = self.workspace.settings.theme
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        """Home is painted: read the decks, start the engine, listen for signals."""
        loop = asyncio.get_running_loop()
        # Without a handler these leave the terminal in the wrong mode.
        for name, leave in (("SIGTERM", self.exit), ("SIGHUP", self.leave_closed_window)):
            if hasattr(signal, name):
                loop.add_signal_handler(getattr(signal, name), leave)
        self.workspace.engine.on_status = self._engine_moved
        self.begun = True
        self.read_library()
        await self.workspace.engine.start()
        if self.first_selection is not None:
            self.start_practice(self.first_selection)

    def leave_closed_window(self) -> None:
        """End, and end by force if need be: Textual's writer dies with the window, and can be waited for in vain."""
        forced = threading.Timer(LAST_MOMENTS, os._exit, (0,))
        forced.daemon = True
        forced.start()
        self.exit()

    async def on_unmount(self) -> None:
        """Stop the engine on the loop that it lives on. There is no screen left to show that it is down."""
        self.workspace.engine.on_status = None
        await self.workspace.engine.close()

    @property
    def engine_status(self) -> EngineStatus:
        """What the engine can do. An engine that nobody has started yet is about to be."""
        return self.workspace.engine.status if self.begun else EngineStatus.STARTING

    def _engine_moved(self, _status: EngineStatus) -> None:
        if isinstance(self.screen, HomeScreen):
            self.screen.show_engine()

    @work(exclusive=True, group="library")
    async def read_library(self, *, again: bool = False) -> None:
        """Read the decks beside the UI, then show what they hold; say so where that was asked for."""
        self.library_read.clear()
        try:
            await asyncio.to_thread(self.workspace.read_library)
            self.workspace.remember_overview()
        except QuizError as error:
            self.workspace.notice = str(error)
        self.library_read.set()
        if isinstance(self.screen, HomeScreen):
            self.screen.show_overview()
        if again:
            self.say(f"The decks were read again: {count_of(len(self.workspace.library.entries), 'question')}.")

    def on_resize(self, event: Resize) -> None:
        """Ask for room where there is too little."""
        from quizapp.tui.screens.room import RoomScreen

        small = event.size.width < LEAST_WIDTH or event.size.height < LEAST_HEIGHT
        if small and not isinstance(self.screen, RoomScreen):
            self.push_screen(RoomScreen(LEAST_WIDTH, LEAST_HEIGHT))
        while not small and any(isinstance(screen, RoomScreen) for screen in self.screen_stack):
            self.pop_screen()

    # ------------------------------------------------------------ where to go

    @work(exclusive=True, group="practice")
    async def start_practice(self, selection: Selection) -> None:
        """Open a session over `selection`, in place of a finished one."""
        from quizapp.tui.screens.practice import PracticeScreen

        await self.library_read.wait()
        if self.workspace.store.read_only:
            self.say("This is a second quizapp: it can look, but not save answers.", "warning")
            return
        await self._drop_to_home()
        try:
            screen = PracticeScreen(self.workspace.queue(selection))
        except QuizError as error:
            self.say(str(error), "error")
            return
        await self.push_screen(screen)

    def show_summary(self, practice: PracticeScreen) -> None:
        """The session is over."""
        from quizapp.tui.screens.summary import SummaryScreen

        self.push_screen(SummaryScreen(practice))

    async def resume_practice(self, practice: PracticeScreen) -> None:
        """Undo, from the summary."""
        self.pop_screen()
        practice.action_undo()

    @work(exclusive=True, group="home")
    async def go_home(self) -> None:
        """Leave the session for good. In a worker, as a screen that awaits its own end waits for ever."""
        await self._drop_to_home()

    async def _drop_to_home(self) -> None:
        from quizapp.tui.screens.practice import PracticeScreen

        for screen in self.screen_stack:
            if isinstance(screen, PracticeScreen):
                await screen.leave()
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    def show_browse(self) -> None:
        """All questions."""
        from quizapp.tui.screens.browse import BrowseScreen

        self.when_read(lambda: self.push_screen(BrowseScreen()))

    def show_statistics(self) -> None:
        """Answers and recall."""
        from quizapp.tui.screens.statistics import StatisticsScreen

        self.when_read(lambda: self.push_screen(StatisticsScreen()))

    def show_settings(self) -> None:
        """The settings."""
        from quizapp.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen())

    def show_problems(self) -> None:
        """What is wrong in the decks."""
        from quizapp.tui.screens.reader import problems_screen

        self.when_read(lambda: self.push_screen(problems_screen(self.workspace.library.problems)))

    def show_question(self, question_id: str) -> None:
        """Read a question without answering it."""
        from quizapp.tui.screens.reader import question_screen

        try:
            self.push_screen(question_screen(self.workspace.question(question_id, 0)))
        except QuizError as error:
            self.say(str(error), "error")

    def show_note(self, file: Path) -> None:
        """Read the note of the deck in `file`."""
        from quizapp.tui.screens.reader import note_screen

        self.push_screen(note_screen(self.workspace.library.deck(file)))

    def show_lab(self) -> None:
        """The catalogue of live experiments."""
        from quizapp.tui.screens.lab import LabScreen

        self.when_read(lambda: self.push_screen(LabScreen()))

    def show_demo(self, name: str, params: Mapping[str, ParamValue] | None = None) -> None:
        """Put a demo on the bench, with `params` or as it was left."""
        from quizapp.tui.screens.demo import DemoScreen

        try:
            runner = self.workspace.laboratory.open(name, params)
        except QuizError as error:
            self.say(str(error), "error")
        else:
            self.push_screen(DemoScreen(runner, given=params is not None))

    def show_sweep(self, runner: LabRunner) -> None:
        """Sweep a parameter of the demo that is on the bench."""
        from quizapp.tui.screens.sweep import SweepScreen

        self.push_screen(SweepScreen(runner))

    def show_copy(self, demo: Demo, params: Mapping[str, ParamValue]) -> None:
        """A run as a command line and as a script."""
        from quizapp.tui.screens.copying import CopyScreen

        self.push_screen(CopyScreen(demo, params))

    def show_notebook(self) -> None:
        """The runs that were kept."""
        from quizapp.tui.screens.notebook import NotebookScreen

        self.push_screen(NotebookScreen())

    def show_kept(self, run_id: int) -> None:
        """A run of the notebook."""
        from quizapp.tui.screens.kept import KeptScreen

        for run in self.workspace.notebook.read([run_id]):
            self.push_screen(KeptScreen(run))

    def ask_note(self, summary: str, note: str, keep: Callable[[str], None]) -> None:
        """Ask for the note of a run."""
        from quizapp.tui.screens.note import NoteScreen

        self.push_screen(NoteScreen(summary, note, keep))

    def show_help(self, about: str, table: Sequence[Key]) -> None:
        """Explain the screen in front."""
        from quizapp.tui.screens.reader import help_screen

        self.push_screen(help_screen(about, table))

    @work(group="navigation")
    async def when_read(self, go: Callable[[], object]) -> None:
        """Do something once the decks are read."""
        await self.library_read.wait()
        go()

    # ------------------------------------------------------------ Textual's own

    def action_command_palette(self) -> None:
        """Every action by name; none of them means anything while there is no room."""
        from quizapp.tui.screens.room import RoomScreen

        if not isinstance(self.screen, RoomScreen):
            super().action_command_palette()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette offers every action of the screen in front that means something now."""
        if isinstance(screen, KeyedScreen):
            for key in screen.KEYS:
                if not key.action.startswith("app.") and screen.means_something(key):
                    yield SystemCommand(key.about, f"key {key.face(typing=False)}", screen.performer(key))
        yield SystemCommand("Quit quizapp", "Everything answered is saved", self.exit)

    def say(self, message: str, severity: SeverityLevel = "information") -> None:
        """Show a passing notice in the place of the last one; its text is never read as markup."""
        self.clear_notifications()
        self.notify(message, severity=severity, markup=False)


def run(content: Sequence[Path], selection: Selection | None = None) -> int:
    """Open the app on this terminal; return the exit code. Raises `StoreError` where the file cannot be opened."""
    workspace = open_workspace(content)
    try:
        app = QuizApp(workspace, selection)
        app.run()
    finally:
        workspace.store.close()
    return app.return_code or 0
