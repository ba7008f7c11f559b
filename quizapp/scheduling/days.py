"""Study days: which day a moment belongs to, for someone who practises past midnight."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from quizapp.errors import ClockError

ROLLOVER = timedelta(hours=4)


def study_day(moment: datetime, zone: tzinfo | None = None) -> date:
    """The local date of `moment`, counting the hours before 4 am to the day before.

    `zone` None is the machine's own zone, with its summer time. `moment` must be aware; a naive one raises
    `ClockError`. It is the clock on the wall that counts, so a day of 23 or 25 hours is one day. Source: Anki's day
    rollover.
    """
    return (aware(moment).astimezone(zone) - ROLLOVER).date()


def day_begins(day: date, zone: tzinfo | None = None) -> datetime:
    """The instant (UTC) at which the study day `day` begins: 4 am on the wall, or the first moment after it."""
    wall = datetime.combine(day, time()) + ROLLOVER
    return wall.replace(tzinfo=zone).astimezone(UTC) if zone else wall.astimezone(UTC)


def elapsed_days(since: date, until: date) -> int:
    """Study days from `since` to `until`, never negative: a clock that was set back has not undone a day."""
    return max(0, (until - since).days)


def aware(moment: datetime) -> datetime:
    """`moment` itself; raises `ClockError` where it has no time zone."""
    if moment.utcoffset() is None:
        raise ClockError(f"The moment {moment.isoformat()} has no time zone; quizapp needs one to know the study day.")
    return moment
