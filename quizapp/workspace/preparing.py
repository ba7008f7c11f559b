"""Preparing for a date: setting it, the pace so far, the prospect of the day, and how it went once it is over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from quizapp.grading.shares import percent
from quizapp.questions.model import Entry
from quizapp.scheduling import Plan, from_json
from quizapp.store import Outcome, Store
from quizapp.workspace.settings import Settings, read_interview
from quizapp.workspace.wording import count_of, day_words, days_away

if TYPE_CHECKING:
    from quizapp.scheduling.prospect import Pace, Prospect
    from quizapp.workspace.workspace import Workspace

PRACTISED_DAYS, ENOUGH_DAYS = 14, 3  # of so many last days the median is the pace; fewer days say nothing of it
LOWEST = 2  # topics that home names
# How an interview can have gone: what is kept, and how it is said.
WENT = {"well": "it went well", "mixed": "it was mixed", "badly": "it went badly", "moved": "it was moved"}


# ---------------------------------------------------------------- before


def set_date(store: Store, day: date | None, today: date) -> str:
    """Keep the interview `day` (None: there is none), and say in a sentence what follows. Raises `StoreError`."""
    store.set_setting("interview", day.isoformat() if day else None)
    if day is None:
        return "There is no interview date any more: questions come when they are due."
    return _announced(day, today)


def _announced(day: date, today: date) -> str:
    left = (day - today).days
    first = "New questions come up to two days before it; then what" if left > 1 else "What"
    return f"Your interview is {days_away(left)}, {day_words(day)}. {first} is weakest comes first, due or not."


def todays_plan(store: Store, settings: Settings, today: date) -> Plan:
    """What the settings ask for today. Raises `StoreError`."""
    return Plan(
        new_per_day=settings.new_per_day,
        new_done_today=store.statistics.introduced(today),
        retention=settings.retention,
        interview=settings.interview,
    )


def look_ahead(
    entries: Sequence[Entry], store: Store, settings: Settings, today: date
) -> Callable[[], Prospect | None]:
    """The prospect of the interview, to be worked out when called, beside the screen: the file is read here and now.

    None where no interview is ahead. Raises `StoreError`.
    """
    from quizapp.scheduling.prospect import prospect

    texts, plan = store.cards(), todays_plan(store, settings, today)
    pace, first_try = pace_of(store, settings, today), share_known_at_first(store)

    def work_out() -> Prospect | None:
        cards = {question_id: from_json(text) for question_id, text in texts.items()}
        return prospect(entries, cards, today, plan, pace, first_try)

    return work_out


def pace_of(store: Store, settings: Settings, today: date) -> Pace:
    """The median of the last days of practice before today; where there were few, what the settings say of new ones."""
    from statistics import median  # it loads random and decimal

    from quizapp.scheduling.prospect import Pace

    counts = store.statistics.questions_a_day(today, PRACTISED_DAYS)
    if len(counts) < ENOUGH_DAYS:
        return Pace(settings.new_per_day, known=False)
    return Pace(round(median(counts)), known=True)


def share_known_at_first(store: Store) -> float:
    """The share of new questions that are answered right: one half, until the log knows better."""
    answered, right = store.statistics.first_answers()
    return (right + 2) / (answered + 4)


# ---------------------------------------------------------------- in words


def forecast_words(prospect: Prospect) -> str:
    """Recall of all questions on the day: `recall 93 % as planned · 31 % if you stop`."""
    how = f"at your {prospect.pace.a_day} a day" if prospect.at_pace else "as planned"
    return f"recall {percent(prospect.planned.of_all)} {how} · {percent(prospect.stopped.of_all)} if you stop"


def lowest_words(prospect: Prospect) -> str:
    """The topics of which least will be recalled on the day: `lowest: l1 88 %, map 90 %`; empty where there is one."""
    rows = prospect.topics[:LOWEST] if len(prospect.topics) > 1 else ()
    return f"lowest: {', '.join(f'{row.tag} {percent(row.planned.of_all)}' for row in rows)}" if rows else ""


def coverage_words(prospect: Prospect) -> str:
    """That the new questions do not all fit in, `400 new questions, 40 a day, 7 days: about 280`; empty if they do."""
    coverage = prospect.coverage
    if coverage.enough:
        return ""
    new = count_of(coverage.unseen, "new question")
    if not coverage.days:
        return f"{new} left, and little time: what is weakest comes first"
    days = count_of(coverage.days, "day")
    if not prospect.pace.known:  # today's plan may ask for more of them than the settings do
        return f"{new} in {days}: at {coverage.a_day} a day (settings) about {coverage.room}"
    return f"{new}, {coverage.a_day} a day, {days}: about {coverage.room}"


# ---------------------------------------------------------------- after


def interview_over(workspace: Workspace) -> date | None:
    """The day of an interview that is over and of which nobody has said yet how it went."""
    day = workspace.settings.interview
    return day if day is not None and day < workspace.today and not workspace.store.read_only else None


def keep_outcome(workspace: Workspace, day: date, how: str, note: str) -> str:
    """Keep how the interview of `day` went, go back to ordinary scheduling, and say so. Raises `StoreError`."""
    _keep(workspace, Outcome(day, how, note, workspace.now()), following=None)
    return f"Kept: {WENT[how]}. Questions come when they are due again."


def move_interview(workspace: Workspace, day: date, text: str) -> str:
    """Keep that the interview of `day` was moved to the one that was typed (nothing: to none yet), and say so.

    Raises `UsageError` where that is no day to come, and `StoreError`.
    """
    following = read_interview(text, workspace.today)
    _keep(workspace, Outcome(day, "moved", f"to {following}" if following else "", workspace.now()), following)
    if following is None:
        return "Kept: it was moved. Set the new date once you know it."
    return f"Kept: it was moved. {_announced(following, workspace.today)}"


def _keep(workspace: Workspace, outcome: Outcome, following: date | None) -> None:
    workspace.store.save_outcome(outcome)
    if workspace.settings.interview == outcome.day:  # else another date was set meanwhile
        workspace.save_settings(replace(workspace.settings, interview=following))


def outcome_words(outcome: Outcome) -> str:
    """`6 Dec 2026: it went well (they asked about Adam)`."""
    note = f" ({outcome.note})" if outcome.note else ""
    return f"{day_words(outcome.day)}: {WENT.get(outcome.how, outcome.how)}{note}"
