"""A rehearsal: a question is answered as in practice, with a learner's file that is thrown away afterwards."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from quizapp.questions import Question
from quizapp.store import Store
from quizapp.workspace.consent import agree, consent_for
from quizapp.workspace.workspace import Workspace


class Rehearsal(Workspace):
    """The workspace of one question in one variant, beside the real one, whose file stays as it is.

    Its code may run: whoever rehearses a question asks for that, as with `quizapp check`.
    """

    def __init__(self, question: Question, real: Workspace) -> None:
        self._folder = TemporaryDirectory(prefix="quizapp-")
        store = Store.open(Path(self._folder.name, "rehearsal.db"), now=real.now())
        super().__init__(real.places, store, real.engine, now=real.now, zone=real.zone)
        self.settings = real.settings
        self._question = question
        agree(consent_for(question.place.file, store), store, self.now())

    def question(self, _question_id: str, _repetition: int) -> Question:
        """The one question."""
        return self._question

    def throw_away(self) -> None:
        """Leave no trace."""
        self.store.close()
        self._folder.cleanup()
