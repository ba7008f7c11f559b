"""A sweep over the fake engine: what is kept when runs fail, when the engine goes down, and when one gives up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from quizapp.engine.fake import Answer, FakeEngine
from quizapp.errors import EngineDownError, RunFailedError
from quizapp.questions.calls import Call
from quizapp.sessions.lab.sweep import Sweep
from quizapp.workspace.sweeping import carry_out

SWEEP = Sweep("plain", "x", (1, 2, 3, 4), {"seed": 5})


def squares(call: Call) -> Answer:
    x = dict(call.params)["x"]
    assert isinstance(x, int)
    return {"square": x * x}


def but(value: int, answer: Answer) -> Callable[[Call], Answer]:
    return lambda call: answer if dict(call.params)["x"] == value else squares(call)


def found(sweep: Sweep) -> dict[object, object]:
    return {value: result.measures["square"] for value, result in sweep.results.items()}


async def test_every_value_is_run_once_with_the_other_parameters() -> None:
    engine, seen = FakeEngine(squares), []
    done = await carry_out(SWEEP, engine, seen.append)
    assert found(done) == {1: 1, 2: 4, 3: 9, 4: 16}
    assert sorted(engine.ran, key=str) == [Call.of("plain", {"seed": 5, "x": value}) for value in SWEEP.values]
    assert [len(sweep.results) for sweep in seen] == [1, 2, 3, 4]
    assert seen[-1] is done


async def test_a_cached_run_is_there_at_once() -> None:
    engine, seen = FakeEngine(squares), []
    await engine.run(SWEEP.call(3))
    engine.pause()
    task = asyncio.create_task(carry_out(SWEEP, engine, seen.append))
    async with asyncio.timeout(5):
        while not seen:
            await asyncio.sleep(0)
    assert found(seen[-1]) == {3: 9}
    engine.resume()
    assert not (await task).missing


async def test_a_run_that_fails_costs_nothing_but_itself() -> None:
    done = await carry_out(SWEEP, FakeEngine(but(2, RunFailedError("plain failed: no."))), lambda _: None)
    assert (done.missing, done.waiting, done.failures) == ((2,), (), {2: "plain failed: no."})
    assert found(done) == {1: 1, 3: 9, 4: 16}


async def test_what_is_missing_after_the_host_died_can_be_run_later() -> None:
    broken = await carry_out(SWEEP, FakeEngine(but(4, EngineDownError("The engine stopped."))), lambda _: None)
    engine, seen = FakeEngine(squares), []
    done = await carry_out(broken.resumed(), engine, seen.append)
    assert [call.params[-1] for call in engine.ran] == [("x", 4)]
    assert not done.missing
    assert not done.failures
    assert [len(sweep.results) for sweep in seen] == [4]


async def test_what_is_whole_already_runs_nothing() -> None:
    done = await carry_out(SWEEP, FakeEngine(squares), lambda _: None)
    engine, seen = FakeEngine({}), []
    assert await carry_out(done, engine, seen.append) is done
    assert (engine.ran, seen) == ([], [])


async def test_giving_up_keeps_what_came_and_ends_the_rest() -> None:
    engine, seen = FakeEngine(squares), []
    await engine.run(SWEEP.call(1))
    engine.pause()
    task = asyncio.create_task(carry_out(SWEEP, engine, seen.append))
    async with asyncio.timeout(5):
        while len(engine.ran) < 4:
            await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert found(seen[-1]) == {1: 1}
    assert seen[-1].waiting == (2, 3, 4)
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_the_limit_of_time_reaches_every_run() -> None:
    limits = []

    class Watched(FakeEngine):
        async def run(self, call, on_progress=None, *, fresh=False, seconds=None):  # type: ignore[no-untyped-def]
            limits.append(seconds)
            return await super().run(call, on_progress, fresh=fresh, seconds=seconds)

    await carry_out(SWEEP, Watched(squares), lambda _: None, seconds=300)
    assert limits == [300] * 4
