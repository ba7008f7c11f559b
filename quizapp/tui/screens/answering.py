"""The base of screens on which one answers: where letters go, drafts, and one's own editor."""

from __future__ import annotations

from contextlib import suppress

from textual import events

from quizapp.errors import ContentError
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.state import Phase
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.choices import Choices
from quizapp.tui.widgets.ordering import Ordering
from quizapp.tui.widgets.slot import AnswerSlot
from quizapp.workspace import Workspace
from quizapp.workspace.runner import PracticeRunner

LETTERS_FREE = 7  # options a to g leave the letters of the keys alone: the first of them is h


class AnsweringScreen(KeyedScreen):
    """A session whose answers stand in an `AnswerSlot`. `runner` is there while the session goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.runner: PracticeRunner | None = None
        self.slot = AnswerSlot()

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

    def decks_read(self) -> None:
        """Ask the question as it reads now, where it is not answered yet; what was begun stays."""
        state = self.runner.state if self.runner else None
        if state and state.asked and state.phase is Phase.ASKING:
            question_id, card = state.asked.question.id, state.cards.get(state.asked.question.id)
            with suppress(ContentError):  # in no deck any more: it is asked for the last time
                question = self.workspace.question(question_id, card.reps if card else 0)
                self.send(ev.Reread(question, self.slot.begun))

    def action_edit_source(self) -> None:
        """Change the question where it stands in its deck."""
        if self.runner and self.runner.state.asked:
            self.keep_draft()
            self.quiz.edit_source(self.runner.state.asked.question)

    def send(self, event: ev.Event) -> None:
        """Let something happen in the session."""
        if self.runner:
            self.runner.send(event)

    def keep_draft(self) -> None:
        """Keep what is written, now."""
        if self.slot.draft is not None:
            self.send(ev.Draft(self.slot.draft))

    def on_answer_slot_drafted(self, event: AnswerSlot.Drafted) -> None:
        """Keep what is written; the session knows what is kept already."""
        self.send(ev.Draft(event.text))

    def on_key(self, event: events.Key) -> None:
        """Keep a key that comes before its answer is on the screen: it might mean something else until then."""
        if self.slot.hold_key(event):
            event.stop()

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
