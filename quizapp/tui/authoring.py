"""Writing and mending questions inside the app: the ways there, the editor, and saved changes that appear at once."""

from __future__ import annotations

from quizapp.errors import EditorError
from quizapp.questions import Place, Question
from quizapp.tui.navigation import Navigation


class Authoring(Navigation):
    """What the app offers to those who write decks."""

    def rehearse(self, question: Question) -> None:
        """Answer `question` as a learner would; nothing of it is kept."""
        from quizapp.tui.screens.rehearsal import RehearsalScreen

        self.push_screen(RehearsalScreen(question, self.workspace))

    def edit_place(self, place: Place) -> bool:
        """Open the person's editor there; where that is not possible, say why and return false."""
        from quizapp.tui.lending import lend_terminal
        from quizapp.workspace.editor import open_file

        try:
            lend_terminal(self, lambda: open_file(place.file, place.line, place.column))
        except EditorError as error:
            self.say(str(error), "error")
            return False
        return True
