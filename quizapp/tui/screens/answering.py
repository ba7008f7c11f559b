"""The base of screens on which one answers: where letters go, drafts, and one's own editor."""

from __future__ import annotations

from textual import events

from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.choices import Choices
from quizapp.tui.widgets.ordering import Ordering
from quizapp.tui.widgets.slot import AnswerSlot
from quizapp.workspace import Workspace

LETTERS_FREE = 6  # options a to f leave the letters of the keys alone: the first of them is g


class AnsweringScreen(KeyedScreen):
    """A session whose answers stand in an `AnswerSlot`. What becomes of them is for the screen to say.

    `keep` takes what is begun of an answer, `give` one that is submitted, `hold_back` why one is not yet, and `permit`
    whether the code of a deck may run.
    """

    def __init__(self, slot: AnswerSlot | None = None) -> None:
        super().__init__()
        self.slot = slot or AnswerSlot()
        self._asking_consent = False

    @property
    def typing(self) -> bool:
        """Letters are an answer's in an input or a text, and where options reach the letters of the keys."""
        match self.focused:
            case Choices():
                return len(self.focused.options) > LETTERS_FREE
            case Ordering():
                return len(self.focused.form.items) > LETTERS_FREE
        return super().typing or (self.slot.written and self.focused is not None)

    @property
    def workspace(self) -> Workspace:
        """Where the session takes place."""
        return self.quiz.workspace

    def keep(self, text: str) -> None:
        """Keep `text`, which is what was begun of the answer."""
        raise NotImplementedError

    def give(self, text: str) -> None:
        """Submit `text` as the answer."""
        raise NotImplementedError

    def hold_back(self, why: str) -> None:
        """Say why nothing is submitted yet."""
        raise NotImplementedError

    def permit(self, yes: bool) -> None:
        """Take what was said to `ask_consent`."""
        raise NotImplementedError

    def ask_consent(self, question: str) -> None:
        """Ask whether the code of a deck may run, unless that is being asked already; an empty `question` does not."""
        if question and not self._asking_consent:
            self._asking_consent = True
            self.quiz.ask_consent(question, self._consented)

    def _consented(self, yes: bool) -> None:
        self._asking_consent = False
        self.permit(yes)

    async def leave(self) -> None:
        """The screen is left for good; nothing is shown of the session any more."""

    def keep_draft(self) -> None:
        """Keep what is written, now."""
        if self.slot.draft is not None:
            self.keep(self.slot.draft)

    def on_answer_slot_drafted(self) -> None:
        """Keep what is written; the session knows what is kept already."""
        self.keep_draft()

    def on_key(self, event: events.Key) -> None:
        """Keep a key that comes before its answer is on the screen: it might mean something else until then."""
        if self.slot.hold_key(event):
            event.stop()

    def action_submit(self) -> None:
        """Submit what stands in the answer."""
        widget = self.slot.widget
        if widget is None:
            return
        if why := widget.hold():
            self.keep_draft()  # first: a change of the answer takes away what was said of it
            self.hold_back(why)
        else:
            self.give(widget.response)

    def action_submit_text(self) -> None:
        """Submit what was written; kept before, as its verdict may take a while."""
        self.keep_draft()
        self.action_submit()

    def on_answer_given(self) -> None:
        """Enter in the last field, or a click on the picked option, submits."""
        self.action_submit()

    def action_leave_text(self) -> None:
        """Make letters keys again."""
        self.set_focus(None)

    def action_write(self) -> None:
        """Go back into the text."""
        self.slot.enter()

    def action_editor(self) -> None:
        """Write in the person's own editor."""
        writing = self.slot.writing
        if writing is not None:
            self.keep_draft()
            text = self.quiz.write_elsewhere(writing.response, writing.suffix)
            if text is not None:
                writing.entry.rewrite(text)
                self.keep_draft()

    def action_start_over(self) -> None:
        """Back to the starter."""
        if self.slot.writing is not None:
            self.slot.writing.start_over()
