"""A sweep with the real host, which is killed in the middle of it."""

import asyncio
import os
import signal

import pytest

from quizapp.errors import EngineDownError
from quizapp.questions.calls import Call
from quizapp.sessions.lab.sweep import Sweep, missing_words
from quizapp.workspace.sweeping import carry_out

X = Sweep("plain", "x", (1.0, 2.0, 3.0, 4.0, 5.0, 6.0), {})
# The first is over at once, the second hangs, the others wait for it.
SECONDS = Sweep("plain", "seconds", (0.0, 50.0, 0.01, 0.02), {})


async def until(condition, seconds=20.0):
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


def flying(engine):
    return [] if engine._host is None else [flight.pid for flight in engine._host._flights.values() if flight.pid]


@pytest.mark.parametrize("mode", ["fork", "persistent"])
async def test_a_host_killed_in_mid_sweep_costs_the_runs_in_flight_only(open_engine, mode):
    seen = []
    async with open_engine(mode=mode) as engine:
        task = asyncio.create_task(carry_out(SECONDS, engine, seen.append))
        await until(lambda: seen and flying(engine))
        assert list(seen[-1].results) == [0.0]
        os.kill(engine.host_pid, signal.SIGKILL)
        async with asyncio.timeout(20):
            done = await task
        assert done.missing == (50.0,)
        assert set(done.results) == {0.0, 0.01, 0.02}, "those that waited ran on the next host"
        assert missing_words(done) == (
            "1 of 4 runs is missing: The engine stopped while plain was running. Run it again."
        )


@pytest.mark.parametrize("mode", ["fork", "persistent"])
async def test_a_sweep_goes_on_after_the_host_was_killed(open_engine, monkeypatch, mode):
    monkeypatch.setattr("quizapp.engine.client.PAUSES", (0.0,))
    sweep = Sweep("plain", "x", X.values, {"seconds": 0.1})
    async with open_engine(mode=mode, jobs=2) as engine:
        struck = []

        def strike(now):
            if len(now.results) == 2 and not struck:
                struck.append(engine.host_pid)
                os.kill(engine.host_pid, signal.SIGKILL)

        done = await carry_out(sweep, engine, strike)
        assert 1 <= len(done.missing) <= 4
        assert engine.host_pid not in struck
        whole = await carry_out(done.resumed(), engine, lambda _: None)
        assert not whole.missing
        assert [whole.results[x].measures["double"] for x in X.values] == [2 * x for x in X.values]


async def test_giving_up_kills_the_runs_and_keeps_the_rest(open_engine):
    seen = []
    async with open_engine(jobs=2) as engine:
        task = asyncio.create_task(carry_out(SECONDS, engine, seen.append))
        await until(lambda: seen and len(seen[-1].results) == 3 and flying(engine))
        (pid,) = flying(engine)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert seen[-1].waiting == (50.0,)
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


async def test_an_engine_whose_host_has_just_died_can_be_closed(open_engine):
    seen = []
    async with open_engine() as engine:
        task = asyncio.create_task(carry_out(SECONDS, engine, seen.append))
        await until(lambda: seen and flying(engine))  # the first is over: it is the second that dies
        os.kill(engine.host_pid, signal.SIGKILL)
        with pytest.raises(EngineDownError):
            await engine.run(Call.of("plain", {"seconds": 50.0}))
        async with asyncio.timeout(20):
            await engine.close()
        await task
