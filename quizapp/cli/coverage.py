"""What some questions cover, as two Markdown tables: each topic by level and by kind, and how much of it is live."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from quizapp.grading.shares import percent
from quizapp.questions.model import Entry, Level

TOTAL = "all"


def coverage(entries: Sequence[Entry]) -> list[str]:
    """The lines of both tables. A topic is the first tag of a question, or else its deck."""
    levels = [level.value for level in Level if any(entry.level == level for entry in entries)]
    kinds = sorted({entry.kind for entry in entries})
    return [
        *_table(entries, levels, lambda entry: entry.level, live=True),
        "",
        *_table(entries, kinds, lambda entry: entry.kind, live=False),
    ]


def _table(
    entries: Sequence[Entry], columns: Sequence[str], column: Callable[[Entry], str], *, live: bool
) -> list[str]:
    from quizapp.scheduling import topic

    topics = list(dict.fromkeys(map(topic, entries)))
    head = ["topic", TOTAL, *columns, *(["live"] if live else [])]
    rows = [head, ["---", *("--:" for _ in head[1:])]]
    for name in (*topics, TOTAL):
        here = [entry for entry in entries if name in (topic(entry), TOTAL)]
        counts = [sum(column(entry) == wanted for entry in here) for wanted in columns]
        rows.append([name, str(len(here)), *(str(count or "") for count in counts)])
        if live:
            rows[-1].append(percent(_share(entry.live for entry in here)))
    return [f"| {' | '.join(row)} |" for row in rows]


def _share(true: Iterable[bool]) -> float:
    listed = list(true)
    return sum(listed) / len(listed) if listed else 0.0
