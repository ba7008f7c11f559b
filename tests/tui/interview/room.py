"""What the tests of an interview share: an outline, the hands of the clock, and time that goes by."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta

from textual.pilot import Pilot

from quizapp.sessions.mock.outline import Outline, Slot
from quizapp.sessions.mock.state import Mock
from quizapp.tui.screens.mock.interview import InterviewScreen
from tests.tui.stage import Clock, settle

SIZES = {"80x24": (80, 24), "60x20": (60, 20), "120x40": (120, 40)}
PARTS = {"roomint1": ("interview", 2), "roomcod1": ("code", 0)}
HALF = "L1 makes weights exactly zero."

Sitting = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


class Hands:
    """The hands of both clocks: they stand still until a test moves them."""

    def __init__(self, clock: Clock) -> None:
        self.clock, self.steady = clock, 1000.0

    def __call__(self) -> float:
        return self.steady

    def pass_seconds(self, seconds: float) -> None:
        """Time goes by, on the wall too."""
        self.steady += seconds
        self.clock.now += timedelta(seconds=seconds)


def outline(*ids: str, seconds: int = 1200) -> Outline:
    """An interview with these questions."""
    slots = []
    for question_id in ids:
        part, follow_ups = PARTS.get(question_id, ("warm-up", 0))
        slots.append(Slot(question_id, part, 0, follow_ups))
    return Outline("screen", seconds, tuple(slots), 7)


async def passing(pilot: Pilot[None], hands: Hands, seconds: float) -> None:
    """So many seconds go by, and the app looks at the clock."""
    hands.pass_seconds(seconds)
    for screen in pilot.app.screen_stack:
        if isinstance(screen, InterviewScreen):
            screen.look_at_clock()
    await settle(pilot)


def state_of(pilot: Pilot[None]) -> Mock:
    """The interview that is being held."""
    (screen,) = (screen for screen in pilot.app.screen_stack if isinstance(screen, InterviewScreen))
    assert screen.runner is not None
    return screen.runner.state


def held(pilot: Pilot[None]) -> bool:
    """Whether an interview is being held."""
    return any(isinstance(screen, InterviewScreen) for screen in pilot.app.screen_stack)
