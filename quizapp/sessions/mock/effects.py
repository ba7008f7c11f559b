"""What a mock interview wants done. The workspace carries it out and answers with events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from quizapp.sessions.runs import CancelRuns as CancelRuns
from quizapp.sessions.runs import Consent as Consent
from quizapp.sessions.runs import Judge as Judge
from quizapp.sessions.runs import Run as Run


@dataclass(frozen=True, slots=True)
class Keep:
    """Write the interview as it stands, and answer with `Kept` or `NotKept`, before anything is drawn.

    Once there is a report, write it with the reviews that follow from it, in one transaction.
    """


@dataclass(frozen=True, slots=True)
class Ring:
    """Ring the bell of the terminal: something was said about the time."""


Effect: TypeAlias = Keep | Ring | Run | Judge | Consent | CancelRuns
