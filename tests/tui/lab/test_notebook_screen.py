"""The notebook of runs: kept with a note, found again, looked at, run again, deleted with a way back, exported."""

from __future__ import annotations

import json

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.errors import StoreReadOnlyError
from quizapp.store import Store
from quizapp.workspace import Workspace
from tests.tui.lab.experiment import said
from tests.tui.stage import Clock, Compare, Running, bar, frame, press, settle

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
every_size = pytest.mark.parametrize("size", SIZES)
KEEP = ("l", "enter", "f5", *"first", "enter")
NOTEBOOK = ("escape", "n")


async def two_kept(pilot: object, clock: Clock) -> None:
    """A run of decay_step with a note, and a day later one of lambda_grid without."""
    await press(pilot, *KEEP)  # type: ignore[arg-type]
    clock.pass_days(1)
    await press(pilot, "escape", "end", "enter", "f5", "enter", *NOTEBOOK)  # type: ignore[arg-type]


@every_size
async def test_the_notebook(running: Running, same_frame: Compare, clock: Clock, size: str) -> None:
    async with running(size=SIZES[size]) as pilot:
        await two_kept(pilot, clock)
        await press(pilot, "down")
        same_frame(pilot, f"notebook-{size}")


async def test_a_note_is_asked_for_and_may_be_empty(
    running: Running, same_frame: Compare, workspace: Workspace
) -> None:
    async with running() as pilot:
        await press(pilot, "l", "enter", "f5", *"odd at lr=0.1 [bold]x[/]")
        same_frame(pilot, "note")
        assert "Kept in the notebook." in await press(pilot, "enter")
        await press(pilot, "f5", "escape")
        assert len(workspace.notebook.search()) == 1, "going back keeps nothing"
        await press(pilot, "f5", "enter")
        assert [head.note for head in workspace.notebook.search()] == ["", "odd at lr=0.1 [bold]x[/]"]
        assert "Note: odd at lr=0.1 [bold]x[/]" in await press(pilot, *NOTEBOOK, "end")


async def test_an_empty_notebook_says_how_it_is_filled(running: Running) -> None:
    async with running() as pilot:
        empty = " ".join((await press(pilot, "l", "n")).split())
        assert "Nothing is kept yet. On a bench of the Lab, f5 keeps the run that is on the screen." in empty
        assert bar(pilot) == "/ search  ? help  esc back  space read on"
        await press(pilot, "enter", "e", "d", "u", "x")
        assert frame(pilot).startswith(" Notebook · 0 runs")


async def test_the_search_finds_words_and_values(running: Running, clock: Clock) -> None:
    async with running() as pilot:
        await two_kept(pilot, clock)
        assert frame(pilot).startswith(" Notebook · 2 runs")
        assert (await press(pilot, "slash", *"FIRST")).startswith(" Notebook · 1 run\n")
        assert (await press(pilot, "ctrl+u", *"lr=0.001")).startswith(" Notebook · 1 run\n")
        assert "lambda_grid" in frame(pilot)
        assert "No run fits. Change the search." in await press(pilot, "ctrl+u", *"zzz")


async def test_a_run_is_looked_at_as_it_was_and_run_again(running: Running, same_frame: Compare, clock: Clock) -> None:
    async with running() as pilot:
        for key in ("l", "enter", "up", "up", "enter", "f5", "enter", "f7", "escape", "n", "enter"):
            await press(pilot, key)  # each screen is there before the next key
        same_frame(pilot, "kept")
        bench = await press(pilot, "r")
        assert "lr           0.5" in bench
        assert "weight decay leaves 0.95111 and" in bench
        assert frame(pilot).startswith(" One weight")
        assert "kept on 23 Nov 2026, 12:00" in await press(pilot, "escape")


async def test_a_note_is_changed_from_both_screens(running: Running, workspace: Workspace) -> None:
    async with running() as pilot:
        await press(pilot, *KEEP, *NOTEBOOK, "e", "ctrl+u", *"second", "enter")
        assert "Note: second" in frame(pilot)
        await press(pilot, "enter", "e", "ctrl+u", *"third", "enter")
        assert "Note: third" in frame(pilot)
        assert "third" in await press(pilot, "escape")
        assert [head.note for head in workspace.notebook.search()] == ["third"]


