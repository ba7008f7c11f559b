"""An answer as it is typed: on one line, over several, or in the person's own editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from quizapp.cli.asking import code_lines, how_to_answer
from quizapp.cli.markdown import CODE_INDENT
from quizapp.cli.text import counted, tell
from quizapp.errors import EditorError
from quizapp.questions.forms import Form, Turn, WriteCode, WriteLong
from quizapp.workspace.editor import edit_text

END = "."  # a line that is only this ends the answer

OFFER = "An empty line keeps it, :new starts afresh."
DROPPED = "Dropped. Start afresh."


@dataclass(slots=True)
class Sheet:
    """What is written so far. `offered`: it was written before, and nobody has yet said that it stays."""

    text: str = ""
    offered: bool = False

    @classmethod
    def of(cls, before: str) -> Sheet:
        """What an answer begins with that was given or begun `before`."""
        return cls(before, offered=bool(before))

    def add(self, line: str) -> None:
        """Write one more line."""
        self.text = f"{self.text}\n{line}" if self.text else line

    def clear(self) -> None:
        """Begin with nothing."""
        self.text, self.offered = "", False

    def drop_last(self) -> str:
        """Take the last line away; return what is to be said of it."""
        self.text, _, last = self.text.rpartition("\n")
        return f"Taken away: {last}" if last else "An empty line is taken away."


@dataclass(frozen=True, slots=True)
class Given:
    """The person gives `text` as the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """There is one more line on the sheet."""


@dataclass(frozen=True, slots=True)
class Advice:
    """Nothing has come of the line but a sentence about what to type."""

    sentence: str


Taken: TypeAlias = Given | Written | Advice


def take(sheet: Sheet, form: Form, line: str) -> Taken:
    """What a line that is no command does: it answers, or it is one line of the answer.

    An empty line never answers, except with what is offered, or to turn a card.
    """
    if is_long(form):
        return _take_one_of_many(sheet, form, line)
    if line.strip() or isinstance(form, Turn):
        return Given(line)
    return Given(sheet.text) if sheet.offered else Advice(how_to_answer(form))


def hand_in(sheet: Sheet, form: Form) -> Taken:
    """Give what is written as the answer, where anything is."""
    if sheet.text.strip():
        return Given(sheet.text)
    return Advice(f"Nothing is written yet. {how_to_answer(form)}")


def _take_one_of_many(sheet: Sheet, form: Form, line: str) -> Taken:
    offered, sheet.offered = sheet.offered, False
    if line.rstrip() == END:
        return hand_in(sheet, form)
    if offered and not line.strip():
        return Advice(f"Kept; go on. A line with only {END} ends the answer.")
    sheet.add(line)
    return Written()


def is_long(form: Form) -> bool:
    """Whether an answer takes several lines."""
    return isinstance(form, WriteCode | WriteLong)


def edited(sheet: Sheet, form: Form) -> str:
    """Let the person edit the sheet, the starter where nothing is written; return what is to be said of it."""
    starter, suffix = (form.starter, ".py") if isinstance(form, WriteCode) else ("", ".md")
    try:
        outcome = edit_text(sheet.text or starter, suffix)
    except EditorError as error:
        return str(error)
    sheet.text, sheet.offered = outcome.text.rstrip(), False
    written = f"{counted(len(sheet.text.splitlines()), 'line')} written. A line with only {END} ends the answer."
    return f"{outcome.trouble} {written}".strip()


def only_for_long(command: str) -> str:
    """Why `command` does nothing to an answer on one line."""
    return f":{command} is for answers of several lines; this one is a single line."


def show_sheet(sheet: Sheet, form: Form) -> None:
    """Print what an answer starts from, where it does, and what is written so far."""
    tell(*(code_lines("Starter:", form.starter) if isinstance(form, WriteCode) else []))
    show_written(sheet.text, "Written so far:" if sheet.text else "Nothing is written yet.")


def show_written(text: str, head: str) -> None:
    """Print the lines of an answer under `head`, indented and not wrapped."""
    tell(head, *(f"{CODE_INDENT}{line}".rstrip() for line in text.splitlines()))
