"""Carries out the commands of line mode."""

from __future__ import annotations

from quizapp.cli.answering import carry_out
from quizapp.cli.commands import HELP, Command
from quizapp.cli.judged import run_lines, verdict_line
from quizapp.cli.markdown import plain
from quizapp.cli.points import named, rubric_point
from quizapp.cli.showing import show_rating, show_verdict
from quizapp.cli.talk import Talk
from quizapp.cli.text import tell
from quizapp.cli.writing import DROPPED, Sheet, edited, hand_in, is_long, only_for_long, show_sheet
from quizapp.questions.forms import WriteLong
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.state import Asked, Phase


async def obey(talk: Talk, asked: Asked, sheet: Sheet, command: Command, rest: str) -> None:
    """Carry out `command`; `sheet` is what is written so far, `rest` what was typed behind the command."""
    match command:
        case Command.HINT:
            _hint(talk, asked)
        case Command.SKIP:
            _skip(talk, asked)
        case Command.RUN:
            await _run(talk, asked)
        case Command.UNDO:
            talk.send(ev.Undo(talk.now))
        case Command.MARK:
            talk.send(ev.Mark())
            talk.say("Marked." if asked.question.id in talk.state.marked else "Not marked any more.")
        case Command.OVERRULE:
            _overrule(talk, asked, rest)
        case Command.HELP:
            tell(*HELP)
        case Command.QUIT:
            talk.send(ev.Finish())
        case Command.NEW | Command.END | Command.EDIT | Command.SHOW | Command.BACK:
            _write(talk, asked, sheet, command)


def _hint(talk: Talk, asked: Asked) -> None:
    if talk.state.phase is not Phase.ASKING:
        talk.say("A hint is for before the answer; :undo asks the question again.")
        return
    talk.send(ev.Hint())
    shown = talk.state.asked.hints if talk.state.asked else 0
    if shown > asked.hints:
        hints = asked.question.hints
        tell(f"Hint {shown} of {len(hints)}:", *plain(hints[shown - 1], talk.width))


def _skip(talk: Talk, asked: Asked) -> None:
    if talk.state.phase is not Phase.RATING:
        talk.send(ev.Skip())
    elif asked.rating is None and asked.proposed is None:
        talk.send(ev.Rate())
    else:
        talk.say("This is answered already: rate it, or :undo takes the answer back.")


async def _run(talk: Talk, asked: Asked) -> None:
    """Run the demo behind the answer, or wait for it where it runs already; show all that it gives."""
    if talk.state.phase is not Phase.RATING:
        talk.say("Answer first: the run would give it away.")
        return
    call = asked.evidence_call
    if call is None or call not in asked.progress:
        talk.send(ev.RunAgain())
    if call is None:
        return
    await talk.wait_for_run(f"Running {call}", lambda state: state.asked is None or not state.asked.progress)
    now = talk.state.asked or asked
    if now.grade != asked.grade:  # the run that the verdict lacked has come
        await show_verdict(talk, now)
        return
    tell("", *run_lines(now, talk.width), "")
    show_rating(talk, now)


def _overrule(talk: Talk, asked: Asked, name: str) -> None:
    """Turn the point that `name` is, or that only one of them begins with."""
    grade = asked.grade
    if grade is None or not isinstance(asked.question.task.form, WriteLong):
        talk.say("There is no verdict on a free answer here to overrule.")
        return
    names = [point.name for point in (*grade.points, *grade.misconceptions)]
    found = named(names, name)
    if found is None:
        talk.say(f"Type :overrule and one of these names: {', '.join(names)}.")
        return
    talk.send(ev.Overrule(found, talk.now))
    now = talk.state.asked or asked
    if now.grade is not None:
        turned = [point for point in (*now.grade.points, *now.grade.misconceptions) if point.name == found]
        tell(verdict_line(now.grade), *(line for point in turned for line in rubric_point(point, talk.width)), "")
    show_rating(talk, now)


def _write(talk: Talk, asked: Asked, sheet: Sheet, command: Command) -> None:
    """The commands that are about what is written and not yet an answer."""
    form = asked.question.task.form
    if talk.state.phase is not Phase.ASKING:
        talk.say("This is answered already; :undo takes the answer back.")
    elif command is Command.NEW:
        sheet.clear()
        talk.send(ev.Draft(""))
        talk.say(DROPPED)
    elif not is_long(form):
        talk.say(only_for_long(command))
    elif command is Command.END:
        carry_out(talk, asked, sheet, hand_in(sheet, form))
    elif command is Command.EDIT:
        talk.say(edited(sheet, form))
        talk.send(ev.Draft(sheet.text))
    elif command is Command.BACK:
        said = sheet.drop_last()
        talk.send(ev.Draft(sheet.text))
        talk.say(said)
    else:
        show_sheet(sheet, form)
