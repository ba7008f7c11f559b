"""The history of interviews: the list, the trends in words and as plots, and two of them side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from quizapp.sessions.mock.report import Report
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.mock.comparison import ComparisonScreen, change_words
from quizapp.tui.screens.mock.history import HistoryScreen
from quizapp.tui.screens.mock.report import ReportScreen
from quizapp.tui.widgets.listing import Listing
from quizapp.tui.widgets.plot import ResultPlot
from quizapp.workspace import Workspace
from tests.tui.report.interviews import AT_LENGTH, CHOICE, MISLED, NUMBER, SILENT, UNCHECKED, keep, report
from tests.tui.stage import Clock, Compare, Running, bar, frame, press, settle

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
every_size = pytest.mark.parametrize("size", SIZES)
GOT_IT = replace(CHOICE, score=1.0, verdict="right", word=NUMBER.word, rule=NUMBER.rule)
FIRST = report(MISLED, CHOICE, SILENT, name="rapid")
SECOND = report(AT_LENGTH, CHOICE, NUMBER)
THIRD = report(AT_LENGTH, GOT_IT, UNCHECKED)


async def held(pilot: Pilot[None], workspace: Workspace, clock: Clock, *reports: Report) -> str:
    """The history after these interviews, a day apart."""
    for told in reports:
        keep(workspace, replace(told, started_at=clock.now))
        clock.pass_days(1)
    assert isinstance(pilot.app, QuizApp)
    pilot.app.show_mock_history()
    await settle(pilot)
    return frame(pilot)


@every_size
async def test_a_history_of_three(
    running: Running, workspace: Workspace, clock: Clock, same_frame: Compare, size: str
) -> None:
    async with running(size=SIZES[size]) as pilot:
        await held(pilot, workspace, clock, FIRST, SECOND, THIRD)
        same_frame(pilot, f"interviews-{size}")
        await press(pilot, "c", "end", "c")
        same_frame(pilot, f"interviews-compared-{size}")


async def test_an_empty_history_says_how_it_is_filled(running: Running, workspace: Workspace, clock: Clock) -> None:
    async with running() as pilot:
        empty = " ".join((await held(pilot, workspace, clock)).split())
        assert empty.startswith(
            "Mock interviews · 0 reports No interview yet. The mock interview on the home screen asks you"
        )
        assert bar(pilot).startswith("? help  esc back")
        await press(pilot, "enter", "c", "up", "space")
        assert isinstance(pilot.app.screen, HistoryScreen)


async def test_the_statistics_lead_to_the_interviews(running: Running, workspace: Workspace) -> None:
    keep(workspace, FIRST)
    async with running() as pilot:
        assert "i mock interviews" in (await press(pilot, "t")).splitlines()[-1]
        assert (await press(pilot, "i")).startswith(" Mock interviews  ·  1 report")
        assert (await press(pilot, "escape")).startswith(" Statistics")


async def test_the_newest_stands_first_and_enter_opens_its_report(
    running: Running, workspace: Workspace, clock: Clock
) -> None:
    async with running(size=(80, 40)) as pilot:
        told = await held(pilot, workspace, clock, FIRST, SECOND)
        first, second = told.splitlines()[1:3]
        assert first == " ›   24 Nov 12:00  screen  ◔ mixed       50 %  3 of 3 answered"
        assert second == "     23 Nov 12:00  rapid   ○ poor         4 %  2 of 3 answered"
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, ReportScreen)
        assert frame(pilot).startswith(" Report  ·  rapid  ·  23 Nov 2026, 12:00")
        back = await press(pilot, "escape")
        assert back.splitlines()[2].startswith(" ›"), "the pointer stays"


async def test_an_interview_of_another_year_is_told_by_its_year(
    running: Running, workspace: Workspace, clock: Clock
) -> None:
    async with running() as pilot:
        await held(pilot, workspace, clock, FIRST)
        clock.pass_days(60)
        assert "     23 Nov 2026   rapid" in (await held(pilot, workspace, clock, SECOND)).splitlines()[2]


async def test_a_click_points_and_another_opens(running: Running, workspace: Workspace, clock: Clock) -> None:
    async with running() as pilot:
        await held(pilot, workspace, clock, FIRST, SECOND)
        await pilot.click(Listing, offset=(5, 1))
        await settle(pilot)
        assert frame(pilot).splitlines()[2].startswith(" ›")
        await pilot.click(Listing, offset=(5, 1))
        await settle(pilot)
        assert isinstance(pilot.app.screen, ReportScreen)


async def test_trends_are_told_in_words_and_drawn(running: Running, workspace: Workspace, clock: Clock) -> None:
    async with running(size=(100, 80)) as pilot:
        told = " ".join((await held(pilot, workspace, clock, FIRST, SECOND)).split())
        assert "Scores 4 % → 50 % over 2 interviews. Most gained: l1" in told
        assert "Most lost" not in told
        assert "x: interview, the oldest first · y: score in % ● score ○ l1" in told
        assert "Time You used 6 % → 8 % of it. Of the questions, 33 % → 33 % took longer than planned." in told
        assert "Calibration Brier score" in told
        assert "too few to judge, it takes 20." in told


async def test_what_was_lost_is_told_too(running: Running, workspace: Workspace, clock: Clock) -> None:
    async with running(size=(100, 60)) as pilot:
        told = " ".join((await held(pilot, workspace, clock, SECOND, FIRST)).split())
        assert "Scores 50 % → 4 % over 2 interviews. Most lost: l1" in told


async def test_the_first_interview_has_no_trend_yet(running: Running, workspace: Workspace, clock: Clock) -> None:
    async with running() as pilot:
        told = await held(pilot, workspace, clock, FIRST)
        assert "4 % in the first interview: the trend begins with the second." in told
        assert not any(plot.display for plot in pilot.app.screen.query(ResultPlot))


async def test_calibration_is_drawn_once_it_is_more_than_chance(
    running: Running, workspace: Workspace, clock: Clock
) -> None:
    sure = report(*[replace(NUMBER, confidence=said) for said in (50, 65, 80, 95) for _ in range(5)])
    async with running(size=(100, 60)) as pilot:
        told = await held(pilot, workspace, clock, sure)
        assert "x: you said, in %  ·  y: it was, in %" in told
        assert "● you   ○ the same" in told


async def test_two_are_picked_and_set_side_by_side(running: Running, workspace: Workspace, clock: Clock) -> None:
    async with running(size=(100, 60)) as pilot:
        await held(pilot, workspace, clock, FIRST, SECOND, THIRD)
        picked = await press(pilot, "c")
        assert picked.splitlines()[1].startswith(" › ◆ 25 Nov 12:00")
        told = await press(pilot, "down", "c")
        assert isinstance(pilot.app.screen, ComparisonScreen)
        assert not list(pilot.app._notifications), "what was said of picking is in the way of the tables"
        lines = [" ".join(line.split()) for line in told.splitlines()]
        assert "First: screen · 24 Nov 2026, 12:00" in lines, "the older one is the first"
        assert "Second: screen · 25 Nov 2026, 12:00" in lines
        assert "l1 25 % 75 % ▲ 50" in lines
        assert "weight-decay 100 % – –" in lines, "nothing was judged of it in the second"
        assert "3 questions asked in both" in lines
        assert "Which penalty can give exact zeros? ○ poor 0 % ● excellent 100 % ▲ 100" in lines
        assert "Where is the weight? ● excellent 100 % ? not judged – –" in lines
        swapped = await press(pilot, "x")
        assert "l1 75 % 25 % ▼ 50" in " ".join(swapped.split())
        back = await press(pilot, "escape")
        assert "◆" not in back, "nothing is picked any more"


async def test_what_was_picked_is_let_go_of(running: Running, workspace: Workspace, clock: Clock) -> None:
    async with running() as pilot:
        await held(pilot, workspace, clock, FIRST, SECOND)
        assert "◆" in await press(pilot, "c")
        assert "Picked. Go to another interview" in str(next(iter(pilot.app._notifications)).message)
        assert "◆" not in await press(pilot, "c")


async def test_one_alone_cannot_be_compared(running: Running, workspace: Workspace, clock: Clock) -> None:
    async with running() as pilot:
        await held(pilot, workspace, clock, FIRST)
        assert "compare" not in bar(pilot)
        assert "◆" not in await press(pilot, "c")


async def test_two_without_a_common_question(running: Running, workspace: Workspace, clock: Clock) -> None:
    async with running(size=(80, 40)) as pilot:
        await held(pilot, workspace, clock, report(NUMBER), report(SILENT))
        told = await press(pilot, "c", "down", "c")
        assert "No question was asked in both" in told


async def test_a_report_that_cannot_be_read_is_said_and_no_more(
    running: Running, workspace: Workspace, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running() as pilot:
        await held(pilot, workspace, clock, FIRST, SECOND)
        monkeypatch.setattr("quizapp.sessions.mock.reportjson.read_report", _broken)
        await press(pilot, "c", "down", "c")
        assert isinstance(pilot.app.screen, HistoryScreen)
        assert "cannot be read" in str(list(pilot.app._notifications)[-1].message)


def _broken(_text: str) -> Report:
    raise ValueError("it is cut off")


async def test_fifty_interviews_scroll_and_the_plots_stay(running: Running, workspace: Workspace, clock: Clock) -> None:
    async with running() as pilot:
        await held(pilot, workspace, clock, *([FIRST, SECOND] * 25))
        told = await press(pilot, "end")
        assert "› " in told
        assert "Scores  4 % → 50 % over 50 interviews." in told
        assert "Mock interviews  ·  50 reports" in told


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (0.5, 0.62, "▲ 12"),
        (0.62, 0.5, "▼ 12"),
        (0.5, 0.5, "="),
        (None, 0.5, None),
        (0.5, None, None),
        (0.656, 0.704, "▲ 5"),
    ],
)
def test_a_change_is_told_in_points_of_per_cent(one: float | None, other: float | None, words: str | None) -> None:
    assert change_words(one, other) == words
