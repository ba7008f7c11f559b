"""The bench: fields that are changed by typing or by arrow keys, runs that can be stopped, results in their places."""

from __future__ import annotations

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.engine.model import Progress
from quizapp.errors import EngineDownError
from quizapp.tui.widgets.outcome import Outcome
from quizapp.workspace import Selection, Workspace
from tests.tui.stage import Compare, Running, bar, frame, press, settle

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
every_size = pytest.mark.parametrize("size", SIZES)
BENCH = ("l", "enter")  # decay_step is the first of the catalogue
GRID = ("l", "end", "enter")


def status(text: str) -> str:
    """The line below the meaning of the parameter in hand."""
    lines = text.splitlines()
    (meaning,) = (n for n, line in enumerate(lines) if line.startswith(" lr: learning rate"))
    return lines[meaning + 1].strip()


@every_size
async def test_a_bench_runs_its_defaults_at_once(running: Running, same_frame: Compare, size: str) -> None:
    async with running(size=SIZES[size]) as pilot:
        await press(pilot, *BENCH)
        same_frame(pilot, f"bench-{size}")


async def test_the_rest_of_a_result_is_read_by_keys(running: Running, same_frame: Compare) -> None:
    async with running() as pilot:
        await press(pilot, *BENCH, "pagedown", "pagedown")
        same_frame(pilot, "bench-read-on")


async def test_arrow_keys_change_the_value_in_hand_and_enter_runs(running: Running, same_frame: Compare) -> None:
    async with running() as pilot:
        changed = await press(pilot, *BENCH, "up")
        assert "›• lr           0.2" in changed
        assert status(changed) == "Below is the run with lr=0.1; enter runs the new values."
        same_frame(pilot, "bench-changed")
        assert "weight decay leaves 0.980179" in await press(pilot, "enter")
        assert status(await press(pilot, "down", "down", "down", "enter")) == "Run now in 0.031 s"
        assert "›• lr           0.02" in frame(pilot)


async def test_arrow_keys_change_values_and_page_keys_read_on_where_the_form_scrolls(running: Running) -> None:
    async with running(size=(60, 20)) as pilot:
        await press(pilot, "l", "slash", *"sparse_reg", "enter", "enter")
        assert "›• n            110" in await press(pilot, "up")
        read_on = await press(pilot, "pagedown", "pagedown")
        assert "›• n            110" in read_on
        assert "seeds" not in read_on
        assert "seeds        2" in await press(pilot, *["tab"] * 8, "up"), "the field in hand is in view"


async def test_what_is_typed_takes_the_place_of_the_value(running: Running) -> None:
    async with running() as pilot:
        assert "steps        25" in await press(pilot, *BENCH, "tab", "tab", "tab", *"25", "enter")
        assert "After 25 steps" in frame(pilot)
        assert "›  steps        10" in await press(pilot, "f7")
        assert "Below is the run with steps=25" in frame(pilot)


async def test_a_value_that_cannot_be_is_marked_while_it_is_typed(
    running: Running, same_frame: Compare, engine: FakeEngine
) -> None:
    async with running() as pilot:
        ran = len(engine.ran)
        await press(pilot, *BENCH)
        typed = await press(pilot, *"-3")
        assert "✗ a number from 1e-06 to 1" in typed
        assert "✗ decay_step: lr = -3 is refused" in typed
        same_frame(pilot, "bench-refused")
        assert "After 10 steps" in await press(pilot, "enter"), "the last result stays"
        assert len(engine.ran) == ran + 1
        assert "✗" not in await press(pilot, "ctrl+u", *"0.3")


async def test_a_list_is_typed_and_an_arrow_says_so(running: Running) -> None:
    async with running() as pilot:
        assert "lams is a list: type its numbers, with commas between." in await press(pilot, *GRID, "up")
        assert "✗" not in await press(pilot, "ctrl+u", *"0,1")


async def test_a_list_that_is_too_long_for_its_field_shows_how_it_begins(running: Running) -> None:
    async with running(size=(60, 20)) as pilot:
        assert "lams         0,1e-05,0.00" in await press(pilot, *GRID, "tab")
        assert "lams         0,1e-05,0.00" in await press(pilot, "shift+tab", "tab")


async def test_what_stands_below_is_said_whatever_else_there_is_to_say(running: Running, engine: FakeEngine) -> None:
    async with running() as pilot:
        await press(pilot, *BENCH)
        engine.pause()
        assert status(await press(pilot, "up", "enter")).endswith("esc stops it. Below is the run with lr=0.1.")
        assert status(await press(pilot, "escape")) == "You stopped this run. Below is the run with lr=0.1."
        engine.resume()
        assert status(await press(pilot, "f2")).endswith("Change something and run. Below is the run with")
        await press(pilot, "up", "enter", "up")
        assert status(frame(pilot)) == "The second run below has lr=0.5; enter runs the new values."
        assert "Below is the run with" not in await press(pilot, "down")


async def test_words_go_round(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, *GRID, *["tab"] * 4)
        assert "dtype        float64" in await press(pilot, "up")
        assert "dtype        float32" in await press(pilot, "up")


