"""The ways into a mock interview, and out of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work

from quizapp.errors import QuizError
from quizapp.tui.mocknavigation import MockNavigation

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.screen import Screen

    from quizapp.sessions.mock.outline import Outline, Wish
    from quizapp.sessions.mock.state import Mock
    from quizapp.workspace.mock.runner import MockRunner


class Interviewing(MockNavigation):
    """What the app offers to those who sit an interview."""

    def ask_for_room(self, size: Size) -> None:
        """Cover the screen where the terminal is too small for it, and only there."""
        raise NotImplementedError

    def show_mock(self, wish: Wish | None = None) -> None:
        """Choose an interview, beginning with `wish`; or go on with the one that was left."""
        from quizapp.tui.screens.mock.setup import SetupScreen

        self.when_read(lambda: self.push_screen(SetupScreen(wish)))

    def begin_mock(self, outline: Outline) -> None:
        """A new interview: its clock runs."""
        self._hold(lambda on_change: self.workspace.mocks.begin(outline, on_change))

    def resume_mock(self, number: int) -> None:
        """Go on with an interview that was left."""
        self._hold(lambda on_change: self.workspace.mocks.resume(number, on_change))

    def score_mock(self, number: int) -> None:
        """Have an interview scored as it was left."""
        self._hold(lambda on_change: self.workspace.mocks.score(number, on_change))

    def _hold(self, opened: Callable[[Callable[[Mock], None]], MockRunner]) -> None:
        """Show the interview that is `opened`, or why it cannot be."""
        from quizapp.tui.screens.mock.interview import InterviewScreen

        screen = InterviewScreen()
        try:
            screen.runner = opened(screen.changed)
        except QuizError as error:
            self.say(str(error), "error")
        else:
            self.push_screen(screen)

    @work(exclusive=True, group="mock")
    async def finish_mock(self, number: int) -> None:
        """The interview is scored: its report takes its place."""
        await self._drop_to_home()
        self.show_mock_report(number)
        self.ask_for_room(self.size)

    def bring_forward(self, screen: Screen[None]) -> None:
        """Close everything that stands before `screen`: something has come to its end there."""
        while self.screen is not screen and screen in self.screen_stack:
            self.pop_screen()
        self.ask_for_room(self.size)
