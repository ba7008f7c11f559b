"""What the screens of an interview say: the header with its clock, what was said so far, the sheet, the runs."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from textual.content import Content

from quizapp.engine.model import Progress
from quizapp.grading.shares import percent
from quizapp.questions.calls import Job
from quizapp.questions.coding import Code
from quizapp.questions.forms import Form, WriteCode, WriteLong
from quizapp.questions.maths import plain_maths
from quizapp.sessions.mock.state import Item, Mock, Phase, Standing
from quizapp.tui.screens.mock.reported import clock_words
from quizapp.tui.widgets.listing import Row
from quizapp.tui.widgets.text import short
from quizapp.workspace.wording import count_of

PACE = 5  # marks of the pace
ROOMY = 66  # columns, from which a line of the sheet tells the budget too
LATE = 0.8  # of a question's budget, from which half a minute more is offered
FLAG = "⚑ flagged"
STANDINGS = {
    Standing.OPEN: "○ open",
    Standing.BEGUN: "◐ begun",
    Standing.ANSWERED: "● answered",
    Standing.SKIPPED: "– skipped",
}
ENDED = {
    "time": "The time is up. What stood in the answers counts.",
    "finished": "The interview is over.",
    "left": "You ended the interview. What stood in the answers counts.",
}


def form_of(item: Item) -> Form:
    """How what is being asked now is answered; a follow-up is, at length."""
    return WriteLong() if item.follow_ups else item.question.task.form


def moments_of(state: Mock, *, typing: bool) -> frozenset[str]:
    """What the keys can mean now. `typing`: letters go into the answer."""
    late = ["late"] if state.item.seconds >= LATE * state.item.budget else []
    match state.phase:
        case Phase.ASKING:
            return frozenset([*_answering(state.item, typing=typing), *late])
        case Phase.SURE:
            return frozenset(["sure", *late])
        case Phase.DONE if state.unsaved:
            return frozenset(["unsaved"])
    return frozenset([state.phase.value])


def _answering(item: Item, *, typing: bool) -> list[str]:
    match form_of(item):
        case WriteCode():
            return ["writing" if typing else "left", "starter"]
        case WriteLong():
            return ["writing" if typing else "left"]
    return ["asking"]


# ------------------------------------------------------------ the header


def head(state: Mock, width: int) -> str:
    """Time left, number, pace and flag; then the part and the sort of question, as far as `width` columns go."""
    item = state.item
    words = [left_words(state), f"{state.at + 1} of {len(state.items)}", pace_words(item)]
    words += [FLAG] if item.flagged else []
    part = [item.slot.part] if item.slot.part != state.outline.name else []  # where there are several
    sort = [*part, item.question.kind, item.question.level.value]
    return _fitted([*words, *dict.fromkeys(sort)], width)


def _fitted(words: Sequence[str], width: int) -> str:
    """The words in a line of `width` columns, the last ones left out where they do not fit."""
    line = "  ·  ".join(words)
    return line if len(line) <= width or len(words) == 1 else _fitted(words[:-1], width)


def left_words(state: Mock) -> str:
    """`12:40 left`, and never `0:00` before the end."""
    return f"{clock_words(ceil(state.left))} left"


def pace_words(item: Item) -> str:
    """The time spent on a question against its budget: `1:12 of 1:30 ▮▮▮▮▯`, or by how much it is over."""
    spent, budget = int(item.seconds), item.budget
    added = f" (+{item.extra} s)" if item.extra else ""
    if spent > budget:
        return f"{clock_words(spent)}{added}, over by {clock_words(spent - budget)}"
    full = PACE * spent // budget if budget else PACE
    return f"{clock_words(spent)} of {clock_words(budget)}{added} {'▮' * full}{'▯' * (PACE - full)}"


def story(item: Item) -> Content:
    """What was asked and said before the follow-up on the screen; empty where there is none."""
    if not item.follow_ups:
        return Content()
    parts = [_heard("You said", item.main.text)]
    for follow_up in item.follow_ups[:-1]:
        parts += [_heard("Then you were asked", plain_maths(follow_up.text)), _heard("You said", follow_up.reply.text)]
    return Content("\n\n").join(parts)


def _heard(lead: str, words: str) -> Content:
    return Content.assemble((f"{lead}\n", "bold"), words.strip())


def notice_words(state: Mock, held: str) -> str:
    """What the candidate should know now. `held` says why an answer was not given yet."""
    unsaved = f"Not saved: {state.unsaved} The next step tries again." if state.unsaved else ""
    return unsaved or held or state.notice


# ------------------------------------------------------------ the answer sheet


def sheet_head(state: Mock, width: int) -> str:
    """How many questions are answered, open, begun, skipped and flagged, as far as `width` columns go."""
    order = (Standing.ANSWERED, Standing.OPEN, Standing.BEGUN, Standing.SKIPPED)
    counted = [(sum(item.standing is one for item in state.items), one.value) for one in order]
    flagged = sum(item.flagged for item in state.items)
    words = [f"{count} {word}" for count, word in [*counted, (flagged, "flagged")] if count]
    return _fitted([left_words(state), *words], width)


def sheet_rows(state: Mock, width: int) -> list[Row]:
    """A line for each question: its number, standing, flag, time, confidence and title."""
    return [Row(_sheet_line(index, item, width), str(index)) for index, item in enumerate(state.items)]


def _sheet_line(index: int, item: Item, width: int) -> str:
    sure = f"{item.confidence} %" if item.confidence is not None else ""
    spent, budget = clock_words(int(item.seconds)), clock_words(item.budget)
    time = f"{spent} of {budget}" if width >= ROOMY else spent
    flag = FLAG if item.flagged else ""
    lead = f"{index + 1:>2} {STANDINGS[item.standing]:<10} {flag:<9} {time:>{13 if width >= ROOMY else 6}} {sure:>4}  "
    return lead + short(item.question.title, max(8, width - len(lead)))


# ------------------------------------------------------------ the runs of the report


def scoring_words(state: Mock) -> str:
    """How it ended, and how far each run is that the report waits for."""
    lines = [ENDED[state.ended], ""]
    if state.phase is Phase.DONE:
        return "\n".join([*lines, f"The report is not saved: {state.unsaved}", "enter tries again, esc leaves."])
    waiting = count_of(len(state.open_jobs), "run")
    lines.append(f"The report waits for {waiting}; esc stops waiting, and the report says what is missing.")
    return "\n".join([*lines, "", *(_run_words(job, state.progress.get(job)) for job in state.open_jobs)])


def _run_words(job: Job, progress: Progress | None) -> str:
    name = "your code and its tests" if isinstance(job, Code) else job.demo
    if progress is None:
        return f"◌ {name}  waits"
    return f"◐ {name}  {percent(progress.fraction)}  {progress.text}".rstrip()
