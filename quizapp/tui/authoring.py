"""Writing and mending questions inside the app: the ways there, the editor, and what follows from a change."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from quizapp.errors import EditorError, QuizError
from quizapp.questions import Place, Question
from quizapp.tui.navigation import Navigation

if TYPE_CHECKING:
    from quizapp.workspace.drafts import Draft
    from quizapp.workspace.watching import Watch


class Authoring(Navigation):
    """What the app offers to those who write decks."""

    _watch: Watch | None = None

    def read_library(self) -> None:
        """Read the decks beside the UI; `library_read` is set once they are there."""
        raise NotImplementedError

    def rehearse(self, question: Question) -> None:
        """Answer `question` as a learner would; nothing of it is kept."""
        from quizapp.tui.screens.rehearsal import RehearsalScreen

        try:
            self.push_screen(RehearsalScreen(question, self.workspace))
        except QuizError as error:  # its file went away meanwhile
            self.say(str(error), "error")

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

    # ------------------------------------------------------------ decks that are changed

    def watch_decks(self) -> None:
        """Look out for decks that are saved; the folder for one's own is made, so that it can be watched."""
        from quizapp.workspace import known_decks
        from quizapp.workspace.watching import LOOK_AGAIN, Watch

        with suppress(OSError):
            self.workspace.places.decks.mkdir(parents=True, exist_ok=True)
        self._watch = Watch((*known_decks(self.workspace.places), *self.workspace.content))
        self.set_interval(LOOK_AGAIN, self.look_at_decks)

    def close_watch(self) -> None:
        """Look out no more."""
        if self._watch:
            self._watch.close()

    def look_at_decks(self) -> None:
        """Read the decks again where one was saved, moved or deleted."""
        if self._watch and self._watch.changed():
            self.read_library()

    def edit_question(self, question_id: str) -> None:
        """Change a question where it stands."""
        try:
            self.edit_source(self.workspace.question(question_id, 0))
        except QuizError as error:
            self.say(str(error), "error")

    def edit_source(self, question: Question) -> None:
        """Open the editor at the question; one in a deck that is not the person's to change is copied to a draft."""
        from quizapp.workspace.authoring import can_be_changed

        if not can_be_changed(question.place.file):
            self._copy(question)
        elif self.edit_place(question.place):
            self._tell_of_change(question)

    @work(group="editing")
    async def _tell_of_change(self, before: Question) -> None:
        """Read the decks again, and say what became of the question."""
        from quizapp.workspace.authoring import what_became_of

        self.read_library()
        await self.library_read.wait()
        said, fine = what_became_of(before, self.workspace.library)
        self.say(said, "information" if fine else "error")

    def _copy(self, question: Question) -> None:
        """A draft of the same text, under an id of its own: the answers so far stay with the original."""
        from quizapp.workspace.authoring import copied

        try:
            draft = copied(question, self.workspace.places.drafts)
        except QuizError as error:
            self.say(str(error), "error")
            return
        self.go_on_writing(draft)
        self.say(f"{question.place.file} is not yours to change. This is a copy, which you can save to your own deck.")

    # ------------------------------------------------------------ a new question

    def add_question(self) -> None:
        """Choose a kind, or go on with a draft."""
        from quizapp.tui.screens.add import AddScreen

        self.push_screen(AddScreen())

    def write_question(self, kind: str) -> None:
        """An empty form."""
        from quizapp.tui.screens.write import WriteScreen
        from quizapp.workspace.drafts import Draft, new_draft

        self.push_screen(WriteScreen(Draft(new_draft(self.workspace.places.drafts, kind), kind, "")))

    def go_on_writing(self, draft: Draft) -> None:
        """The form of a draft, or its preview where no form could hold it."""
        from quizapp.questions.composing import fits_a_form
        from quizapp.tui.screens.write import WriteScreen
        from quizapp.workspace.drafts import text_of

        if fits_a_form(text_of(draft.path)):
            self.push_screen(WriteScreen(draft))
        else:
            self._preview_draft(draft.path)

    def edit_example(self, kind: str) -> None:
        """A complete example in the editor; it becomes a draft once something of it was changed."""
        from quizapp.questions.examples import example
        from quizapp.workspace.drafts import keep, new_draft, text_of

        path, text = new_draft(self.workspace.places.drafts, kind), example(kind)
        try:
            keep(path, text)
        except QuizError as error:
            self.say(str(error), "error")
            return
        edited = self.edit_place(Place(path, 1))
        if text_of(path) != text:
            self._preview_draft(path)
            return
        path.unlink(missing_ok=True)
        if edited:
            self.say("Nothing of the example was changed, so nothing is kept.")

    def edit_draft(self, path: Path) -> None:
        """A draft in the editor, then its preview."""
        if self.edit_place(Place(path, 1)):
            self._preview_draft(path)

    def _preview_draft(self, path: Path) -> None:
        from quizapp.tui.screens.drafted import DraftScreen, preview_of

        self.push_screen(DraftScreen(preview_of(path)))

    def form_to_preview(self, path: Path, *, edit: bool = False) -> None:
        """From a form on to the preview of its draft, through the editor if asked for."""
        from quizapp.tui.screens.drafted import DraftScreen, preview_of

        if not edit or self.edit_place(Place(path, 1)):
            self.switch_screen(DraftScreen(preview_of(path), from_form=not edit))

    def preview_to_form(self, path: Path) -> None:
        """From the preview of a draft to its form, where one can hold it."""
        from quizapp.questions.composing import fits_a_form
        from quizapp.tui.screens.write import WriteScreen
        from quizapp.workspace.drafts import draft_at, text_of

        if fits_a_form(text_of(path)):
            self.switch_screen(WriteScreen(draft_at(path)))
        else:
            self.say("A form would lose something of this question: e opens your editor.", "warning")

    def choose_deck(self, choose: Callable[[Path], None]) -> None:
        """One of the person's own decks; the only one without a question."""
        from quizapp.tui.screens.decks import DecksScreen
        from quizapp.workspace.authoring import own_decks

        decks = own_decks(self.workspace.places)
        if len(decks) == 1:
            choose(decks[0])
        else:
            self.push_screen(DecksScreen(decks, choose))

    def done_writing(self) -> None:
        """Back to where "add a question" was asked for."""
        from quizapp.tui.screens.add import AddScreen
        from quizapp.tui.screens.drafted import DraftScreen

        while isinstance(self.screen, AddScreen | DraftScreen):
            self.pop_screen()
