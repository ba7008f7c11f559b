"""The learner's settings: what they may be, and how a typed value is read."""

from __future__ import annotations

import os
import re
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from textwrap import shorten
from typing import Any

from quizapp.errors import UsageError
from quizapp.scheduling import HIGHEST_RETENTION, LOWEST_RETENTION, RETENTION

MOST_NEW_A_DAY = 500
FURTHEST = timedelta(days=366)  # of an interview date; what is further away is a slip of the keys
MOST_JOBS, USUAL_JOBS = 16, 4  # runs at once: what a person may set, and the most that is taken without asking


@dataclass(frozen=True, slots=True)
class Settings:
    """`new_per_day` questions, `retention` as desired recall, the `interview` day if one is set, and a `theme`.

    `jobs` is how many runs the engine carries out at once; None goes by the number of processors.
    """

    new_per_day: int = 10
    retention: float = RETENTION
    interview: date | None = None
    theme: str = "textual-dark"
    jobs: int | None = None

    @property
    def runs_at_once(self) -> int:
        """How many runs the engine carries out at once: one processor is left to the screens."""
        return self.jobs or max(1, min(USUAL_JOBS, (os.cpu_count() or 1) - 1))

    def to_json(self) -> dict[str, Any]:
        """As it is stored."""
        return {**asdict(self), "interview": self.interview.isoformat() if self.interview else None}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Settings:
        """What was stored; a value that cannot be used any more falls back to its default."""
        base = cls()
        retention = data.get("retention")
        new, jobs = data.get("new_per_day"), data.get("jobs")
        return cls(
            new_per_day=new if isinstance(new, int) and 0 <= new <= MOST_NEW_A_DAY else base.new_per_day,
            retention=retention if isinstance(retention, float) and _possible(retention) else base.retention,
            interview=_stored_day(data.get("interview")),
            theme=str(data.get("theme") or base.theme),
            jobs=jobs if type(jobs) is int and 1 <= jobs <= MOST_JOBS else None,
        )


def read_new_per_day(text: str) -> int:
    """A typed number of new questions a day. Raises `UsageError`."""
    digits = text.strip()
    if not digits.isdecimal() or len(digits) > 9 or int(digits) > MOST_NEW_A_DAY:
        raise UsageError(f"New a day: “{_brief(text)}” is not a whole number from 0 to {MOST_NEW_A_DAY}.")
    return int(digits)


def read_retention(text: str) -> float:
    """A typed desired retention, `.9` or `90 %`. Raises `UsageError`."""
    from quizapp.errors import UnreadableError
    from quizapp.grading.numbers import read_number

    try:
        value = read_number(text)
    except UnreadableError as error:
        raise UsageError(f"Desired retention: {error}") from error
    if not _possible(value):
        low, high = f"{LOWEST_RETENTION:.2f}", f"{HIGHEST_RETENTION:.2f}"
        raise UsageError(f"Desired retention: {value:g} is not between {low} and {high}.")
    return round(value, 4)


def read_interview(text: str, today: date) -> date | None:
    """A typed interview date, `2026-12-06`; nothing, or `none`, means none. Raises `UsageError`."""
    typed = text.strip().lower()
    if typed in ("", "none"):
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError as error:
        raise UsageError(f"Interview date: {_no_date(text, typed, today)}") from error
    if day < today:
        raise UsageError(f"Interview date: {day} is in the past; leave it empty, or type none, where there is none.")
    if day - today > FURTHEST:
        raise UsageError(f"Interview date: {day} is more than a year away; set it once it is nearer.")
    return day


def _no_date(text: str, typed: str, today: date) -> str:
    if typed in ("today", "tomorrow"):
        return f"type {typed} as {today + timedelta(days=typed == 'tomorrow')}."
    if re.fullmatch(r"\d{4}-\d\d-\d\d", typed):
        return f"there is no {typed} in the calendar; a date is like {today.year}-12-06."
    return f"“{_brief(text)}” is not a date like {today.year}-12-06."


def read_jobs(text: str) -> int | None:
    """A typed number of runs at once; nothing means that the number of processors decides. Raises `UsageError`."""
    digits = text.strip()
    if not digits:
        return None
    if not digits.isdecimal() or len(digits) > 9 or not 1 <= int(digits) <= MOST_JOBS:
        raise UsageError(f"Runs at once: “{_brief(text)}” is not a whole number from 1 to {MOST_JOBS}.")
    return int(digits)


def _brief(text: str) -> str:
    """What was typed, short enough for a sentence."""
    return shorten(text, 40, placeholder=" …")


def _possible(retention: float) -> bool:
    return LOWEST_RETENTION <= retention <= HIGHEST_RETENTION


def _stored_day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
