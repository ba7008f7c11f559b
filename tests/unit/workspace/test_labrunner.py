"""The runner of the Lab: cached results at once, runs that can be stopped, sweeps that keep what is finished."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from quizapp.engine import catalogue
from quizapp.engine.fake import FakeEngine
from quizapp.engine.model import Progress, Result
from quizapp.errors import EngineDownError, StoreReadOnlyError
from quizapp.questions.calls import Call
from quizapp.sessions.lab import events as ev
from quizapp.sessions.lab import machine
from quizapp.sessions.lab.state import Bench
from quizapp.workspace.labrunner import LabRunner


class Notebook:
    """Keeps runs in a list; or says that the disk is full."""

    def __init__(self) -> None:
        self.kept: list[tuple[Result, str]] = []
        self.full = False

    def save(self, result: Result, note: str = "") -> int:
        if self.full:
            raise StoreReadOnlyError("The disk is full.")
        self.kept.append((result, note))
        return len(self.kept)


def measures(call: Call) -> dict[str, float]:
    return {"lr": float(dict(call.params)["lr"])}  # type: ignore[arg-type]


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
def runner(notebook: Notebook) -> Callable[[FakeEngine], LabRunner]:
    return lambda engine: LabRunner(machine.bench(catalogue.find("decay_step")), engine=engine, notebook=notebook)


Make = Callable[[FakeEngine], LabRunner]


async def settled(runner: LabRunner) -> Bench:
    while runner.state.busy:
        await asyncio.sleep(0)
    return runner.state


async def test_a_run_reports_its_progress_and_its_result(runner: Make) -> None:
    bench = runner(FakeEngine(measures, progress=[Progress(0.5, "half")], find=catalogue.find))
    seen: list[Bench] = []
    bench.on_change = seen.append
    bench.send(ev.Run())
    assert seen[-1].busy
    state = await settled(bench)
    assert state.result is not None
    assert state.result.measures == {"lr": 0.1}
    assert Progress(0.5, "half") in [one.progress for one in seen]


async def test_a_cached_result_is_there_when_send_returns(runner: Make) -> None:
    bench = runner(FakeEngine(measures, find=catalogue.find))
    bench.send(ev.Run())
    first = (await settled(bench)).result
    bench.send(ev.Typed("lr", "0.2"))
    bench.send(ev.Run())
    await settled(bench)
    bench.send(ev.Typed("lr", "0.1"))
    bench.send(ev.Run())
    assert bench.state.result is not None
    assert bench.state.result.cached
    assert first is not None
    assert bench.state.result.measures == first.measures


async def test_a_cached_result_needs_no_engine(runner: Make) -> None:
    engine = FakeEngine(measures, find=catalogue.find)
    bench = runner(engine)
    bench.send(ev.Run())
    await settled(bench)
    engine.go_down("torch is not installed.")
    bench.send(ev.Run())
    assert bench.state.notice == ""
    bench.send(ev.Typed("lr", "0.3"))
    bench.send(ev.Run())
    assert (await settled(bench)).notice == "torch is not installed."


async def test_a_run_that_is_stopped_ends_in_the_engine_too(runner: Make) -> None:
    engine = FakeEngine(measures, find=catalogue.find)
    engine.pause()
    bench = runner(engine)
    bench.send(ev.Run())
    await asyncio.sleep(0.01)
    assert len(engine.ran) == 1
    bench.send(ev.Stop())
    engine.resume()
    await asyncio.sleep(0.01)
    assert bench.state.result is None
    assert engine.cached(engine.ran[0]) is None, "it was killed, not left to finish"


async def test_a_sweep_keeps_what_is_finished_and_goes_on(runner: Make) -> None:
    down = True

    def answer(call: Call) -> dict[str, float] | EngineDownError:
        return EngineDownError("The host died.") if down and measures(call)["lr"] > 0.25 else measures(call)

    bench = runner(FakeEngine(answer, find=catalogue.find))
    for event in (ev.Aim("lr"), ev.RangeTyped("0.1:0.5:5"), ev.StartSweep()):
        bench.send(event)
    state = await settled(bench)
    assert state.sweeping is not None
    assert state.sweeping.sweep is not None
    assert list(state.sweeping.sweep.results) == [0.1, 0.2]
    assert set(state.sweeping.sweep.failures.values()) == {"The host died."}
    down = False
    bench.send(ev.StartSweep())
    state = await settled(bench)
    assert state.sweeping is not None
    assert state.sweeping.sweep is not None
    assert state.sweeping.sweep.missing == ()


async def test_a_sweep_that_was_stopped_does_not_speak_for_the_next_one(runner: Make) -> None:
    bench = runner(FakeEngine(measures, find=catalogue.find))
    later: list[Bench] = []

    def begin_another(state: Bench) -> None:
        """Stop at the first result: the second run of the sweep comes to its end in the same breath."""
        if state.sweeping and state.sweeping.sweep and 0.1 in state.sweeping.sweep.results:
            bench.on_change = later.append
            for event in (ev.Stop(), ev.RangeTyped("0.3,0.4"), ev.StartSweep()):
                bench.send(event)

    bench.on_change = begin_another
    for event in (ev.Aim("lr"), ev.RangeTyped("0.1,0.2"), ev.StartSweep()):
        bench.send(event)
    state = await settled(bench)
    assert state.sweeping is not None
    assert state.sweeping.sweep is not None
    assert list(state.sweeping.sweep.results) == [0.3, 0.4]
    swept = [one.sweeping.sweep.values for one in later if one.sweeping and one.sweeping.sweep]
    assert swept[2:] == [(0.3, 0.4)] * len(swept[2:])


async def test_closing_stops_and_the_state_says_so(runner: Make) -> None:
    engine = FakeEngine(measures, find=catalogue.find)
    engine.pause()
    bench = runner(engine)
    bench.send(ev.Run())
    await asyncio.sleep(0.01)
    await bench.close()
    assert not bench.state.busy
    assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []


async def test_a_run_is_kept_or_it_is_said_why_not(runner: Make, notebook: Notebook) -> None:
    bench = runner(FakeEngine(measures, find=catalogue.find))
    bench.send(ev.Run())
    await settled(bench)
    bench.send(ev.Save("a note"))
    assert [(result.params["lr"], note) for result, note in notebook.kept] == [(0.1, "a note")]
    assert bench.state.notice == "Kept in the notebook."
    notebook.full = True
    bench.send(ev.Save())
    assert bench.state.notice == "Not kept: The disk is full."
