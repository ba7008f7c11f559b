"""What a run costs beyond the work in it, and how soon a cancelled one is gone: the real host, libraries preloaded."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from statistics import median

from quizapp.engine.client import HostEngine
from quizapp.engine.model import EngineStatus, Progress
from quizapp.questions.calls import Call
from tests.benchmarks import idle_demo
from tests.benchmarks.table import Figure

ROUNDS = 40
PROJECT = Path(__file__).parents[2]


def measure(folder: Path) -> list[Figure]:
    os.environ["PYTHONPATH"] = str(PROJECT)  # the host finds the idle demo through it
    runs, cancels = asyncio.run(_in_turns(folder / "engine-idle"))
    return [
        _figure("overhead of a warm run", runs, 25, "a demo that does nothing: call to result, not from the cache"),
        _figure("cancel confirmed", cancels, 20, "a demo that sleeps: cancel to its process being gone"),
    ]


def _figure(what: str, times: list[float], target: float, how: str) -> Figure:
    spread = f"slowest {max(times) * 1e3:.3g} ms"
    return Figure(what, median(times) * 1e3, "ms", target, f"{how}, {len(times)} rounds, {spread}")


async def _in_turns(folder: Path) -> tuple[list[float], list[float]]:
    engine = HostEngine(folder, find=lambda _: idle_demo.DEMO)
    await ready(engine)
    try:
        pairs = [(await _run(engine), await _cancel(engine)) for _ in range(ROUNDS)]
    finally:
        await engine.close()
    return [run for run, _ in pairs], [cancel for _, cancel in pairs]


async def ready(engine: HostEngine) -> None:
    """Start `engine`, and wait until its libraries are loaded."""
    await engine.start()
    while engine.status is EngineStatus.STARTING:
        await asyncio.sleep(0.05)
    if engine.status is not EngineStatus.READY:
        raise RuntimeError(engine.reason)


async def _run(engine: HostEngine) -> float:
    begin = time.perf_counter()
    await engine.run(Call.of("idle", {"seconds": 0.0}), fresh=True)
    return time.perf_counter() - begin


async def _cancel(engine: HostEngine) -> float:
    sleeping = asyncio.Event()

    def told(progress: Progress) -> None:
        if progress.text == "sleeping":
            sleeping.set()

    task = asyncio.create_task(engine.run(Call.of("idle", {"seconds": 30.0}), told, fresh=True))
    await sleeping.wait()
    begin = time.perf_counter()
    task.cancel()
    await asyncio.wait({task})
    return time.perf_counter() - begin
