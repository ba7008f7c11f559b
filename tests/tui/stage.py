"""The stage for screen tests: a clock that stands still, an engine that says what it is told, the screen as text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot

from quizapp.engine.model import Plot, Result, Series, Table
from quizapp.questions.calls import Call

HERE = Path(__file__).parent
# A catalogue that does not grow: what the frames of home and of the Lab list.
DEMOS = ("decay_step", "double_decay", "l1_network", "lambda_grid", "prior_density", "sparse_regression")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)


def answers(call: Call) -> Result:
    """What the fake engine says: small, fixed results with a table and a plot."""
    params = dict(call.params)
    if call.demo == "decay_step":
        measures = {"sgd_penalty": 0.980179, "sgd_weight_decay": 0.990045}
        steps = tuple(float(step) for step in range(11))
        plot = Plot("step", "weight", (Series("penalty", steps, tuple(0.998**step for step in steps)),))
        table = Table(("method", "final weight"), (("penalty", 0.980179), ("weight_decay", 0.990045)))
        return Result(call.demo, params, None, measures, {"it shrinks": True}, "The penalty leaves 0.980.", table, plot)
    table = Table(("model", "exact zeros"), (("Ridge", 0), ("Lasso", 47)))
    measures = {"exact_zeros_ridge": 0, "exact_zeros_lasso": 47}
    summary = "Lasso sets 47 of 50 weights to zero, ridge none."
    plot = Plot("rank of the weight", "|w|", (Series("Lasso", (1.0, 2.0, 3.0), (1.9, 1.4, 0.0)),))
    return Result(call.demo, params, 42, measures, {"lasso is sparse": True}, summary, table, plot, seconds=0.04)


Running = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


Compare = Callable[[Pilot[None], str], None]


async def until_at_rest(min_sleep: float = 0.0, max_sleep: float = 5.0) -> None:
    """Wait until no task of the app can go on and the screen is laid out and drawn: five seconds at most.

    Textual calls it in the place of its own wait, whose parameters it has.
    """
    loop, app = asyncio.get_running_loop(), active_app.get()
    begun, rounds = loop.time(), 0
    while rounds < 3 and loop.time() - begun < max_sleep:
        await asyncio.sleep(0)
        rounds += 1
        if loop._ready:
            rounds = 0
        elif app.screen_stack and _moving(app):
            rounds = 0
            app.screen._on_timer_update()  # a frame, as the next tick would draw it
            await asyncio.sleep(0.001)


def _moving(app: App[object]) -> bool:
    """Whether something has changed that one does not see yet."""
    screen = app.screen
    stale = screen._layout_required or screen._scroll_required or screen._repaint_required or screen._dirty_widgets
    return bool(stale or screen._callbacks or app.animator._animations or app._resize_event)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing moves any more."""
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.wait_for_scheduled_animations()


async def press(pilot: Pilot[None], *keys: str) -> str:
    """The screen after some keys, each pressed once the one before has opened what it opens."""
    for key in keys:
        before = pilot.app.screen
        await pilot.press(key)
        if pilot.app.workers or pilot.app.screen is not before:
            await settle(pilot)
    await settle(pilot)
    return frame(pilot)


def bar(pilot: Pilot[None]) -> str:
    """The keys that are offered."""
    return frame(pilot).splitlines()[-1].strip()


def frame(pilot: Pilot[None]) -> str:
    """The screen as text, without the spaces at the ends of lines."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips).rstrip() + "\n"
