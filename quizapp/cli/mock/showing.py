"""What an interview in lines prints on its way: the question on the clock, the prompt, and the answer sheet."""

from __future__ import annotations

from quizapp.cli.asking import given_lines, how_to_answer, needs_saying, question_lines
from quizapp.cli.markdown import CODE_INDENT, plain
from quizapp.cli.text import aligned, counted, cut, wrapped
from quizapp.cli.writing import is_long
from quizapp.questions.forms import begun
from quizapp.sessions.mock.clock import duration_words
from quizapp.sessions.mock.state import CONFIDENCES, Item, Mock, Phase, Standing
from quizapp.workspace.mock.export.words import clock_words

SIGNS = {Standing.OPEN: "·", Standing.BEGUN: "…", Standing.ANSWERED: "✓", Standing.SKIPPED: "–"}
HERE, FLAGGED = "›", "⚑ flagged"
LEAST_TITLE = 12  # columns of a title on the sheet: with less room than that it goes below
HOW_SURE = f"How sure are you? {', '.join(map(str, CONFIDENCES))} (per cent), or an empty line."


def prompt_of(state: Mock) -> str:
    """`12:34 left, 1:10 of 1:30 > `: the time of the interview, and the pace of the question."""
    match state.phase:
        case Phase.ASKING:
            return f"{clock_words(state.left)} left, {pace(state.item)} > "
        case Phase.SURE:
            return f"{clock_words(state.left)} left, how sure? > "
    return f"{clock_words(state.left)} left > "


def pace(item: Item) -> str:
    """`1:10 of 1:30`, or `over by 0:20`."""
    over = item.seconds - item.budget
    return f"over by {clock_words(over)}" if over >= 1 else f"{clock_words(item.seconds)} of {clock_words(item.budget)}"


def item_lines(state: Mock, width: int) -> list[str]:
    """The question, or the follow-up, and what is written; nothing behind the last question."""
    item, form = state.item, state.item.question.task.form
    blocks = [
        wrapped(_head(state), width),
        question_lines(item.question, width) + given_lines(form),
        _talk_lines(item, width),
        wrapped(how_to_answer(form), width) if needs_saying(form) else [],
        _standing_lines(item, width),
    ]
    return [line for block in blocks if block for line in ["", *block]]


def given_answer_lines(state: Mock, width: int) -> list[str]:
    """The question whose answer waits for how sure the candidate is of it, for who comes back to it."""
    return ["", *wrapped(_head(state), width), "", "Your answer:", *_said_lines(state.item.main.text), ""]


def follow_up_lines(state: Mock, width: int) -> list[str]:
    """What the interviewer asks on top, where the question has just been answered."""
    return ["", "The interviewer asks:", *plain(state.item.asked, width)]


def sheet_lines(state: Mock, width: int) -> list[str]:
    """Each question with its standing, the time that it took, and how sure the candidate is."""
    rows = [_row(state, index) for index in range(len(state.items))]
    lines = aligned(rows, right={1})
    room = width - max(map(len, lines)) - 2
    titled = zip(lines, (item.question.title for item in state.items), strict=True)
    if room >= LEAST_TITLE:
        wide = max(map(len, lines))
        lines = [f"{line:{wide}}  {cut(title, room)}" for line, title in titled]
    else:
        lines = [part for line, title in titled for part in (line, *wrapped(title, width, "    "))]
    here = f" You are at question {state.at + 1}." if state.phase is not Phase.REVIEW else ""
    head = f"Answer sheet: {open_words(state)} {duration_words(state.left)} left.{here}"
    return ["", *wrapped(head, width), *lines]


def open_words(state: Mock) -> str:
    """`3 of 9 answered, 1 flagged.`"""
    answered = sum(item.standing is Standing.ANSWERED for item in state.items)
    flagged = sum(item.flagged for item in state.items)
    return f"{answered} of {len(state.items)} answered" + (f", {flagged} flagged." if flagged else ".")


def _row(state: Mock, index: int) -> list[str]:
    item = state.items[index]
    return [
        HERE if index == state.at else "",
        str(index + 1),
        f"{SIGNS[item.standing]} {item.standing.value}",
        f"{clock_words(item.seconds)} of {clock_words(item.budget)}",
        f"{item.confidence} %" if item.confidence is not None else "",
        FLAGGED if item.flagged else "",
    ]


def _head(state: Mock) -> str:
    item = state.item
    part = [item.slot.part] if item.slot.part != state.outline.name else []  # else it is the only one
    about = ", ".join([*part, duration_words(item.budget)])
    flag = f" {FLAGGED}" if item.flagged else ""
    return f"Question {state.at + 1} of {len(state.items)} ({about}): {item.question.title}{flag}"


def _talk_lines(item: Item, width: int) -> list[str]:
    """What was said and asked after the question so far; an answer that a follow-up arose from stands."""
    if not item.follow_ups:
        return []
    lines = ["Your answer, which stands:", *_said_lines(item.main.text)]
    for follow_up in item.follow_ups[:-1]:
        lines += ["", "The interviewer asked:", *plain(follow_up.text, width), *_said_lines(follow_up.reply.text)]
    return [*lines, "", "The interviewer asks:", *plain(item.asked, width)]


def _standing_lines(item: Item, width: int) -> list[str]:
    """What stands in the answer to what is being asked, and what to do with it."""
    form, given = item.question.task.form, item.reply.given
    text = begun(form, item.reply.text)
    if not text:
        return []
    head = "Your answer:" if given else "What you had written:"
    if is_long(form):
        goes_on = ":skip leaves it so." if given else "An empty line keeps it."
        return [head, *_said_lines(text), *wrapped(f"{goes_on} You can write on; :new starts afresh.", width)]
    return [f"{head} {text}", "An empty line leaves it so." if given else "An empty line answers with it."]


def _said_lines(text: str) -> list[str]:
    return [f"{CODE_INDENT}{line}".rstrip() for line in text.splitlines()] or [f"{CODE_INDENT}(nothing)"]


def skipped_words(state: Mock) -> str:
    """What is still open, as a question before the end."""
    left = sum(item.standing is not Standing.ANSWERED for item in state.items)
    return f"{counted(left, 'question')} {'is' if left == 1 else 'are'} not answered."
