"""A mock interview as it is held: one question at a time, the clock above it, and nothing said of right or wrong."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from quizapp.sessions.mock import events as ev
from quizapp.sessions.mock.state import Mock, Phase
from quizapp.tui import keys, mockkeys
from quizapp.tui.screens.answering import AnsweringScreen
from quizapp.tui.screens.mock.leaving import LeavingScreen
from quizapp.tui.screens.mock.posed import form_of, head, left_words, moments_of, notice_words, scoring_words, story
from quizapp.tui.screens.mock.sheet import SheetScreen
from quizapp.tui.screens.reader import ReaderScreen
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.slot import AnswerSlot
from quizapp.tui.widgets.sure import SureBar
from quizapp.tui.widgets.text import Text
from quizapp.workspace.mock.runner import MockRunner

BEAT = 0.5  # seconds from one look at the clock to the next
OVER = (Phase.SCORING, Phase.DONE)


class InterviewScreen(AnsweringScreen):
    """The question on the clock. `runner` is there while the interview is held."""

    KEYS = mockkeys.INTERVIEW
    BINDINGS = keys.bindings(mockkeys.INTERVIEW)
    about: ClassVar[str] = (
        "As in the room: nothing tells you whether you are right before the end. The line at the top shows the time "
        "that is left, and how long you have been at this question; its time is soft, only the whole time ends the "
        "interview, and what stands in the answer then counts. Give an answer, say how sure you are, and the "
        "interviewer asks on or goes on. You can flag questions, skip them and come back. In a text, enter begins a "
        "new line and ctrl+s gives the answer. All of it is saved while you type."
    )
    DEFAULT_CSS = """
    InterviewScreen > #notice { padding: 0 1; color: $text-warning; }
    InterviewScreen #body { padding: 0 1; scrollbar-gutter: stable; }
    InterviewScreen #title { text-style: bold; margin: 1 0; }
    InterviewScreen #story { border-left: thick $foreground 30%; padding-left: 1; margin-top: 1; }
    InterviewScreen #asked { border-left: thick $secondary; padding-left: 1; margin-top: 1; }
    InterviewScreen #scoring { margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__(AnswerSlot(drafts_all=True))
        self.runner: MockRunner | None = None
        self._drawn: object = None
        self._held = ""
        self._reported = False

    def compose_body(self) -> ComposeResult:
        """The clock, the question with what was said to it, and the answer."""
        yield Text(id="head")
        yield Text(id="notice")
        with VerticalScroll(id="body", can_focus=False):
            yield Text(id="title")
            yield Prose(id="prompt")
            yield Text(id="story")
            yield Prose(id="asked")
            yield self.slot
            yield Text(id="scoring")
        yield SureBar()

    def on_mount(self) -> None:
        """Start the interview, and look at the clock from now on."""
        super().on_mount()
        self.query_one(SureBar).display = False
        assert self.runner is not None, "whoever shows the screen gives it its runner"
        self.runner.ring = self.app.bell
        self.call_after_refresh(self.runner.start)
        self.set_interval(BEAT, self.look_at_clock)

    async def leave(self) -> None:
        """The interview is left, for now or for good: keep what stands in the answer, stop what still runs."""
        if self.runner:
            runner, self.runner = self.runner, None
            if self.slot.last_draft is not None:
                runner.send(ev.Draft(self.slot.last_draft, runner.now()))
            await runner.close()

    async def on_unmount(self) -> None:
        """The app is being closed in the middle, or shows something else."""
        await self.leave()

    def on_screen_resume(self) -> None:
        """Draw what had to wait while something else was in front."""
        if self._drawn is not None and self.runner:
            self.changed(self.runner.state)

    def on_resize(self) -> None:
        """The header is as wide as the screen."""
        self.on_screen_resume()

    @property
    def moments(self) -> frozenset[str]:
        """How the question is being answered, or how far the interview is."""
        return moments_of(self.runner.state, typing=self.typing) if self.runner else frozenset()

    # ------------------------------------------------------------ the clock

    def look_at_clock(self) -> None:
        """Let the interview know what time it is; what stands in the answer is kept first, though no pause was made."""
        self.keep_draft()
        if self.runner:
            self.send(ev.Tick(self.runner.now()))

    def send(self, event: ev.Event) -> None:
        """Let something happen in the interview."""
        if self.runner:
            self._held = "" if isinstance(event, ev.ByCandidate) else self._held
            self.runner.send(event)

    # ------------------------------------------------------------ drawing

    def changed(self, state: Mock) -> None:
        """Draw the interview after an event."""
        if not self.is_attached or self.runner is None:
            return
        for screen in self.app.screen_stack[self.app.screen_stack.index(self) + 1 :]:
            if isinstance(screen, SheetScreen | LeavingScreen):
                screen.draw(state)
            elif isinstance(screen, ReaderScreen):
                screen.show_clock(left_words(state))
        if state.phase in OVER:
            self._draw_end(state)
        else:
            self._draw_running(state)
        self.show_keys()

    def _draw_running(self, state: Mock) -> None:
        """The clock, the question, and what is new about it; behind the last question, the sheet stands in front."""
        item = state.item
        self.query_one("#head", Text).show(head(state, self.app.size.width - 2))
        self.query_one("#notice", Text).show(notice_words(state, self._held))
        if state.phase is Phase.REVIEW:
            if self.is_current:
                self.app.push_screen(SheetScreen(self))
            return
        if self._drawn != (state.at, len(item.follow_ups)):
            self._drawn = (state.at, len(item.follow_ups))
            self._draw_question(state)
        self._draw_phase(state)

    def _draw_question(self, state: Mock) -> None:
        """A question or a follow-up comes on the screen, with what stands in its answer."""
        item = state.item
        self.query_one("#title", Text).show(item.question.title)
        self.query_one("#prompt", Prose).show(item.question.prompt)
        self.query_one("#story", Text).show(story(item))
        asked = self.query_one("#asked", Prose)
        asked.show(item.asked if item.follow_ups else "")
        self.slot.put(form_of(item), item.reply.text)
        if item.follow_ups:
            self.call_after_refresh(asked.scroll_visible, animate=False, top=True)
        else:
            self.query_one("#body", VerticalScroll).scroll_home(animate=False)

    def _draw_phase(self, state: Mock) -> None:
        """Whether the answer can be written, or stands there to be weighed."""
        sure, weighing = self.query_one(SureBar), state.phase is Phase.SURE
        if weighing:
            sure.show(state.item.confidence)
        if sure.display is not weighing:
            sure.display = self.slot.disabled = weighing
            if weighing:
                self.set_focus(None)
            else:
                self.slot.enter()

    def _draw_end(self, state: Mock) -> None:
        """Nothing more can be said: show what the report waits for, then the report."""
        if self._drawn != OVER:
            self._drawn = OVER
            self.quiz.bring_forward(self)
            for part in self.query("#title, #prompt, #story, #asked, AnswerSlot, SureBar"):
                part.display = False
            self.set_focus(None)
            self.query_one("#head", Text).show("Mock interview  ·  over")
        self.query_one("#notice", Text).show("")
        self.query_one("#scoring", Text).show(scoring_words(state))
        if not self.is_current:
            return
        self.ask_consent(state.consent)
        if state.phase is Phase.DONE and not state.unsaved and not self._reported:
            self._reported = True
            self.quiz.finish_mock(state.number)

    # ------------------------------------------------------------ what the candidate does

    def keep(self, text: str) -> None:
        """Keep it: it counts, given or not."""
        if self.runner:
            self.send(ev.Draft(text, self.runner.now()))

    def give(self, text: str) -> None:
        """Give it as the answer."""
        if self.runner:
            self.send(ev.Submit(text, self.runner.now()))

    def permit(self, yes: bool) -> None:
        """Have what waits for it go on, or not."""
        self.send(ev.Permit(yes))

    def hold_back(self, why: str) -> None:
        """Say it above the question."""
        self._held = why
        self.on_screen_resume()

    def action_sure(self, confidence: int) -> None:
        """Say how sure one is; 0 says nothing."""
        if self.runner:
            self.send(ev.Sure(confidence or None, self.runner.now()))

    def action_accept(self) -> None:
        """Go on, with the confidence in brackets."""
        if self.runner:
            self.send(ev.Sure(self.runner.state.item.confidence, self.runner.now()))

    def action_change(self) -> None:
        """Back into the answer."""
        self.go_to(self.runner.state.at if self.runner else 0)

    def action_skip(self) -> None:
        """Pass on."""
        self.keep_draft()
        if self.runner:
            self.send(ev.Skip(self.runner.now()))

    def action_flag(self) -> None:
        """Flag the question, or take the flag off."""
        if self.runner:
            self.send(ev.Flag(self.runner.now()))

    def action_more(self) -> None:
        """Half a minute more for this question."""
        if self.runner:
            self.send(ev.More(self.runner.now()))

    def action_go(self, direction: int) -> None:
        """Go to the question before or behind this one."""
        if self.runner:
            self.go_to(self.runner.state.at + direction)

    def go_to(self, index: int) -> None:
        """Go to a question; nothing happens where there is none."""
        self.keep_draft()
        if self.runner:
            self.send(ev.Go(index, self.runner.now()))

    def end(self) -> None:
        """End the interview and have it scored."""
        self.keep_draft()
        if self.runner:
            self.send(ev.End(self.runner.now()))

    def action_glossary(self) -> None:
        """It would give things away."""
        self.quiz.say("The glossary stays closed in an interview. The report opens it: g on a question there.")

    def action_sheet(self) -> None:
        """Look at the answer sheet; the clock goes on."""
        self.keep_draft()
        self.app.push_screen(SheetScreen(self))

    def action_stop_runs(self) -> None:
        """Wait for the runs no longer."""
        self.send(ev.StopRuns())

    def action_try_again(self) -> None:
        """Save the report after all."""
        self.end()

    async def action_back(self) -> None:
        """Ask whether to end the interview; one whose report cannot be saved is left."""
        self.keep_draft()
        if self.runner and self.runner.state.phase is Phase.DONE:
            self.quiz.go_home()
        else:
            self.app.push_screen(LeavingScreen(self))

    def on_sure_bar_chosen(self, event: SureBar.Chosen) -> None:
        """A click on a confidence."""
        self.action_sure(event.confidence or 0)
