"""Where to go: the app's ways from any screen to any other. Screens are imported when they are first shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import App

from quizapp.errors import EditorError, QuizError
from quizapp.questions.calls import ParamValue
from quizapp.workspace import Selection, Workspace

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from quizapp.engine.demo import Demo
    from quizapp.questions import Question
    from quizapp.questions.lesson.model import Section
    from quizapp.tui.keys import Key
    from quizapp.tui.screens.keyed import KeyedScreen
    from quizapp.tui.screens.practice import PracticeScreen
    from quizapp.workspace.labrunner import LabRunner
    from quizapp.workspace.lesson.room import LessonRoom


class Navigation(App[None]):
    """The ways of the app over one workspace. `library_read` is set while the decks are there."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.library_read = asyncio.Event()

    def say(self, message: str, severity: SeverityLevel = "information") -> None:
        """Show a passing notice in the place of the last one; its text is never read as markup."""
        self.clear_notifications()
        self.notify(message, severity=severity, markup=False)

    # ------------------------------------------------------------ practice

    @work(exclusive=True, group="practice")
    async def start_practice(self, selection: Selection) -> None:
        """Open a session over `selection`, in place of a finished one."""
        from quizapp.tui.screens.practice import PracticeScreen

        await self.library_read.wait()
        if self.workspace.store.read_only:
            self.say("This is a second quizapp: it can look, but not save answers.", "warning")
            return
        await self._drop_to_home()
        try:
            screen = PracticeScreen(self.workspace.queue(selection))
        except QuizError as error:
            self.say(str(error), "error")
            return
        await self.push_screen(screen)

    def show_summary(self, practice: PracticeScreen) -> None:
        """The session is over."""
        from quizapp.tui.screens.summary import SummaryScreen

        self.push_screen(SummaryScreen(practice))

    async def resume_practice(self, practice: PracticeScreen) -> None:
        """Undo, from the summary."""
        self.pop_screen()
        practice.action_undo()

    @work(exclusive=True, group="home")
    async def go_home(self) -> None:
        """Leave the session for good. In a worker, as a screen that awaits its own end waits for ever."""
        await self._drop_to_home()

    async def _drop_to_home(self) -> None:
        from quizapp.tui.screens.answering import AnsweringScreen

        for screen in self.screen_stack:
            if isinstance(screen, AnsweringScreen):
                await screen.leave()
        for _ in self.screen_stack[1:]:  # and not what home may open as soon as it is in front
            await self.pop_screen()

    # ------------------------------------------------------------ the other screens

    def show_browse(self) -> None:
        """All questions."""
        from quizapp.tui.screens.browse import BrowseScreen

        self.when_read(lambda: self.push_screen(BrowseScreen()))

    def show_statistics(self) -> None:
        """Answers and recall."""
        from quizapp.tui.screens.statistics import StatisticsScreen

        self.when_read(lambda: self.push_screen(StatisticsScreen()))

    def show_settings(self) -> None:
        """The settings."""
        from quizapp.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen())

    def ask_outcome(self) -> None:
        """Ask how the interview went that is over."""
        from quizapp.tui.screens.outcome import OutcomeScreen
        from quizapp.workspace.preparing import interview_over

        day = interview_over(self.workspace)
        if day is not None:
            self.push_screen(OutcomeScreen(day))

    def show_problems(self) -> None:
        """What is wrong in the decks."""
        from quizapp.tui.screens.reader import problems_screen

        self.when_read(lambda: self.push_screen(problems_screen(self.workspace.library.problems)))

    def show_question(self, question_id: str) -> None:
        """Read a question without answering it."""
        from quizapp.tui.screens.reader import QuestionScreen

        try:
            self.push_screen(QuestionScreen(self.workspace.question(question_id, 0)))
        except QuizError as error:
            self.say(str(error), "error")

    def show_note(self, file: Path) -> None:
        """Read the note of the deck in `file`."""
        from quizapp.tui.screens.reader import note_screen

        self.push_screen(note_screen(self.workspace.library.deck(file)))

    def show_glossary(self, question: Question | None = None, *, answered: bool = True, more: str = "") -> None:
        """The terms: first those that stand in `question`, as far as it may be read, and in `more`."""
        from quizapp.tui.screens.glossary import GlossaryScreen

        self.when_read(lambda: self.push_screen(GlossaryScreen(question, answered=answered, more=more)))

    def show_lab(self) -> None:
        """The catalogue of live experiments."""
        from quizapp.tui.screens.lab import LabScreen

        self.when_read(lambda: self.push_screen(LabScreen()))

    def show_lesson(self) -> None:
        """The contents of the lesson."""
        from quizapp.tui.screens.lesson.contents import LessonScreen

        self._open_lesson(LessonScreen)

    def show_section_called(self, name: str) -> None:
        """Read the section of the lesson that is called `name`, which is known to be there."""
        from quizapp.tui.screens.lesson.section import SectionScreen

        self._open_lesson(lambda room: SectionScreen(room, room.section(name)))

    def show_section(self, section: Section) -> None:
        """Read a section of the lesson."""
        from quizapp.tui.screens.lesson.section import SectionScreen

        self.push_screen(SectionScreen(self.workspace.lesson, section))

    @work(group="navigation")
    async def switch_section(self, section: Section) -> None:
        """Another section, in the place of the one in front."""
        from quizapp.tui.screens.lesson.section import SectionScreen

        if isinstance(self.screen, SectionScreen):
            await self.switch_screen(SectionScreen(self.workspace.lesson, section))

    def show_audit(self, section: str = "") -> None:
        """The claims of the original lesson, from those about `section` on."""
        from quizapp.tui.screens.lesson.audit import AuditScreen

        self._open_lesson(lambda room: AuditScreen(room, section))

    @work(group="navigation")
    async def _open_lesson(self, screen: Callable[[LessonRoom], KeyedScreen]) -> None:
        """Open a screen over the lesson once that and the decks are read."""
        await self.library_read.wait()
        room = self.workspace.lesson
        try:
            await asyncio.to_thread(lambda: room.lesson)
        except QuizError as error:
            self.say(str(error), "error")
        else:
            await self.push_screen(screen(room))

    def show_demo(self, name: str, params: Mapping[str, ParamValue] | None = None) -> None:
        """Put a demo on the bench, with `params` or as it was left."""
        from quizapp.tui.screens.demo import DemoScreen

        try:
            runner = self.workspace.laboratory.open(name, params)
        except QuizError as error:
            self.say(str(error), "error")
        else:
            self.push_screen(DemoScreen(runner, given=params is not None))

    def show_sweep(self, runner: LabRunner) -> None:
        """Sweep a parameter of the demo that is on the bench."""
        from quizapp.tui.screens.sweep import SweepScreen

        self.push_screen(SweepScreen(runner))

    def show_copy(self, demo: Demo, params: Mapping[str, ParamValue]) -> None:
        """A run as a command line and as a script."""
        from quizapp.tui.screens.copying import CopyScreen

        self.push_screen(CopyScreen(demo, params))

    def show_notebook(self) -> None:
        """The runs that were kept."""
        from quizapp.tui.screens.notebook import NotebookScreen

        self.push_screen(NotebookScreen())

    def show_kept(self, run_id: int) -> None:
        """A run of the notebook."""
        from quizapp.tui.screens.kept import KeptScreen

        for run in self.workspace.notebook.read([run_id]):
            self.push_screen(KeptScreen(run))

    def ask_note(self, summary: str, note: str, keep: Callable[[str], None]) -> None:
        """Ask for the note of a run."""
        from quizapp.tui.screens.note import NoteScreen

        self.push_screen(NoteScreen(summary, note, keep))

    def ask_consent(self, question: str, answer: Callable[[bool], None]) -> None:
        """Ask whether the code of a deck may run."""
        from quizapp.tui.screens.consent import ConsentScreen

        self.push_screen(ConsentScreen(question, answer))

    def write_elsewhere(self, text: str, suffix: str) -> str | None:
        """`text` as the person leaves it in their own editor; None, and a notice, where there was no editing."""
        from quizapp.tui.lending import lend_terminal
        from quizapp.workspace.editor import edit_text

        try:
            edited = lend_terminal(self, lambda: edit_text(text, suffix))
        except EditorError as error:
            self.say(str(error), "error")
            return None
        if edited.trouble:
            self.say(edited.trouble, "warning")
        return edited.text

    def show_help(self, about: str, table: Sequence[Key]) -> None:
        """Explain the screen in front."""
        from quizapp.tui.screens.reader import help_screen

        self.push_screen(help_screen(about, table))

    @work(group="navigation")
    async def when_read(self, go: Callable[[], object]) -> None:
        """Do something once the decks are read."""
        await self.library_read.wait()
        go()
