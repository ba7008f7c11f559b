"""The store: everything that a person makes with quizapp, in one SQLite file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from quizapp.store import backups, desk, interviews, labels, log, runs
from quizapp.store.connection import Connection
from quizapp.store.opening import Lock, open_for_reading, open_for_writing
from quizapp.store.records import (
    AnswerVersion,
    InterviewHead,
    InterviewRow,
    Outcome,
    Overruling,
    Review,
    RunHead,
    Session,
    StoredReview,
)
from quizapp.store.statistics import Statistics


class Store:
    """The learner's file, open. Every method raises a `StoreError` with a sentence where the file does not obey.

    What a writing method has done is on the disk when it returns. Use it from the thread that opened it.
    """

    def __init__(self, connection: Connection, opened: datetime, lock: Lock | None = None) -> None:
        self._connection = connection
        self._opened = opened
        self._lock = lock
        self.statistics = Statistics(connection)

    @classmethod
    def open(cls, path: Path, *, now: datetime, read_only: bool = False) -> Store:
        """Open the file at `path`, making it and its folder at first use; `now` dates the backups.

        Raises `StoreBusyError` (another one writes: try `read_only`), `StoreDamagedError`, `StoreNewerError` or
        `StoreReadOnlyError`; the file is then as it was, byte for byte, and `backup` of the error is its newest backup.
        """
        if read_only:
            return cls(open_for_reading(path), now)
        connection, lock = open_for_writing(path, now)
        return cls(connection, now, lock)

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._connection.path

    @property
    def read_only(self) -> bool:
        """Whether every writing method refuses."""
        return self._connection.read_only

    def close(self) -> None:
        """Make the backup of the day where there is none yet, and close the file."""
        try:
            if not self.read_only and self.last_reviews(1):
                self.back_up(self._opened)
        finally:
            self._connection.close()
            if self._lock:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def back_up(self, now: datetime) -> Path:
        """The backup of the day of `now`, made where there is none yet."""
        return backups.back_up(self.path, now)

    # The log

    def record(self, review: Review) -> int:
        """Append `review` to the log and set its card, in one transaction; return the number of the row."""
        return log.record(self._connection, review)

    def retract(self, review_id: int, at: datetime) -> Review:
        """Take a review back: the row stays and no longer counts, and the card is what it was before.

        Only the last answer to a question can be taken back. Returns the review.
        """
        return log.retract(self._connection, review_id, at)

    def rerate(self, review_id: int, new: Review) -> int:
        """Take a review back and record `new` in its place, in one transaction; return the number of the new row."""
        return log.rerate(self._connection, review_id, new)

    def reviews(
        self, question_id: str | None = None, since: date | None = None, limit: int | None = None
    ) -> tuple[StoredReview, ...]:
        """Rows of the log (of one question, from the study day `since` on), the newest first, retracted ones too."""
        return log.reviews(self._connection, question_id, since, limit)

    def last_reviews(self, count: int) -> tuple[StoredReview, ...]:
        """The last `count` reviews that were not taken back, the newest first."""
        return log.last_reviews(self._connection, count)

    def rebuild(self) -> int:
        """Make all cards again from the log; return how many there are."""
        return log.rebuild(self._connection)

    def verify(self) -> list[str]:
        """A sentence for each card that is not, byte for byte, what the log says."""
        return log.verify(self._connection)

    # Cards

    def cards(self) -> dict[str, str]:
        """The JSON of every card, by question id."""
        return self._texts("SELECT question_id, card FROM cards")

    def card(self, question_id: str) -> str | None:
        """The JSON of a card; None where the question was never answered."""
        return self._texts("SELECT question_id, card FROM cards WHERE question_id = ?", question_id).get(question_id)

    def due_count(self, today: date) -> int:
        """How many cards are due on `today` or were before, whether or not a deck still has their question."""
        return int(self._connection.value("SELECT count(*) FROM cards WHERE due <= ?", (today.isoformat(),)) or 0)

    def _texts(self, sql: str, *values: str) -> dict[str, str]:
        return {str(question): str(text) for question, text in self._connection.rows(sql, values)}

    # The desk

    def marks(self) -> frozenset[str]:
        """The ids of the marked questions."""
        return desk.marks(self._connection)

    def set_mark(self, question_id: str, on: bool) -> None:
        """Mark a question, or take the mark away."""
        desk.set_mark(self._connection, question_id, on)

    def consents(self) -> frozenset[str]:
        """The content hashes of the decks to whose code the person said yes."""
        return desk.consents(self._connection)

    def consent(self, content_hash: str, at: datetime) -> None:
        """Keep that the person said yes, at the instant `at`, to running the code of a deck of this content."""
        desk.consent(self._connection, content_hash, at)

    def settings(self) -> dict[str, Any]:
        """Every setting that was made, by name."""
        return desk.settings(self._connection)

    def set_setting(self, name: str, value: object) -> None:
        """Keep `value`, which JSON can hold, under `name`; None goes back to the default."""
        desk.set_setting(self._connection, name, value)

    def drafts(self) -> dict[str, str]:
        """The answers that were begun and not submitted, by question id."""
        return desk.drafts(self._connection)

    def set_draft(self, question_id: str, text: str) -> None:
        """Keep the draft of an answer; an empty text drops it."""
        desk.set_draft(self._connection, question_id, text)

    def save_session(self, session: Session) -> int:
        """Keep a session that has ended; return its number."""
        return desk.save_session(self._connection, session)

    def last_session(self) -> Session | None:
        """The session that was kept last, or None."""
        return desk.last_session(self._connection)

    def library_summary(self) -> Any:
        """What `save_library_summary` kept last, or None."""
        return desk.library_summary(self._connection)

    def save_library_summary(self, summary: object) -> None:
        """Keep a JSON value that says what the decks hold, for home to paint from at once."""
        desk.save_library_summary(self._connection, summary)

    # Labelled examples

    def overrule(self, overruling: Overruling) -> None:
        """Keep what the learner said of a point; where the verdict says the same, there is nothing to keep."""
        labels.overrule(self._connection, overruling)

    def overrulings(self) -> tuple[Overruling, ...]:
        """Every point that the learner overruled, the oldest first."""
        return labels.overrulings(self._connection)

    # Mock interviews

    def begin_interview(self, started_at: datetime, outline: str, progress: str) -> int:
        """Keep an interview that begins; return its number. It is open until it is scored."""
        return interviews.begin(self._connection, started_at, outline, progress)

    def keep_interview(self, interview_id: int, progress: str, saved_at: datetime) -> None:
        """Put `progress` in the place of what was kept of an open interview."""
        interviews.keep(self._connection, interview_id, progress, saved_at)

    def score_interview(
        self,
        interview_id: int,
        progress: str,
        report: str,
        summary: str,
        ended_at: datetime,
        reviews: Sequence[Review],
    ) -> tuple[int, ...]:
        """End an open interview: its report and all of its reviews, or nothing; return the numbers of the reviews.

        An interview is scored once, and stands from then on.
        """
        return interviews.score(self._connection, interview_id, progress, report, summary, ended_at, reviews)

    def open_interview(self) -> InterviewRow | None:
        """The newest interview that is not scored, or None."""
        return interviews.open_interview(self._connection)

    def interview(self, interview_id: int) -> InterviewRow | None:
        """An interview, open or scored, with its report as amended; None where there is no such interview."""
        return interviews.interview(self._connection, interview_id)

    def interviews(self) -> tuple[InterviewHead, ...]:
        """Every scored interview, with its summary as amended, the newest first."""
        return interviews.heads(self._connection)

    def interview_reviews(self, interview_id: int) -> tuple[int, ...]:
        """The numbers of the reviews that an interview wrote, in order; those that were taken back are among them."""
        return interviews.reviews_of(self._connection, interview_id)

    def amend_interview(
        self, interview_id: int, report: str, summary: str, at: datetime, rerated: tuple[int, Review] | None = None
    ) -> None:
        """Let the report on a scored interview read so from now on; what was scored stays beneath.

        `rerated` is the number of a review and what takes its place as `rerate` does: both happen, or neither.
        """
        interviews.amend(self._connection, interview_id, report, summary, at, rerated)

    def save_version(self, version: AnswerVersion) -> None:
        """Append an answer that was given again to a question of a scored interview."""
        interviews.save_version(self._connection, version)

    def versions(self, interview_id: int, item: int) -> tuple[AnswerVersion, ...]:
        """The answers that were given again to one question of an interview, the oldest first."""
        return interviews.versions(self._connection, interview_id, item)

    def save_outcome(self, outcome: Outcome) -> None:
        """Keep how the real interview of a day went; the last word on a day counts."""
        interviews.save_outcome(self._connection, outcome)

    def outcomes(self) -> tuple[Outcome, ...]:
        """How the real interviews went, the newest day first."""
        return interviews.outcomes(self._connection)

    # The notebook of runs

    def save_run(self, head: RunHead, result: str) -> int:
        """Keep a run with the JSON of its result; return its number, a new one where `head` has none."""
        return runs.save_run(self._connection, head, result)

    def runs(self) -> tuple[RunHead, ...]:
        """Every run of the notebook without its result, the newest first."""
        return runs.heads(self._connection)

    def run(self, run_id: int) -> tuple[RunHead, str] | None:
        """A run and the JSON of its result; None where there is no such run."""
        return runs.run(self._connection, run_id)

    def set_run_note(self, run_id: int, note: str) -> None:
        """Put `note` in the place of the run's note."""
        runs.set_note(self._connection, run_id, note)

    def delete_run(self, run_id: int) -> None:
        """Take a run out of the notebook; `save_run` with what it was brings it back."""
        runs.delete_run(self._connection, run_id)
