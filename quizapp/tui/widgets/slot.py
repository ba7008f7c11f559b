"""The place of the answer: it puts the widget there, holds keys that come too early, and tells of drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer

from quizapp.questions.forms import DRAFTED, Form, PickMany, WriteCode, WriteLong, begun
from quizapp.tui.widgets.answers import AnswerWidget, answer_widget

if TYPE_CHECKING:
    from quizapp.tui.widgets.writing import Writing

NONE_PICKED = "-"  # of many options
PAUSE = 0.4  # seconds after the last key, until what was written is worth keeping


class AnswerSlot(Vertical):
    """One answer at a time. `Drafted` says that what stands in it should be kept.

    Without `drafts_all`, only that of forms whose answers take long is.
    """

    DEFAULT_CSS = "AnswerSlot { height: auto; margin-top: 1; }"

    class Drafted(Message):
        """The learner has stopped typing for a moment."""

    def __init__(self, *, drafts_all: bool = False) -> None:
        super().__init__()
        self._drafts_all = drafts_all
        self.widget: AnswerWidget | None = None
        self._form: Form | None = None
        self._first = ""  # what the answer was filled with
        self.last_draft: str | None = None  # for when the widget is gone already
        self._early: list[events.Key] | None = None
        self._timer: Timer | None = None

    def put(self, form: Form, response: str) -> None:
        """Put a widget for `form` in the place of the last answer's, filled with `response`, and let letters go there.

        Keys that come before that may be given to `hold_key`; they are pressed once it is there.
        """
        self.widget, self._form, self._early, self.last_draft = answer_widget(form), form, [], None
        self._first = response
        self._forget_draft()
        self.screen.set_focus(None)
        self.screen.call_later(self._mount, self.widget, response)

    def hold_key(self, event: events.Key) -> bool:
        """Keep a key for the answer that is being put on the screen; false where one is there already."""
        if self._early is None:
            return False
        self._early.append(event)
        return True

    def enter(self) -> None:
        """Let letters go to the answer; the screen stays where it is."""
        if self.widget is not None and self._early is None:
            self.screen.set_focus(self.widget.entry, scroll_visible=False)

    @property
    def written(self) -> bool:
        """Whether the answer is a text at length."""
        return isinstance(self._form, WriteCode | WriteLong)

    @property
    def writing(self) -> Writing | None:
        """The answer, where it is a text at length."""
        from quizapp.tui.widgets.writing import Writing

        return self.widget if isinstance(self.widget, Writing) else None

    @property
    def draft(self) -> str | None:
        """What should be kept of the answer; None while there is none, and for forms that are answered in a moment."""
        there = self.widget is not None and self._early is None
        return self.begun if there and (self._drafts_all or isinstance(self._form, DRAFTED)) else None

    def on_answer_changed(self) -> None:
        """Tell of the draft, once the learner has stopped typing for a moment."""
        self._forget_draft()
        self.last_draft = self.draft
        if self.last_draft is not None:
            self._timer = self.set_timer(PAUSE, self._tell_draft)

    @property
    def begun(self) -> str:
        """The answer so far; empty where nothing was begun."""
        if self.widget is None or self._form is None or self._early is not None:
            return ""
        response = self.widget.response
        if isinstance(self._form, PickMany) and response == NONE_PICKED and not self._first:
            return ""  # an answer only once it is submitted
        return begun(self._form, response)

    async def _mount(self, widget: AnswerWidget, response: str) -> None:
        await self.remove_children()
        await self.mount(widget)
        if response:
            widget.set_response(response)
        self.screen.call_later(self._open, widget)  # behind the keys that have come to the screen meanwhile

    def _open(self, widget: AnswerWidget) -> None:
        """Let letters go to the answer, the early ones first."""
        if widget is not self.widget or self._early is None:
            return
        early, self._early = self._early, None
        self.enter()
        for key in early:  # straight to where letters go, as the app may have got later ones by now
            again = events.Key(key.key, key.character).set_sender(self.app)  # from the screen, it would end there
            (self.screen.focused or self.screen)._forward_event(again)

    def _tell_draft(self) -> None:
        if self.draft is not None:
            self.post_message(self.Drafted())

    def _forget_draft(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
