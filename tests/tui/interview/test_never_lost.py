"""Whatever ends the screen, or is done to it, what was said is there again, and the clock went on meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import TextArea

from quizapp.errors import StoreReadOnlyError
from quizapp.sessions.mock.state import Phase
from quizapp.store import Store
from quizapp.tui.app import QuizApp
from quizapp.workspace import Workspace
from tests.tui.interview.conftest import DECKS
from tests.tui.interview.room import HALF, Hands, Sitting, outline, passing, state_of
from tests.tui.stage import Running, frame, press, settle


def kept_text(workspace: Workspace, index: int = 0) -> str:
    """What stands in an answer on disk."""
    waiting = workspace.mocks.waiting()
    assert waiting is not None
    runner = workspace.mocks.resume(waiting.number, lambda _: None)
    return runner.state.items[index].reply.text


async def paste(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)
    await pilot.pause(0.05)
    await settle(pilot)


@pytest.mark.parametrize("question_id", ["roomcho1", "roommul1", "roomgap1", "roomint1", "roomcod1"])
async def test_a_pause_keeps_what_stands_in_any_answer(
    sitting: Sitting, workspace: Workspace, question_id: str
) -> None:
    async with sitting(question_id) as pilot:
        await press(pilot, "b")
        await pilot.pause(0.05)
        await settle(pilot)
        assert "b" in kept_text(workspace)


LEAVE = ("escape", "escape", "down", "down", "enter")
WAYS = {"leave": LEAVE, "skip": ("f3",), "sheet": ("f4",), "back": ("f6",), "next": ("f7",), "ask": LEAVE[:2]}


@pytest.mark.parametrize("way", WAYS)
async def test_going_elsewhere_keeps_it_at_once(
    sitting: Sitting, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr("quizapp.tui.widgets.slot.PAUSE", 1000)
    async with sitting("roomcho1", "roomint1") as pilot:
        await press(pilot, "n")
        await pilot.press(*HALF, *WAYS[way])
        await settle(pilot)
        assert kept_text(workspace, 1) == HALF


async def test_closing_the_app_keeps_it(
    sitting: Sitting, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.tui.widgets.slot.PAUSE", 1000)
    async with sitting("roomint1") as pilot:
        await pilot.press(*HALF, "ctrl+q")
        await pilot.pause()
    with Store.open(workspace.places.store, now=workspace.now()) as store:
        row = store.open_interview()
        assert row is not None
        assert HALF in row.progress


async def test_one_goes_on_from_home_with_the_time_that_is_really_left(
    sitting: Sitting, hands: Hands, workspace: Workspace
) -> None:
    async with sitting("roomcho1", "roomint1") as pilot:
        await press(pilot, "b", "enter", "3", *HALF)
        await passing(pilot, hands, 60)
        await press(pilot, "escape", "escape", "up", "enter")
        hands.pass_seconds(300)
        told = await press(pilot, "comma", "escape")
        assert "› Go on with the interview    14 min left, 1 of 2 answered" in told
        back = await press(pilot, "enter")
        assert back.strip().startswith("14:00 left  ·  2 of 2")
        assert HALF in back
        assert "You are back; the clock went on meanwhile." in back
        await press(pilot, *" So.")
        assert pilot.app.screen.query_one(TextArea).text == f"{HALF} So."


async def test_the_next_start_offers_to_go_on(sitting: Sitting, workspace: Workspace, hands: Hands) -> None:
    async with sitting("roomint1") as pilot:
        await pilot.press(*HALF, "ctrl+q")
        await pilot.pause()
    hands.pass_seconds(2000)
    with Store.open(workspace.places.store, now=workspace.now()) as store:
        later = Workspace(
            workspace.places, store, workspace.engine, now=workspace.now, steady=hands, zone=workspace.zone
        )
        app = QuizApp(later)
        async with app.run_test(size=(80, 24)) as pilot:
            await app.library_read.wait()
            await settle(pilot)
            assert "› Score the interview" in frame(pilot)
            assert "its time is up" in frame(pilot)
            told = await press(pilot, "enter", "enter")
            assert "Report" in told
            assert later.mocks.report(1).items[0].response == HALF


async def test_setup_offers_the_interview_that_waits_first(sitting: Sitting, workspace: Workspace) -> None:
    async with sitting("roomcho1", "roomint1") as pilot:
        await press(pilot, "escape", "up", "enter")
        told = await press(pilot, "i")
        assert "› Go on with it" in told
        assert "Score what is there" in told
        assert "20 min left" in told
        await press(pilot, "down", "down", "enter")
        assert "A mock interview (screen) is not" in str(next(iter(pilot.app._notifications)).message)
        assert "Report" in await press(pilot, "up", "enter")
        assert workspace.mocks.waiting() is None


async def test_a_paste_of_100_kb_is_kept_and_the_next_key_works(sitting: Sitting, workspace: Workspace) -> None:
    text = "L1 makes weights exactly zero. " * 3300
    async with sitting("roomint1") as pilot:
        await paste(pilot, text)
        await press(pilot, *"End")
        await pilot.pause(0.05)
        await settle(pilot)
        assert kept_text(workspace) == f"{text}End"
        assert "End" in frame(pilot), "the cursor is in view"
        told = " ".join((await press(pilot, "ctrl+s")).split())
        assert "longer than 20,000 characters" in told
        assert state_of(pilot).phase is Phase.ASKING


STRANGE = "λ∈ℝ 正則化 تنظيم \x07bell \x1b[31mred \x9b2J \x00 🙂 \tdone"


async def test_control_characters_and_other_scripts_are_kept_and_not_obeyed(
    sitting: Sitting, workspace: Workspace
) -> None:
    async with sitting("roomint1", "roomgap1") as pilot:
        await paste(pilot, STRANGE)
        assert kept_text(workspace) == STRANGE
        assert frame(pilot).replace("\n", "").isprintable()
        await press(pilot, "f7")
        await paste(pilot, STRANGE)
        assert "[31mred" in kept_text(workspace, 1)
        assert frame(pilot).replace("\n", "").isprintable()
        assert "正則化" in await press(pilot, "f6")
        await press(pilot, "ctrl+s", "1")
        assert frame(pilot).replace("\n", "").isprintable(), "nor where it stands above a follow-up"


async def test_the_terminal_may_change_its_size_in_mid_answer(sitting: Sitting, hands: Hands) -> None:
    async with sitting("roomint1") as pilot:
        await press(pilot, *HALF)
        for size in ((60, 20), (50, 15), (120, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            await press(pilot, "x")
            await passing(pilot, hands, 10)
        assert f"{HALF}xxx" in frame(pilot), "no room, no key"
        assert frame(pilot).strip().startswith("19:20 left")


async def test_a_deck_that_changes_meanwhile_changes_nothing(
    running: Running, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "decks"
    copy.mkdir()
    deck = copy / "room.md"
    deck.write_text((DECKS / "room.md").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr("quizapp.workspace.opening.bundled_decks", lambda: copy)
    async with running() as pilot:
        assert isinstance(pilot.app, QuizApp)
        pilot.app.begin_mock(outline("roomcho1"))
        await settle(pilot)
        await press(pilot, "b")
        deck.write_text(
            deck.read_text(encoding="utf-8").replace("Which penalty can", "Which one may"), encoding="utf-8"
        )
        pilot.app.read_library()
        await settle(pilot)
        assert "Which penalty can set" in frame(pilot)
        assert "(•) b" in frame(pilot)


async def test_a_step_that_cannot_be_saved_is_said_and_tried_again(
    sitting: Sitting, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreReadOnlyError("The disk is full.")

    async with sitting("roomcho1", "roommul1") as pilot:
        with monkeypatch.context() as patch:
            patch.setattr(Store, "keep_interview", full)
            assert "Not saved: The disk is full. The next step tries again." in await press(pilot, "b")
        assert "Not saved" not in await press(pilot, "enter")
        assert kept_text(workspace) == "b"


async def test_a_second_quizapp_holds_no_interview(tmp_path: Path, workspace: Workspace, hands: Hands) -> None:
    workspace.mocks.begin(outline("roomcho1"), lambda _: None)
    store = Store.open(workspace.places.store, now=workspace.now(), read_only=True)
    second = Workspace(workspace.places, store, workspace.engine, now=workspace.now, steady=hands)
    app = QuizApp(second)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.library_read.wait()
        await settle(pilot)
        assert "Go on with the interview" not in frame(pilot), "it is being held in the other one"
        assert "it can look, but not hold interviews." in " ".join((await press(pilot, "i", "down")).split())
        await press(pilot, "enter")
        assert "second quizapp" in str(next(iter(app._notifications)).message)
    store.close()
    workspace.store.close()
