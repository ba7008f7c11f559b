"""The grid search over λ, per model: ours, with many models side by side, and the lesson's own loop in torch."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from statistics import median

from quizapp.engine import catalogue
from quizapp.engine.client import HostEngine
from quizapp.questions.calls import Call
from tests.benchmarks.engine_runs import ready
from tests.benchmarks.table import Figure, seconds

ROUNDS = 9
LAMS, EPOCHS = (0.0, 1e-5, 1e-4, 1e-3, 1e-2), 50
ROWS, FEATURES, HIDDEN = 100, 20, 64
STARTS = 16
GRID = {"lams": LAMS, "epochs": EPOCHS, "seeds": STARTS}


def measure(folder: Path) -> list[Figure]:
    return asyncio.run(_in_turns(folder / "engine-grid"))


async def _in_turns(folder: Path) -> list[Figure]:
    import torch
    from threadpoolctl import threadpool_limits

    torch.set_num_threads(1)
    engine = HostEngine(folder)
    await ready(engine)
    loop, here, forked = [], [], []
    try:
        with threadpool_limits(1):
            for number in range(ROUNDS + 1):
                loop.append(_lesson_seconds())
                here.append(_demo_seconds(number))
                forked.append(await _engine_seconds(engine, number))
    finally:
        await engine.close()
    return _figures(*(median(times[1:]) for times in (loop, here, forked)))  # the first round warms torch up


def _figures(loop: float, here: float, forked: float) -> list[Figure]:
    """`loop` is the lesson's time for its models, `here` and `forked` ours for all of ours."""
    models = STARTS * len(LAMS)
    share = models / len(LAMS)
    how = f"the whole demo, its check in torch included, {seconds(here)} for {models} models; the lesson's loop takes "
    how += f"{seconds(loop)} for {len(LAMS)}; in one process, one thread, {ROUNDS} rounds"
    return [
        Figure(f"λ grid, {models} models / the lesson's {len(LAMS)}", here / loop, "×", 1, how),
        Figure("λ grid per model: lesson / ours", share * loop / here, "×", 20, "the same two times", at_least=True),
        Figure(
            "λ grid per model, in a forked child: lesson / ours",
            share * loop / forked,
            "×",
            None,
            f"{seconds(forked)} inside the engine: a fresh child pays for what torch does first",
        ),
    ]


def _demo_seconds(number: int) -> float:
    """Seconds of one run of the demo in this process."""
    demo = catalogue.find("lambda_grid")
    params = catalogue.complete(demo, {**GRID, "seed": 1000 * number})
    begin = time.perf_counter()
    demo.run(params, lambda *_: None)
    return time.perf_counter() - begin


async def _engine_seconds(engine: HostEngine, number: int) -> float:
    """Seconds of one run of the demo in a child of the engine; what the engine adds is a figure of its own."""
    result = await engine.run(Call.of("lambda_grid", {**GRID, "seed": 1000 * number}), fresh=True)
    return result.seconds


def _lesson_seconds() -> float:
    """Seconds of the lesson's loop: a new net for each λ, AdamW, the full batch, then the validation loss."""
    import torch

    train, validate = torch.randn(ROWS, FEATURES), torch.randn(ROWS, FEATURES)
    labels = torch.randint(0, 2, (ROWS,)).float()
    criterion = torch.nn.BCEWithLogitsLoss()
    begin = time.perf_counter()
    for lam in LAMS:
        net = torch.nn.Sequential(torch.nn.Linear(FEATURES, HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, 1))
        optimiser = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=lam)
        for _ in range(EPOCHS):
            net.train()
            optimiser.zero_grad()
            criterion(net(train).squeeze(), labels).backward()
            optimiser.step()
        net.eval()
        with torch.no_grad():
            criterion(net(validate).squeeze(), labels).item()
    return time.perf_counter() - begin
