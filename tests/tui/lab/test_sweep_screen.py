"""A sweep on the screen: a range that is explained, runs that go on, a plot and a table."""

from __future__ import annotations

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.errors import RunFailedError
from quizapp.questions.calls import Call
from tests.tui.lab.experiment import experiment
from tests.tui.stage import Compare, Running, bar, frame, press, settle

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
every_size = pytest.mark.parametrize("size", SIZES)
SWEEP = ("l", "enter", "f4")  # of lr in decay_step
GRID = ("l", "end", "enter", "tab", "tab", *"20000", "shift+tab", "f4")  # of the seeds, each run long


@every_size
async def test_a_sweep_from_its_range_to_its_plot(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size]) as pilot:
        await press(pilot, *SWEEP)
        same_frame(pilot, f"sweep-begun-{size}")
        await press(pilot, "enter")
        same_frame(pilot, f"sweep-{size}")


async def test_the_table_follows_the_plot(running: Running, same_frame: Compare) -> None:
    async with running() as pilot:
        await press(pilot, *SWEEP, "enter", "pagedown")
        same_frame(pilot, "sweep-table")


async def test_the_table_takes_the_columns_that_fit(running: Running) -> None:
    async with running(size=(60, 20)) as pilot:
        narrow = await press(pilot, *SWEEP, "ctrl+u", *"0.1,0.2", "enter", "pagedown", "pagedown")
        assert "sgd_penalty" in narrow
        assert "decay_less_penalty" not in narrow
        await pilot.resize_terminal(100, 40)
        await settle(pilot)
        assert "decay_less_penalty" in frame(pilot)


async def test_the_arrow_keys_choose_the_measure(running: Running) -> None:
    async with running() as pilot:
        assert "sgd_weight_decay  measure 1 of 4" in await press(pilot, *SWEEP, "enter")
        assert "sgd_penalty  measure 2 of 4" in await press(pilot, "down")
        assert "y: sgd_penalty" in frame(pilot)
        assert "decay_less_penalty  measure 4 of 4" in await press(pilot, "up", "up")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("0.1:0.5", "✗ “0.1:0.5” is no range: write start:stop:count or start:stop:count:log."),
        ("0.1:7:3", "✗ “7” cannot be an end of the range of lr, which is a number from 1e-06 to 1."),
        ("", "✗ A sweep is written"),
        ("0.1,0.2,fast", '✗ "fast" cannot be read as lr'),
        ("0.1:0.9:500", "✗ “500” is no count of runs"),
    ],
)
async def test_a_range_that_cannot_be_is_said_while_it_is_typed(
    running: Running, engine: FakeEngine, typed: str, says: str
) -> None:
    async with running() as pilot:
        await press(pilot, *SWEEP)
        ran = len(engine.ran)
        text = await press(pilot, "ctrl+u", *typed, "enter")
        assert says in " ".join(text.split())
        assert len(engine.ran) == ran


async def test_a_sweep_is_stopped_kept_and_goes_on(running: Running, same_frame: Compare, engine: FakeEngine) -> None:
    async with running() as pilot:
        await press(pilot, *SWEEP, "ctrl+u", *"0.1,0.2", "enter")
        engine.pause()
        half = await press(pilot, "ctrl+u", *"0.1,0.2,0.5,1", "enter")
        assert "2 of 4 runs … esc stops and keeps them" in half
        assert bar(pilot).startswith("esc stop")
        same_frame(pilot, "sweep-running")
        stopped = await press(pilot, "escape")
        assert "2 of 4 runs are missing: they were not run. enter goes on." in stopped
        assert "sgd_weight_decay  measure 1 of 4" in stopped, "what is finished is there"
        engine.resume()
        ran = len(engine.ran)
        assert "All 4 runs are there." in await press(pilot, "enter")
        assert len(engine.ran) <= ran + 2, "nothing was run twice"


async def test_a_host_that_dies_in_the_middle_is_said_and_the_sweep_goes_on(
    running: Running, engine: FakeEngine
) -> None:
    dead = True

    def answer(call: Call) -> object:
        if dead and dict(call.params)["lr"] == 1.0:
            return RunFailedError("The engine stopped while decay_step was running. Run it again.")
        return experiment(call)

    engine._answers = answer  # type: ignore[assignment]
    async with running() as pilot:
        text = await press(pilot, *SWEEP, "enter")
        said = " ".join(text.split())
        assert "1 of 9 runs is missing: The engine stopped while decay_step was running." in said
        assert "enter goes on." in said
        dead = False
        assert "All 9 runs are there." in await press(pilot, "enter")


async def test_too_long_a_run_of_a_sweep_is_asked_for(running: Running, engine: FakeEngine) -> None:
    async with running() as pilot:
        await press(pilot, *GRID)
        await press(pilot, "ctrl+u", *"2:256:2")
        ran = len(engine.ran)
        text = await press(pilot, "enter")
        assert "At seeds=256: lambda_grid with these parameters takes about 18 min" in " ".join(text.split())
        assert "f8 allow it" in bar(pilot)
        assert len(engine.ran) == ran
        assert "All 2 runs are there." in await press(pilot, "f8")


async def test_words_are_swept_and_have_no_plot(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "l", "end", "enter", *["tab"] * 4)
        assert "float32,float64" in await press(pilot, "f4")
        text = await press(pilot, "enter")
        assert "All 2 runs are there." in text
        assert "float64" in text.splitlines()[-2] or "float64" in text
        assert "┣" not in text


async def test_a_list_cannot_be_swept(running: Running) -> None:
    async with running() as pilot:
        text = await press(pilot, "l", "end", "enter", "f4")
        assert text.startswith(" A grid search"), "one stays on the bench"
        assert "lams is a list and cannot be swept: go to another parameter first." in text


async def test_the_sweep_is_there_when_one_comes_back(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, *SWEEP, "ctrl+u", *"0.1,0.2", "enter", "down", "escape")
        again = await press(pilot, "f4")
        assert "lr 0.1,0.2" in again
        assert "sgd_penalty  measure 2 of 4" in again
        assert "All 2 runs are there." in again
        other = await press(pilot, "escape", "tab", *"0.5", "shift+tab", "f4")
        assert "lr 0.1,0.2" in other
        assert "2 runs, a moment of computing" in other, "with another lam it is another sweep"


async def test_leaving_for_home_in_the_middle_stops_the_sweep(running: Running, engine: FakeEngine) -> None:
    async with running() as pilot:
        await press(pilot, *SWEEP)
        engine.pause()
        await press(pilot, "ctrl+u", *"0.2,0.5", "enter")
        pilot.app.go_home()
        await settle(pilot)
        assert "› Practise today" in frame(pilot)
        engine.resume()
        await settle(pilot)
        back = await press(pilot, *SWEEP)
        assert "2 of 2 runs are missing" in back


async def test_a_range_that_is_typed_during_the_runs_is_the_next_one(running: Running, engine: FakeEngine) -> None:
    async with running() as pilot:
        await press(pilot, *SWEEP)
        engine.pause()
        assert "0 of 9 runs" in await press(pilot, "enter", "ctrl+u", *"0.3,0.4")
        engine.resume()
        await settle(pilot)
        assert "2 runs, a moment of computing; enter runs them." in frame(pilot)
        assert "0.3  " in await press(pilot, "enter", "pagedown")
