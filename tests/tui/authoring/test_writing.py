"""Adding a question: a form or the editor, a draft from the first letter on, a check, a save, and its undo."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot

from quizapp.engine.fake import FakeEngine
from quizapp.questions import parse_deck
from quizapp.tui.screens.write import PartField
from quizapp.workspace import Workspace
from tests.tui.authoring.conftest import Editor
from tests.tui.stage import Compare, Running, frame, settle

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}


def said(pilot: Pilot[None]) -> str:
    return "\n".join(notice.message for notice in pilot.app._notifications)


async def fill(pilot: Pilot[None], *fields: str) -> None:
    """Type into the fields, one after another."""
    for number, text in enumerate(fields):
        if number:
            await pilot.press("tab")
            await pilot.pause()
        await pilot.press(*("enter" if letter == "\n" else letter for letter in text))
    await settle(pilot)


def drafts(workspace: Workspace) -> list[Path]:
    return sorted(workspace.places.drafts.glob("[!_]*.md"))


def own_deck(workspace: Workspace) -> Path:
    return workspace.places.decks / "my-questions.md"


async def open_form(pilot: Pilot[None], search: str) -> None:
    """From home to the empty form of the kind that is searched for."""
    await pilot.press("a")
    await settle(pilot)
    await pilot.press("slash", *search, "enter", "enter")
    await settle(pilot)


CHOICE = ("Which?", "Pick one.", "[x] L1\n> Right.\nL2")


@pytest.mark.parametrize("size", SIZES)
async def test_the_kinds_and_the_form(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size]) as pilot:
        await pilot.press("a")
        await settle(pilot)
        same_frame(pilot, f"add-{size}")
        await pilot.press("enter")
        await settle(pilot)
        await fill(pilot, "Which?")
        same_frame(pilot, f"write-{size}")


async def test_from_a_form_to_ones_own_deck_and_back_again(
    running: Running, workspace: Workspace, same_frame: Compare
) -> None:
    async with running() as pilot:
        await open_form(pilot, "choice")
        await fill(pilot, *CHOICE)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "✓ In order. No run computes or proves it." in frame(pilot)
        await pilot.press("s")
        await settle(pilot)
        same_frame(pilot, "draft-saved")
        assert f"✓ Saved to {own_deck(workspace)}. u takes it back." in said(pilot)
        (question,) = parse_deck(own_deck(workspace).read_bytes(), own_deck(workspace)).questions
        assert (question.kind, question.title, question.minted) == ("choice", "Which?", True)
        assert drafts(workspace) == []
        assert question.id in {entry.id for entry in workspace.library.entries}, "it can be practised at once"
        await pilot.press("u")
        await settle(pilot)
        assert not own_deck(workspace).exists()
        assert len(drafts(workspace)) == 1
        await pilot.press("s")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "Practise today's questions" in frame(pilot)


async def test_what_is_typed_in_one_go_goes_to_the_field_it_is_meant_for(running: Running) -> None:
    async with running() as pilot:
        await open_form(pilot, "choice")
        for letter in ("W", "?", "enter", "P", "enter", "p", "tab", "x", "shift+tab", "q"):  # as a slow line sends it
            pilot.app.post_message(Key(letter, letter if len(letter) == 1 else None))
        await settle(pilot)
        fields = list(pilot.app.screen.query(PartField))
        assert [field.text for field in fields[:3]] == ["W?", "P\npq", "x"]


async def test_what_is_wrong_is_listed_and_not_saved(running: Running, workspace: Workspace) -> None:
    async with running() as pilot:
        await open_form(pilot, "choice")
        await pilot.press("f10")
        await settle(pilot)
        assert "Give the question a title first." in said(pilot)
        await fill(pilot, "Which?", "Pick one.", "L1\nL2")
        await pilot.press("f10")
        await settle(pilot)
        assert "Q310 no option is right" in frame(pilot)
        await pilot.press("s")
        await settle(pilot)
        assert "Not saved: 1 problem must be mended first" in said(pilot)
        assert not own_deck(workspace).exists()
        await pilot.press("escape")
        await settle(pilot)
        assert "Write a question · choice" in frame(pilot)
        await pilot.press("tab", "tab")
        await settle(pilot)
        await pilot.press("ctrl+home", *"[x] ")
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)
        assert own_deck(workspace).exists()


@pytest.mark.usefixtures("lasso_path")
async def test_what_a_run_refutes_is_not_saved(running: Running, workspace: Workspace) -> None:
    async with running(size=(80, 60)) as pilot:
        await open_form(pilot, "numeric")
        await fill(pilot, "How much?", "At which `seed=42`?")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "L402" in frame(pilot), "the measures of a test have no alpha_max"
        await pilot.press("s")
        await settle(pilot)
        assert "Not saved" in said(pilot)
        assert not own_deck(workspace).exists()


@pytest.mark.usefixtures("lasso_path")
async def test_without_an_engine_a_second_s_saves_it_unproved(
    running: Running, workspace: Workspace, engine: FakeEngine
) -> None:
    engine.go_down("torch is not installed.")
    async with running() as pilot:
        await open_form(pilot, "numeric")
        await fill(pilot, "How much?", "At which `seed=42`?")
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)
        assert "torch is not installed. s saves it as it is, unproved." in said(pilot)
        assert not own_deck(workspace).exists()
        await pilot.press("s")
        await settle(pilot)
        assert own_deck(workspace).exists()


@pytest.mark.usefixtures("lasso_path")
async def test_it_waits_for_its_proof_and_esc_stops_that(
    running: Running, workspace: Workspace, engine: FakeEngine
) -> None:
    async with running() as pilot:
        await open_form(pilot, "numeric")
        await fill(pilot, "How much?", "At which `seed=42`?")
        engine.pause()
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)
        assert "It will be saved as soon as it is proved" in said(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "You stopped this run." in frame(pilot)
        assert not own_deck(workspace).exists()
        engine.resume()


async def test_a_draft_is_kept_while_one_types_and_offered_next_time(running: Running, workspace: Workspace) -> None:
    async with running() as pilot:
        await open_form(pilot, "order")
        assert drafts(workspace) == [], "nothing was typed yet"
        await fill(pilot, "One step", "Put it in order.", "first\nsecond")
        for _ in range(200):
            if drafts(workspace) and "2. second" in drafts(workspace)[0].read_text(encoding="utf-8"):
                break
            await asyncio.sleep(0.01)
        (draft,) = drafts(workspace)
        assert "1. first\n2. second" in draft.read_text(encoding="utf-8")
        await pilot.press(*"!", "escape")
        await settle(pilot)
        assert "Kept as a draft" in said(pilot)
        assert "› One step · order" in frame(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "second!" in frame(pilot)


async def test_the_app_may_end_at_any_letter(running: Running, workspace: Workspace) -> None:
    async with running() as pilot:
        await open_form(pilot, "choice")
        await pilot.press(*"Half a tit", "ctrl+q")
    (draft,) = drafts(workspace)
    assert draft.read_text(encoding="utf-8").startswith("## Half a tit\n")


async def test_a_draft_is_deleted_and_brought_back(running: Running, workspace: Workspace) -> None:
    async with running() as pilot:
        await open_form(pilot, "choice")
        await fill(pilot, "Which?")
        await pilot.press("escape", "d")
        await settle(pilot)
        assert (drafts(workspace), "Go on with" in frame(pilot)) == ([], False)
        await pilot.press("u")
        await settle(pilot)
        assert "› Which? · choice" in frame(pilot) or "  Which? · choice" in frame(pilot)


async def test_an_example_in_the_editor_becomes_a_draft(
    running: Running, workspace: Workspace, editor: Editor, engine: FakeEngine
) -> None:
    editor("text = text.replace('exact zeros?', 'zeros at all?')")
    async with running() as pilot:
        await pilot.press("a")
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        assert "Which penalty can give zeros at all?" in frame(pilot)
        assert "✓ In order." in frame(pilot)
        editor("text = text.replace('[x]', '[ ]')")
        await pilot.press("e")
        await settle(pilot)
        assert "no option is right" in frame(pilot)
        assert "Which penalty can give zeros at all?" in frame(pilot), "the last good version stays"
        await pilot.press("s")
        await settle(pilot)
        assert not own_deck(workspace).exists()
        editor("text = text.replace('- [ ] Lasso', '- [x] Lasso')")
        await pilot.press("e", "s")
        await settle(pilot)
        assert "zeros at all?" in own_deck(workspace).read_text(encoding="utf-8")


async def test_an_example_that_nobody_changed_is_not_kept(
    running: Running, workspace: Workspace, editor: Editor
) -> None:
    editor("")
    async with running() as pilot:
        await pilot.press("a")
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        assert "Nothing of the example was changed, so nothing is kept." in said(pilot)
        assert drafts(workspace) == []


async def test_an_editor_that_is_killed_loses_nothing_that_it_saved(
    running: Running, workspace: Workspace, editor: Editor
) -> None:
    editor("path.write_text(text + '\\n### Explain\\nBecause.\\n')\nimport os\nos.kill(os.getpid(), 9)")
    async with running() as pilot:
        await pilot.press("a")
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        assert "was ended by signal 9" in said(pilot)
        assert "Because." in drafts(workspace)[0].read_text(encoding="utf-8")


async def test_with_several_decks_of_ones_own_one_is_chosen(running: Running, workspace: Workspace) -> None:
    workspace.places.decks.mkdir(parents=True)
    other = workspace.places.decks / "other.md"
    other.write_text("---\ndeck: other\n---\n\n## Card\n<!-- q id=bbbbbbb1 -->\n\n### Answer\nYes.\n", encoding="utf-8")
    async with running() as pilot:
        await open_form(pilot, "choice")
        await fill(pilot, *CHOICE)
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)
        assert "Save to which deck?" in frame(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "## Which?" in other.read_text(encoding="utf-8")
        assert not own_deck(workspace).exists()


async def test_a_draft_that_no_form_can_hold_goes_to_its_preview(running: Running, workspace: Workspace) -> None:
    async with running() as pilot:
        await open_form(pilot, "choice")
        await fill(pilot, *CHOICE)
        await pilot.press("escape")
        await settle(pilot)
        (draft,) = drafts(workspace)
        with draft.open("a", encoding="utf-8") as stream:
            stream.write("\nA sentence below the options.\n")
        await pilot.press("enter")
        await settle(pilot)
        assert "Preview · choice-" in frame(pilot)
        await pilot.press("f")
        await settle(pilot)
        assert "A form would lose something of this question" in said(pilot)
