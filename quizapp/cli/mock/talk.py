"""A mock interview on the standard streams: events in, sentences out, and the clock goes on beside the lines."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from quizapp.cli.lines import Lines
from quizapp.cli.mock.showing import prompt_of
from quizapp.cli.running import ProgressLine
from quizapp.cli.streams import Streams
from quizapp.cli.text import tell
from quizapp.cli.writing import Sheet, is_long
from quizapp.sessions.mock import events as ev
from quizapp.sessions.mock.state import Mock, Moment, Phase
from quizapp.workspace.mock.runner import MockRunner

BEAT = 1.0  # seconds from one look at the clock to the next while nothing is typed
STOP = "stop"  # not just enter: who is still typing when the time runs out means no such thing
RUNNING = (Phase.ASKING, Phase.SURE, Phase.REVIEW)


class MockTalk(Streams):
    """One interview, the person at the other end of the streams, and the `sheet` that they write on.

    `begin` gives the runner, which calls what it is given after each event.
    """

    def __init__(self, lines: Lines, begin: Callable[[Callable[[Mock], None]], MockRunner]) -> None:
        super().__init__(lines)
        self.sheet = Sheet()
        self._changed = asyncio.Event()
        self._runner = begin(lambda _: self._changed.set())
        if lines.typed:
            self._runner.ring = _ring

    @property
    def state(self) -> Mock:
        """Where the interview stands."""
        return self._runner.state

    @property
    def now(self) -> Moment:
        """What time it is."""
        return self._runner.now()

    @property
    def running(self) -> bool:
        """Whether there still is something to type."""
        return self.state.phase in RUNNING

    def start(self) -> None:
        """Ask the first question, or the one at which the interview was left."""
        self._runner.start()
        self.say(self.state.notice)

    def send(self, event: ev.Event) -> None:
        """Let `event` happen, and say what is new."""
        before = self.state
        self._runner.send(event)
        self._say_news(before, said_anew=isinstance(event, ev.ByCandidate))

    async def close(self) -> None:
        """Stop the runs; the interview stays as it is kept."""
        await self._runner.close()

    async def read_in_time(self) -> str | None:
        """The next line that the person types.

        None when there are no more, and when the time ran out meanwhile: the interview is not `running` then.
        """
        self.send(ev.Tick(self.now))
        if not self.running:
            return None
        self.prompt(prompt_of(self.state))
        line = asyncio.ensure_future(self.lines.next())
        try:
            while not (await asyncio.wait({line}, timeout=self._patience()))[0]:
                await self._beat()
                if not self.running:
                    return None
        finally:
            line.cancel()
        return self.heard(line.result())

    async def wait_for_runs(self, what: str, reached: Callable[[Mock], bool]) -> None:
        """Say `what` goes on and wait until the interview is so, or somebody types that it shall stop."""
        await self.watch(what, self._until(reached), lambda: self.send(ev.StopRuns()), STOP)

    def _patience(self) -> float:
        return min(BEAT, max(0.0, self.state.deadline - self.now.steady))

    async def _beat(self) -> None:
        """Look at the clock while somebody types; what it says comes between the lines."""
        before, now = self.state, self.now
        if now.steady >= before.deadline:
            tell("")
            asking = before.phase is Phase.ASKING
            self.send(ev.Draft(await self._all_written(), now) if asking else ev.Tick(now))
            return
        self._runner.send(ev.Tick(now))
        if self.state.notice and self.state.notice != before.notice:
            tell("")
            self._say_news(before, said_anew=False)
            self.prompt(prompt_of(self.state))

    async def _all_written(self) -> str:
        """What stands in the answer, with the line that is being typed and was not ended yet."""
        line = await self.lines.unended()
        if not line.strip() or line.lstrip().startswith(":"):
            return self.state.item.reply.text
        if is_long(self.state.item.question.task.form):
            self.sheet.add(line)
            return self.sheet.text
        return line

    async def _until(self, reached: Callable[[Mock], bool]) -> None:
        with ProgressLine() as line:
            while not reached(self.state):
                self._changed.clear()
                await self._changed.wait()
                for progress in self.state.progress.values():
                    line.show(progress)

    def _say_news(self, before: Mock, *, said_anew: bool) -> None:
        """Say the notice, unless it is the one that stood there before what happened."""
        now = self.state
        if said_anew or now.notice != before.notice:
            self.say(now.notice)
        if now.unsaved and now.unsaved != before.unsaved:
            self.say(f"Not saved: {now.unsaved} The next step tries again.")


def _ring() -> None:
    print(end="\a", flush=True)
