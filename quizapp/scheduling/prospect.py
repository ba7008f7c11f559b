"""The prospect of an interview: what will be recalled on its day, and whether the new questions fit in before it.

Two forecasts: `stopped`, if nothing is answered any more, straight from the forgetting curve; and `planned`, if each
day's queue is worked off, by playing the days through with FSRS as the learner.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from quizapp.questions.model import Entry
from quizapp.scheduling.cards import Card
from quizapp.scheduling.forecast import TagRecall, recall_by_tag, total_recall
from quizapp.scheduling.plan import Plan, days_for_new, topic
from quizapp.scheduling.projection import play, steady_learner
from quizapp.scheduling.queue import split

# Of a larger bank, about this many questions are played through, from each topic its share.
SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Pace:
    """How many questions are answered on a day of practice, and whether that is `known` from such days."""

    a_day: int
    known: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """`unseen` questions, and the `days` that are left for new ones, with room for `a_day` questions each."""

    unseen: int
    a_day: int
    days: int

    @property
    def room(self) -> int:
        """About how many of the unseen ones will have been seen."""
        return min(self.unseen, self.a_day * self.days)

    @property
    def enough(self) -> bool:
        """Whether all of them will."""
        return self.room == self.unseen


@dataclass(frozen=True, slots=True)
class TopicProspect:
    """The two forecasts for the questions with a tag."""

    tag: str
    stopped: TagRecall
    planned: TagRecall


@dataclass(frozen=True, slots=True)
class Prospect:
    """What the day of the `interview` will find.

    `at_pace`: the new questions do not fit in, so `planned` supposes the person's own pace, not each day's whole queue.
    `course` is the recall of all questions on the day of the interview if practice ends with each of the days to come.
    `topics` come with the lowest planned recall first.
    """

    interview: date
    days_left: int
    pace: Pace
    coverage: Coverage
    at_pace: bool
    stopped: TagRecall
    planned: TagRecall
    topics: tuple[TopicProspect, ...]
    course: tuple[tuple[date, float], ...]


def prospect(
    entries: Sequence[Entry], cards: Mapping[str, Card], today: date, plan: Plan, pace: Pace, first_try: float
) -> Prospect | None:
    """The prospect of the interview, for someone who knows a share `first_try` of what is new; None if none is ahead.

    10,000 questions take tens of milliseconds. The same arguments always give the same prospect.
    """
    day = plan.interview
    if day is None or day < today:
        return None
    coverage = Coverage(len(split(entries, cards)[1]), pace.a_day, days_for_new(today, day))
    at_pace = pace.known and not coverage.enough
    sample, step = _sample(entries, cards)
    played = play(
        sample,
        {entry.id: cards[entry.id] for entry in sample if entry.id in cards},
        today,
        max(1, (day - today).days),  # on the day itself, that day's questions are still to come
        replace(plan, new_done_today=round(plan.new_done_today / step)),
        steady_learner(first_try),
        a_day=pace.a_day / step if at_pace else None,
    )
    evenings = [(one.day, one.cards) for one in played]
    stopped, at_last = total_recall(entries, cards, day), evenings[-1][1]
    planned = total_recall(sample, at_last, day)
    by_tag = {row.tag: row for row in recall_by_tag(sample, at_last, day)}
    topics = [
        TopicProspect(row.tag, row, _as_many(by_tag.get(row.tag, planned), row))
        for row in recall_by_tag(entries, cards, day)
    ]
    return Prospect(
        interview=day,
        days_left=(day - today).days,
        pace=pace,
        coverage=coverage,
        at_pace=at_pace,
        stopped=stopped,
        planned=_as_many(planned, stopped),
        topics=tuple(sorted(topics, key=lambda row: (row.planned.of_all, row.tag))),
        course=tuple((evening, total_recall(sample, after, day).of_all) for evening, after in evenings),
    )


def _sample(entries: Sequence[Entry], cards: Mapping[str, Card]) -> tuple[Sequence[Entry], int]:
    """One in so many of the questions, of each topic and of those seen alike; and in how many."""
    step = max(1, -(-len(entries) // SAMPLE))
    if step == 1:
        return entries, 1
    return sorted(entries, key=lambda entry: (entry.id in cards, topic(entry)))[step // 2 :: step], step


def _as_many(sampled: TagRecall, now: TagRecall) -> TagRecall:
    """What was `sampled`, said of as many questions as there are `now`; none of those seen becomes unseen."""
    share = sampled.seen / sampled.questions if sampled.questions else 0.0
    return replace(now, seen=max(now.seen, round(share * now.questions)), recall=sampled.recall)
