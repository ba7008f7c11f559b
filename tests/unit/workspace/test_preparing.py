"""An interview date over a real store: set, looked ahead to, and over; the clock is moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.errors import UsageError
from quizapp.scheduling.prospect import Coverage, Pace, Prospect
from quizapp.sessions.practice import events as ev
from quizapp.store import Outcome, Store
from quizapp.workspace import Selection, Workspace
from quizapp.workspace.places import Places
from quizapp.workspace.preparing import (
    coverage_words,
    forecast_words,
    interview_over,
    keep_outcome,
    look_ahead,
    lowest_words,
    move_interview,
    outcome_words,
    pace_of,
    set_date,
    share_known_at_first,
)

TODAY = date(2026, 11, 23)
HEAD = "---\ndeck: small\ntitle: Small\n---\n"
QUESTION = """
## Number {0}?
<!-- q id=cccccc{0:02} -->

- [x] yes
- [ ] no

### Sources
- none needed
"""


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "small.md").write_text(HEAD + "".join(QUESTION.format(number) for number in range(10, 40)), "utf-8")
    monkeypatch.setattr("quizapp.workspace.opening.bundled_decks", lambda: decks)
    places = Places(tmp_path / "home")
    with Store.open(places.store, now=clock()) as store:
        yield Workspace(places, store, FakeEngine({}), now=clock, zone=UTC)


def practise(workspace: Workspace, count: int, answer: str = "a") -> None:
    runner = workspace.start_practice(workspace.queue(Selection(new=count, limit=count)), lambda _: None)
    runner.start()
    for _ in range(count):
        runner.send(ev.Answer(answer, workspace.now()))
        runner.send(ev.Rate())
    runner.send(ev.Finish())


def set_ahead(workspace: Workspace, days: int) -> None:
    workspace.save_settings(replace(workspace.settings, interview=TODAY + timedelta(days=days)))


def ahead(workspace: Workspace) -> Callable[[], Prospect | None]:
    return look_ahead(workspace.library.entries, workspace.store, workspace.settings, workspace.today)


def prospect_of(workspace: Workspace) -> Prospect:
    found = ahead(workspace)()
    assert found is not None
    return found


# ---------------------------------------------------------------- before


def test_a_date_is_kept_and_said_and_taken_back(workspace: Workspace) -> None:
    assert set_date(workspace.store, date(2026, 12, 6), TODAY) == (
        "Your interview is in 13 days, 6 Dec 2026. New questions come up to two days before it; then what is weakest "
        "comes first, due or not."
    )
    assert workspace.store.settings()["interview"] == "2026-12-06"
    assert set_date(workspace.store, TODAY, TODAY).startswith("Your interview is today, 23 Nov 2026. What is weakest")
    assert set_date(workspace.store, None, TODAY).startswith("There is no interview date any more")
    assert "interview" not in workspace.store.settings()


def test_without_a_date_there_is_nothing_to_look_ahead_to(workspace: Workspace) -> None:
    assert ahead(workspace)() is None
    set_ahead(workspace, -1)
    assert ahead(workspace)() is None


def test_the_file_is_read_when_asked_and_not_where_the_prospect_is_worked_out(workspace: Workspace) -> None:
    set_ahead(workspace, 14)
    work_out = ahead(workspace)
    practise(workspace, 3)
    found = work_out()
    assert found is not None
    assert (found.stopped.seen, prospect_of(workspace).stopped.seen) == (0, 3)


def test_the_pace_is_the_median_of_the_days_that_were_practised(workspace: Workspace, clock: Clock) -> None:
    for count in (2, 6, 4):
        assert pace_of(workspace.store, workspace.settings, workspace.today) == Pace(10, known=False)
        practise(workspace, count)
        clock.now += timedelta(days=2)
    practise(workspace, 1)  # today is not over yet, and tells nothing
    assert pace_of(workspace.store, workspace.settings, workspace.today) == Pace(4, known=True)


def test_the_share_known_at_first_starts_at_one_half_and_follows_the_log(workspace: Workspace) -> None:
    assert share_known_at_first(workspace.store) == 0.5
    practise(workspace, 6)
    assert share_known_at_first(workspace.store) == 0.8


def test_what_does_not_fit_is_said_with_what_is_known_of_the_pace(workspace: Workspace, clock: Clock) -> None:
    set_ahead(workspace, 3)
    found = prospect_of(workspace)
    assert coverage_words(found) == "30 new questions in 2 days: at 10 a day (settings) about 20"
    assert forecast_words(found).endswith(" % as planned · 0 % if you stop")
    for _ in range(3):
        practise(workspace, 1)
        clock.now += timedelta(days=1)
    set_ahead(workspace, 7)
    found = prospect_of(workspace)
    assert coverage_words(found) == "28 new questions, 1 a day, 3 days: about 3"  # two are new, the third was a review
    assert "% at your 1 a day · " in forecast_words(found)


def test_the_topics_of_which_least_is_recalled_are_named(workspace: Workspace) -> None:
    set_ahead(workspace, 14)
    found = prospect_of(workspace)
    assert lowest_words(found) == ""  # all of one topic: the forecast of all says it
    rows = [replace(found.topics[0], tag=tag, planned=replace(found.topics[0].planned, recall=0.5)) for tag in "abc"]
    assert lowest_words(replace(found, topics=tuple(rows))) == "lowest: a 50 %, b 50 %"


def test_nothing_is_said_where_all_fit_and_plainly_where_none_do(workspace: Workspace) -> None:
    set_ahead(workspace, 14)
    found = prospect_of(workspace)
    assert coverage_words(found) == ""
    late = replace(found, coverage=Coverage(1, 10, 0))
    assert coverage_words(late) == "1 new question left, and little time: what is weakest comes first"


# ---------------------------------------------------------------- after


def test_an_interview_is_over_the_day_after(workspace: Workspace, clock: Clock) -> None:
    assert interview_over(workspace) is None
    set_ahead(workspace, 0)
    assert interview_over(workspace) is None
    clock.now += timedelta(days=1)
    assert interview_over(workspace) == TODAY
    clock.now -= timedelta(days=2)  # the clock was set back
    assert interview_over(workspace) is None


@pytest.mark.parametrize("how", ["well", "mixed", "badly"])
def test_how_it_went_is_kept_and_ordinary_days_come_back(workspace: Workspace, clock: Clock, how: str) -> None:
    set_ahead(workspace, -1)
    day = TODAY - timedelta(days=1)
    assert keep_outcome(workspace, day, how, "they asked about Adam").startswith("Kept: it w")
    assert workspace.store.outcomes() == (Outcome(day, how, "they asked about Adam", clock()),)
    assert (workspace.settings.interview, workspace.plan().interview) == (None, None)
    assert "interview" not in workspace.store.settings()
    assert interview_over(workspace) is None


def test_an_interview_that_was_moved_has_its_new_date(workspace: Workspace) -> None:
    set_ahead(workspace, -1)
    day = TODAY - timedelta(days=1)
    with pytest.raises(UsageError, match="in the past"):
        move_interview(workspace, day, "2026-11-01")
    assert workspace.store.outcomes() == ()
    assert interview_over(workspace) == day
    assert "in 7 days, 30 Nov 2026" in move_interview(workspace, day, "2026-11-30")
    assert workspace.settings.interview == date(2026, 11, 30)
    assert [outcome_words(one) for one in workspace.store.outcomes()] == ["22 Nov 2026: it was moved (to 2026-11-30)"]


def test_an_interview_that_was_moved_may_have_no_date_yet(workspace: Workspace) -> None:
    set_ahead(workspace, -1)
    move_interview(workspace, TODAY - timedelta(days=1), "")
    assert workspace.settings.interview is None


def test_a_clock_that_was_set_back_before_the_answer_loses_nothing(workspace: Workspace, clock: Clock) -> None:
    set_ahead(workspace, -1)
    day = interview_over(workspace)
    assert day is not None
    clock.now -= timedelta(days=3)
    keep_outcome(workspace, day, "well", "")
    assert [one.day for one in workspace.store.outcomes()] == [day]
    assert workspace.settings.interview is None


def test_a_date_that_was_set_meanwhile_stays(workspace: Workspace) -> None:
    set_ahead(workspace, 5)
    keep_outcome(workspace, TODAY - timedelta(days=1), "mixed", "")
    assert workspace.settings.interview == TODAY + timedelta(days=5)
