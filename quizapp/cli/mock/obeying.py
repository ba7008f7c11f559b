"""Carries out the commands of an interview in lines."""

from __future__ import annotations

from quizapp.cli.mock.commands import HELP, MockCommand
from quizapp.cli.mock.showing import item_lines, sheet_lines, skipped_words
from quizapp.cli.mock.talk import MockTalk
from quizapp.cli.text import tell
from quizapp.cli.writing import DROPPED, edited, is_long, only_for_long
from quizapp.sessions.mock import events as ev
from quizapp.sessions.mock.clock import duration_words
from quizapp.sessions.mock.state import MORE, Phase, Standing

BEHIND = "You are behind the last question; :go and its number goes to one."


async def obey(talk: MockTalk, command: MockCommand, rest: str) -> bool:
    """Carry out `command`, but `:quit`; `rest` is what was typed behind it. Return whether it went to a question."""
    match command:
        case MockCommand.HELP:
            tell(*HELP)
        case MockCommand.SHEET:
            tell(*sheet_lines(talk.state, talk.width), "")
        case MockCommand.GO:
            return _go(talk, rest)
        case MockCommand.BACK:
            return _back(talk)
        case MockCommand.END:
            await _end(talk)
        case _ if talk.state.phase is Phase.REVIEW:
            talk.say(BEHIND)
        case MockCommand.FLAG:
            talk.send(ev.Flag(talk.now))
            talk.say("Flagged." if talk.state.item.flagged else "Not flagged any more.")
        case MockCommand.MORE:
            talk.send(ev.More(talk.now))
            budget = duration_words(talk.state.item.budget)
            talk.say(f"{MORE} s more: this question has {budget} now, and the interview what it had.")
        case MockCommand.SKIP:
            sure = talk.state.phase is Phase.SURE
            talk.send(ev.Sure(None, talk.now) if sure else ev.Skip(talk.now))
        case _:
            _write(talk, command)
    return False


def _go(talk: MockTalk, rest: str) -> bool:
    there = len(talk.state.items)
    if not rest.isdecimal() or len(rest) > len(str(there)) or not 1 <= int(rest) <= there:
        talk.say(f"Type :go and the number of a question, 1 to {there}.")
        return False
    talk.send(ev.Go(int(rest) - 1, talk.now))
    return True


def _back(talk: MockTalk) -> bool:
    """To the question before; where an answer waits for how sure it is, to the question that it answers."""
    before = talk.state.at if talk.state.phase is Phase.SURE else talk.state.at - 1
    if before < 0:
        talk.say("This is the first question.")
        return False
    talk.send(ev.Go(before, talk.now))
    return True


async def _end(talk: MockTalk) -> None:
    """End the interview; where something is open, only after a yes."""
    if any(item.standing is not Standing.ANSWERED for item in talk.state.items):
        talk.say(f"{skipped_words(talk.state)} End the interview, and have it scored as it stands? Type y or n.")
        line = await talk.read_in_time()
        if line is None or line.strip().lower() not in ("y", "yes"):
            talk.say("The interview goes on." if talk.running else "")
            return
    talk.send(ev.End(talk.now))


def _write(talk: MockTalk, command: MockCommand) -> None:
    """The commands that are about what is written."""
    sheet, form = talk.sheet, talk.state.item.question.task.form
    if command is MockCommand.SHOW:
        tell(*item_lines(talk.state, talk.width), "")
    elif talk.state.phase is Phase.SURE:
        talk.say("This answer is given; :back goes to it again.")
    elif command is MockCommand.NEW:
        sheet.clear()
        talk.send(ev.Draft("", talk.now))
        talk.say(DROPPED)
    elif not is_long(form):
        talk.say(only_for_long(command))
    else:
        said = edited(sheet, form) if command is MockCommand.EDIT else sheet.drop_last()
        talk.send(ev.Draft(sheet.text, talk.now))
        talk.say(said)
