"""What can happen in a mock interview: what the candidate does, the clock, and the news that the front end brings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from quizapp.sessions.mock.state import Moment
from quizapp.sessions.runs import CodeJudged as CodeJudged
from quizapp.sessions.runs import RunDone as RunDone
from quizapp.sessions.runs import RunFailed as RunFailed
from quizapp.sessions.runs import RunProgress as RunProgress


@dataclass(frozen=True, slots=True)
class Tick:
    """It is `at`. Send it once a second: the clock warns, and ends the interview, at the first event after its time."""

    at: Moment


@dataclass(frozen=True, slots=True)
class Draft:
    """The answer on the screen reads `text` now, whatever its form; an option that is picked and not submitted counts.

    Send it half a second after the last key at the latest, and before any event that leaves the question.
    """

    text: str
    at: Moment


@dataclass(frozen=True, slots=True)
class Submit:
    """The candidate gives `text` as the answer to what is being asked."""

    text: str
    at: Moment


@dataclass(frozen=True, slots=True)
class Sure:
    """How sure the candidate is of the answer, in per cent (one of `CONFIDENCES`); None: they do not say."""

    confidence: int | None
    at: Moment


@dataclass(frozen=True, slots=True)
class Skip:
    """The candidate passes on; what stands in the answer stays there."""

    at: Moment


@dataclass(frozen=True, slots=True)
class Go:
    """The candidate goes to the question with this `index`; the number of questions means behind the last one."""

    index: int
    at: Moment


@dataclass(frozen=True, slots=True)
class Flag:
    """The candidate flags the question on the screen, or takes the flag off."""

    at: Moment


@dataclass(frozen=True, slots=True)
class More:
    """The candidate gives this question half a minute more; the whole interview gets no longer."""

    at: Moment


@dataclass(frozen=True, slots=True)
class End:
    """The candidate ends the interview: what stands in the answers counts."""

    at: Moment


@dataclass(frozen=True, slots=True)
class StopRuns:
    """The candidate does not wait for the runs of the report any longer."""


@dataclass(frozen=True, slots=True)
class ConsentWanted:
    """The code of a deck may not run before the candidate says yes to `question`."""

    question: str


@dataclass(frozen=True, slots=True)
class Permit:
    """Whether the code of the deck that was asked about may run."""

    yes: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """The interview is on disk as it stands, as row `number`."""

    number: int


@dataclass(frozen=True, slots=True)
class NotKept:
    """It could not be written; `reason` is a sentence. The next step tries again."""

    reason: str


Event: TypeAlias = (
    Tick
    | Draft
    | Submit
    | Sure
    | Skip
    | Go
    | Flag
    | More
    | End
    | StopRuns
    | ConsentWanted
    | Permit
    | Kept
    | NotKept
    | RunProgress
    | RunDone
    | CodeJudged
    | RunFailed
)

# These clear the last notice.
ByCandidate = (Submit, Sure, Skip, Go, Flag, More, End, StopRuns, Permit)
