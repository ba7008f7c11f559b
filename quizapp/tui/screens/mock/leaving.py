"""Asks before an interview ends: go on, end and score it, or leave it while its clock goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from quizapp.sessions.mock.state import Mock
from quizapp.tui import keys, mockkeys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.screens.mock.posed import sheet_head
from quizapp.tui.widgets.menu import Menu, MenuItem
from quizapp.tui.widgets.text import Text

if TYPE_CHECKING:
    from quizapp.tui.screens.mock.interview import InterviewScreen

GO_ON = MenuItem("back", "Go on", "nothing has ended")
END = MenuItem("end", "End and score it", "what stands in the answers counts")
LEAVE = MenuItem("leave", "Leave it", "its clock goes on; home leads back")


class LeavingScreen(KeyedScreen):
    """Three ways on. With `ending`, the pointer is at the end."""

    KEYS = mockkeys.LEAVING
    BINDINGS = keys.bindings(mockkeys.LEAVING)
    about: ClassVar[str] = (
        "Nothing has ended yet, and the clock goes on while you read this. An interview that is ended is scored, and "
        "its report follows. One that is left can be gone on with until its time is up, with the time that is really "
        "left then; afterwards it can still be scored."
    )
    DEFAULT_CSS = "LeavingScreen #body { padding: 1 2; } LeavingScreen Menu { margin: 1 0; }"

    def __init__(self, interview: InterviewScreen, *, ending: bool = False) -> None:
        super().__init__()
        self.interview, self.ending = interview, ending

    def compose_body(self) -> ComposeResult:
        """The clock, and the ways."""
        yield Text(id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Text("End the interview?")
            yield Menu(rows=3)

    def on_mount(self) -> None:
        """Offer the ways."""
        super().on_mount()
        menu = self.query_one(Menu)
        menu.show([GO_ON, END, LEAVE])
        menu.cursor = 1 if self.ending else 0
        if self.interview.runner:
            self._draw(self.interview.runner.state)
        menu.focus()

    def draw(self, state: Mock) -> None:
        """Draw what is left of the time."""
        if self.is_mounted:
            self._draw(state)

    def _draw(self, state: Mock) -> None:
        self.query_one("#head", Text).show(sheet_head(state, self.app.size.width - 2))

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Do what was chosen."""
        self.call_later(self.run_action, event.item.action)

    def action_choose(self) -> None:
        """Do what the pointer is at."""
        self.query_one(Menu).choose()

    def action_end(self) -> None:
        """End the interview: its report follows."""
        self.interview.end()

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.quiz.go_home()
