"""Answering a question that one is writing: practice in every detail, of which nothing is kept."""

from __future__ import annotations

from typing import ClassVar

from quizapp.questions import Question
from quizapp.sessions.practice.state import Practice
from quizapp.tui.screens.practice import PracticeScreen
from quizapp.workspace import Workspace
from quizapp.workspace.rehearsal import Rehearsal


class RehearsalScreen(PracticeScreen):
    """One question from prompt to rating; then back to where one came from."""

    about: ClassVar[str] = f"{PracticeScreen.about} This is a rehearsal: nothing of it is kept."

    def __init__(self, question: Question, real: Workspace) -> None:
        super().__init__((question.id,))
        self.rehearsal = Rehearsal(question, real)

    @property
    def workspace(self) -> Workspace:
        """Where nothing is kept."""
        return self.rehearsal

    async def leave(self) -> None:
        """Stop what still runs, and throw the rehearsal away."""
        await super().leave()
        self.rehearsal.throw_away()

    def _finish(self, _state: Practice) -> None:
        """Back to the preview."""
        self.app.pop_screen()
