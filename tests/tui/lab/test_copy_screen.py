"""A run as text: the command line and the script, to the clipboard, on the screen and in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.workspace import Workspace
from tests.tui.stage import Compare, Running, frame, press


async def test_the_texts_stand_on_the_screen(running: Running, same_frame: Compare) -> None:
    async with running() as pilot:
        await press(pilot, "l", "enter", "up", "f6")
        same_frame(pilot, "copy")


async def test_the_clipboard_gets_what_was_asked_for_and_nothing_is_promised(running: Running) -> None:
    async with running() as pilot:
        said = await press(pilot, "l", "enter", "up", "f6", "c")
        assert pilot.app.clipboard == "quizapp demo decay_step --set lr=0.2"
        assert "is on its way to the clipboard. If it does not arrive" in said
        await press(pilot, "s")
        assert "\nlr = 0.2  # learning rate, per step\n" in pilot.app.clipboard
        compile(pilot.app.clipboard, "script", "exec")


async def test_defaults_are_left_out_of_the_command_line(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "l", "enter", "f6", "c")
        assert pilot.app.clipboard == "quizapp demo decay_step"


async def test_the_script_is_written_to_a_file(running: Running, workspace: Workspace) -> None:
    async with running(size=(160, 24)) as pilot:
        said = await press(pilot, "l", "enter", "f6", "w")
        (path,) = workspace.places.exports.iterdir()
        assert f"Exported to {path}" in said
        assert path.suffix == ".py"
        compile(path.read_text(encoding="utf-8"), str(path), "exec")


async def test_a_folder_that_cannot_be_written_is_said(
    running: Running, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    async with running(size=(160, 24)) as pilot:
        await press(pilot, "l", "enter", "f6")
        monkeypatch.setattr(Path, "write_text", full)
        said = await press(pilot, "w")
        assert "cannot be written (No space left on device)" in " ".join(said.split())


async def test_values_that_cannot_be_run_cannot_be_copied(running: Running) -> None:
    async with running() as pilot:
        text = await press(pilot, "l", "enter", *"-3", "f6")
        assert "lr = -3 is refused" in text
        assert frame(pilot).startswith(" One weight")
