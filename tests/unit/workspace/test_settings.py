from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import UsageError
from quizapp.workspace.settings import Settings, read_interview, read_jobs, read_new_per_day, read_retention

TODAY = date(2026, 11, 23)


def test_settings_survive_storing() -> None:
    settings = Settings(new_per_day=7, retention=0.85, interview=date(2026, 12, 6), theme="nord", jobs=3)
    assert Settings.from_json(settings.to_json()) == settings


@given(
    st.dictionaries(
        st.sampled_from(["new_per_day", "retention", "interview", "theme", "jobs"]),
        st.none() | st.integers() | st.floats() | st.text() | st.booleans(),
    )
)
def test_whatever_was_stored_gives_usable_settings(stored: dict) -> None:
    settings = Settings.from_json(stored)
    assert 0 <= settings.new_per_day <= 500
    assert 0.7 <= settings.retention <= 0.99
    assert 1 <= settings.runs_at_once <= 16
    assert Settings.from_json(settings.to_json()) == settings


@pytest.mark.parametrize(("text", "value"), [("0", 0), (" 25 ", 25), ("500", 500)])
def test_new_per_day_is_read(text: str, value: int) -> None:
    assert read_new_per_day(text) == value


@pytest.mark.parametrize("text", ["", "-1", "2.5", "501", "ten", "²", "9" * 5000])
def test_new_per_day_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(UsageError, match="from 0 to 500"):
        read_new_per_day(text)


@pytest.mark.parametrize(("text", "value"), [(".9", 0.9), ("90%", 0.9), ("0,85", 0.85), ("0.70", 0.7), ("99 %", 0.99)])
def test_retention_is_read(text: str, value: float) -> None:
    assert read_retention(text) == value


@pytest.mark.parametrize("text", ["0.69", "1", "95", "x", ""])
def test_retention_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(UsageError, match="Desired retention: "):
        read_retention(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        (" None ", None),
        (" 2026-12-06 ", date(2026, 12, 6)),
        ("2026-11-23", TODAY),
        ("2027-11-23", date(2027, 11, 23)),
    ],
)
def test_an_interview_is_a_day_within_a_year_or_none(text: str, day: date | None) -> None:
    assert read_interview(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-11-22", "2026-11-22 is in the past"),
        ("2027-11-25", "2027-11-25 is more than a year away"),
        ("2026-13-45", "there is no 2026-13-45 in the calendar"),
        ("tomorrow", "type tomorrow as 2026-11-24"),
        ("Today", "type today as 2026-11-23"),
        ("6.12.2026", "“6.12.2026” is not a date like 2026-12-06"),
        ("x" * 5000, "is not a date like 2026-12-06"),
    ],
)
def test_an_interview_date_is_refused_in_a_sentence(text: str, why: str) -> None:
    with pytest.raises(UsageError, match=f"^Interview date: .*{why}") as caught:
        read_interview(text, TODAY)
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize(("text", "value"), [("", None), ("1", 1), (" 16 ", 16)])
def test_runs_at_once_are_read(text: str, value: int | None) -> None:
    assert read_jobs(text) == value


@pytest.mark.parametrize("text", ["0", "17", "-1", "2.5", "many", "²", "9" * 5000])
def test_runs_at_once_are_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(UsageError, match="from 1 to 16"):
        read_jobs(text)


@pytest.mark.parametrize(("processors", "jobs"), [(None, 1), (1, 1), (2, 1), (3, 2), (64, 4)])
def test_without_a_setting_one_processor_is_left_to_the_screens(
    monkeypatch: pytest.MonkeyPatch, processors: int | None, jobs: int
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: processors)
    assert Settings().runs_at_once == jobs
    assert Settings(jobs=7).runs_at_once == 7
