"""The answer sheet of an interview: every question with how it stands, the time spent on it, and the way there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from quizapp.sessions.mock.state import Mock, Phase, Standing
from quizapp.tui import keys, mockkeys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.screens.mock.leaving import LeavingScreen
from quizapp.tui.screens.mock.posed import notice_words, sheet_head, sheet_rows
from quizapp.tui.widgets.listing import Listing
from quizapp.tui.widgets.text import Text
from quizapp.workspace.wording import count_of

if TYPE_CHECKING:
    from quizapp.tui.screens.mock.interview import InterviewScreen


class SheetScreen(KeyedScreen):
    """A line for each question of the interview; the clock goes on."""

    KEYS = mockkeys.SHEET
    BINDINGS = keys.bindings(mockkeys.SHEET)
    about: ClassVar[str] = (
        "○ open: nothing was said yet. ◐ begun: something stands in the answer, which was not given; it counts at the "
        "end. ● answered: it was given, and can still be changed. – skipped: you passed on. Then whether you flagged "
        "it, the time you spent against the time it should take, and how sure you said you are."
    )
    DEFAULT_CSS = """
    SheetScreen #said { padding: 0 1; height: auto; background: $boost; }
    SheetScreen #notice { padding: 0 1; color: $text-warning; }
    SheetScreen Listing { padding: 1 1 0 1; }
    """

    def __init__(self, interview: InterviewScreen) -> None:
        super().__init__()
        self.interview = interview

    def compose_body(self) -> ComposeResult:
        """The counts, the questions, and what to do about them."""
        yield Text(id="head")
        yield Text(id="notice")
        yield Listing()
        yield Text(id="said")

    def on_mount(self) -> None:
        """Begin at the question that one comes from."""
        super().on_mount()
        listing = self.query_one(Listing)
        if state := self._state:
            first_open = next((i for i, item in enumerate(state.items) if item.standing is not Standing.ANSWERED), 0)
            listing.current = str(first_open if state.phase is Phase.REVIEW else state.at)
            self._draw(state)
        listing.focus()

    def on_resize(self) -> None:
        """Titles are as long as there is room."""
        if self._state:
            self.draw(self._state)

    @property
    def _state(self) -> Mock | None:
        return self.interview.runner.state if self.interview.runner else None

    def draw(self, state: Mock) -> None:
        """Draw how the questions stand now."""
        if self.is_mounted:
            self._draw(state)

    def _draw(self, state: Mock) -> None:
        self.query_one("#head", Text).show(sheet_head(state, self.app.size.width - 2))
        self.query_one("#notice", Text).show(notice_words(state, ""))
        rows = sheet_rows(state, self.app.size.width - 6)
        listing = self.query_one(Listing)
        if listing.rows != tuple(rows):
            listing.show(rows)
        self.query_one("#said", Text).show(_said(state))

    def on_listing_chosen(self) -> None:
        """A click on the line at the pointer."""
        self.action_open()

    def action_open(self) -> None:
        """Go to the question at the pointer."""
        if current := self.query_one(Listing).current:
            self.app.pop_screen()
            self.interview.go_to(int(current))

    def action_end(self) -> None:
        """Ask, then end the interview."""
        self.app.push_screen(LeavingScreen(self.interview, ending=True))

    async def action_back(self) -> None:
        """Back to the question; behind the last one, there is none."""
        if self._state and self._state.phase is Phase.REVIEW:
            self.app.push_screen(LeavingScreen(self.interview))
        else:
            self.app.pop_screen()


def _said(state: Mock) -> str:
    """What there is to do."""
    waiting = sum(item.standing is not Standing.ANSWERED for item in state.items)
    if not waiting:
        return "Every question is answered. enter goes to one; x ends the interview and has it scored."
    return f"{count_of(waiting, 'question')} not answered. enter goes to one; x ends the interview and has it scored."