async def test_the_pointer_stays_where_it_was(running: Running, clock: Clock) -> None:
    async with running() as pilot:
        await two_kept(pilot, clock)
        assert "› 23 Nov 12:00  decay_step" in await press(pilot, "down", "e", *" more", "enter")
        assert "› 23 Nov 12:00  decay_step" in await press(pilot, "enter", "escape")


async def test_what_is_deleted_comes_back(running: Running, workspace: Workspace, clock: Clock) -> None:
    async with running() as pilot:
        await two_kept(pilot, clock)
        before = workspace.notebook.search()
        assert "u undo" not in bar(pilot)
        assert (await press(pilot, "d")).startswith(" Notebook · 1 run\n")
        assert "u undo" in bar(pilot)
        assert (await press(pilot, "d")).startswith(" Notebook · 0 runs\n")
        assert said(pilot) == ["Deleted. undo brings it back."]
        assert (await press(pilot, "u", "u")).startswith(" Notebook · 2 runs\n")
        assert workspace.notebook.search() == before
        assert said(pilot) == ["It is back."], "what was said before is not true any more"


async def test_what_the_search_shows_is_exported(running: Running, workspace: Workspace, clock: Clock) -> None:
    async with running(size=(120, 40)) as pilot:
        await two_kept(pilot, clock)
        await press(pilot, "slash", *"first", "enter", "x", "j")
        texts = {path.suffix: path.read_text(encoding="utf-8") for path in workspace.places.exports.iterdir()}
        assert "decay_step" in texts[".md"]
        assert "lambda_grid" not in texts[".md"]
        assert [run["demo"] for run in json.loads(texts[".json"])] == ["decay_step"]
        assert [one.split(" exported to ")[0] for one in said(pilot)] == ["1 run"]


async def test_while_typing_the_keys_move_to_f_keys(running: Running, workspace: Workspace) -> None:
    async with running() as pilot:
        await press(pilot, *KEEP, *NOTEBOOK, "slash", "d")
        assert frame(pilot).startswith(" Notebook · 1 run"), "d is a letter here"
        assert bar(pilot).startswith("enter to the list  f6 note  f7 delete  f8 export")
        await press(pilot, "f7")
        assert workspace.notebook.search() == ()
        await press(pilot, "f4")
        assert len(workspace.notebook.search()) == 1


async def test_a_file_that_does_not_obey_is_a_sentence(
    running: Running, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreReadOnlyError("The disk is full; make room.")

    async with running() as pilot:
        await press(pilot, *KEEP)
        for name in ("save_run", "set_run_note", "delete_run"):
            monkeypatch.setattr(Store, name, full)
        assert "Not kept: The disk is full; make room." in await press(pilot, "f5", "enter")
        for keys in ((*NOTEBOOK, "d"), ("e", "enter"), ("enter", "e", "enter")):
            await press(pilot, *keys)
            assert said(pilot) == ["The disk is full; make room."]
            pilot.app.clear_notifications()
        assert "first" in frame(pilot)


async def test_a_result_that_cannot_be_read_any_more_says_so(running: Running, workspace: Workspace) -> None:
    async with running() as pilot:
        await press(pilot, *KEEP)
        (head,) = workspace.notebook.search()
        workspace.store.delete_run(head.id or 0)
        workspace.store.save_run(head, '{"half":')
        assert "Its result cannot be read any more." in await press(pilot, *NOTEBOOK)
        kept = await press(pilot, "enter")
        assert "Its result cannot be read any more; the JSON export" in " ".join(kept.split())
        assert "run again" not in bar(pilot)
        await press(pilot, "r")
        assert frame(pilot).startswith(" decay_step  ·  kept on")
        await settle(pilot)


async def test_a_search_that_finds_nothing_goes_on(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, *KEEP, *NOTEBOOK, "slash", *"zzz")
        assert bar(pilot) == "f1 help  esc back"
        await press(pilot, "enter", *["backspace"] * 3)
        assert "enter to the list" in bar(pilot), "the letters went into the search"


async def test_a_note_goes_to_the_run_that_it_was_written_for(
    running: Running, workspace: Workspace, engine: FakeEngine
) -> None:
    async with running() as pilot:
        await press(pilot, "l", "enter")
        engine.pause()
        await press(pilot, "up", "enter", "f5", *"default")
        engine.resume()
        await settle(pilot)
        await press(pilot, "enter")
        (kept,) = workspace.notebook.search()
        assert kept.note == "default"
        assert "lr=0.1" in kept.params.split(), "not the run that ended meanwhile"
