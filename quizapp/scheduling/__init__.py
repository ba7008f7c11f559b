"""WHEN again: FSRS over study days, the queue, and the interview date. The clock is always an argument."""

from quizapp.scheduling.answers import preview, review
from quizapp.scheduling.cards import Card, Rating, from_json, to_json
from quizapp.scheduling.chains import chained, with_needed
from quizapp.scheduling.days import ROLLOVER, day_begins, elapsed_days, study_day
from quizapp.scheduling.forecast import (
    HORIZON,
    TagRecall,
    due_by_day,
    overall_recall,
    recall_by_tag,
    tags_of,
    total_recall,
    weakest_tag,
    with_tag,
)
from quizapp.scheduling.memory import HIGHEST_RETENTION, LOWEST_RETENTION, RETENTION, recall
from quizapp.scheduling.plan import Plan, new_order, topic
from quizapp.scheduling.queue import Counts, QueueItem, Reason, build_queue, count_due, cram

__all__ = [
    "HIGHEST_RETENTION",
    "HORIZON",
    "LOWEST_RETENTION",
    "RETENTION",
    "ROLLOVER",
    "Card",
    "Counts",
    "Plan",
    "QueueItem",
    "Rating",
    "Reason",
    "TagRecall",
    "build_queue",
    "chained",
    "count_due",
    "cram",
    "day_begins",
    "due_by_day",
    "elapsed_days",
    "from_json",
    "new_order",
    "overall_recall",
    "preview",
    "recall",
    "recall_by_tag",
    "review",
    "study_day",
    "tags_of",
    "to_json",
    "topic",
    "total_recall",
    "weakest_tag",
    "with_needed",
    "with_tag",
]
