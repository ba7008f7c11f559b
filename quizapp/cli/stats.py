"""`quizapp stats`: answers by day, recall by topic, and what falls due."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from typing import Any

from quizapp.cli.outlook import NOTHING, outlook_of
from quizapp.cli.text import aligned, narrate, tell, tell_json
from quizapp.grading.shares import percent
from quizapp.questions.model import Entry
from quizapp.scheduling import Card, due_by_day, from_json, recall_by_tag, study_day
from quizapp.scheduling.queue import split
from quizapp.store import DayCount, Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Text or JSON."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the statistics; before the first answer, there are zeros."""
    from quizapp.workspace import open_library, open_store
    from quizapp.workspace.places import find_places

    places, now = find_places(), datetime.now(UTC)
    library = open_library(places, args.content)
    with ExitStack() as stack:
        store = None
        if places.store.exists():
            store, _ = open_store(places, now, read_only=True)
            stack.enter_context(store)
        today = study_day(now, None)
        numbers = collect(library.entries, store, today)
        outlook = outlook_of(library.entries, store, today) if store else NOTHING
    if args.json:
        tell_json({**numbers, **outlook.json})
    else:
        tell(*_lines(numbers), *outlook.lines)
        if not numbers["reviews"]:
            narrate("Nothing was answered yet. `quizapp practice` starts.")
    return 0


def collect(entries: Sequence[Entry], store: Store | None, today: date) -> dict[str, Any]:
    """What `stats --json` prints, but for the interview. `store` None: there is no file yet."""
    cards = {key: from_json(text) for key, text in store.cards().items()} if store else {}
    days = store.statistics.days() if store else ()
    return {
        "questions": len(entries),
        "seen": len(split(entries, cards)[0]),
        "reviews": sum(day.reviews for day in days),
        "due_today": due_by_day(entries, cards, today, 1)[0][1],
        "days": [_day_json(day) for day in days],
        "tags": _tags_json(entries, cards, today),
        "forecast": [{"date": day.isoformat(), "due": due} for day, due in due_by_day(entries, cards, today)],
    }


def _day_json(count: DayCount) -> dict[str, Any]:
    return {"date": count.day.isoformat(), "reviews": count.reviews, "right": count.right}


def _tags_json(entries: Sequence[Entry], cards: Mapping[str, Card], today: date) -> list[dict[str, Any]]:
    """Recall is what is predicted for today, the weakest topic first; null where nothing was seen."""
    rows = recall_by_tag(entries, cards, today)
    return [{"tag": r.tag, "questions": r.questions, "seen": r.seen, "recall": r.recall} for r in rows]


def _lines(numbers: Mapping[str, Any]) -> list[str]:
    days = [[row["date"], str(row["reviews"]), str(row["right"])] for row in numbers["days"]]
    tags = [[row["tag"], str(row["questions"]), str(row["seen"]), _share(row["recall"])] for row in numbers["tags"]]
    forecast = [[row["date"], str(row["due"])] for row in numbers["forecast"]]
    return [
        f"{numbers['questions']} questions, {numbers['seen']} seen, {numbers['reviews']} answers, "
        f"{numbers['due_today']} due today",
        "",
        *([*aligned([["day", "answers", "right"], *days], right={1, 2}), ""] if days else []),
        *aligned([["topic", "questions", "seen", "recall today"], *tags], right={1, 2, 3}),
        "",
        *aligned([["day", "due"], *forecast], right={1}),
    ]


def _share(recall: float | None) -> str:
    return "–" if recall is None else percent(recall)
