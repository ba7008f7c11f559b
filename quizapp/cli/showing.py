"""What line mode prints of a session: the question that came, the verdict, the ratings to choose from."""

from __future__ import annotations

from quizapp.cli.asking import given_lines, how_to_answer, needs_saying, question_lines
from quizapp.cli.judged import answer_lines, rating_line
from quizapp.cli.talk import Talk
from quizapp.cli.text import counted, tell, wrapped
from quizapp.cli.writing import OFFER, is_long, show_written
from quizapp.questions.forms import WriteLong
from quizapp.sessions.practice.state import Asked

PATIENCE = 1.0  # seconds that the verdict waits for its evidence, which is shown on `:run` where it comes later


def show_question(talk: Talk, asked: Asked) -> None:
    """Print the question, how it is answered, and what was written for it before."""
    state, question, form = talk.state, asked.question, asked.question.task.form
    number = len(state.answered) + len(state.skipped) + 1
    mark = " (marked)" if question.id in state.marked else ""
    tell("", *wrapped(f"Question {number} of {state.total}: {question.title}{mark}", talk.width), "")
    tell(*question_lines(question, talk.width), *given_lines(form))
    if needs_saying(form):
        tell("", *wrapped(how_to_answer(form), talk.width))
    if question.commits:
        tell("", *wrapped("This is a prediction: the run comes once you have answered.", talk.width))
    if question.hints and not asked.hints:
        tell("", f"{counted(len(question.hints), 'hint')}: type :hint")
    if asked.response:
        tell("")
        _show_before(talk, asked)


def _show_before(talk: Talk, asked: Asked) -> None:
    """The answer from before, and what to do with it."""
    if is_long(asked.question.task.form):
        show_written(asked.response, "What you had written:")
        talk.say(OFFER)
    elif asked.drafted:
        talk.say(f"What you had written: {asked.response}")
        talk.say("An empty line answers with it.")
    else:
        tell(f"Your last answer: {asked.response}")


async def show_verdict(talk: Talk, asked: Asked) -> None:
    """Print the verdict and why, once the evidence is there or has kept everybody waiting."""
    call = asked.evidence_call
    if call in asked.progress:
        await talk.wait(lambda state: state.asked is None or call not in state.asked.progress, PATIENCE)
    asked = talk.state.asked or asked
    tell("", *answer_lines(asked, talk.width), "")
    if isinstance(asked.question.task.form, WriteLong):
        talk.say("Is a point judged wrongly? :overrule and its name says so.")
    show_rating(talk, asked)


def show_rating(talk: Talk, asked: Asked) -> None:
    """Print the ratings, and when each would bring the question back."""
    dues, today = talk.workspace.next_dates(talk.state, asked)
    if asked.unsaved:
        talk.say(f"Not saved: {asked.unsaved} An empty line tries again.")
    tell(*wrapped(rating_line(dues, today, asked.rating or asked.proposed), talk.width))
