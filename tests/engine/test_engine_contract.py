"""What every engine does, whether a host forks, children live on, or nothing runs at all."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from quizapp.engine.fake import FakeEngine
from quizapp.engine.model import EngineStatus, Progress
from quizapp.errors import EngineDownError, ParameterError, RunFailedError, UnknownDemoError
from quizapp.questions.calls import Call
from quizapp.questions.coding import CheckResult, Code, CodeResult

PLAIN = Call.of("plain", {"x": 3.0})
SLOW = Call.of("plain", {"seconds": 30.0})
BROKEN = Call.of("naughty", {"deed": "raise"})

TESTS = "def test_it(call): assert call('f') == 1"
RIGHT, WRONG = Code("def f(): return 1", TESTS), Code("def f(): return 2", TESTS)
LONG = Code("import time\ndef f(): time.sleep(1); return 1", TESTS)
BROKEN_TESTS = Code("def f(): return 1", "no tests")
CODES = {
    RIGHT: CodeResult((CheckResult("test_it", True),)),
    WRONG: CodeResult((CheckResult("test_it", False, "f() gave 2, expected 1"),)),
    LONG: CodeResult((CheckResult("test_it", True),)),
    BROKEN_TESTS: RunFailedError("The tests of this question are broken: line 1: invalid syntax."),
}


def made_up(call):
    if call.demo == "naughty":
        return RunFailedError("naughty failed: it ValueError: a plain mistake.")
    return {"double": dict(call.params)["x"] * 2, "whole": 3, "positive": True}


@pytest.fixture(params=["fork", "persistent", "fake"])
def make_engine(request, open_engine):
    if request.param != "fake":
        return lambda: open_engine(mode=request.param, jobs=2)
    from_shelf = request.getfixturevalue("open_engine")  # the fake checks calls by the same shelf

    @asynccontextmanager
    async def fake():
        async with from_shelf() as real:
            engine = FakeEngine(made_up, progress=[Progress(0.25, "begun")], find=real._find, codes=CODES.get)
        await engine.start()
        yield engine
        await engine.close()

    return fake


@pytest.fixture
async def engine(make_engine):
    async with make_engine() as engine:
        yield engine


async def test_a_run_answers_with_the_measures_of_the_demo(engine):
    result = await engine.run(PLAIN)
    assert (result.demo, result.seed, result.cached) == ("plain", 0, False)
    assert result.measures == {"double": 6.0, "whole": 3, "positive": True}
    assert result.params == {"x": 3.0, "seconds": 0.0, "seed": 0}
    assert engine.status is EngineStatus.READY


async def test_what_ran_once_is_cached_and_fresh_runs_again(engine):
    assert engine.cached(PLAIN) is None
    first = await engine.run(PLAIN)
    assert engine.cached(PLAIN).cached
    assert (await engine.run(Call.of("plain", {"x": 3}))).cached  # the same call, written as a whole number
    fresh = await engine.run(PLAIN, fresh=True)
    assert not fresh.cached
    assert fresh.measures == first.measures


async def test_progress_is_reported_before_the_answer(engine):
    seen = []
    await engine.run(PLAIN, seen.append)
    assert Progress(0.25, "begun") in seen


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (Call.of("unheard_of"), UnknownDemoError),
        (Call.of("plain", {"x": 11.0}), ParameterError),
        (Call.of("plain", {"x": float("nan")}), ParameterError),
        (Call.of("plain", {"y": 1.0}), ParameterError),
        (BROKEN, RunFailedError),
    ],
)
async def test_what_cannot_be_run_is_said_and_is_not_cached(engine, call, error):
    with pytest.raises(error):
        await engine.run(call)
    assert engine.cached(call) is None
    assert (await engine.run(PLAIN)).measures["double"] == 6.0


async def test_an_error_in_a_listener_stops_no_run(engine):
    complaints = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context["exception"]))

    def broken(progress):
        raise KeyError(progress.text)

    assert (await engine.run(PLAIN, broken)).measures["double"] == 6.0
    assert all(isinstance(complaint, KeyError) for complaint in complaints)
    assert complaints


async def test_closing_ends_runs_and_can_be_repeated(engine):
    slow = asyncio.create_task(engine.run(SLOW))
    if isinstance(engine, FakeEngine):
        engine.pause()
    await asyncio.sleep(0.05)
    await engine.close()
    await engine.close()
    with pytest.raises(EngineDownError):
        await slow
    assert engine.status is EngineStatus.DOWN
    assert "closed" in engine.reason
    with pytest.raises(EngineDownError):
        await engine.run(PLAIN)


async def begun(engine, call, *, callers=1):
    """Tasks that wait for the same call, once it is known to be running."""
    running = asyncio.Event()
    tasks = [
        asyncio.create_task(engine.run(call, lambda p: running.set() if p.text == "begun" else None))
        for _ in range(callers)
    ]
    if isinstance(engine, FakeEngine):
        engine.pause()
    async with asyncio.timeout(10):
        await running.wait()
    return tasks


async def test_a_cancelled_run_makes_room_for_the_next(engine):
    (task,) = await begun(engine, SLOW)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    if isinstance(engine, FakeEngine):
        engine.resume()
    assert (await engine.run(PLAIN)).measures["double"] == 6.0
    assert engine.cached(SLOW) is None


async def test_equal_calls_share_one_run_and_cancelling_one_leaves_the_other(engine):
    call = Call.of("plain", {"seconds": 0.3, "x": 2.0})
    first, second, third = await begun(engine, call, callers=3)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    if isinstance(engine, FakeEngine):
        engine.resume()
    assert (await second) is (await third)


async def test_code_passes_or_says_why_not(engine):
    right, wrong = await engine.run_code(RIGHT), await engine.run_code(WRONG)
    assert right.passed
    assert not wrong.passed
    assert wrong.checks == (CheckResult("test_it", False, "f() gave 2, expected 1"),)


async def test_broken_tests_are_an_error_and_not_a_verdict(engine):
    with pytest.raises(RunFailedError, match=r"^The tests of this question are broken: line 1: "):
        await engine.run_code(BROKEN_TESTS)
    assert (await engine.run_code(RIGHT)).passed


async def test_a_check_that_waits_says_so_and_can_be_cancelled(engine):
    seen, begun = [], asyncio.Event()
    if isinstance(engine, FakeEngine):
        engine.pause()
    task = asyncio.create_task(engine.run_code(LONG, lambda progress: (seen.append(progress), begun.set())))
    async with asyncio.timeout(10):
        await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    if isinstance(engine, FakeEngine):
        engine.resume()
    assert seen
    assert (await engine.run_code(RIGHT)).passed


async def test_closing_ends_a_check_and_later_ones_find_the_engine_down(engine):
    if isinstance(engine, FakeEngine):
        engine.pause()
    checking = asyncio.create_task(engine.run_code(LONG))
    await asyncio.sleep(0.05)
    await engine.close()
    with pytest.raises(EngineDownError):
        await checking
    with pytest.raises(EngineDownError):
        await engine.run_code(RIGHT)
