"""Decks that are saved while the app is open, by another program or through "edit this question"."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.tui.app import QuizApp
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.practice import PracticeScreen
from quizapp.workspace import Selection, Workspace
from tests.tui.authoring.conftest import Editor
from tests.tui.stage import Running, frame, settle

OWN = """---
deck: own
---

## Which of the two?
<!-- q id=bbbbbbb1 -->

Pick one.

- [x] L1
- [ ] L2

## How much?
<!-- q id=bbbbbbb2 -->

Say a number.

```yaml key
value: 2
tolerance: {abs: 0.5}
```

### Sources
- nowhere
"""


@pytest.fixture
def own(workspace: Workspace) -> Path:
    """A deck of one's own."""
    workspace.places.decks.mkdir(parents=True)
    own = workspace.places.decks / "own.md"
    own.write_text(OWN, encoding="utf-8")
    return own


def said(pilot: Pilot[None]) -> str:
    return "\n".join(notice.message for notice in pilot.app._notifications)


async def until(pilot: Pilot[None], text: str) -> str:
    for _ in range(500):
        if text in frame(pilot):
            return frame(pilot)
        await asyncio.sleep(0.01)
        await pilot.pause()
    raise AssertionError(f"{text} did not come:\n{frame(pilot)}")


def changed(deck: Path, old: str, new: str) -> None:
    assert old in OWN
    deck.write_text(OWN.replace(old, new), encoding="utf-8")


async def test_a_new_deck_is_on_the_home_screen_at_once(running: Running, workspace: Workspace) -> None:
    async with running() as pilot:
        assert "5 questions in 1 deck" in frame(pilot)
        (workspace.places.decks / "new.md").write_text(OWN, encoding="utf-8")
        await until(pilot, "7 questions in 2 decks")
        (workspace.places.decks / "new.md").unlink()
        await until(pilot, "5 questions in 1 deck")


async def test_browse_shows_what_was_saved(running: Running, own: Path) -> None:
    async with running() as pilot:
        await pilot.press("b")
        await settle(pilot)
        assert "Which of the two?" in frame(pilot)
        changed(own, "Which of the two?", "Which of the three?")
        await until(pilot, "Which of the three?")


async def test_a_question_on_the_screen_is_reloaded_and_what_was_begun_stays(running: Running, own: Path) -> None:
    async with running(selection=Selection(ids=("bbbbbbb2",))) as pilot:
        await pilot.press(*"1.9")
        changed(own, "Say a number.", "Say a number, please.")
        shown = await until(pilot, "Say a number, please.")
        assert "1.9" in shown
        assert "This is how it reads now." in shown
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "✓ Right" in frame(pilot)
        changed(own, "Say a number.", "Not any more.")
        await asyncio.sleep(0.7)
        await settle(pilot)
        assert "Not any more." not in frame(pilot), "an answered question stays as it was answered"


async def test_a_pick_stays_and_a_new_option_is_there(running: Running, own: Path) -> None:
    async with running(selection=Selection(ids=("bbbbbbb1",))) as pilot:
        await pilot.press("b")
        changed(own, "- [ ] L2\n", "- [ ] L2\n- [ ] both\n")
        shown = await until(pilot, "c both")
        await settle(pilot)
        shown = frame(pilot)
        assert "(•) b" in shown


async def test_a_question_that_vanished_is_skipped_with_a_notice(running: Running, own: Path) -> None:
    async with running(selection=Selection(ids=("bbbbbbb1", "bbbbbbb2", "aaaaaaa1"))) as pilot:
        own.write_text(OWN[: OWN.index("## How much?")], encoding="utf-8")
        await asyncio.sleep(0.7)
        await settle(pilot)
        await pilot.press("s")
        await until(pilot, "Which penalty can give exact zeros?")
        assert "no question has the id 'bbbbbbb2'" in frame(pilot)


async def test_the_history_stays_with_the_id(running: Running, own: Path, workspace: Workspace) -> None:
    async with running(selection=Selection(ids=("bbbbbbb1",))) as pilot:
        await pilot.press("a", "enter", "enter", "escape")
        await settle(pilot)
        own.unlink()
        changed(own.with_name("moved.md"), "Which of the two?", "Which one?")
        await pilot.press("b", "slash", *"which one", "enter")
        shown = await until(pilot, "Which one?")
        (row,) = (line for line in shown.splitlines() if "Which one?" in line)
        assert "new" not in row, "it was answered already"
        assert workspace.cards()["bbbbbbb1"].reps == 1


# ---------------------------------------------------------------- edit this question


async def test_browse_edits_the_question_at_its_line_and_says_what_became_of_it(
    running: Running, own: Path, editor: Editor
) -> None:
    told = editor("text = text.replace('Pick one.', 'Pick the right one.')")
    async with running() as pilot:
        await pilot.press("b", "slash", *"two", "enter", "E")
        await settle(pilot)
        assert told.read_text() == f"+5 {own}"
        assert "✓ “Which of the two?” was changed. Its history stays with it." in said(pilot)
        editor("")
        await pilot.press("E")
        await settle(pilot)
        assert "“Which of the two?” reads as it did." in said(pilot)
        editor("text = text.replace('[x]', '[ ]')")
        await pilot.press("E")
        await settle(pilot)
        assert "✗ own.md, line 10: no option is right. Until that is mended" in said(pilot)
        assert "No question fits." in frame(pilot)


async def test_practice_edits_the_question_in_front(running: Running, own: Path, editor: Editor) -> None:
    editor("text = text.replace('Say a number.', 'Say any number.')")
    async with running(selection=Selection(ids=("bbbbbbb2",))) as pilot:
        await pilot.press(*"2.1", "f7")
        await settle(pilot)
        assert "Say any number." in frame(pilot)
        assert "2.1" in frame(pilot)
        assert isinstance(pilot.app.screen, PracticeScreen)
        await pilot.press("enter")
        await settle(pilot)
        assert "✓ Right" in frame(pilot)


async def test_the_reader_shows_the_question_as_it_reads_now(running: Running, own: Path, editor: Editor) -> None:
    editor("text = text.replace('Pick one.', 'Pick the right one.')")
    async with running() as pilot:
        await pilot.press("b", "slash", *"two", "enter", "v", "E")
        await settle(pilot)
        assert "Pick the right one." in frame(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "Browse" in frame(pilot)


async def test_a_deck_that_is_not_ones_own_is_copied_to_a_draft(
    running: Running, own: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.workspace.authoring.PACKAGE", own.parent)
    async with running() as pilot:
        await pilot.press("b", "slash", *"two", "enter", "E")
        await settle(pilot)
        assert "is not yours to change. This is a copy" in said(pilot)
        assert "Write a question · choice" in frame(pilot)
        (draft,) = workspace.places.drafts.glob("choice-*.md")
        text = draft.read_text(encoding="utf-8")
        assert "## Which of the two?" in text
        assert "bbbbbbb1" not in text, "the answers so far stay with the original"


async def test_decks_that_are_read_when_somebody_has_just_left_are_drawn_nowhere(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    async with running() as pilot:
        monkeypatch.setattr(HomeScreen, "decks_read", lambda _home: drawn.append("home"))
        assert isinstance(pilot.app, QuizApp)
        pilot.app.read_library()
        await pilot.app.library_read.wait()
        assert drawn == ["home"]
        with monkeypatch.context() as leaving:
            leaving.setattr(pilot.app, "_exit", True)
            pilot.app.read_library()
            async with asyncio.timeout(5):
                await pilot.app.library_read.wait()
        assert drawn == ["home"]
