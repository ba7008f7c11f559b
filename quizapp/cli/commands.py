"""The commands of line mode: what can be typed in the place of an answer."""

from __future__ import annotations

from difflib import get_close_matches
from enum import StrEnum

from quizapp.errors import UsageError


class Command(StrEnum):
    """A command, as it is typed after the colon."""

    HINT = "hint"
    SKIP = "skip"
    RUN = "run"
    UNDO = "undo"
    MARK = "mark"
    HELP = "help"
    QUIT = "quit"


HELP = (
    "Answers, one line each:",
    "  b             pick an option",
    "  a,c           pick several; - for none",
    "  2.69          a number",
    "  one | two     the gaps in order",
    "  (empty)       turn a flashcard; keep the rating in brackets",
    "  again, hard, good, easy, or 1 to 4: rate the answer",
    "Commands:",
    "  :hint         the next hint",
    "  :skip         pass on this question; it stays due",
    "  :run          run the demo behind the answer, with its table and plot",
    "  :undo         take the last answer back",
    "  :mark         mark this question, or take the mark off",
    "  :help         this",
    "  :quit         stop; everything answered is saved",
)


def read_command(line: str) -> Command:
    """The command that `line` is. Raises `UsageError`, with the nearest one."""
    name = line.strip().removeprefix(":").strip().lower()
    try:
        return Command(name)
    except ValueError:
        near = get_close_matches(name, list(Command), n=1)
        hint = f"Did you mean :{near[0]}?" if near else "Type :help to see them all."
        raise UsageError(f"There is no command :{name}. {hint}") from None
