"""Every demo at its defaults, warm and on one thread, and how soon a result that is cached is there."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from statistics import median

from quizapp.engine import catalogue
from quizapp.engine.client import HostEngine
from quizapp.questions.calls import Call
from tests.benchmarks.engine_runs import ready
from tests.benchmarks.table import Figure

ROUNDS = 3
TARGET = 300  # ms, for the core of the catalogue
MORE = {  # beyond the core: shown for their own sake
    "pruning",
    "bias_decay",
    "feature_scale",
    "adamw_equilibrium",
    "reduction_scale",
    "selection_bias",
    "decay_schedule",
}
FRAME = 1000 / 60  # ms


def measure(folder: Path) -> list[Figure]:
    return asyncio.run(_measured(folder / "engine-demos"))


async def _measured(folder: Path) -> list[Figure]:
    engine = HostEngine(folder)
    await ready(engine)
    try:
        runs = {name: [await _run(engine, name) for _ in range(ROUNDS)] for name in catalogue.names()}
        cached = {name: _cached(engine, name) for name in catalogue.names()}
    finally:
        await engine.close()
    how = f"its check included, median of {ROUNDS} runs in the engine"
    figures = [
        Figure(f"{name} at its defaults", median(found) * 1e3, "ms", None if name in MORE else TARGET, how)
        for name, found in runs.items()
    ]
    slowest = max(cached, key=lambda name: cached[name])
    how = f"the slowest of all demos ({slowest}), read from the disk; one frame at 60 a second"
    return [*figures, Figure("a cached result", cached[slowest] * 1e3, "ms", FRAME, how)]


async def _run(engine: HostEngine, name: str) -> float:
    return (await engine.run(Call.of(name), fresh=True)).seconds


def _cached(engine: HostEngine, name: str) -> float:
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        if engine.cached(Call.of(name)) is None:
            raise RuntimeError(f"{name} is not in the cache")
        times.append(time.perf_counter() - begin)
    return median(times)
