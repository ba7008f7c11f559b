"""A practice session on the standard streams: events go in, sentences come out, lines are read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from quizapp.cli.lines import Lines
from quizapp.cli.running import ProgressLine
from quizapp.cli.streams import Streams
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.machine import WRITTEN_BEFORE
from quizapp.sessions.practice.state import Practice
from quizapp.workspace import Workspace


class Talk(Streams):
    """A session over the questions of `queue`, and the person at the other end of the streams."""

    def __init__(self, workspace: Workspace, queue: tuple[str, ...], lines: Lines) -> None:
        super().__init__(lines)
        self.workspace = workspace
        self._changed = asyncio.Event()
        self._runner = workspace.start_practice(queue, lambda _: self._changed.set())

    @property
    def state(self) -> Practice:
        """Where the session stands."""
        return self._runner.state

    @property
    def now(self) -> datetime:
        """What time it is."""
        return self.workspace.now()

    def start(self) -> None:
        """Ask for the first question."""
        self._runner.start()
        self._say_notice()

    def send(self, event: ev.Event) -> None:
        """Let `event` happen, and say what the session has to say to it."""
        self._runner.send(event)
        self._say_notice()

    async def close(self) -> None:
        """End the session and stop its runs; whatever was answered is kept."""
        self._runner.send(ev.Finish())
        await self._runner.close()

    async def wait_for_run(self, what: str, reached: Callable[[Practice], bool]) -> None:
        """Say `what` runs and wait until the session is so; where somebody types, a line stops the run instead."""
        await self.watch(what, self._until(reached), lambda: self._runner.send(ev.CancelRun()), word="")

    async def wait(self, reached: Callable[[Practice], bool], seconds: float) -> None:
        """Wait in silence until the session is so, or until the time is over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._until(reached)

    async def _until(self, reached: Callable[[Practice], bool]) -> None:
        with ProgressLine() as line:
            while not reached(self.state):
                self._changed.clear()
                await self._changed.wait()
                for progress in self.state.asked.progress.values() if self.state.asked else ():
                    line.show(progress)

    def _say_notice(self) -> None:
        if self.state.notice != WRITTEN_BEFORE:  # what was written is shown, with the question
            self.say(self.state.notice)
