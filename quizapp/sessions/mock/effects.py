"""What a mock interview wants done. The workspace carries it out and answers with events."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from quizapp.questions.calls import Call
from quizapp.questions.coding import Code


@dataclass(frozen=True, slots=True)
class Keep:
    """Write the interview as it stands, and answer with `Kept` or `NotKept`, before anything is drawn.

    Once there is a report, write it with the reviews that follow from it, in one transaction.
    """


@dataclass(frozen=True, slots=True)
class Ring:
    """Ring the bell of the terminal: something was said about the time."""


@dataclass(frozen=True, slots=True)
class Run:
    """Run a demo (`fresh`: not from the cache) and answer with `RunProgress`, then `RunDone` or `RunFailed`."""

    call: Call
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Judge:
    """Put the candidate's code to the tests of the `deck`; answer with `RunProgress`, then `CodeJudged` or `RunFailed`.

    Where nobody said yes to the code of this deck yet, the answer is `ConsentWanted`, and nothing runs.
    """

    code: Code
    deck: Path


@dataclass(frozen=True, slots=True)
class Consent:
    """Keep that the code of the deck that was asked about may run."""

    deck: Path


@dataclass(frozen=True, slots=True)
class CancelRuns:
    """Stop every run of this interview; nothing is answered."""


Effect: TypeAlias = Keep | Ring | Run | Judge | Consent | CancelRuns
