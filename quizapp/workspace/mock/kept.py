"""What is kept of an interview, read again: the one that was left, and the questions of any."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from quizapp.errors import ContentError
from quizapp.sessions.mock.clock import duration_words
from quizapp.sessions.mock.outline import Outline
from quizapp.sessions.mock.saving import answered_of, is_over, read_outline, restored, time_left
from quizapp.sessions.mock.state import Mock, Moment
from quizapp.store.records import InterviewRow
from quizapp.workspace.pinning import Pin, pinned

STAYS = "It stays in your file as it is; `quizapp doctor` can restore a backup."
ANOTHER = " Another interview can begin meanwhile."


@dataclass(frozen=True, slots=True)
class Waiting:
    """The interview that was left in the middle: `left` are the seconds that it still has, none once it is `over`."""

    number: int
    name: str
    started_at: datetime
    left: float
    answered: int
    questions: int
    over: bool = False

    @property
    def words(self) -> str:
        """What is said of it before anything else."""
        if self.over:
            return f"A mock interview ({self.name}) is over, but not scored yet: {self.done}."
        return f"A mock interview ({self.name}) is not finished: {self.done}, {self.time}."

    @property
    def done(self) -> str:
        """How much of it was answered."""
        return f"{self.answered} of {self.questions} answered"

    @property
    def time(self) -> str:
        """How much time it has."""
        return f"{duration_words(self.left)} left" if self.left else "its time is up"


def waiting_of(row: InterviewRow, now: Moment) -> Waiting:
    """The open interview of `row`, at the moment `now`. Raises `ContentError` where it cannot be read."""
    with _readable(row):
        name = json.loads(row.outline)["outline"]["name"]
        over = is_over(row.progress)
        left = 0.0 if over else time_left(row.progress, row.saved_at, now)[0]
        return Waiting(row.id, name, row.started_at, left, *answered_of(row.progress), over)


def kept_of(row: InterviewRow) -> tuple[Outline, list[Pin]]:
    """The outline and the pins of an interview. Raises `ContentError` where they cannot be read."""
    with _readable(row):
        kept = json.loads(row.outline)
        return read_outline(kept["outline"]), [Pin(**one) for one in kept["pins"]]


def restored_of(row: InterviewRow, now: Moment) -> tuple[Mock, list[Pin]]:
    """The interview as it was left, and its pins. Raises `ContentError` where it cannot be read any more."""
    outline, pins = kept_of(row)
    with _readable(row):
        questions = [pinned(one, slot.variant) for one, slot in zip(pins, outline.slots, strict=True)]
        return restored(row.id, outline, questions, row.progress, row.saved_at, now), pins


@contextmanager
def _readable(row: InterviewRow) -> Iterator[None]:
    """Raise `ContentError` for whatever comes of reading what somebody, or a failing disk, has changed in the file."""
    advice = STAYS + (ANOTHER if row.ended_at is None else "")
    try:
        yield
    except ContentError as error:
        raise ContentError(f"Interview {row.id} cannot be read any more: {error} {advice}") from error
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ContentError(f"What is kept of interview {row.id} cannot be read. {advice}") from error
