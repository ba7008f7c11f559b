"""After an interview, in lines: a question of it is answered again, and what was missed is practised."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from quizapp.cli.asking import given_lines, how_to_answer, needs_saying, question_lines
from quizapp.cli.commands import read_command
from quizapp.cli.lines import Lines
from quizapp.cli.markdown import plain
from quizapp.cli.mock.held import last_number
from quizapp.cli.mock.item import judged_lines
from quizapp.cli.running import interruptible
from quizapp.cli.streams import Streams
from quizapp.cli.text import tell, wrapped
from quizapp.cli.writing import DROPPED, Advice, Given, Sheet, edited, hand_in, is_long, only_for_long, show_sheet, take
from quizapp.errors import StoreBusyError, UsageError
from quizapp.grading.shares import percent
from quizapp.questions import Question
from quizapp.questions.forms import Form
from quizapp.sessions.mock.again import Version
from quizapp.sessions.mock.report import Word
from quizapp.workspace import Selection, Workspace, open_workspace
from quizapp.workspace.mock.export.words import MARKS


class AgainCommand(StrEnum):
    """What can be typed in the place of the answer."""

    SHOW = "show"
    EDIT = "edit"
    DROP = "drop"
    NEW = "new"
    HELP = "help"
    QUIT = "quit"


COMMANDS = (
    "A line with only . gives an answer at length. There are :show, :edit, :drop (the last line), :new and :quit."
)


def make_missed_due(content: Sequence[Path], number: int | None) -> Selection:
    """The questions of an interview, or of the last one, of which something was missed; they are due from now on.

    Raises `UsageError` where nothing was missed, or there is no such report; `StoreError`.
    """
    workspace = open_workspace(content)
    try:
        _refuse_read_only(workspace)
        return workspace.mocks.practise_missed(last_number(workspace.mocks) if number is None else number)
    finally:
        workspace.store.close()


def answer_again(content: Sequence[Path], number: int | None, place: int) -> int:
    """Take another answer to the question `place` of an interview, or of the last one; return the exit code.

    Raises `UsageError` where there is no such question, `StoreError`.
    """
    return interruptible(_answer_again(content, number, place))


async def _answer_again(content: Sequence[Path], number: int | None, place: int) -> int:
    workspace = open_workspace(content)
    try:
        _refuse_read_only(workspace)
        mocks = workspace.mocks
        number = last_number(mocks) if number is None else number
        mocks.report(number)  # there must be one to answer again after
        again = Again(workspace, number, place - 1)
        again.show()
        await again.run()
    finally:
        await workspace.close()
    return 0


def _refuse_read_only(workspace: Workspace) -> None:
    if workspace.store.read_only:
        raise StoreBusyError(workspace.notice)


class Again(Streams):
    """One question of an interview, without a clock. What is handed in is kept as a version of the answer."""

    def __init__(self, workspace: Workspace, number: int, index: int) -> None:
        super().__init__(Lines())
        self._mocks, self._number, self._index = workspace.mocks, number, index
        self._question: Question = workspace.mocks.question(number, index)
        self._sheet = Sheet()

    @property
    def _form(self) -> Form:
        return self._question.task.form

    def show(self) -> None:
        """Print the question."""
        head = f"Question {self._index + 1} of interview {self._number}, again and without a clock: "
        tell(*wrapped(head + self._question.title, self.width), "")
        tell(*question_lines(self._question, self.width), *given_lines(self._form), "")
        if needs_saying(self._form):
            tell(*wrapped(how_to_answer(self._form), self.width), "")

    async def run(self) -> None:
        """Read until an answer can be judged; at the end of the input, what is written is the answer."""
        while (line := await self.read()) is not None:
            if line.startswith(":"):
                if not self._obey(line):
                    return
                continue
            match take(self._sheet, self._form, line):
                case Given(text) if await self._judged(text):
                    return
                case Advice(sentence):
                    self.say(sentence)
        match hand_in(self._sheet, self._form):
            case Given(text):
                await self._judged(text)

    def _obey(self, line: str) -> bool:
        """Carry out a command; whether the person stays."""
        try:
            command, _ = read_command(line, AgainCommand)
        except UsageError as error:
            self.say(str(error))
            return True
        match command:
            case AgainCommand.QUIT:
                return False
            case AgainCommand.HELP:
                self.say(COMMANDS)
            case AgainCommand.NEW:
                self._sheet.clear()
                self.say(DROPPED)
            case _ if not is_long(self._form):
                self.say(only_for_long(command))
            case AgainCommand.SHOW:
                show_sheet(self._sheet, self._form)
            case AgainCommand.EDIT:
                self.say(edited(self._sheet, self._form))
            case AgainCommand.DROP:
                self.say(self._sheet.drop_last())
        return True

    async def _judged(self, text: str) -> bool:
        """Judge and keep `text`; whether it could be read."""
        try:
            version = await self._mocks.answer_again(self._number, self._index, text)
        except UsageError as error:
            self.say(str(error))
            return False
        count = len(self._mocks.versions(self._number, self._index))
        tell("", *version_lines(version, self._question.kind, self.width), "")
        self.say(f"Kept as version {count + 1} of your answer; the one of the interview stays as it was.")
        return True


def version_lines(version: Version, kind: str, width: int) -> list[str]:
    """How the answer went this time: its points, what is new, what is still missing, and what got lost.

    `kind` is that of the question.
    """
    score = "" if version.word is Word.UNJUDGED else f", {percent(version.score)}"
    changes = [("Added", version.added), ("Still missing", version.missing), ("Lost", version.lost)]
    blocks = [
        wrapped(f"{MARKS[version.word]}{score}: {version.rule}", width),
        judged_lines(version.points, version.mistakes, kind, width),
        [line for head, names in changes if names for line in wrapped(f"{head}: {', '.join(names)}", width, rest="  ")],
        plain("\n\n".join(version.feedback), width),
        wrapped(f"Not checked live: {version.unchecked}", width) if version.unchecked else [],
    ]
    return [line for block in blocks if block for line in ["", *block]][1:]
