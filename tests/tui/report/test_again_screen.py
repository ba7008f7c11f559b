"""Answering again after the report: without a clock, as often as one likes, each answer kept as a version."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.engine.fake import FakeEngine
from quizapp.errors import EngineDownError, StoreReadOnlyError
from quizapp.store import Store
from quizapp.tui.screens.mock.again import AgainScreen
from quizapp.tui.screens.mock.report import ReportScreen
from quizapp.tui.widgets.writing import Editor
from quizapp.workspace import Workspace
from tests.tui.report.interviews import AT_LENGTH, CHOICE, NUMBER, SPARSE, report
from tests.tui.report.reading import Reading
from tests.tui.stage import Clock, Compare, bar, frame, press, settle

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
PULL = "The L1 pull is constant."
ALL = "L1 makes some weights exactly zero, L2 only shrinks weights, and the L1 pull is constant."
MISSED_ALL = replace(
    AT_LENGTH, points=tuple(replace(point, status="missed", quote="") for point in AT_LENGTH.points), score=0.0
)


async def begun(pilot: Pilot[None], *keys: str) -> str:
    """The screen on which the only question is answered again, after `keys`."""
    await press(pilot, "a")
    assert isinstance(pilot.app.screen, AgainScreen)
    return await typed(pilot, *keys)


async def typed(pilot: Pilot[None], *keys: str) -> str:
    """The screen after some keys; a text among them is pasted, as pressing its keys takes a test long."""
    for key in keys:
        if " " in key:
            pilot.app.screen.query_one(Editor).insert(key)
        await press(pilot, *([] if " " in key else [key]))
    return frame(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_an_answer_again_from_prompt_to_versions(reading: Reading, same_frame: Compare, size: str) -> None:
    async with reading(report(AT_LENGTH), size=SIZES[size]) as pilot:
        await begun(pilot, PULL)
        same_frame(pilot, f"again-{size}")
        await press(pilot, "ctrl+s")
        same_frame(pilot, f"again-judged-{size}")


async def test_what_was_added_what_is_missing_and_what_got_lost(reading: Reading) -> None:
    async with reading(report(AT_LENGTH), size=(90, 50)) as pilot:
        told = await begun(pilot, PULL, "ctrl+s")
        assert "+ added          pull: the L1 pull is constant" in told
        assert "✗ lost           zeros: L1 drives some weights exactly to zero." in told
        assert "✗ lost           shrinks: L2 only shrinks weights." in told
        assert "1 added, 2 missing, 2 of them lost" in told
        assert "no clock" in told


async def test_what_was_missing_before_and_is_still(reading: Reading) -> None:
    async with reading(report(MISSED_ALL), size=(90, 50)) as pilot:
        told = await begun(pilot, PULL, "ctrl+s")
        assert "– still missing  zeros:" in told
        assert "✗ lost" not in told
        again = await typed(pilot, "enter", "ctrl+end", f" {ALL}", "ctrl+s")
        assert "– still missing" not in again
        assert again.count("+ added") == 3
        assert "● excellent" in again


async def test_each_version_is_kept_and_listed_the_newest_first(
    reading: Reading, workspace: Workspace, clock: Clock
) -> None:
    async with reading(report(AT_LENGTH), size=(90, 60)) as pilot:
        await begun(pilot, PULL, "ctrl+s")
        clock.pass_days(1)
        told = await typed(pilot, "enter", "ctrl+end", " L2 only shrinks weights.", "ctrl+s")
        assert told.index(" 2  24 Nov 12:00") < told.index(" 1  23 Nov 12:00")
        assert [version.response for version in workspace.mocks.versions(1, 0)] == [
            PULL,
            f"{PULL} L2 only shrinks weights.",
        ]
        await press(pilot, "escape", *["down"] * 4)
        assert " 2  24 Nov 12:00" in await press(pilot, "enter"), "the question's own page lists them too"
        assert workspace.mocks.report(1).items == (AT_LENGTH,), "the report stands as it was"
        assert workspace.store.last_reviews(1) == (), "and nothing is scheduled"


async def test_the_same_answer_twice_is_one_version(reading: Reading, workspace: Workspace) -> None:
    async with reading(report(AT_LENGTH), size=(90, 50)) as pilot:
        told = await begun(pilot, PULL, "ctrl+s", "ctrl+s")
        assert "This is the answer that you gave last." in told
        assert len(workspace.mocks.versions(1, 0)) == 1


async def test_a_misconception_is_told_with_its_correction(reading: Reading) -> None:
    async with reading(report(AT_LENGTH), size=(90, 60)) as pilot:
        told = await begun(pilot, "L1 shrinks. L2 makes them exactly zero.", "ctrl+s")
        assert "✗ misconception" in told
        assert SPARSE.correction in told
        assert "“L2 makes them exactly zero" in told


async def test_what_cannot_be_read_is_no_version(reading: Reading, workspace: Workspace) -> None:
    async with reading(report(AT_LENGTH)) as pilot:
        assert "Unreadable, so nothing is kept" in await begun(pilot, *"...", "ctrl+s")
        assert workspace.mocks.versions(1, 0) == ()
        assert pilot.app.screen.query_one(Editor).text == "...", "what was written stays"


async def test_what_was_begun_is_there_the_next_time_and_what_was_judged_is_not(
    reading: Reading, workspace: Workspace
) -> None:
    async with reading(report(AT_LENGTH)) as pilot:
        await begun(pilot, "L1 is", "escape", "escape")
        assert isinstance(pilot.app.screen, ReportScreen)
        assert "L1 is" in await begun(pilot), "in its place"
        await typed(pilot, "ctrl+end", " sparse", "ctrl+s", "escape")
        assert "L1 is" not in (await begun(pilot)).split("Answered again")[0]
        assert workspace.store.drafts() == {}


async def test_what_was_typed_last_is_kept_by_leaving_at_once(
    reading: Reading, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.tui.widgets.slot.PAUSE", 60)
    async with reading(report(AT_LENGTH)) as pilot:
        await begun(pilot, "L1 is", "escape", "escape")
        assert list(workspace.store.drafts().values()) == ["L1 is"]


async def test_drafts_of_practice_are_other_ones(reading: Reading, workspace: Workspace) -> None:
    workspace.store.set_draft("formint1", "from practice")
    async with reading(report(AT_LENGTH)) as pilot:
        assert "from practice" not in await begun(pilot, *"x", "escape", "escape")
        assert workspace.store.drafts()["formint1"] == "from practice"


async def test_esc_leaves_the_text_first(reading: Reading) -> None:
    async with reading(report(AT_LENGTH)) as pilot:
        await begun(pilot, *"a")
        assert bar(pilot).startswith("ctrl+s answer  esc leave text  f9 editor")
        await press(pilot, "escape")
        assert bar(pilot).startswith("ctrl+s answer  enter write on")
        assert "ab" in await press(pilot, "enter", "b"), "enter goes back into the text, and submits nothing"
        assert "Answered again" not in frame(pilot)


async def test_options_are_picked_and_submitted_with_enter(reading: Reading) -> None:
    async with reading(report(CHOICE), size=(80, 40)) as pilot:
        asked = await begun(pilot)
        assert "( )" in asked
        assert bar(pilot).startswith("enter answer  ? help  esc back")
        told = await press(pilot, "b", "enter")
        assert "● excellent  100 %  The answer is right." in told
        assert " 1  23 Nov 12:00  ● excellent  100 %  1 added, 0 missing\n" in told
        assert "+ added          Lasso, λ Σᵢ|wᵢ|" in told


async def test_a_number_waits_for_its_run_which_can_be_stopped(
    reading: Reading, workspace: Workspace, engine: FakeEngine
) -> None:
    async with reading(report(NUMBER), size=(80, 40)) as pilot:
        await begun(pilot)
        engine.pause()
        await pilot.press(*"0.98", "enter")
        await pilot.pause()
        await pilot.pause()
        assert "… Your answer is being judged. esc stops it." in frame(pilot)
        assert bar(pilot).startswith("esc stop")
        stopped = await press(pilot, "escape")
        assert "Stopped: nothing is kept of this version." in stopped
        assert isinstance(pilot.app.screen, AgainScreen)
        assert workspace.mocks.versions(1, 0) == ()
        engine.resume()
        await settle(pilot)
        assert workspace.mocks.versions(1, 0) == (), "what was stopped comes to nothing later either"


async def test_an_engine_that_is_down_leaves_the_answer_unjudged(reading: Reading, engine: FakeEngine) -> None:
    engine._answers = {"decay_step": EngineDownError("torch is missing")}
    async with reading(report(NUMBER), size=(80, 40)) as pilot:
        told = " ".join((await begun(pilot, *"0.98", "enter")).split())
        assert "? not judged – It counts in no score" in told
        assert "torch is missing" in told


async def test_a_file_that_cannot_be_written_says_so_and_keeps_the_text(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreReadOnlyError("quizapp.db cannot be written: the disk is full.")

    async with reading(report(AT_LENGTH)) as pilot:
        await begun(pilot, PULL)
        monkeypatch.setattr(Store, "save_version", full)
        monkeypatch.setattr(Store, "set_draft", full)
        assert "the disk is full" in await press(pilot, "ctrl+s")
        assert pilot.app.screen.query_one(Editor).text == PULL


async def test_another_script_is_judged_and_kept(reading: Reading, workspace: Workspace) -> None:
    said = f"正則化は重みを小さくする。\nالتنظيم L1\n{ALL}"
    async with reading(report(AT_LENGTH), size=(80, 40)) as pilot:
        await begun(pilot)
        pilot.app.screen.query_one(Editor).text = said
        await press(pilot, "ctrl+s")
        assert [version.response for version in workspace.mocks.versions(1, 0)] == [said]


async def test_a_hundred_kilobytes_are_refused_in_a_sentence_and_kept_as_a_draft(
    reading: Reading, workspace: Workspace
) -> None:
    long = "正則化は重みを小さくする。\n" * 2500
    async with reading(report(AT_LENGTH)) as pilot:
        await begun(pilot)
        pilot.app.screen.query_one(Editor).text = long
        assert "Unreadable, so nothing is kept: it is longer than 20,000 characters" in await press(pilot, "ctrl+s")
        assert workspace.mocks.versions(1, 0) == ()
        assert list(workspace.store.drafts().values()) == [long]


async def test_the_own_editor_takes_the_text(reading: Reading, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async with reading(report(AT_LENGTH)) as pilot:
        await begun(pilot, *"L1")
        monkeypatch.setattr(type(pilot.app), "write_elsewhere", lambda *given: f"{given[1]} from the editor")
        assert "L1 from the editor" in await press(pilot, "f9")


async def test_a_terminal_that_shrinks_keeps_text_and_verdict(reading: Reading) -> None:
    async with reading(report(AT_LENGTH), size=(120, 40)) as pilot:
        await begun(pilot, PULL, "ctrl+s")
        await pilot.resize_terminal(60, 20)
        await settle(pilot)
        assert max(map(len, frame(pilot).splitlines())) <= 60
        assert pilot.app.screen.query_one(Editor).text == PULL
        assert "+ added" in frame(pilot) + await press(pilot, "pagedown") + await press(pilot, "pageup", "pageup")
