from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import ClockError
from quizapp.scheduling import day_begins, elapsed_days, study_day

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
DAYS = st.dates(date(2026, 1, 2), date(2026, 12, 30))
AROUND_THE_CHANGES = st.sampled_from([date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 25), date(2026, 10, 26)])


@pytest.mark.parametrize(
    ("wall", "day"),
    [
        ("2026-06-10T00:30", date(2026, 6, 9)),
        ("2026-06-10T03:59:59.999999", date(2026, 6, 9)),
        ("2026-06-10T04:00", date(2026, 6, 10)),
        ("2026-06-10T23:59", date(2026, 6, 10)),
    ],
)
def test_the_day_turns_at_four_on_the_wall(wall, day, summer_time):
    assert study_day(datetime.fromisoformat(wall).replace(tzinfo=summer_time), summer_time) == day


def test_the_zone_of_the_learner_counts_not_that_of_the_moment():
    moment = datetime(2026, 6, 10, 2, tzinfo=UTC)
    assert study_day(moment, timezone(timedelta(hours=9))) == date(2026, 6, 10)
    assert study_day(moment, timezone(timedelta(hours=-3))) == date(2026, 6, 9)


def test_without_a_zone_it_is_the_machines_own():
    moment = datetime(2026, 6, 10, 2, tzinfo=UTC)
    assert study_day(moment) == study_day(moment, moment.astimezone().tzinfo)
    assert study_day(day_begins(date(2026, 6, 10))) == date(2026, 6, 10)


def test_a_naive_moment_is_refused():
    with pytest.raises(ClockError, match="no time zone"):
        study_day(datetime(2026, 6, 10, 2), UTC)


@given(MOMENTS)
def test_the_wall_decides_through_summer_time(summer_time, moment):
    wall = moment.astimezone(summer_time)
    expected = wall.date() - timedelta(days=1 if wall.hour < 4 else 0)
    assert study_day(moment, summer_time) == expected


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_a_later_moment_is_never_on_an_earlier_day(summer_time, moment, later):
    assert study_day(moment, summer_time) <= study_day(moment + later, summer_time)


@given(DAYS | AROUND_THE_CHANGES)
def test_a_day_begins_where_the_one_before_ends(summer_time, day):
    begins = day_begins(day, summer_time)
    assert study_day(begins, summer_time) == day
    assert study_day(begins - timedelta(microseconds=1), summer_time) == day - timedelta(days=1)


def test_a_day_of_23_hours_and_one_of_25_are_one_day_each(summer_time):
    short = day_begins(date(2026, 3, 29), summer_time) - day_begins(date(2026, 3, 28), summer_time)
    long = day_begins(date(2026, 10, 25), summer_time) - day_begins(date(2026, 10, 24), summer_time)
    assert (short, long) == (timedelta(hours=23), timedelta(hours=25))


def test_elapsed_days_are_never_negative():
    assert elapsed_days(date(2026, 1, 1), date(2026, 1, 31)) == 30
    assert elapsed_days(date(2026, 1, 31), date(2026, 1, 1)) == 0
