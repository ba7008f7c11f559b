"""The preview of a draft: where a question is checked, saved to a deck of one's own, and taken back again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from quizapp.engine.proving import check_call
from quizapp.errors import ContentError
from quizapp.questions.copies import ids_of
from quizapp.tui import authorkeys, keys
from quizapp.tui.screens.preview import PreviewScreen
from quizapp.workspace import known_decks
from quizapp.workspace.authoring import Saved, save, take_back
from quizapp.workspace.previewing import Preview, read_again
from quizapp.workspace.wording import count_of


class DraftScreen(PreviewScreen):
    """A preview with a save. What has an error, or what a run refutes, is not saved."""

    KEYS = authorkeys.DRAFT
    BINDINGS = keys.bindings(authorkeys.DRAFT)
    about: ClassVar[str] = (
        "This is your question as a learner will see it. The pane shows its key and what is wrong with it. It is saved "
        "once it has no error and its runs bear it out; where they cannot run, s asks you once more. Right after "
        "saving, u takes it back. Trying an answer is practice in every detail, of which nothing is kept."
    )

    def __init__(self, preview: Preview, *, from_form: bool = False) -> None:
        super().__init__(preview)
        self.from_form = from_form
        self.saved: Saved | None = None
        self._wanted: Path | None = None  # the deck that it goes to once it is proved
        self._unproved_is_fine = False

    @property
    def moments(self) -> frozenset[str]:
        """Those of the preview, and draft or saved."""
        return super().moments | {"saved" if self.saved else "draft"}

    def read(self) -> None:
        """A new text has to be proved anew."""
        self._wanted, self._unproved_is_fine = None, False
        super().read()

    # ------------------------------------------------------------ saving

    def action_save(self) -> None:
        """Save the question to a deck of one's own, once it is known to be right."""
        if why := self._refusal():
            self.quiz.say(f"Not saved: {why}", "error")
        else:
            self.quiz.choose_deck(self.save_to)

    def _refusal(self) -> str:
        """Why the question cannot be saved; empty where it can."""
        errors = [found for found in (*self.preview.problems, *self.proofs.faults) if found.severity == "error"]
        if self.preview.shown is None or errors:
            return f"{count_of(max(1, len(errors)), 'problem')} must be mended first; the pane shows where."
        return ""

    def save_to(self, deck: Path) -> None:
        """Save to `deck`, at once or when the proof is there."""
        self._wanted = deck
        if self.moments & {"code"} and not self.proofs.proved:
            self.action_prove()
        self.draw_pane()
        if self._wanted:
            self.quiz.say("It will be saved as soon as it is proved; esc stops that.")

    def draw_pane(self) -> None:
        """Draw what the runs have brought; the question that waits for them is saved, or not."""
        super().draw_pane()
        if self._wanted and not self.proofs.busy:
            deck, self._wanted = self._wanted, None
            self._settle(deck)

    def _settle(self, deck: Path) -> None:
        """The proof has ended, one way or the other."""
        if why := self._refusal():
            self.quiz.say(f"Not saved: {why}", "error")
        elif self.proofs.proved or self._unproved_is_fine:
            self._save(deck)
        else:
            self._unproved_is_fine = True
            self.quiz.say(f"Not saved. {self.proofs.proof.lstrip('? ')} s saves it as it is, unproved.", "warning")

    def _save(self, deck: Path) -> None:
        workspace = self.quiz.workspace
        try:
            taken = ids_of((*known_decks(workspace.places), *workspace.content))
            self.saved = save(self.preview.file, deck, taken)
        except ContentError as error:
            self.quiz.say(str(error), "error")
            return
        self._follow(deck, self.saved.id)
        self.quiz.say(f"✓ Saved to {deck}. u takes it back.")

    def action_undo(self) -> None:
        """Take the question out of the deck again: it is a draft as before."""
        if self.saved is None:
            return
        try:
            take_back(self.saved)
        except ContentError as error:
            self.quiz.say(str(error), "error")
            return
        saved, self.saved = self.saved, None
        self._follow(saved.draft, saved.id)
        self.quiz.say("Taken back: it is a draft again.")

    def _follow(self, file: Path, question_id: str) -> None:
        """Go on with the question in the file in which it is now."""
        shown = self.preview.shown
        self.watch_file(file)
        known = Preview(file, shown=replace(shown, id=question_id) if shown else None, draft=self.saved is None)
        self.preview = read_again(known, check_call)
        self.draw()
        self.quiz.read_library()

    # ------------------------------------------------------------ on, and back

    def action_form(self) -> None:
        """Go on in the form."""
        self.quiz.preview_to_form(self.preview.file)

    def action_another(self) -> None:
        """Begin the next question."""
        self.quiz.done_writing()
        self.quiz.add_question()

    async def action_back(self) -> None:
        """Go back to where one came from; with a saved question one is done."""
        if self.saved:
            self.quiz.done_writing()
        elif self.from_form:
            self.action_form()
        else:
            self.app.pop_screen()


def preview_of(draft: Path) -> Preview:
    """What is known of a draft."""
    return read_again(Preview(draft, draft=True), check_call)
