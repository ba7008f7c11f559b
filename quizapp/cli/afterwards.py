"""Asks in lines, before practice, how the interview went whose date is over."""

from __future__ import annotations

from datetime import date

from quizapp.cli.streams import Streams
from quizapp.cli.text import tell
from quizapp.errors import UsageError
from quizapp.workspace import Workspace
from quizapp.workspace.preparing import WENT, interview_over, keep_outcome, move_interview
from quizapp.workspace.wording import day_words, days_away

HOW_TO_SAY = (
    "Type well, mixed or badly, with a note behind it if you like; moved and the new date where it was moved; or press "
    "enter to say it another time."
)


async def ask_how_it_went(workspace: Workspace, streams: Streams) -> None:
    """Ask, where an interview is over, until it is said, put off, or something else was typed for practice to obey.

    A pipe that knows nothing of the question loses no line: what is no answer to it is read again by practice.
    """
    day = interview_over(workspace)
    if day is None:
        return
    away = days_away((day - workspace.today).days)
    streams.say(f"Your interview was {away}, {day_words(day)}. How did it go? {HOW_TO_SAY}")
    while True:
        streams.prompt("> ")
        line = await streams.lines.next()
        if line is not None and _is_for_practice(line, typed=streams.lines.typed):
            tell("")
            streams.lines.give_back(line)
            return
        streams.heard(line)
        if line is None or not line.strip():
            return
        try:
            streams.say(_taken(workspace, day, line))
            return
        except UsageError as error:
            streams.say(str(error))
            if not streams.lines.typed:
                return


def _is_for_practice(line: str, *, typed: bool) -> bool:
    return line.startswith(":") or (not typed and _word(line) not in WENT)


def _taken(workspace: Workspace, day: date, line: str) -> str:
    how, rest = _word(line), line.strip().partition(" ")[2].strip()
    if how not in WENT:
        raise UsageError(HOW_TO_SAY)
    return move_interview(workspace, day, rest) if how == "moved" else keep_outcome(workspace, day, how, rest)


def _word(line: str) -> str:
    return line.strip().partition(" ")[0].lower()
