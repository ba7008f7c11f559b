"""A whole interview, from its first question to its report and on: what the report screens show is what was held."""

from __future__ import annotations

import asyncio

from quizapp.sessions.mock import events as ev
from quizapp.sessions.mock.outline import Outline, Slot
from quizapp.sessions.mock.state import Phase
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.practice import PracticeScreen
from quizapp.workspace import Workspace
from tests.tui.stage import Clock, Running, frame, press, settle

QUESTIONS = ("aaaaaaa1", "aaaaaaa3", "formint1")
SAID = "L1 makes some weights exactly zero."
REPLY = "The L1 pull is constant."


async def hold(workspace: Workspace) -> int:
    """Answer two of three questions, the last with a follow-up, and end it; the number of the interview."""
    slots = tuple(Slot(question, "part", follow_ups=1) for question in QUESTIONS)
    runner = workspace.mocks.begin(Outline("free", 600, slots, 1), lambda _: None)
    runner.start()
    for event in (
        ev.Submit("a", runner.now()),
        ev.Sure(95, runner.now()),
        ev.Skip(runner.now()),
        ev.Submit(SAID, runner.now()),
        ev.Sure(50, runner.now()),
        ev.Submit(REPLY, runner.now()),
        ev.Sure(None, runner.now()),
        ev.End(runner.now()),
    ):
        runner.send(event)
    async with asyncio.timeout(30):
        while runner.state.phase is not Phase.DONE:
            await asyncio.sleep(0.01)
    await runner.close()
    return runner.state.number


async def test_what_was_said_is_what_the_report_shows(running: Running, workspace: Workspace, clock: Clock) -> None:
    async with running(size=(90, 60)) as pilot:
        assert isinstance(pilot.app, QuizApp)
        number = await hold(workspace)
        pilot.app.show_mock_report(number)
        await settle(pilot)
        told = frame(pilot)
        assert "2 of 3 questions answered. You ended it, with questions open, after 0:0" in " ".join(told.split())
        assert "too little to say (practice)" in told
        assert told.count("– no answer") == 1
        last = await press(pilot, "up", "enter")
        assert "Question 3 of 3" in last
        assert f"“{SAID.rstrip('.')}" in last
        assert "◐ needed a nudge  pull: the L1 pull is constant" in last
        assert f"“{REPLY.rstrip('.')}" in last
        assert "L1 sets weights to zero, and L2 makes them small." in last
        await press(pilot, "escape", "p")
        assert isinstance(pilot.app.screen, PracticeScreen)
        assert pilot.app.screen.queue == QUESTIONS, "one wrong, one not answered, one with a nudge"
        cards = workspace.cards()
        assert {key for key in QUESTIONS if key in cards and cards[key].due <= workspace.today} >= {
            "aaaaaaa1",
            "formint1",
        }
