"""What `quizapp stats` tells of the interview: the plan of today, the forecast of its day, and those that are over."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from quizapp.cli.text import aligned
from quizapp.grading.shares import percent
from quizapp.questions.model import Entry
from quizapp.scheduling import Counts, TagRecall, count_due, from_json
from quizapp.scheduling.prospect import Prospect
from quizapp.store import Store
from quizapp.workspace.preparing import coverage_words, forecast_words, look_ahead, outcome_words, todays_plan
from quizapp.workspace.settings import Settings
from quizapp.workspace.wording import count_of, day_words, days_away


@dataclass(frozen=True, slots=True)
class Outlook:
    """The keys that `stats --json` has of it, and the lines of `stats`."""

    json: dict[str, Any]
    lines: Sequence[str]


NOTHING = Outlook({"interview": None, "interviews": []}, ())


def outlook_of(entries: Sequence[Entry], store: Store, today: date) -> Outlook:
    """The interview that is ahead, if any, and those that are over."""
    settings, told = Settings.from_json(store.settings()), store.outcomes()
    over = [{"date": one.day.isoformat(), "how": one.how, "note": one.note} for one in told]
    past = ["", "Interviews", *map(outcome_words, told)] if told else []
    prospect = look_ahead(entries, store, settings, today)()
    if prospect is None:
        return Outlook({"interview": None, "interviews": over}, past)
    cards = {key: from_json(text) for key, text in store.cards().items()}
    counts = count_due(entries, cards, today, todays_plan(store, settings, today))
    ahead = _json(prospect, counts)
    return Outlook({"interview": ahead, "interviews": over}, ["", *_lines(prospect, counts), *past])


def _json(prospect: Prospect, counts: Counts) -> dict[str, Any]:
    """`stopped` is if nothing is answered any more, `planned` if each day's questions are (or so many as usual)."""
    coverage = prospect.coverage
    return {
        "date": prospect.interview.isoformat(),
        "days_left": prospect.days_left,
        "today": {
            "due": counts.due,
            "again": counts.again,
            "weak": counts.weak,
            "new": counts.new,
            "questions": counts.total,
            "minutes": round(counts.seconds / 60, 1),
        },
        "pace": {"a_day": prospect.pace.a_day, "known": prospect.pace.known},
        "coverage": {"unseen": coverage.unseen, "days": coverage.days, "about": coverage.room},
        "at_pace": prospect.at_pace,
        "recall": {"stopped": _recall(prospect.stopped), "planned": _recall(prospect.planned)},
        "tags": [
            {"tag": row.tag, "stopped": _recall(row.stopped), "planned": _recall(row.planned)}
            for row in prospect.topics
        ],
        "course": [{"date": day.isoformat(), "of_all": recall} for day, recall in prospect.course],
    }


def _recall(row: TagRecall) -> dict[str, Any]:
    """`of_all` counts what was never seen as not known; `of_seen` is the mean over the `seen`."""
    return {"of_all": row.of_all, "of_seen": row.recall, "seen": row.seen}


def _lines(prospect: Prospect, counts: Counts) -> list[str]:
    weak = f", {counts.weak} weak" if counts.weak else ""
    planned = f"at {prospect.pace.a_day} a day" if prospect.at_pace else "as planned"
    topics = [[row.tag, percent(row.planned.of_all), percent(row.stopped.of_all)] for row in prospect.topics]
    return [
        f"Interview {days_away(prospect.days_left)}, {day_words(prospect.interview)}",
        f"Today: {counts.due + counts.again} due{weak}, {counts.new} new; "
        f"{count_of(counts.total, 'question')}, about {math.ceil(counts.seconds / 60)} min",
        f"On the day: {forecast_words(prospect)}",
        *filter(None, [coverage_words(prospect)]),
        "",
        *aligned([["topic on the day", planned, "if you stop"], *topics], right={1, 2}),
    ]
