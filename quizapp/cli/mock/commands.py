"""The commands of an interview in lines: what can be typed in the place of an answer."""

from __future__ import annotations

from enum import StrEnum

from quizapp.sessions.mock.state import CONFIDENCES, MORE


class MockCommand(StrEnum):
    """A command, as it is typed after the colon."""

    FLAG = "flag"
    SKIP = "skip"
    BACK = "back"
    GO = "go"
    SHEET = "sheet"
    MORE = "more"
    SHOW = "show"
    EDIT = "edit"
    DROP = "drop"
    NEW = "new"
    END = "end"
    HELP = "help"
    QUIT = "quit"


SURE = " ".join(map(str, CONFIDENCES))

HELP = (
    "Answers, one line each:",
    "  b             pick an option",
    "  a,c           pick several; - for none",
    "  c,a,b         put in order; leave out what does not belong",
    "  2.69          a number",
    "  2*lam*w       a formula",
    "  one | two     the gaps in order",
    f"  {SURE}   how sure you are of it, in per cent; an empty line does not say",
    "Code and answers at length, line by line, each kept as you type it:",
    "  .             on a line of its own gives the answer",
    "  :edit         go on in your own editor (VISUAL or EDITOR); the clock goes on",
    "  :show         the question again, and what is written so far",
    "  :drop         take the last line away",
    "  :new          drop what is written, and start afresh",
    "From question to question:",
    "  :skip         go on; what is written stays, and you can come back",
    "  :back         the question before",
    "  :go N         question N",
    "  :flag         flag this question, or take the flag off",
    "  :sheet        what is open, answered and flagged",
    f"  :more         {MORE} s more for this question; the whole interview gets no longer",
    "  :end          end the interview, and have it scored",
    "  :quit         leave: it is kept, the clock goes on, `quizapp mock resume` goes on",
    "  :help         this",
)
