"""Preparing for a date in lines: `practice --until`, what `stats` tells of it, and how it went."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.cli.dispatch import main
from quizapp.cli.ending import remaining
from quizapp.scheduling import study_day
from quizapp.store import Outcome, Store
from quizapp.workspace import Overview
from quizapp.workspace.places import Places

from .conftest import Ran

Quiz = Callable[..., Ran]


@pytest.fixture
def today() -> date:
    return study_day(datetime.now(UTC))


def set_interview(home: Path, day: date) -> None:
    with Store.open(Places(home).store, now=datetime.now(UTC)) as store:
        store.set_setting("interview", day.isoformat())


def interview(home: Path) -> str | None:
    with Store.open(Places(home).store, now=datetime.now(UTC)) as store:
        return store.settings().get("interview")


def outcomes(home: Path) -> tuple[Outcome, ...]:
    with Store.open(Places(home).store, now=datetime.now(UTC)) as store:
        return store.outcomes()


# ---------------------------------------------------------------- before


def test_until_sets_the_date_says_so_and_practises(quiz: Quiz, home: Path, today: date) -> None:
    day = today + timedelta(days=20)
    ran = quiz("practice", "--plain", "--until", day.isoformat(), "--kind", "choice", lines="b\n\n")
    assert ran.code == 0
    said, _, practice = ran.out.partition("\nQuestion 1 of 1: ")
    assert said.startswith(f"Your interview is in 20 days, {day.day} {day:%b %Y}. New questions come up to two days")
    assert "Session over: 1 answer, 1 right" in practice
    assert interview(home) == day.isoformat()


def test_until_none_takes_the_date_back(quiz: Quiz, home: Path, today: date) -> None:
    set_interview(home, today + timedelta(days=20))
    assert quiz("practice", "--plain", "--until", "none").out.startswith("There is no interview date any more")
    assert interview(home) is None


def test_until_today_is_about_what_is_weakest(quiz: Quiz, home: Path, today: date) -> None:
    out = quiz("practice", "--plain", "--until", today.isoformat()).out
    assert out.startswith(f"Your interview is today, {today.day} {today:%b %Y}. What is weakest comes first")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2001-01-01", "2001-01-01 is in the past"),
        ("2026-13-45", "there is no 2026-13-45 in the calendar"),
        ("9999-01-01", "9999-01-01 is more than a year away"),
        ("tomorrow", "type tomorrow as 20"),
        ("6.12.", "“6.12.” is not a date like"),
    ],
)
def test_a_date_that_cannot_be_is_explained_and_nothing_is_asked(quiz: Quiz, home: Path, text: str, why: str) -> None:
    ran = quiz("practice", "--plain", "--until", text, lines="b\n")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("quizapp: Interview date: ")
    assert why in ran.err
    assert interview(home) is None


def test_a_second_quizapp_cannot_set_the_date(quiz: Quiz, home: Path, today: date) -> None:
    with Store.open(Places(home).store, now=datetime.now(UTC)):
        ran = quiz("practice", "--plain", "--until", today.isoformat())
    assert ran.code == 1
    assert "already open" in ran.err


def test_the_app_says_it_too(
    quiz: Quiz, home: Path, today: date, monkeypatch: pytest.MonkeyPatch, engines: list[object]
) -> None:
    said: list[str] = []
    monkeypatch.setattr("quizapp.cli.practice.wants_lines", lambda: False)
    monkeypatch.setattr("quizapp.tui.app.run", lambda _content, _selection, greeting: said.append(greeting) or 0)
    quiz("practice", "--until", today.isoformat())
    assert said[0].startswith("Your interview is today")


def test_what_is_left_of_the_last_days_counts_the_weak_ones() -> None:
    assert "0 due, 3 weak, 0 new." in remaining(Overview(weak=3))
    assert remaining(Overview()) == "Nothing more is due today."


# ---------------------------------------------------------------- what stats tells


def test_stats_look_ahead(quiz: Quiz, home: Path, today: date) -> None:
    assert json.loads(quiz("stats", "--json").out)["interview"] is None
    set_interview(home, today + timedelta(days=10))
    found = quiz("stats", "--json").json
    ahead = found["interview"]
    assert (ahead["date"], ahead["days_left"]) == ((today + timedelta(days=10)).isoformat(), 10)
    assert ahead["today"] == {"due": 0, "again": 0, "weak": 0, "new": 1, "questions": 1, "minutes": 0.5}
    assert ahead["pace"] == {"a_day": 10, "known": False}
    assert ahead["coverage"] == {"unseen": found["questions"], "days": 9, "about": found["questions"]}
    assert ahead["recall"]["stopped"] == {"of_all": 0.0, "of_seen": None, "seen": 0}
    assert ahead["recall"]["planned"]["seen"] == found["questions"]
    assert 0.7 < ahead["recall"]["planned"]["of_all"] < 1
    assert {row["tag"] for row in ahead["tags"]} == {row["tag"] for row in found["tags"]}
    assert [row["date"] for row in ahead["course"]] == [
        (today + timedelta(days=number)).isoformat() for number in range(10)
    ]


def test_stats_say_it_in_words(quiz: Quiz, home: Path, today: date) -> None:
    assert "Interview" not in quiz("stats").out
    set_interview(home, today + timedelta(days=10))
    out = quiz("stats").out
    assert "Interview in 10 days, " in out
    assert "On the day: recall " in out
    assert "as planned · 0 % if you stop" in out
    assert "topic" in out.partition("On the day: ")[2]


def test_stats_tell_of_past_interviews(quiz: Quiz, home: Path) -> None:
    at = datetime(2026, 11, 2, tzinfo=UTC)
    with Store.open(Places(home).store, now=datetime.now(UTC)) as store:
        store.save_outcome(Outcome(date(2026, 11, 1), "mixed", "Adam", at))
    assert quiz("stats", "--json").json["interviews"] == [{"date": "2026-11-01", "how": "mixed", "note": "Adam"}]
    assert "1 Nov 2026: it was mixed (Adam)" in quiz("stats").out


# ---------------------------------------------------------------- after


@pytest.fixture
def over(home: Path, today: date) -> date:
    set_interview(home, today - timedelta(days=1))
    return today - timedelta(days=1)


def test_line_mode_asks_how_it_went_before_the_first_question(quiz: Quiz, home: Path, over: date) -> None:
    ran = quiz("practice", "--plain", "--kind", "choice", lines="mixed they asked about Adam\nb\n\n")
    asked, _, practice = ran.out.partition("Question 1 of 1: ")
    assert asked.startswith(f"Your interview was yesterday, {over.day} {over:%b %Y}. How did it go? Type well, mixed")
    assert asked.endswith(
        "> mixed they asked about Adam\nKept: it was mixed. Questions come when they are due again.\n\n"
    )
    assert "1 right" in practice
    assert [(one.day, one.how, one.note) for one in outcomes(home)] == [(over, "mixed", "they asked about Adam")]
    assert interview(home) is None


def test_an_interview_that_was_moved(quiz: Quiz, home: Path, over: date, today: date) -> None:
    new = today + timedelta(days=9)
    out = quiz("practice", "--plain", lines=f"moved {new}\n").out
    assert "Kept: it was moved. Your interview is in 9 days" in out
    assert interview(home) == new.isoformat()


def test_an_interview_cannot_move_into_the_past(quiz: Quiz, home: Path, over: date) -> None:
    out = quiz("practice", "--plain", lines="moved 2001-01-01\n").out
    assert "Interview date: 2001-01-01 is in the past" in out
    assert (outcomes(home), interview(home)) == ((), over.isoformat())


@pytest.mark.parametrize("first", ["b\n\n", "\nb\n\n", ":skip\n"])
def test_a_pipe_that_knows_nothing_of_it_loses_no_line(quiz: Quiz, home: Path, over: date, first: str) -> None:
    ran = quiz("practice", "--plain", "--kind", "choice", lines=first)
    assert "Session over: " in ran.out
    assert ("1 right" in ran.out) == ("b" in first)
    assert (outcomes(home), interview(home)) == ((), over.isoformat())


def test_the_end_of_the_input_says_nothing(quiz: Quiz, home: Path, over: date) -> None:
    assert quiz("practice", "--plain").code == 0
    assert outcomes(home) == ()


class Typed(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_who_types_something_else_is_asked_again(
    quiz: Quiz, home: Path, over: date, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Typed("wel\nmoved 2001-01-01\nwell\n"))
    main(["practice", "--plain"])
    out = capsys.readouterr().out
    assert out.count("Type well") == 2
    assert "2001-01-01 is in the past" in out
    assert [one.how for one in outcomes(home)] == ["well"]


def test_a_single_question_is_no_time_for_it(quiz: Quiz, home: Path, over: date) -> None:
    assert "How did it go?" not in quiz("quick", lines="b\n").out
