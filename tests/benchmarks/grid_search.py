"""The grid search over λ, per model: ours, with many models side by side, and the lesson's own loop in torch."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from statistics import median

from quizapp.engine.client import HostEngine
from quizapp.questions.calls import Call
from tests.benchmarks.engine_runs import ready
from tests.benchmarks.table import Figure, seconds

ROUNDS = 9
LAMS, EPOCHS = (0.0, 1e-5, 1e-4, 1e-3, 1e-2), 50
ROWS, FEATURES, HIDDEN = 100, 20, 64
DEFAULT_STARTS, MOST_STARTS = 16, 64


def measure(folder: Path) -> list[Figure]:
    return asyncio.run(_in_turns(folder / "engine-grid"))


async def _in_turns(folder: Path) -> list[Figure]:
    import torch

    torch.set_num_threads(1)
    engine = HostEngine(folder)
    await ready(engine)
    loop, default, most = [], [], []
    try:
        for number in range(ROUNDS + 1):
            loop.append(_lesson_seconds())
            default.append(await _demo_seconds(engine, number, DEFAULT_STARTS))
            most.append(await _demo_seconds(engine, number, MOST_STARTS))
    finally:
        await engine.close()
    floor = median(loop[1:])  # the first round warms torch up
    return [_figure(most[1:], floor, MOST_STARTS, 20), _figure(default[1:], floor, DEFAULT_STARTS, None)]


def _figure(per_model: list[float], floor: float, starts: int, target: float | None) -> Figure:
    ours = median(per_model)
    how = (
        f"{seconds(ours)} per model in a run of {starts * len(LAMS)} in the engine (its check in torch included), "
        f"{seconds(floor)} in the lesson's loop over {len(LAMS)}; one thread each, {len(per_model)} rounds"
    )
    return Figure(f"λ grid per model, {starts} starts: lesson / ours", floor / ours, "×", target, how, at_least=True)


async def _demo_seconds(engine: HostEngine, number: int, starts: int) -> float:
    """Seconds per model inside one run of the demo; what the engine adds is a figure of its own."""
    call = Call.of("lambda_grid", {"lams": LAMS, "epochs": EPOCHS, "seeds": starts, "seed": 1000 * number})
    result = await engine.run(call, fresh=True)
    return result.seconds / (starts * len(LAMS))


def _lesson_seconds() -> float:
    """Seconds per model of the lesson's loop: a new net for each λ, AdamW, the full batch, then the validation loss."""
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
    return (time.perf_counter() - begin) / len(LAMS)
