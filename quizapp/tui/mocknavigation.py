"""The ways to mock interviews: their reports, single questions of them, the history, and two side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from quizapp.errors import QuizError
from quizapp.tui.authoring import Authoring

if TYPE_CHECKING:
    from quizapp.sessions.mock.again import Version
    from quizapp.sessions.mock.report import Report


class MockNavigation(Authoring):
    """What the app offers around mock interviews."""

    def show_mock_report(self, number: int) -> None:
        """The report on interview `number`; where there is none, the sentence that says why."""
        from quizapp.tui.screens.mock.report import ReportScreen

        if report := self.mock_report(number):
            self.push_screen(ReportScreen(number, report))

    def show_mock_item(self, number: int, report: Report, index: int) -> None:
        """One question of a report."""
        from quizapp.tui.screens.mock.item import ItemScreen

        self.push_screen(ItemScreen(number, report, index))

    @work(group="navigation")
    async def switch_mock_item(self, number: int, report: Report, index: int) -> None:
        """Another question of the report, in the place of the one in front."""
        from quizapp.tui.screens.mock.item import ItemScreen

        if isinstance(self.screen, ItemScreen):
            await self.switch_screen(ItemScreen(number, report, index))

    def answer_mock_again(self, number: int, report: Report, index: int) -> None:
        """Answer a question of a report again."""
        from quizapp.tui.screens.mock.again import AgainScreen

        if self.workspace.store.read_only:
            self.say("This is a second quizapp: it can look, but not save answers.", "warning")
            return
        try:
            question = self.workspace.mocks.question(number, index)
        except QuizError as error:
            self.say(str(error), "error")
        else:
            self.push_screen(AgainScreen(number, index, question, report.items[index]))

    def show_mock_history(self) -> None:
        """All interviews that were scored."""
        from quizapp.tui.screens.mock.history import HistoryScreen

        self.push_screen(HistoryScreen())

    def show_mock_comparison(self, first: int, second: int) -> None:
        """Two interviews side by side."""
        from quizapp.tui.screens.mock.comparison import ComparisonScreen

        reports = [self.mock_report(number) for number in (first, second)]
        if all(reports):
            self.push_screen(ComparisonScreen(*filter(None, reports)))

    def mock_report(self, number: int) -> Report | None:
        """The report on interview `number`; where there is none, say why in passing."""
        try:
            return self.workspace.mocks.report(number)
        except QuizError as error:
            self.say(str(error), "error")
            return None

    def mock_versions(self, number: int, index: int) -> tuple[Version, ...]:
        """The answers that were given again to one question; none, and a notice, where one cannot be read."""
        try:
            return self.workspace.mocks.versions(number, index)
        except QuizError as error:
            self.say(str(error), "error")
            return ()
