"""SQLite: migrations, an append-only review log, and backups. The only place with SQL."""

from quizapp.store.backups import newest_backup, restore
from quizapp.store.database import Store
from quizapp.store.records import (
    AnswerVersion,
    DayCount,
    InterviewHead,
    InterviewRow,
    Outcome,
    Overruling,
    QuestionCount,
    Review,
    RunHead,
    Session,
    StoredReview,
    Totals,
)
from quizapp.store.statistics import Statistics

__all__ = [
    "AnswerVersion",
    "DayCount",
    "InterviewHead",
    "InterviewRow",
    "Outcome",
    "Overruling",
    "QuestionCount",
    "Review",
    "RunHead",
    "Session",
    "Statistics",
    "Store",
    "StoredReview",
    "Totals",
    "newest_backup",
    "restore",
]
