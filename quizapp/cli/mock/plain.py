"""A mock interview line by line, over the same machine as the screens: for pipes, plain terminals, screen readers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import TypeAlias

from quizapp.cli.commands import read_command
from quizapp.cli.lines import Lines
from quizapp.cli.mock.commands import SURE, MockCommand
from quizapp.cli.mock.held import GO_ON, left_words
from quizapp.cli.mock.obeying import obey
from quizapp.cli.mock.report import report_lines
from quizapp.cli.mock.showing import HOW_SURE, follow_up_lines, given_answer_lines, item_lines, sheet_lines
from quizapp.cli.mock.talk import MockTalk
from quizapp.cli.running import interruptible
from quizapp.cli.text import columns, counted, tell, wrapped
from quizapp.cli.writing import Advice, Given, Sheet, Written, is_long, take
from quizapp.errors import StoreBusyError, UsageError
from quizapp.questions.forms import begun
from quizapp.sessions.mock import events as ev
from quizapp.sessions.mock.amending import can_overrule
from quizapp.sessions.mock.announcing import outline_words
from quizapp.sessions.mock.clock import duration_words
from quizapp.sessions.mock.outline import Wish
from quizapp.sessions.mock.state import CONFIDENCES, Item, Mock, Phase
from quizapp.workspace import open_workspace
from quizapp.workspace.mock.mocks import Mocks
from quizapp.workspace.mock.runner import MockRunner

YES_OR_NO = {"y": True, "yes": True, "n": False, "no": False}
RUN_OR_NOT = "Type y to run it, or n to leave it."
TIME_IS_UP = "The time is up. What you had written counts."
BEHIND = "That was the last question. :end has it scored, :go and a number goes back to a question."

OnChange: TypeAlias = Callable[[Mock], None]
Open: TypeAlias = Callable[[Mocks, OnChange], MockRunner]


def begin(content: Sequence[Path], wish: Wish) -> int:
    """Sit a new interview that fits `wish`; return the exit code. Raises `UsageError`, also where another one waits."""
    return interruptible(_sit(content, partial(_new, wish)))


def resume(content: Sequence[Path], *, score: bool) -> int:
    """Go on with the interview that waits, or `score` it as it stands. Raises `UsageError` where none waits."""
    return interruptible(_sit(content, partial(_old, score)))


def _new(wish: Wish, mocks: Mocks, on_change: OnChange) -> MockRunner:
    """Say what was drawn, then start the clock."""
    if waiting := mocks.in_the_way():
        raise UsageError(left_words(waiting))
    outline = mocks.draw(wish)
    width = columns()
    tell(*wrapped(f"Mock interview: {outline_words(outline)}.", width))
    tell(*(line for note in outline.notes for line in wrapped(note, width)))
    tell(*wrapped("The clock runs; :help lists the commands.", width))
    return mocks.begin(outline, on_change)


def _old(score: bool, mocks: Mocks, on_change: OnChange) -> MockRunner:
    waiting = mocks.waiting()
    if waiting is None:
        raise UsageError(mocks.unreadable() or "No mock interview waits; `quizapp mock` begins one.")
    tell(*wrapped(waiting.words, columns()))
    return (mocks.score if score else mocks.resume)(waiting.number, on_change)


async def _sit(content: Sequence[Path], open_one: Open) -> int:
    """Sit the interview that `open_one` gives."""
    workspace = open_workspace(content)
    try:
        if workspace.store.read_only:
            raise StoreBusyError(workspace.notice)
        talk = MockTalk(Lines(), partial(open_one, workspace.mocks))
        await workspace.engine.start()
        return await LineInterview(talk, workspace.zone).run()
    finally:
        await workspace.close()


class LineInterview:
    """One interview on the standard streams. What it prints is on disk before."""

    def __init__(self, talk: MockTalk, zone: tzinfo | None) -> None:
        self._talk, self._zone = talk, zone
        self._shown: tuple[Phase, int, int] | None = None  # what was printed last

    async def run(self) -> int:
        """Ask until the interview is over, then print the report; where the person leaves, say how to go on."""
        talk = self._talk
        try:
            talk.start()
            there = True
            while there and talk.running:
                there = await self._turn()
            there = there and await self._score()
        except asyncio.CancelledError:  # ctrl+c
            tell("")
            self._say_left()
            raise
        finally:
            await talk.close()
        if not there:
            self._say_left()
            return 0
        return self._report()

    # ------------------------------------------------------------ the interview

    async def _turn(self) -> bool:
        """Show what is new, then carry out one line; whether the person is still there."""
        self._show()
        line = await self._talk.read_in_time()
        if line is None:
            return not self._talk.running
        if line.startswith(":"):
            return await self._obey(line)
        match self._talk.state.phase:
            case Phase.SURE:
                self._sure(line)
            case Phase.REVIEW:
                self._talk.say(BEHIND)
            case _:
                self._take(line)
        return True

    def _show(self) -> None:
        """Print what stands to be seen, once."""
        talk, state = self._talk, self._talk.state
        item = state.item
        stage = (state.phase, state.at, len(item.follow_ups))
        before, self._shown = self._shown, stage
        if stage == before:
            return
        match state.phase:
            case Phase.SURE:
                tell(*(given_answer_lines(state, talk.width) if before is None else ()))
                talk.say(HOW_SURE)
            case Phase.REVIEW:
                tell(*sheet_lines(state, talk.width), "")
                talk.say(BEHIND)
            case _:
                talk.sheet = _sheet_of(item)
                goes_on = before is not None and before[1] == state.at and bool(item.follow_ups)
                tell(*(follow_up_lines if goes_on else item_lines)(state, talk.width), "")

    def _take(self, line: str) -> None:
        """A line of the answer, or all of it."""
        talk = self._talk
        form, given = talk.state.item.question.task.form, talk.state.item.reply.given
        if given and not is_long(form) and not line.strip():
            talk.send(ev.Skip(talk.now))
            return
        match take(talk.sheet, form, line):
            case Given(text):
                talk.sheet.offered = False
                talk.send(ev.Submit(text, talk.now))
            case Written():
                talk.send(ev.Draft(talk.sheet.text, talk.now))
            case Advice(sentence):
                talk.say(sentence)

    def _sure(self, line: str) -> None:
        said = line.replace("%", "").strip()
        if said and said not in map(str, CONFIDENCES):
            self._talk.say(f"Type one of {SURE}, or an empty line where you do not want to say.")
            return
        self._talk.send(ev.Sure(int(said) if said else None, self._talk.now))

    async def _obey(self, line: str) -> bool:
        try:
            command, rest = read_command(line, MockCommand)
        except UsageError as error:
            self._talk.say(str(error))
            return True
        if command is MockCommand.QUIT:
            return False
        if await obey(self._talk, command, rest):
            self._shown = None
        return True

    # ------------------------------------------------------------ the end

    async def _score(self) -> bool:
        """Wait for the runs of the verdicts; whether the person is still there once there is a report."""
        talk = self._talk
        if talk.state.ended == "time":
            talk.say(TIME_IS_UP)
        while talk.state.phase is Phase.SCORING:
            if not talk.state.consent:
                runs = counted(len(talk.state.open_jobs), "run")
                await talk.wait_for_runs(f"Scoring: {runs} to wait for", _settled)
            elif not await self._consent():
                return False
        while talk.state.unsaved:
            talk.say(f"The report is not saved: {talk.state.unsaved} An empty line tries again, :quit leaves it.")
            line = await talk.read()
            if line is None or line.strip() == ":quit":
                break
            talk.send(ev.End(talk.now))
        return True

    async def _consent(self) -> bool:
        talk = self._talk
        talk.say(talk.state.consent)
        talk.say(RUN_OR_NOT)
        while (line := await talk.read()) is not None:
            yes = YES_OR_NO.get(line.strip().lower())
            if yes is not None:
                talk.send(ev.Permit(yes))
                return True
            talk.say(RUN_OR_NOT)
        return False

    def _report(self) -> int:
        state = self._talk.state
        assert state.report is not None, "an interview that is done has a report"
        tell("", *report_lines(state.report, self._talk.width, self._zone))
        if state.unsaved:
            return 1
        tell("")
        self._talk.say(f"This was interview {state.number}: `quizapp mock report {state.number}` shows it again.")
        self._talk.say("`quizapp mock practise` asks what you missed, `quizapp mock again N` takes question N again.")
        if any(map(can_overrule, state.report.items)):
            self._talk.say("Is a point judged wrongly? `quizapp mock report --overrule N:POINT` says so.")
        return 0

    def _say_left(self) -> None:
        if unsaved := self._talk.state.unsaved:
            self._talk.say(f"What you did last is not saved: {unsaved} The interview is kept as it was before.")
        elif self._talk.running:
            left = duration_words(max(0.0, self._talk.state.deadline - self._talk.now.steady))
            self._talk.say(f"The interview is kept, and its clock goes on: {left} left. {GO_ON}")
        elif self._talk.state.phase is Phase.SCORING:
            self._talk.say("The interview is over and kept, but not scored yet; `quizapp mock resume` does that.")


def _settled(state: Mock) -> bool:
    return state.phase is not Phase.SCORING or bool(state.consent)


def _sheet_of(item: Item) -> Sheet:
    """What is written to what is being asked; an answer on one line that was given is there to be replaced."""
    form = item.question.task.form
    kept = not item.reply.given or is_long(form)
    return Sheet.of(begun(form, item.reply.text) if kept else "")
