"""Predictions: the answer first, then the run in front of the learner, both in one table."""

from __future__ import annotations

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.engine.model import Progress
from quizapp.workspace import Selection
from tests.tui.stage import Compare, Running, bar, press

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
NUMBER, OPTIONS, FORMULA = (Selection(ids=(one,)) for one in ("formpre1", "formpre2", "formsym1"))


async def test_nothing_runs_before_the_prediction(running: Running, engine: FakeEngine) -> None:
    async with running(selection=NUMBER) as pilot:
        await press(pilot, *"0.9")
        assert engine.ran == []
        await press(pilot, "enter")
        assert [call.demo for call in engine.ran] == ["decay_step"]


async def test_the_run_goes_on_in_front_of_the_learner(
    running: Running, engine: FakeEngine, same_frame: Compare
) -> None:
    engine._progress = (Progress(0.4, "step 4 of 10"),)
    engine.pause()
    async with running(selection=OPTIONS) as pilot:
        await press(pilot, "b", "enter")
        same_frame(pilot, "prediction-running")
        assert "esc stop" in bar(pilot)
        engine.resume()
        assert "✗ Wrong" in await press(pilot, "x")


@pytest.mark.parametrize("size", SIZES)
async def test_prediction_and_run_stand_side_by_side(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size], selection=NUMBER) as pilot:
        await press(pilot, *"0.99", "enter")
        same_frame(pilot, f"prediction-judged-{size}")


async def test_picked_options_are_repeated_in_words(running: Running, engine: FakeEngine) -> None:
    engine.pause()
    async with running(selection=OPTIONS) as pilot:
        assert "You said: a) None" in await press(pilot, "a", "enter")
        engine.resume()
        told = await press(pilot, "x")
        assert "✓ Right" in told
        (beside,) = (line.split() for line in told.splitlines() if line.strip().startswith("exact_zeros_ridge "))
        assert beside == ["exact_zeros_ridge", "None", "0"]


async def test_a_run_that_is_stopped_leaves_the_prediction_to_the_learner(running: Running, engine: FakeEngine) -> None:
    engine.pause()
    async with running(selection=NUMBER) as pilot:
        await press(pilot, *"0.99", "enter")
        assert "You stopped this run. Rate it yourself" in " ".join((await press(pilot, "escape")).split())


async def test_a_formula_has_its_name_and_an_example(running: Running) -> None:
    async with running(selection=FORMULA) as pilot:
        field = next(line for line in (await press(pilot)).splitlines() if line.startswith(" formula"))
        assert "for example" in field
        assert "✗ Wrong – 2·lam·w" in await press(pilot, *"lam*w", "enter")
