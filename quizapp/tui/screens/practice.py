"""The practice screen: one question from prompt to rating."""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from quizapp.errors import ContentError, StoreError
from quizapp.scheduling import Rating
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.state import Asked, Phase, Practice
from quizapp.tui import keys
from quizapp.tui.screens.answering import AnsweringScreen
from quizapp.tui.screens.asked import head, moments_of, said_beside
from quizapp.tui.widgets.points import PointList
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.rating import RatingBar
from quizapp.tui.widgets.text import Text
from quizapp.tui.widgets.verdict import VerdictPanel
from quizapp.workspace.runner import PracticeRunner


class PracticeScreen(AnsweringScreen):
    """Answer, see the verdict and its live evidence, rate, go on. `runner` is there while the session goes on."""

    KEYS = keys.PRACTICE
    BINDINGS = keys.bindings(keys.PRACTICE)
    about: ClassVar[str] = (
        "Pick or type your answer and press enter. In a text, enter begins a new line and ctrl+s submits; what you "
        "began is kept when you leave. The verdict comes at once where the key is known; the demo that proves it runs "
        "beside, and its claims turn to ✓ or ✗. Then rate how well you knew it: the rating in brackets is the proposed "
        "one, and each shows when the question comes back. An answer is on disk before its verdict is on the screen."
    )
    DEFAULT_CSS = """
    PracticeScreen #body { padding: 0 1; scrollbar-gutter: stable; }
    PracticeScreen #title { text-style: bold; margin: 1 0; }
    PracticeScreen #notice { color: $text-warning; margin-top: 1; }
    PracticeScreen #notice.-below { dock: bottom; background: $background; }
    PracticeScreen #hints { border-left: thick $secondary; padding-left: 1; margin-top: 1; }
    """

    def __init__(self, queue: tuple[str, ...]) -> None:
        super().__init__()
        self.queue = queue
        self.runner: PracticeRunner | None = None
        self._drawn: tuple[object, ...] = ()
        self._warned: tuple[object, ...] = ()  # what was drawn when it was said that its answer is not saved
        self._told: dict[str, str] = {}

    def compose_body(self) -> ComposeResult:
        """Header, the question, and what the verdict brings."""
        yield Text(id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Text(id="title")
            yield Prose(id="prompt")
            yield self.slot
            yield Text(id="notice")
            yield Prose(id="hints")
            yield VerdictPanel()
        yield RatingBar()

    def on_mount(self) -> None:
        """Start the session."""
        super().on_mount()
        self.query_one(RatingBar).display = False
        self.runner = self.workspace.start_practice(self.queue, self.changed)
        self.call_after_refresh(self.runner.start)

    async def leave(self) -> None:
        """The session is left for good: stop what still runs, and keep that it took place."""
        if self.runner:
            runner, self.runner = self.runner, None
            if self.slot.last_draft is not None:
                runner.send(ev.Draft(self.slot.last_draft))
            await runner.close()
            try:
                self.workspace.save_session(runner.state)
            except StoreError as error:  # the answers are safe, each was written by itself; home says the rest
                self.workspace.notice = str(error)

    async def on_unmount(self) -> None:
        """The app is being closed in the middle of a session."""
        await self.leave()

    @property
    def state(self) -> Practice | None:
        """The session as it stands."""
        return self.runner.state if self.runner else None

    @property
    def moments(self) -> frozenset[str]:
        """How the question is being answered, or how far its verdict is, and what there is besides."""
        state = self.state
        return moments_of(state, state.asked, typing=self.typing) if state and state.asked else frozenset()

    def send(self, event: ev.Event) -> None:
        """Let something happen in the session."""
        if self.runner:
            self.runner.send(event)

    def keep(self, text: str) -> None:
        """Keep it as a draft."""
        self.send(ev.Draft(text))

    def give(self, text: str) -> None:
        """Have it judged."""
        self.send(ev.Answer(text, self.workspace.now()))

    def permit(self, yes: bool) -> None:
        """Have what waits for it go on, or not."""
        self.send(ev.Permit(yes))

    def hold_back(self, why: str) -> None:
        """Say it beside the answer."""
        self.send(ev.HeldBack(why))

    def decks_read(self) -> None:
        """Ask the question as it reads now, where it is not answered yet; what was begun stays."""
        state = self.state
        if state and state.asked and state.phase is Phase.ASKING:
            question_id, card = state.asked.question.id, state.cards.get(state.asked.question.id)
            with suppress(ContentError):  # in no deck any more: it is asked for the last time
                question = self.workspace.question(question_id, card.reps if card else 0)
                self.send(ev.Reread(question, self.slot.begun))

    def changed(self, state: Practice) -> None:
        """Draw the session after an event."""
        if not self.is_attached or self.runner is None:
            return
        if state.phase is Phase.DONE:
            self._finish(state)
            return
        if state.asked is None:
            return
        question = state.asked.question
        identity = (question.id, question.title, question.content_hash, state.asked.shown_at)
        if identity != self._drawn:
            self._drawn, self._told = identity, said_beside(state, state.asked)  # told at the top, not scrolled to
            self._draw_question(state.asked)
        self._draw_news(state, state.asked)
        self.ask_consent(state.asked.consent)
        self.show_keys()

    def _finish(self, state: Practice) -> None:
        """The session is over: show what it came to, unless it was left before anything happened."""
        if state.answered or state.skipped or not self.queue:
            self.quiz.show_summary(self)
        else:
            self.quiz.go_home()

    def _draw_question(self, asked: Asked) -> None:
        """A question comes on the screen: its prompt and an empty answer."""
        question = asked.question
        self.query_one("#title", Text).show(question.title)
        self.query_one("#prompt", Prose).show(question.prompt)
        self.slot.put(question.task.form, asked.response)
        self.query_one("#body", VerticalScroll).scroll_home(animate=False)

    def _draw_news(self, state: Practice, asked: Asked) -> None:
        """What changed about the question: hints, notices, the verdict, the evidence."""
        self.query_one("#head", Text).show(head(state, asked))
        # A long text, or a verdict, would push it out of view.
        self.query_one("#notice").set_class(self.slot.written or state.phase is Phase.RATING, "-below")
        for place, words in said_beside(state, asked).items():
            self._tell(place, words)
        self.query_one(VerdictPanel).show(asked, state.phase)
        if state.phase is Phase.CHECKING:
            self.set_focus(None)
        rating = self.query_one(RatingBar)
        was_rating, rating.display = rating.display, state.phase is Phase.RATING
        if state.phase is Phase.RATING:
            rating.show(*self.workspace.next_dates(state, asked), asked.rating or asked.proposed)
        if state.phase is Phase.RATING and not was_rating:
            self._settle(asked)

    def _tell(self, place: str, words: str) -> None:
        """Say `words` beside the answer; what is new is brought into view."""
        widget = self.query_one(place)
        assert isinstance(widget, Text | Prose)
        widget.show(words)
        if words and words != self._told.get(place):
            self.call_after_refresh(widget.scroll_visible, animate=False)
        self._told[place] = words

    def _settle(self, asked: Asked) -> None:
        """The verdict is there: lock the answer and bring the verdict into view."""
        if self.slot.widget is not None and asked.grade:
            self.slot.widget.close(asked.grade)
        self.set_focus(None)
        self.call_after_refresh(self._show_verdict)

    def on_resize(self) -> None:
        """Lines wrap anew; the verdict stays in view."""
        self.call_after_refresh(self._show_verdict)

    def _show_verdict(self) -> None:
        """Bring the verdict into view, unless it has been taken back already."""
        if self.state and self.state.phase is Phase.RATING:
            self.query_one(VerdictPanel).bring_into_view()

    # ------------------------------------------------------------ what the learner does

    def action_point(self, direction: int) -> None:
        """Go to another point of the verdict."""
        self.query_one(PointList).move(direction)

    def action_overrule(self) -> None:
        """Say that the verdict on a point is wrong, or take that back."""
        if name := self.query_one(PointList).current:
            self.send(ev.Overrule(name, self.workspace.now()))

    def action_turn(self) -> None:
        """Turn the card."""
        self.send(ev.Answer("", self.workspace.now()))

    def action_accept(self) -> None:
        """Accept the rating in brackets."""
        self.send(ev.Rate())

    def action_rate(self, word: str) -> None:
        """Rate the answer."""
        self.send(ev.Rate(Rating[word.upper()]))

    def action_hint(self) -> None:
        """Show the next hint."""
        self.send(ev.Hint())

    def action_skip(self) -> None:
        """Pass on."""
        if "unrated" in self.moments:
            self.send(ev.Rate())
        else:
            self.keep_draft()
            self.send(ev.Skip())

    def action_demo(self) -> None:
        """Run the demo behind the answer again."""
        self.send(ev.RunAgain())

    def action_edit_run(self) -> None:
        """Change a parameter of the demo and run it."""
        call = self.state.asked.evidence_call if self.state and self.state.asked else None
        if call is not None:
            self.quiz.show_demo(call.demo, dict(call.params))

    def action_note(self) -> None:
        """Read the note of the deck."""
        if self.state and self.state.asked:
            self.quiz.show_note(self.state.asked.question.place.file)

    def action_glossary(self) -> None:
        """Look up the terms of the question, and of the answer once it is given."""
        if self.state and self.state.asked:
            question, grade = self.state.asked.question, self.state.asked.grade
            judged = "\n\n".join((grade.expected, *grade.feedback)) if grade else ""
            self.quiz.show_glossary(question, answered=self.state.phase is Phase.RATING, more=judged)

    def action_edit_source(self) -> None:
        """Change the question where it stands in its deck."""
        if self.state and self.state.asked:
            self.keep_draft()
            self.quiz.edit_source(self.state.asked.question)

    def action_undo(self) -> None:
        """Take the last answer back."""
        self.send(ev.Undo(self.workspace.now()))

    def action_mark(self) -> None:
        """Mark the question, or take the mark off."""
        self.send(ev.Mark())

    def action_stop_run(self) -> None:
        """Stop the run that the verdict waits for."""
        self.send(ev.CancelRun())

    async def action_back(self) -> None:
        """End the session; the summary follows. An answer that could not be saved is not dropped at the first press."""
        if self.state and self.state.asked and self.state.asked.at_risk and self._warned != self._drawn:
            self._warned = self._drawn
            self.quiz.say("This answer is not saved: enter tries again, esc once more ends without it.", "warning")
            return
        self.keep_draft()
        self.send(ev.Finish())

    def on_point_list_overruled(self) -> None:
        """A click on the point at the pointer."""
        self.action_overrule()

    def on_rating_bar_chosen(self, event: RatingBar.Chosen) -> None:
        """A click on a rating."""
        self.send(ev.Rate(event.rating))
