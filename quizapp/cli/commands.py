"""The commands of line mode: what can be typed in the place of an answer."""

from __future__ import annotations

from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from quizapp.cli.text import cut
from quizapp.errors import UsageError

LONGEST_NAME = 30  # of a command that somebody may have meant

C = TypeVar("C", bound=StrEnum)


class Command(StrEnum):
    """A command, as it is typed after the colon."""

    HINT = "hint"
    SKIP = "skip"
    RUN = "run"
    UNDO = "undo"
    MARK = "mark"
    END = "end"
    EDIT = "edit"
    SHOW = "show"
    BACK = "back"
    NEW = "new"
    OVERRULE = "overrule"
    HELP = "help"
    QUIT = "quit"


HELP = (
    "Answers, one line each:",
    "  b             pick an option",
    "  a,c           pick several; - for none",
    "  c,a,b         put in order; leave out what does not belong",
    "  2.69          a number",
    "  2*lam*w       a formula",
    "  one | two     the gaps in order",
    "  (empty)       turn a flashcard; keep the rating in brackets",
    "  again, hard, good, easy, or 1 to 4: rate the answer",
    "Code and answers at length, line by line:",
    "  .             on a line of its own ends the answer; :end does too",
    "  :edit         go on in your own editor (VISUAL or EDITOR)",
    "  :show         the starter, and what is written so far",
    "  :back         take the last line away",
    "Commands:",
    "  :hint         the next hint",
    "  :skip         pass on this question; it stays due",
    "  :new          drop what was written before, and start afresh",
    "  :run          run the demo behind the answer, with its table and plot",
    "  :overrule P   say that the verdict on the point P is wrong, or take that back",
    "  :undo         take the last answer back",
    "  :mark         mark this question, or take the mark off",
    "  :help         this",
    "  :quit         stop; everything answered is saved, and what is begun is kept",
)


def read_command(line: str, commands: type[C]) -> tuple[C, str]:
    """The one of `commands` that `line` is, and what follows it. Raises `UsageError`, with the nearest command."""
    word, _, rest = line.strip().removeprefix(":").strip().partition(" ")
    name = cut(word, LONGEST_NAME)
    try:
        return commands(name.lower()), rest.strip()
    except ValueError:
        near = get_close_matches(name.lower(), list(commands), n=1)
        hint = f"Did you mean :{near[0]}?" if near else "Type :help to see them all."
        raise UsageError(f"There is no command :{name}. {hint}") from None
