"""What a finished session comes to: per topic, in time, and what was missed."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.grading.verdict import Verdict
from quizapp.scheduling import Rating
from quizapp.sessions.practice.state import Answered, Practice


@dataclass(frozen=True, slots=True)
class TopicSummary:
    """How one topic went: `right` of `answers`."""

    topic: str
    answers: int
    right: int


@dataclass(frozen=True, slots=True)
class Summary:
    """How the session went. `missed` are the ids of which an answer was wrong or rated "again", in order.

    An answer that is only partly right is neither right nor missed.
    """

    answers: int
    right: int
    unchecked: int
    skipped: int
    seconds: float
    topics: tuple[TopicSummary, ...]
    missed: tuple[str, ...]


def summarize(state: Practice) -> Summary:
    """The summary of `state` as it stands."""
    answered = state.answered
    topics = dict.fromkeys(topic_of(item) for item in answered)
    return Summary(
        answers=len(answered),
        right=sum(was_right(item) for item in answered),
        unchecked=sum(_verdict(item) is Verdict.UNCHECKED for item in answered),
        skipped=len(state.skipped),
        seconds=sum(_seconds(item) for item in answered),
        topics=tuple(_topic(topic, [item for item in answered if topic_of(item) == topic]) for topic in topics),
        missed=tuple(dict.fromkeys(item.asked.question.id for item in answered if was_missed(item))),
    )


def topic_of(item: Answered) -> str:
    """The topic that an answer counts for: the question's first tag, else its deck."""
    question = item.asked.question
    return question.tags[0] if question.tags else question.deck


def was_right(item: Answered) -> bool:
    """Whether the answer is right in the statistics too: by its verdict, or else by the learner's own rating."""
    if _verdict(item) in (None, Verdict.UNCHECKED):
        return item.asked.rating is not Rating.AGAIN
    return _verdict(item) is Verdict.RIGHT


def was_missed(item: Answered) -> bool:
    """Whether the question should be practised again: judged wrong, or rated "again"."""
    return item.asked.rating is Rating.AGAIN or _verdict(item) is Verdict.WRONG


def _verdict(item: Answered) -> Verdict | None:
    return item.asked.grade.verdict if item.asked.grade else None


def _seconds(item: Answered) -> float:
    answered_at = item.asked.answered_at
    return max(0.0, (answered_at - item.asked.shown_at).total_seconds()) if answered_at else 0.0


def _topic(topic: str, items: list[Answered]) -> TopicSummary:
    return TopicSummary(topic, len(items), sum(was_right(item) for item in items))
