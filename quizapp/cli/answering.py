"""What a line that is no command does to a question: it answers it, or it is one line of the answer."""

from __future__ import annotations

from quizapp.cli.asking import how_to_answer
from quizapp.cli.talk import Talk
from quizapp.cli.writing import END, Sheet, is_long
from quizapp.questions.forms import Turn
from quizapp.sessions.practice import events as ev
from quizapp.sessions.practice.state import Asked, Phase


def take_line(talk: Talk, asked: Asked, sheet: Sheet, line: str) -> None:
    """Take a line that somebody typed for the question."""
    form = asked.question.task.form
    if is_long(form):
        _write(talk, asked, sheet, line)
    elif line.strip() or isinstance(form, Turn):
        submit(talk, asked, sheet, line)
    elif sheet.offered and asked.drafted:
        submit(talk, asked, sheet, asked.drafted)
    else:
        talk.say(how_to_answer(form))


def submit(talk: Talk, asked: Asked, sheet: Sheet, response: str) -> None:
    """Answer with `response`; what cannot be read is said and costs nothing."""
    form, sheet.offered = asked.question.task.form, False
    if not response.strip() and not isinstance(form, Turn):
        talk.say(f"Nothing is written yet. {how_to_answer(form)}")
        return
    talk.send(ev.Answer(response, talk.now))
    now = talk.state.asked or asked
    if talk.state.phase is Phase.ASKING:
        cure = ":back, :edit or :new mends it." if is_long(form) else how_to_answer(form)
        talk.say(f"Unreadable: {now.unreadable.rstrip('.')}. {cure} Nothing was counted.")


def _write(talk: Talk, asked: Asked, sheet: Sheet, line: str) -> None:
    """Write a line and keep it; END hands the answer in."""
    if line.rstrip() == END:
        submit(talk, asked, sheet, sheet.text)
    elif sheet.offered and not line.strip():
        sheet.offered = False
        talk.say(f"Kept; go on. A line with only {END} ends the answer.")
    else:
        sheet.offered = False
        sheet.add(line)
        talk.send(ev.Draft(sheet.text))
