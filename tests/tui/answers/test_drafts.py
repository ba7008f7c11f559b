"""What was begun of an answer is kept, whatever ends the session, and is there again with a word about it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.errors import StoreReadOnlyError
from quizapp.store import Store
from quizapp.tui.app import QuizApp
from quizapp.tui.widgets.writing import Editor
from quizapp.workspace import Selection, Workspace
from tests.tui.stage import Running, frame, press, settle

THERE = "This is what you had written when you left."
BEGUN = {
    "formord1": ("c,a", ("c", "a")),
    "formcod1": (
        'def soft_threshold(w, t):\n    """Proximal operator of t * |w|."""\n    raise NotImplementedErrorx\n',
        ("down", "down", "end", "x"),
    ),
    "formsym1": ("2lam", tuple("2lam")),
    "formpre1": ("0.9", tuple("0.9")),
    "formint1": ("L1 [bold]", tuple("L1 [bold]")),
}


def only(question_id: str) -> Selection:
    return Selection(ids=(question_id,))


async def after_the_pause(pilot: Pilot[None]) -> None:
    await pilot.pause(0.05)
    await settle(pilot)


@pytest.mark.parametrize("question_id", BEGUN)
async def test_a_pause_keeps_what_is_written(running: Running, workspace: Workspace, question_id: str) -> None:
    text, keys = BEGUN[question_id]
    async with running(selection=only(question_id)) as pilot:
        await press(pilot, *keys)
        await after_the_pause(pilot)
        assert workspace.store.drafts() == {question_id: text}


@pytest.mark.parametrize("leave", ["escape", "f3", "ctrl+q"])
@pytest.mark.parametrize("question_id", ["formcod1", "formint1", "formsym1"])
async def test_leaving_keeps_it_at_once(
    running: Running, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, question_id: str, leave: str
) -> None:
    monkeypatch.setattr("quizapp.tui.widgets.slot.PAUSE", 1000)
    text, keys = BEGUN[question_id]
    async with running(selection=only(question_id)) as pilot:
        twice = leave == "escape" and question_id != "formsym1"  # out of the text, and out of the session
        await pilot.press(*keys, *([leave] * (2 if twice else 1)))
        await pilot.pause()
    with Store.open(workspace.places.store, now=workspace.now()) as store:
        assert store.drafts() == {question_id: text}


@pytest.mark.parametrize("question_id", BEGUN)
async def test_it_is_there_again(running: Running, workspace: Workspace, question_id: str) -> None:
    text, _ = BEGUN[question_id]
    workspace.store.set_draft(question_id, text)
    async with running(size=(80, 40), selection=only(question_id)) as pilot:
        screen = pilot.app.screen
        assert THERE in frame(pilot)
        assert screen.slot.widget.response == text
        await after_the_pause(pilot)
        assert workspace.store.drafts() == {question_id: text}


async def test_an_answer_needs_no_draft_any_more(running: Running, workspace: Workspace) -> None:
    workspace.store.set_draft("formint1", "L1 makes weights exactly zero.")
    async with running(selection=only("formint1")) as pilot:
        await press(pilot, "ctrl+s")
        assert workspace.store.drafts() == {}


async def test_what_is_taken_back_by_hand_leaves_no_draft(running: Running, workspace: Workspace) -> None:
    async with running(selection=only("formcod1")) as pilot:
        await press(pilot, "x")
        await after_the_pause(pilot)
        assert workspace.store.drafts()
        await press(pilot, "backspace")
        await after_the_pause(pilot)
        assert workspace.store.drafts() == {}, "the starter alone is nothing begun"


async def test_a_long_draft_is_there_with_its_notice_and_its_cursor_in_view(
    running: Running, workspace: Workspace
) -> None:
    workspace.store.set_draft("formint1", "\n".join(f"Line {number}: {'L1, ' * 20}" for number in range(100)))
    async with running(size=(120, 24), selection=only("formint1")) as pilot:
        assert THERE in frame(pilot)
        assert "Line 99" in frame(pilot)
        await pilot.resize_terminal(60, 20)
        await settle(pilot)
        assert THERE in frame(pilot)
        assert "Line 99" in frame(pilot), "lines wrap anew, and the cursor is still there"


async def test_the_starter_that_was_submitted_is_no_draft(running: Running, workspace: Workspace) -> None:
    async with running(size=(80, 40), selection=only("formcod1")) as pilot:
        assert "this is still the starter" in await press(pilot, "ctrl+s")
        assert workspace.store.drafts() == {}


async def test_the_next_question_is_never_given_the_text_of_the_last(running: Running, workspace: Workspace) -> None:
    async with running(selection=Selection(ids=("formsym1", "formpre1"))) as pilot:
        await press(pilot, *"zzz", "f3")
        await after_the_pause(pilot)
        assert workspace.store.drafts() == {"formsym1": "zzz"}


async def test_a_draft_that_cannot_be_kept_is_a_sentence(
    running: Running, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreReadOnlyError("The disk is full; make room.")

    monkeypatch.setattr(Store, "set_draft", full)
    async with running(selection=only("formint1")) as pilot:
        await press(pilot, "x")
        await after_the_pause(pilot)
        assert "The disk is full; make room." in frame(pilot)


# ---------------------------------------------------------------- the person's own editor


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make a script the editor; the stage has no terminal to lend."""
    monkeypatch.setattr(QuizApp, "suspend", lambda _: nullcontext())
    monkeypatch.delenv("VISUAL", raising=False)

    def use(script: str) -> None:
        path = tmp_path / "my-ed"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("EDITOR", f"'{path}' --wait")

    return use


def said(pilot: Pilot[None]) -> list[str]:
    return [str(notice.message) for notice in pilot.app._notifications]


async def test_the_editor_edits_what_is_written_and_ctrl_z_takes_it_back(
    running: Running, workspace: Workspace, editor: Callable[[str], None]
) -> None:
    editor('case "$2" in *.md) echo "and $1" >> "$2";; esac')
    async with running(selection=only("formint1")) as pilot:
        await press(pilot, *"mine ", "f9")
        text = pilot.app.screen.query_one(Editor)
        assert text.text == "mine and --wait\n"
        assert workspace.store.drafts() == {"formint1": text.text}
        await press(pilot, "ctrl+z")
        assert text.text == "mine "
        assert said(pilot) == []


async def test_an_editor_that_is_killed_loses_nothing(running: Running, editor: Callable[[str], None]) -> None:
    editor('echo "x = 1" > "$2"; kill -9 $$')
    async with running(selection=only("formcod1")) as pilot:
        await press(pilot, "f9")
        assert pilot.app.screen.query_one(Editor).text == "x = 1\n"
        assert "was ended by signal 9" in said(pilot)[0]


async def test_an_editor_that_is_not_there_is_a_sentence(
    running: Running, editor: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", f"{os.sep}nowhere{os.sep}ed")
    async with running(selection=only("formint1")) as pilot:
        await press(pilot, *"mine", "f9")
        assert "which is not there" in said(pilot)[0]
        assert pilot.app.screen.query_one(Editor).text == "mine"


async def test_a_terminal_that_cannot_be_lent_is_a_sentence(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    async with running(selection=only("formint1")) as pilot:
        await press(pilot, *"mine", "f9")
        assert "This terminal cannot be lent to an editor" in said(pilot)[0]
        assert pilot.app.screen.query_one(Editor).text == "mine"
