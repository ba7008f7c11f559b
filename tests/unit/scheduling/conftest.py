"""A library, and a zone with summer time that needs no time zone database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

import pytest

from quizapp.questions.model import Entry


class SummerTime(tzinfo):
    """One hour ahead of UTC, two from 2026-03-29 01:00 UTC to 2026-10-25 01:00 UTC, as in Berlin."""

    STARTS, ENDS = datetime(2026, 3, 29, 1), datetime(2026, 10, 25, 1)

    def fromutc(self, moment: datetime) -> datetime:
        bare = moment.replace(tzinfo=None)
        summer = self.STARTS <= bare < self.ENDS
        fold = int(self.ENDS <= bare < self.ENDS + timedelta(hours=1))
        return (bare + timedelta(hours=1 + summer)).replace(tzinfo=self, fold=fold)

    def utcoffset(self, moment: datetime | None) -> timedelta:
        return timedelta(hours=1) + self.dst(moment)

    def dst(self, moment: datetime | None) -> timedelta:
        assert moment is not None
        wall = moment.replace(tzinfo=None, fold=0)
        begins, ends = self.STARTS + timedelta(hours=1 + moment.fold), self.ENDS + timedelta(hours=2 - moment.fold)
        return timedelta(hours=int(begins <= wall < ends))

    def tzname(self, moment: datetime | None) -> str:
        return "summer" if self.dst(moment) else "winter"


@pytest.fixture(scope="session")
def summer_time() -> tzinfo:
    return SummerTime()


def entry(name: str, tag: str = "t", level: str = "mid", rev: int = 1, deck: str = "d") -> Entry:
    tags = (tag,) if tag else ()
    return Entry(
        name, deck, name, "choice", level, tags, 1.0, 60, live=False, file="f", line=1, content_hash="", rev=rev
    )


def noon(day) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
