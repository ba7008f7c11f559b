"""A verdict is overruled in the report: the pointer, what follows on every screen, and the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from quizapp.errors import StoreError
from quizapp.sessions.mock.report import Word
from quizapp.store import Store
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.mock.report import ReportScreen
from quizapp.tui.screens.practice import PracticeScreen
from quizapp.tui.widgets.findings import FindingRow
from quizapp.workspace import Workspace
from tests.tui.report.interviews import AT_LENGTH, CHOICE, MISLED, NUMBER, PULL, SHRINKS, SILENT, ZEROS, keep, report
from tests.tui.report.reading import Reading
from tests.tui.stage import Compare, Running, bar, frame, press, settle

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
every_size = pytest.mark.parametrize("size", SIZES)
ROOM = (80, 60)
TALK = replace(AT_LENGTH, score=2.5 / 5)
LACKING = report(NUMBER, TALK)
ALMOST = report(NUMBER, replace(TALK, score=3 / 5, points=(ZEROS, replace(SHRINKS, status="covered"), PULL)))


async def opened(pilot: Pilot[None], index: int = 0) -> str:
    """A question of the report."""
    assert isinstance(pilot.app.screen, ReportScreen)
    first = len(list(pilot.app.screen.query("#ways Way")))
    return await press(pilot, *["down"] * (first + index), "enter")


def at_pointer(pilot: Pilot[None]) -> str:
    """The line at `›`."""
    return next(line.strip() for line in frame(pilot).splitlines() if line.lstrip().startswith("›"))


@every_size
async def test_a_verdict_and_whose_it_is(reading: Reading, same_frame: Compare, size: str) -> None:
    async with reading(report(MISLED, CHOICE), size=SIZES[size]) as pilot:
        await opened(pilot)
        await press(pilot, "o", "down", "down", "o")
        same_frame(pilot, f"item-overruled-{size}")


async def test_the_pointer_begins_at_what_was_not_covered_and_goes_round(reading: Reading) -> None:
    async with reading(report(TALK), size=ROOM) as pilot:
        await opened(pilot)
        assert at_pointer(pilot).startswith("› ◐ needed a nudge  shrinks: ")
        for key, begins in (
            ("down", "› – missed          pull: "),
            ("down", "› ✓ covered         zeros: "),
            ("up", "› – missed          pull: "),
        ):
            await press(pilot, key)
            assert at_pointer(pilot).startswith(begins)
        assert frame(pilot).count("›") == 1


async def test_the_score_the_word_and_the_rule_follow_and_come_back(reading: Reading, workspace: Workspace) -> None:
    async with reading(LACKING, size=ROOM) as pilot:
        before = await opened(pilot, 1)
        await press(pilot, "down")
        told = await press(pilot, "o")
        assert at_pointer(pilot).startswith("› ✓ covered         pull: ")
        assert told.count("overruled by you") == 1
        assert "◕ good  90 %  Every must was said, with a nudge for shrinks, the score" in told
        assert workspace.mocks.report(1).items[1].score == 0.9
        assert [label.point for label in workspace.store.overrulings()] == ["pull"]
        told = await press(pilot, "o")
        assert "overruled" not in told
        assert workspace.mocks.report(1).items[1].points == LACKING.items[1].points
        assert told == before.replace("› ◐ needed", "  ◐ needed").replace("  – missed  ", "› – missed  ")


async def test_a_misconception_that_was_never_stated(reading: Reading, workspace: Workspace) -> None:
    async with reading(report(MISLED, CHOICE), size=ROOM) as pilot:
        await opened(pilot)
        assert at_pointer(pilot).startswith("› ✗ misconception  says that L2 gives sparsity.")
        told = await press(pilot, "o")
        assert at_pointer(pilot).startswith("› – no misconception  says that L2 gives sparsity.")
        assert "heaviest" not in told
        assert workspace.mocks.report(1).items[0].mistakes[0].judged == "stands"


async def test_the_report_the_history_and_what_is_missed_follow(reading: Reading, workspace: Workspace) -> None:
    async with reading(ALMOST, size=(100, 40)) as pilot:
        before = frame(pilot)
        assert "Practise the missed points  1 question\n" in before
        await opened(pilot, 1)
        await press(pilot, "o", "escape")
        told = frame(pilot)
        assert isinstance(pilot.app.screen, ReportScreen)
        assert at_pointer(pilot) == "›  2  ⚑ L1 and L2", "where it was"
        assert "● excellent  100 %" in told
        assert workspace.mocks.report(1).word is Word.EXCELLENT
        assert "Practise" not in told, "nothing was missed"
        assert "p practise" not in bar(pilot)
        assert "● excellent" in await press(pilot, "h")
        await press(pilot, "escape", "enter", "o", "escape")
        assert "Practise the missed points  1 question\n" in frame(pilot)
        assert at_pointer(pilot) == "›  2  ⚑ L1 and L2"
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, PracticeScreen)
        assert pilot.app.screen.queue == ("formint1",)


async def test_the_next_question_and_back_keep_what_was_overruled(reading: Reading) -> None:
    async with reading(LACKING, size=ROOM) as pilot:
        await opened(pilot, 1)
        await press(pilot, "o", "n", "n")
        assert "overruled by you" in frame(pilot)


async def test_a_click_goes_there_and_another_overrules(reading: Reading, workspace: Workspace) -> None:
    async with reading(LACKING, size=ROOM) as pilot:
        await opened(pilot, 1)
        rows = list(pilot.app.screen.query(FindingRow))
        await pilot.click(rows[2])
        await settle(pilot)
        assert at_pointer(pilot).startswith("› – missed          pull: ")
        assert workspace.store.overrulings() == ()
        await pilot.click(rows[2])
        await settle(pilot)
        assert at_pointer(pilot).startswith("› ✓ covered         pull: ")


@pytest.mark.parametrize("item", [CHOICE, NUMBER, SILENT], ids=["choice", "number", "silent"])
async def test_where_no_rubric_gave_a_verdict_there_is_nothing_to_overrule(
    reading: Reading, workspace: Workspace, item: object
) -> None:
    async with reading(report(item)) as pilot:  # type: ignore[arg-type]
        told = await opened(pilot)
        assert "›" not in told
        assert "overrule" not in bar(pilot)
        before = workspace.mocks.report(1)
        await press(pilot, "o")
        assert workspace.mocks.report(1) == before


async def test_the_arrows_scroll_where_they_go_along_no_points(reading: Reading) -> None:
    async with reading(report(replace(CHOICE, explanation="long\n\n" * 40))) as pilot:
        before = await opened(pilot)
        assert await press(pilot, "down", "down") != before


async def test_a_point_below_the_edge_comes_into_sight(reading: Reading) -> None:
    async with reading(LACKING, size=(60, 20)) as pilot:
        await opened(pilot, 1)
        await press(pilot, "down")
        assert at_pointer(pilot).startswith("› – missed")
        await press(pilot, "o")
        assert at_pointer(pilot).startswith("› ✓ covered")
        assert "overruled by you" in frame(pilot)


async def test_the_keys_and_the_help_tell_of_it(reading: Reading) -> None:
    async with reading(LACKING) as pilot:
        await opened(pilot, 1)
        assert bar(pilot) == "o overrule  a answer again  n next  ? help  esc back"
        told = " ".join((await press(pilot, "question_mark")).split())
        assert "Where the rules misheard you, o overrules them on the point at ›" in told


async def test_what_cannot_be_kept_is_said_and_the_verdict_stays(
    reading: Reading, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(LACKING, size=ROOM) as pilot:
        before = await opened(pilot, 1)
        monkeypatch.setattr(workspace.store, "amend_interview", _full)
        await press(pilot, "o")
        assert [str(notice.message) for notice in pilot.app._notifications] == ["The disk is full."]
        pilot.app.clear_notifications()
        await settle(pilot)
        assert frame(pilot) == before


def _full(*_: object) -> None:
    raise StoreError("The disk is full.")


async def test_a_second_quizapp_overrules_nothing(running: Running, workspace: Workspace) -> None:
    number = keep(workspace, LACKING)
    workspace.store.close()
    workspace.store = Store.open(workspace.places.store, now=workspace.now(), read_only=True)
    del workspace.__dict__["mocks"]
    async with running(size=(120, 40)) as pilot:
        assert isinstance(pilot.app, QuizApp)
        pilot.app.show_mock_item(number, LACKING, 1)
        await settle(pilot)
        told = await press(pilot, "o")
        (notice,) = pilot.app._notifications
        assert "was opened for reading only" in str(notice.message)
        assert "overruled" not in told


async def test_nothing_of_a_quotation_is_markup(reading: Reading) -> None:
    nasty = "w[i] = w[i] - lr*[b] [bold]x[/] [/]"
    points = tuple(replace(point, quote=nasty, about=nasty) for point in TALK.points)
    async with reading(report(replace(TALK, points=points)), size=(160, 60)) as pilot:
        await opened(pilot)
        assert (await press(pilot, "o")).count(f"“{nasty}”") == 3
