"""An answer over several lines: what is written so far, line by line or in the person's own editor."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.cli.markdown import CODE_INDENT
from quizapp.cli.text import counted, tell
from quizapp.errors import EditorError
from quizapp.questions.forms import Form, WriteCode, WriteLong
from quizapp.sessions.practice.state import Asked
from quizapp.workspace.editor import edit_text

END = "."  # a line that is only this ends the answer

OFFER = "An empty line keeps it, :new starts afresh."


@dataclass(slots=True)
class Sheet:
    """What is written so far. `offered`: it was written before, and nobody has yet said that it stays."""

    text: str = ""
    offered: bool = False

    @classmethod
    def of(cls, asked: Asked) -> Sheet:
        """What an answer to this question begins with: the one from before."""
        return cls(asked.response, offered=bool(asked.response))

    def add(self, line: str) -> None:
        """Write one more line."""
        self.text = f"{self.text}\n{line}" if self.text else line

    def drop_last(self) -> str:
        """Take the last line away and return it."""
        self.text, _, last = self.text.rpartition("\n")
        return last


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


def show_written(text: str, head: str) -> None:
    """Print the lines of an answer under `head`, indented and not wrapped."""
    tell(head, *(f"{CODE_INDENT}{line}".rstrip() for line in text.splitlines()))
