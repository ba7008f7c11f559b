"""The app: opens the first screen at once, and everything slow after it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen

from quizapp.engine.model import EngineStatus
from quizapp.errors import QuizError, UsageError
from quizapp.tui.colourless import line_filters
from quizapp.tui.interviewing import Interviewing
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.workspace import Selection, Workspace, open_workspace
from quizapp.workspace.wording import count_of

if TYPE_CHECKING:
    from quizapp.sessions.mock.outline import Wish
    from quizapp.workspace.previewing import Preview

LEAST_WIDTH, LEAST_HEIGHT = 60, 18
WRITER = "textual-output"  # the thread of Textual's that writes to the terminal
GLANCE = 3.0  # seconds from one look whether the terminal is still there to the next
LAST_MOMENTS = 3.0  # seconds that the app may take to end once its window is closed


class QuizApp(Interviewing):
    """The terminal app over one workspace.

    `front` is what is painted first; then `selection` starts practice at once, or `errand` does what was asked for.
    """

    TITLE = "quizapp"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "Quit", show=False, priority=True)]
    get_line_filters = line_filters

    def __init__(
        self,
        workspace: Workspace,
        selection: Selection | None = None,
        front: Callable[[], KeyedScreen] = HomeScreen,
        errand: Callable[[QuizApp], None] | None = None,
    ) -> None:
        super().__init__(workspace)
        self.first_selection, self.front, self.errand = selection, front, errand
        self.begun = False
        self._reading = self._unread = self._say_so = False

    # ------------------------------------------------------------ life

    def get_default_screen(self) -> KeyedScreen:
        """Home, or what the app was opened for."""
        return self.front()

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
        if _at_terminal():
            self.set_interval(GLANCE, self._look_at_terminal)
        self.workspace.engine.on_status = self._engine_moved
        self.begun = True
        self.read_library()
        self.watch_decks()
        await self.workspace.engine.start()
        if self.first_selection is not None:
            self.start_practice(self.first_selection)
        if self.errand is not None:
            self.errand(self)

    def _look_at_terminal(self) -> None:
        """Leave where the window is gone: on a screen that writes nothing by itself, nobody may ever be told."""
        if not _at_terminal():
            self.leave_closed_window()

    def leave_closed_window(self) -> None:
        """End, and end by force if need be: Textual's writer dies with the window, and can be waited for in vain."""
        forced = threading.Timer(LAST_MOMENTS, os._exit, (0,))
        forced.daemon = True
        forced.start()
        self.exit()

    async def on_unmount(self) -> None:
        """Stop the engine on the loop that it lives on. There is no screen left to show that it is down."""
        self.workspace.engine.on_status = None
        self.close_watch()
        await self.workspace.engine.close()

    @property
    def engine_status(self) -> EngineStatus:
        """What the engine can do. An engine that nobody has started yet is about to be."""
        return self.workspace.engine.status if self.begun else EngineStatus.STARTING

    def _engine_moved(self, _status: EngineStatus) -> None:
        if isinstance(self.screen, HomeScreen):
            self.screen.show_engine()

    def read_library(self, *, again: bool = False) -> None:
        """Read the decks beside the UI, then show what they hold; say so where that was asked for."""
        self._unread, self._say_so = True, self._say_so or again
        self.library_read.clear()
        if not self._reading:
            self._reading = True
            self._read_library()

    @work(group="library")
    async def _read_library(self) -> None:
        """Read, and once more where something was saved meanwhile."""
        while self._unread:
            self._unread = False
            try:
                await asyncio.to_thread(self.workspace.read_library)
                self.workspace.remember_overview()
            except QuizError as error:
                self.workspace.notice = str(error)
        self._reading = False
        self.library_read.set()
        for screen in self.screen_stack:
            if isinstance(screen, KeyedScreen) and screen.is_attached:  # and not where somebody has just left the app
                screen.decks_read()
        if self._say_so:
            self._say_so = False
            self.say(f"The decks were read again: {count_of(len(self.workspace.library.entries), 'question')}.")

    def on_resize(self, event: Resize) -> None:
        """There may be too little room now, or enough again."""
        self.ask_for_room(event.size)

    def ask_for_room(self, size: Size) -> None:
        """Cover the screen in front while there is too little room, and no longer."""
        from quizapp.tui.screens.room import RoomScreen

        small = size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT
        if small and not isinstance(self.screen, RoomScreen):
            self.push_screen(RoomScreen(LEAST_WIDTH, LEAST_HEIGHT))
        while not small and any(isinstance(screen, RoomScreen) for screen in self.screen_stack):
            self.pop_screen()

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


def run(content: Sequence[Path], selection: Selection | None = None, greeting: str = "") -> int:
    """Open the app on this terminal, and say `greeting` in it; return the exit code.

    Raises `StoreError` where the file cannot be opened.
    """
    errand = (lambda app: app.say(greeting)) if greeting else None
    return _run(QuizApp(open_workspace(content), selection, errand=errand))


def run_mock(content: Sequence[Path], wish: Wish | None = None) -> int:
    """Open the app where an interview is chosen, beginning with `wish`; without one, at the interview that waits.

    Returns the exit code. Raises `StoreError`, and `UsageError` where the wish cannot be met or no interview waits.
    """
    from quizapp.sessions.mock.presets import parts_of

    if wish:
        parts_of(wish)
        return _run(QuizApp(open_workspace(content), errand=lambda app: app.show_mock(wish)))
    workspace = open_workspace(content)
    waiting = workspace.mocks.waiting()
    if waiting is None:
        workspace.store.close()
        raise UsageError("No interview waits to be gone on with; `quizapp mock` begins one.")
    number = waiting.number
    return _run(QuizApp(workspace, errand=lambda app: app.resume_mock(number)))


def run_lesson(content: Sequence[Path], name: str = "") -> int:
    """Open the app at the lesson, or at the section of it that is called `name`; return the exit code.

    Raises `StoreError`, `ContentError` where there is no lesson, and `UsageError` where it has no such section.
    """
    workspace = open_workspace(content)
    try:
        if name:
            workspace.lesson.section(name)
    except QuizError:
        workspace.store.close()
        raise
    return _run(QuizApp(workspace, errand=lambda app: app.show_section_called(name) if name else app.show_lesson()))


def run_preview(content: Sequence[Path], preview: Preview) -> int:
    """Open the preview of a deck on this terminal; return the exit code. Raises `StoreError`.

    The learner's file is only read: a preview may stay open beside practice.
    """
    from quizapp.tui.screens.preview import PreviewScreen

    return _run(QuizApp(open_workspace(content, read_only=True), front=lambda: PreviewScreen(preview)))


def _run(app: QuizApp) -> int:
    try:
        threading.excepthook = _thread_failed
        app.run()
    finally:
        app.workspace.store.close()
    return app.return_code or 0


def _at_terminal() -> bool:
    """Whether the standard output is a terminal; one that hung up is none any more."""
    try:
        return sys.__stdout__ is not None and os.isatty(sys.__stdout__.fileno())
    except (OSError, ValueError):  # no file, or closed
        return False


def _thread_failed(failure: threading.ExceptHookArgs) -> None:
    """Hang up where the terminal can be written to no more: whoever leads its session may keep the signal to itself.

    Without its writer, Textual would wait for room in the queue before it, for ever.
    """
    writer = failure.thread is not None and failure.thread.name == WRITER
    if writer and isinstance(failure.exc_value, OSError) and hasattr(signal, "SIGHUP"):
        os.kill(os.getpid(), signal.SIGHUP)
    else:
        threading.__excepthook__(failure)
