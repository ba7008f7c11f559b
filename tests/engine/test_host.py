"""Whatever a run does costs that run and nothing more: the host survives, and nothing is left behind."""

import asyncio
import os
import signal
from pathlib import Path

import pytest
import pytest_asyncio

from quizapp.engine.limits import MEGABYTE, Limits
from quizapp.errors import EngineDownError, ParameterError, RunFailedError, RunLimitError
from quizapp.questions.calls import Call

from .processes import alive, until

pytestmark = pytest.mark.asyncio(loop_scope="module")

LIMITS = Limits(seconds=2.0, memory=512 * MEGABYTE, file_bytes=MEGABYTE, output_bytes=MEGABYTE)
PLAIN = Call.of("plain")


def naughty(deed):
    return Call.of("naughty", {"deed": deed})


def relatives(pid):
    """The living processes below `pid`, itself not among them."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                after_name = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if after_name[0] != "Z":
                parents[int(entry.name)] = int(after_name[1])
    found, before = {pid}, set()
    while found != before:
        before = found
        found = found | {child for child, parent in parents.items() if parent in found}
    return found - {pid}


def zombies(pid):
    states = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            states.append((fields[0], int(fields[1])))
    return sum(state == "Z" and parent == pid for state, parent in states)


def grandchildren(host):
    """The processes that runs of `host` have started, wherever they stand in the tree by now."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and alive(int(entry.name)):
            try:
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if b"grandchild of %d\0" % host in command:
                found.append(int(entry.name))
    return found


async def under_way(engine, call):
    """The task of a run, once the demo has said that it begins."""
    running = asyncio.Event()
    task = asyncio.create_task(engine.run(call, lambda p: running.set() if p.fraction else None))
    async with asyncio.timeout(10):
        await running.wait()
    return task


@pytest_asyncio.fixture(loop_scope="module", scope="module", params=["fork", "persistent"])
async def engine(request, open_engine):
    async with open_engine(mode=request.param, limits=LIMITS, jobs=2) as engine:
        await engine.run(PLAIN)
        yield engine


@pytest.mark.parametrize(
    ("deed", "error", "words"),
    [
        ("raise", RunFailedError, "ValueError: a plain mistake"),
        ("refuse", ParameterError, "x and y do not go together"),
        ("exit", RunFailedError, "exit code 0"),
        ("os_exit", RunFailedError, "exit code 0 without answering"),
        ("segfault", RunFailedError, "Segmentation fault"),
        ("kill_group", RunFailedError, "killed from outside"),
        ("close", RunFailedError, "without answering"),
        ("close_and_wait", RunFailedError, "closed its line"),
        ("forge", RunFailedError, "not the engine's own"),
        ("babble", RunFailedError, "not the engine's own"),
        ("no_outcome", RunFailedError, "dict instead of an Outcome"),
        ("odd_measure", RunFailedError, "cannot be read"),
        ("stdin", RunFailedError, "read ''"),
        ("memory", RunLimitError, "512 MB of memory"),
        ("big_file", RunLimitError, "a file of more than 1 MB"),
        ("many_files", RunLimitError, "more than 64 files"),
        ("flood", RunLimitError, "printed more than 1 MB"),
        ("huge_answer", RunLimitError, "printed more than 1 MB"),
        ("grandchild_hang", RunLimitError, "after 2 s"),
        ("grandchild_exit", RunFailedError, "exit code 3"),
    ],
)
async def test_a_deed_costs_its_own_run_only(engine, deed, error, words):
    host = engine.host_pid
    with pytest.raises(error, match=r"^naughty|^x and y") as raised:
        await engine.run(naughty(deed))
    assert words in str(raised.value)
    assert (await engine.run(PLAIN, fresh=True)).measures["double"] == 2.0
    assert engine.host_pid == host
    await until(lambda: zombies(host) == 0)
    assert not grandchildren(host)


@pytest.mark.parametrize("mode", ["fork", "persistent"])
async def test_a_run_that_spins_is_stopped_by_its_processor_time(open_engine, mode):
    async with open_engine(mode=mode, limits=Limits(seconds=60.0, cpu_seconds=1.0)) as engine:
        with pytest.raises(RunLimitError, match="after 1 s of processor time"):
            await engine.run(naughty("spin"))


@pytest.mark.parametrize("deed", ["print", "close_output", "nan"])
async def test_what_does_no_harm_is_answered(engine, deed):
    assert (await engine.run(naughty(deed), fresh=True)).summary in {"did it", ""}


async def test_output_goes_to_a_log_of_bounded_size(engine, capfd):
    with pytest.raises(RunLimitError):
        await engine.run(naughty("flood"))
    await engine.run(naughty("print"), fresh=True)
    log = engine._folder / "engine.log"
    assert "loud" in log.read_text(errors="replace")
    assert log.stat().st_size < 2 * MEGABYTE
    assert capfd.readouterr() == ("", "")


async def test_cancelling_kills_the_processes_of_the_run(engine):
    host = engine.host_pid
    await engine.run(PLAIN, fresh=True)
    task = await under_way(engine, naughty("grandchild_hang"))
    await until(lambda: grandchildren(host))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(lambda: not grandchildren(host))  # they are not the host's to wait for


async def test_the_pool_runs_as_many_as_it_may_and_no_more(engine):
    calls = [Call.of("plain", {"seconds": 0.2, "seed": seed}) for seed in range(6)]
    most = 0
    tasks = [asyncio.create_task(engine.run(call, fresh=True)) for call in calls]
    while not all(task.done() for task in tasks):
        most = max(most, sum(flight.pid is not None for flight in engine._host._flights.values()))
        await asyncio.sleep(0.005)
    assert most == 2
    assert [task.result().params["seed"] for task in tasks] == list(range(6))


async def test_a_host_that_is_killed_fails_its_runs_and_comes_back(engine):
    host = engine.host_pid
    task = await under_way(engine, naughty("hang"))
    children = relatives(host)
    assert children
    os.kill(host, signal.SIGKILL)
    with pytest.raises(EngineDownError, match="stopped while naughty was running"):
        await task
    await until(lambda: not any(alive(pid) for pid in children))
    assert (await engine.run(PLAIN, fresh=True)).measures["double"] == 2.0
    assert engine.host_pid not in {host, None}


async def test_closing_leaves_no_process(open_engine):
    for mode in ("fork", "persistent"):
        async with open_engine(mode=mode) as engine:
            task = await under_way(engine, naughty("spin"))
            family = {engine.host_pid, *relatives(engine.host_pid)}
            assert len(family) >= 2
        with pytest.raises(EngineDownError):
            await task
        await until(lambda family=family: not any(alive(pid) for pid in family))
