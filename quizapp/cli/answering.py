"""What a line that is no command does to a question that is practised."""

from __future__ import annotations

from quizapp.cli.asking import how_to_answer
from quizapp.cli.talk import Talk
from quizapp.cli.writing import Advice, Given, Sheet, Taken, Written, is_long, take
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.state import Asked, Phase


def take_line(talk: Talk, asked: Asked, sheet: Sheet, line: str) -> None:
    """Take a line that somebody typed for the question."""
    form = asked.question.task.form
    carry_out(talk, asked, sheet, take(sheet, form, line))


def carry_out(talk: Talk, asked: Asked, sheet: Sheet, taken: Taken) -> None:
    """Answer, keep what is written, or say what to type."""
    match taken:
        case Given(text):
            sheet.offered = False
            talk.send(ev.Answer(text, talk.now))
            _say_unreadable(talk, asked)
        case Written():
            talk.send(ev.Draft(sheet.text))
        case Advice(sentence):
            talk.say(sentence)


def _say_unreadable(talk: Talk, asked: Asked) -> None:
    """Say why the question is still asked, if it is: that costs nothing."""
    form, now = asked.question.task.form, talk.state.asked or asked
    if talk.state.phase is Phase.ASKING:
        cure = ":back, :edit or :new mends it." if is_long(form) else how_to_answer(form)
        talk.say(f"Unreadable: {now.unreadable.rstrip('.')}. {cure} Nothing was counted.")
