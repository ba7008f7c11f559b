"""Practice line by line, over the same session as the screens: for pipes, plain terminals and screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from quizapp.cli import ending
from quizapp.cli.afterwards import ask_how_it_went
from quizapp.cli.answering import take_line
from quizapp.cli.commands import Command, read_command
from quizapp.cli.lines import Lines
from quizapp.cli.obeying import obey
from quizapp.cli.running import interruptible
from quizapp.cli.showing import show_question, show_rating, show_verdict
from quizapp.cli.talk import Talk
from quizapp.cli.text import tell, wrapped
from quizapp.cli.writing import Sheet, is_long
from quizapp.errors import StoreBusyError, UsageError
from quizapp.scheduling import Rating
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.state import Asked, Phase
from quizapp.workspace import Selection, Workspace, open_workspace

RATINGS = {name: rating for rating in Rating for name in (rating.word, str(int(rating)))}
YES_OR_NO = {"y": True, "yes": True, "n": False, "no": False}


def practise(content: Sequence[Path], selection: Selection, *, only_one: bool = False) -> int:
    """Practise until the questions or the input end, or after `only_one` question; return the exit code.

    Raises `StoreError`, and `UsageError` where no question fits `selection`.
    """
    return interruptible(_practise(open_workspace(content), selection, only_one))


async def _practise(workspace: Workspace, selection: Selection, only_one: bool) -> int:
    try:
        if workspace.store.read_only:
            raise StoreBusyError(workspace.notice)
        session = LineSession(workspace, workspace.queue(selection), only_one=only_one)
        await session.run()
        tell(*session.ending())
    finally:
        await workspace.close()
    return 0


class LineSession:
    """One session on the standard streams. What it prints of an answer is on disk before."""

    def __init__(self, workspace: Workspace, queue: tuple[str, ...], *, only_one: bool) -> None:
        self._workspace, self._only_one, self._empty = workspace, only_one, not queue
        self._talk = Talk(workspace, queue, Lines())
        self._sheet = Sheet()
        self._said: tuple[Phase, datetime | None] | None = None  # which stage of which question was printed last

    async def run(self) -> None:
        """Ask until there is nothing more to ask; whatever happens, keep what was answered."""
        talk = self._talk
        try:
            if not self._only_one:  # a single question may need no run at all, and is no time for another
                await self._workspace.engine.start()
                await ask_how_it_went(self._workspace, talk)
            talk.start()
            while (asked := talk.state.asked) and not (self._only_one and (talk.state.answered or talk.state.skipped)):
                await self._turn(asked)
        finally:
            await talk.close()
            self._workspace.save_session(talk.state)
            self._workspace.remember_overview()

    def ending(self) -> list[str]:
        """What is said at the end; after a single question, what remains of today."""
        width = self._talk.width
        if self._empty:
            return wrapped(ending.nothing_due(self._workspace.overview()), width)
        if self._only_one:
            return wrapped(ending.remaining(self._workspace.overview()), width)
        return ending.summary_lines(self._talk.state, width)

    async def _turn(self, asked: Asked) -> None:
        """Show what is new, then carry out one line."""
        if self._talk.state.phase is Phase.CHECKING and not asked.consent:
            await self._check(asked)
            return
        await self._show(asked)
        line = await self._talk.read()
        asked = self._talk.state.asked or asked  # runs may have ended meanwhile
        if line is None:
            self._leave(asked)
        elif line.startswith(":"):
            await self._obey(asked, line)
        elif asked.consent:
            self._consent(line)
        elif self._talk.state.phase is Phase.RATING:
            self._rate(line)
        else:
            take_line(self._talk, asked, self._sheet, line)

    async def _show(self, asked: Asked) -> None:
        """Print what stands to be seen, once."""
        phase = self._talk.state.phase
        stage = (phase, asked.shown_at if phase is Phase.ASKING else asked.answered_at)
        if self._said == stage:
            return
        self._said = stage
        match phase:
            case Phase.ASKING:
                self._sheet = Sheet.of(asked.response if is_long(asked.question.task.form) else asked.drafted)
                show_question(self._talk, asked)
            case Phase.CHECKING:
                self._talk.say(asked.consent)
                self._talk.say("Type y to run it, or n to leave it.")
            case _:
                await show_verdict(self._talk, asked)

    async def _check(self, asked: Asked) -> None:
        """Wait for what the verdict needs."""
        self._said = (Phase.CHECKING, asked.answered_at)
        call = asked.evidence_call
        what = "Computing the key"
        if asked.code:
            what = "Running the tests of your code"
        elif asked.question.commits:
            what = f"Your prediction is kept. Running {call}"
        await self._talk.wait_for_run(what, lambda state: state.phase is not Phase.CHECKING)

    def _leave(self, asked: Asked) -> None:
        if self._sheet.text and self._talk.state.phase is Phase.ASKING and asked.drafted:
            self._talk.say("What you have written is kept for next time.")
        self._talk.send(ev.Finish())

    async def _obey(self, asked: Asked, line: str) -> None:
        try:
            command, rest = read_command(line, Command)
        except UsageError as error:
            self._talk.say(str(error))
            return
        await obey(self._talk, asked, self._sheet, command, rest)

    def _consent(self, line: str) -> None:
        yes = YES_OR_NO.get(line.strip().lower())
        if yes is None:
            self._talk.say("Type y to run it, or n to leave it.")
            return
        self._talk.send(ev.Permit(yes))

    def _rate(self, line: str) -> None:
        word = line.strip().lower()
        if word and word not in RATINGS:
            self._talk.say("Type again, hard, good or easy (or 1 to 4); an empty line keeps the rating in brackets.")
            return
        self._talk.send(ev.Rate(RATINGS.get(word)))
        if self._talk.state.asked and self._talk.state.asked.unsaved:
            show_rating(self._talk, self._talk.state.asked)
