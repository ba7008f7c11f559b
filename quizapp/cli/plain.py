"""Practice line by line, over the same session as the screens: for pipes, plain terminals and screen readers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from quizapp.cli import ending
from quizapp.cli.asking import how_to_answer, question_lines
from quizapp.cli.commands import HELP, Command, read_command
from quizapp.cli.judged import answer_lines, rating_line, run_lines
from quizapp.cli.lines import Lines
from quizapp.cli.markdown import plain
from quizapp.cli.running import interruptible
from quizapp.cli.text import columns, counted, tell, wrapped
from quizapp.errors import StoreBusyError, UsageError
from quizapp.questions.forms import Turn
from quizapp.scheduling import Rating
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.state import Asked, Phase, Practice
from quizapp.workspace import Selection, Workspace, open_workspace

PATIENCE = 1.0  # seconds that the verdict waits for its evidence, which is shown on `:run` where it comes later

RATINGS = {name: rating for rating in Rating for name in (rating.word, str(int(rating)))}


def practise(content: Sequence[Path], selection: Selection, *, only_one: bool = False) -> int:
    """Practise until the questions or the input end, or after `only_one` question; return the exit code.

    Raises `StoreError`, and `UsageError` where no question fits `selection`.
    """
    return interruptible(_practise(open_workspace(content), selection, only_one))


async def _practise(workspace: Workspace, selection: Selection, only_one: bool) -> int:
    try:
        if workspace.store.read_only:
            raise StoreBusyError(workspace.notice)
        session = LineSession(workspace, selection, Lines())
        await session.run(only_one)
        tell(*session.ending(only_one))
    finally:
        await workspace.close()
    return 0


class LineSession:
    """One session on the standard streams. What it prints of an answer is on disk before."""

    def __init__(self, workspace: Workspace, selection: Selection, lines: Lines) -> None:
        self.width = columns()
        self._workspace, self._lines = workspace, lines
        self._changed = asyncio.Event()
        queue = workspace.queue(selection)
        self._empty = not queue
        self._runner = workspace.start_practice(queue, lambda _: self._changed.set())
        self._said: datetime | None = None  # the moment of the question or the answer that was printed last

    @property
    def state(self) -> Practice:
        """Where the session stands."""
        return self._runner.state

    async def run(self, only_one: bool) -> None:
        """Ask until there is nothing more to ask; whatever happens, keep what was answered."""
        try:
            if not only_one:  # a single question may need no run at all
                await self._workspace.engine.start()
            self._runner.start()
            self._say(self.state.notice)
            while (asked := self.state.asked) and not (only_one and (self.state.answered or self.state.skipped)):
                await self._turn(asked)
        finally:
            self._runner.send(ev.Finish())
            await self._runner.close()
            self._workspace.save_session(self.state)
            self._workspace.remember_overview()

    def ending(self, only_one: bool) -> list[str]:
        """What is said at the end; after `only_one` question, what remains of today."""
        if self._empty:
            return wrapped(ending.nothing_due(self._workspace.overview()), self.width)
        if only_one:
            return wrapped(ending.remaining(self._workspace.overview()), self.width)
        return ending.summary_lines(self.state, self.width)

    async def _turn(self, asked: Asked) -> None:
        """Show what is new, then carry out one line."""
        if self.state.phase is Phase.CHECKING:
            self._say(f"Computing the key …{self._how_to_stop}")
            await self._until_or_stopped(lambda state: state.phase is not Phase.CHECKING)
            return
        if self.state.phase is Phase.RATING:
            await self._show_verdict(asked)
        else:
            self._show_question(asked)
        line = await self._read_line()
        asked = self.state.asked or asked  # runs may have ended meanwhile
        if line is None:
            self._send(ev.Finish())
        elif line.startswith(":"):
            await self._obey(asked, line)
        elif self.state.phase is Phase.RATING:
            self._rate(line)
        else:
            self._answer(asked, line)

    # ------------------------------------------------------------ what is shown

    def _show_question(self, asked: Asked) -> None:
        if self._said == asked.shown_at:
            return
        self._said = asked.shown_at
        state, question = self.state, asked.question
        number = len(state.answered) + len(state.skipped) + 1
        mark = " (marked)" if question.id in state.marked else ""
        tell("", *wrapped(f"Question {number} of {state.total}: {question.title}{mark}", self.width), "")
        tell(*question_lines(question, self.width))
        if question.hints and not asked.hints:
            tell("", f"{counted(len(question.hints), 'hint')}: type :hint")
        if asked.response:
            tell("", f"Your last answer: {asked.response}")

    async def _show_verdict(self, asked: Asked) -> None:
        if self._said == asked.answered_at:
            return
        self._said = asked.answered_at
        call = asked.evidence_call
        if call in asked.progress:
            await self._until(lambda state: state.asked is None or call not in state.asked.progress, PATIENCE)
        asked = self.state.asked or asked
        tell("", *answer_lines(asked, self.width), "")
        self._show_rating(asked)

    def _show_rating(self, asked: Asked) -> None:
        dues, today = self._workspace.next_dates(self.state, asked)
        if asked.unsaved:
            self._say(f"Not saved: {asked.unsaved} An empty line tries again.")
        tell(*wrapped(rating_line(dues, today, asked.rating or asked.proposed), self.width))

    # ------------------------------------------------------------ what a line does

    def _answer(self, asked: Asked, line: str) -> None:
        form = asked.question.task.form
        if not line.strip() and not isinstance(form, Turn):
            self._say(how_to_answer(form))
            return
        self._send(ev.Answer(line, self._workspace.now()))
        asked = self.state.asked or asked
        if self.state.phase is Phase.ASKING:
            self._say(f"Unreadable: {asked.unreadable}. {how_to_answer(form)} Nothing was counted.")

    def _rate(self, line: str) -> None:
        word = line.strip().lower()
        if word and word not in RATINGS:
            self._say("Type again, hard, good or easy (or 1 to 4); an empty line keeps the rating in brackets.")
            return
        self._send(ev.Rate(RATINGS.get(word)))
        if self.state.asked and self.state.asked.unsaved:
            self._show_rating(self.state.asked)

    async def _obey(self, asked: Asked, line: str) -> None:
        try:
            command = read_command(line)
        except UsageError as error:
            self._say(str(error))
            return
        match command:
            case Command.HINT:
                self._hint(asked)
            case Command.SKIP:
                self._skip(asked)
            case Command.RUN:
                await self._run_demo(asked)
            case Command.UNDO:
                self._send(ev.Undo(self._workspace.now()))
            case Command.MARK:
                self._send(ev.Mark())
                self._say("Marked." if asked.question.id in self.state.marked else "Not marked any more.")
            case Command.HELP:
                tell(*HELP)
            case Command.QUIT:
                self._send(ev.Finish())

    def _hint(self, asked: Asked) -> None:
        if self.state.phase is Phase.RATING:
            self._say("A hint is for before the answer; :undo asks the question again.")
            return
        self._send(ev.Hint())
        shown = self.state.asked.hints if self.state.asked else 0
        if shown > asked.hints:
            hints = asked.question.hints
            tell(f"Hint {shown} of {len(hints)}:", *plain(hints[shown - 1], self.width))

    def _skip(self, asked: Asked) -> None:
        if self.state.phase is not Phase.RATING:
            self._send(ev.Skip())
        elif asked.rating is None and asked.proposed is None:
            self._send(ev.Rate())
        else:
            self._say("This is answered already: rate it, or :undo takes the answer back.")

    async def _run_demo(self, asked: Asked) -> None:
        """Run the demo behind the answer, or wait for it where it runs already; show all that it gives."""
        if self.state.phase is not Phase.RATING:
            self._say("Answer first: the run would give it away.")
            return
        call = asked.evidence_call
        if call not in asked.progress:
            self._send(ev.RunAgain())
        if call is None:
            return
        self._say(f"Running {call} …{self._how_to_stop}")
        await self._until_or_stopped(lambda state: state.asked is None or call not in state.asked.progress)
        tell("", *run_lines(self.state.asked or asked, self.width), "")
        self._show_rating(self.state.asked or asked)

    # ------------------------------------------------------------ in and out

    async def _read_line(self) -> str | None:
        print("> ", end="", flush=True)
        line = await self._lines.next()
        if line is None or not self._lines.typed:
            tell(line or "")  # nobody typed it here, so that the transcript would lack it
        return line

    def _send(self, event: ev.Event) -> None:
        self._runner.send(event)
        self._say(self.state.notice)

    def _say(self, sentence: str) -> None:
        if sentence:
            tell(*wrapped(sentence, self.width))

    @property
    def _how_to_stop(self) -> str:
        return " Enter stops it." if self._lines.typed else ""

    async def _until_or_stopped(self, reached: Callable[[Practice], bool]) -> None:
        """Wait until the session is so; where somebody types, a line stops what runs instead."""
        waiting = asyncio.ensure_future(self._until(reached))
        if self._lines.typed:
            line = asyncio.ensure_future(self._lines.next())
            await asyncio.wait({waiting, line}, return_when=asyncio.FIRST_COMPLETED)
            line.cancel()
            if not waiting.done():
                self._runner.send(ev.CancelRun())
        await waiting

    async def _until(self, reached: Callable[[Practice], bool], seconds: float | None = None) -> None:
        """Wait until the session is so, or until the time is over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not reached(self.state):
                    self._changed.clear()
                    await self._changed.wait()