async def test_a_run_shows_how_far_it_is_and_esc_stops_it_first(
    running: Running, same_frame: Compare, engine: FakeEngine
) -> None:
    engine._progress = (Progress(0.4, "step 4 of 10"),)
    async with running() as pilot:
        await press(pilot, *BENCH)
        engine.pause()
        await press(pilot, "up", "enter")
        assert "step 4 of 10 … esc stops it" in frame(pilot)
        assert bar(pilot).startswith("esc stop")
        same_frame(pilot, "bench-running")
        assert "You stopped this run." in await press(pilot, "escape")
        assert "After 10 steps" in frame(pilot)
        assert frame(pilot).startswith(" One weight"), "and only then goes back"
        await press(pilot, "escape")
        assert frame(pilot).startswith(" Lab")


async def test_a_cached_result_is_there_in_the_frame_after_the_key(running: Running, engine: FakeEngine) -> None:
    async with running() as pilot:
        await press(pilot, *BENCH)
        await press(pilot, "up", "enter")
        ran = len(engine.ran)
        engine.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert status(frame(pilot)) == "From the cache, where it took 0.031 s"
        assert "weight decay leaves 0.990045" in frame(pilot)
        assert len(engine.ran) == ran


async def test_a_new_result_takes_the_place_of_the_old_one_where_one_was_reading(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, *BENCH, "pagedown", "pagedown")
        outcome, before = pilot.app.screen.query_one(Outcome), frame(pilot)
        await press(pilot, "up", "enter")
        assert pilot.app.screen.query_one(Outcome) is outcome
        after = frame(pilot)
        assert [line[:20] for line in before.splitlines()[10:]] == [line[:20] for line in after.splitlines()[10:]]
        assert before != after


async def test_more_time_is_asked_for_and_never_taken(
    running: Running, same_frame: Compare, engine: FakeEngine
) -> None:
    async with running() as pilot:
        await press(pilot, *GRID, "tab", *"256", "tab", *"20000")
        assert "These values take about 18 min." in frame(pilot)
        ran = len(engine.ran)
        await press(pilot, "enter")
        same_frame(pilot, "bench-too-large")
        assert len(engine.ran) == ran
        await press(pilot, "f8")
        assert len(engine.ran) == ran + 1
        assert "Run now" in frame(pilot)


async def test_without_an_engine_the_form_works_and_cached_results_show(running: Running, engine: FakeEngine) -> None:
    async with running() as pilot:
        await press(pilot, *BENCH)
        engine.go_down("torch is not installed in this environment.")
        down = await press(pilot, "up", "enter")
        assert "torch is not installed in this environment." in down
        assert "lr           0.2" in down
        assert "From the cache" in await press(pilot, "down", "enter")


async def test_a_run_that_fails_is_a_sentence(running: Running, engine: FakeEngine) -> None:
    engine._answers = lambda _: EngineDownError("The engine stopped while decay_step was running. Run it again.")
    async with running() as pilot:
        assert "The engine stopped while decay_step was running. Run it again." in await press(pilot, *BENCH)


async def test_nothing_is_lost_on_the_way_back(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, *BENCH, "up", "enter", "tab", *"0.5", "f2")
        await press(pilot, "escape", "down", "enter")
        assert frame(pilot).startswith(" Weight decay and a penalty are two mechanisms")
        again = await press(pilot, "escape", "up", "enter")
        assert "lr           0.2" in again
        assert "lam          0.5" in again
        assert "weight decay leaves 0.980179" in again
        assert "f2 unpin" in bar(pilot), "the pinned run too"


async def test_leaving_in_the_middle_of_a_run_stops_it(running: Running, engine: FakeEngine) -> None:
    async with running() as pilot:
        await press(pilot, *BENCH)
        engine.pause()
        await press(pilot, "up", "enter")
        pilot.app.pop_screen()
        await settle(pilot)
        assert "lr           0.2" in await press(pilot, "enter")
        assert "esc stop" not in bar(pilot)


async def test_a_question_brings_its_parameters(running: Running) -> None:
    async with running(selection=Selection(ids=("aaaaaaa3",))) as pilot:
        tried = await press(pilot, *"0.98", "enter", "e")
        assert "steps        10" in tried
        assert "After 10 steps" in tried
        await press(pilot, "tab", "tab", "tab", *"99", "escape")
        assert "steps        10" in await press(pilot, "e"), "each time anew"
        assert "1 of 1" in await press(pilot, "escape")


async def test_letters_are_keys_beside_the_result_and_text_in_a_field(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, *BENCH, "shift+tab")
        assert "s sweep" in bar(pilot)
        assert "unpin" in await press(pilot, "p")
        await press(pilot, "p", "tab")
        assert "p" in (await press(pilot, "p")).splitlines()[1]
        assert "f2 pin" in bar(pilot)


async def test_little_room_is_asked_for_and_the_bench_comes_back(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, *BENCH, *"0.7")
        await pilot.resize_terminal(50, 15)
        await settle(pilot)
        assert "Please enlarge" in frame(pilot)
        await pilot.resize_terminal(60, 18)
        await settle(pilot)
        assert "lr           0.7" in frame(pilot)
        assert "After 10 steps" in frame(pilot)


async def test_the_store_knows_nothing_of_a_bench(running: Running, workspace: Workspace) -> None:
    async with running() as pilot:
        await press(pilot, *BENCH, "up", "enter", "escape")
        assert workspace.store.last_reviews(5) == ()
