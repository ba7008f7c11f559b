"""What home says of today: its facts, line by line, and what there is to do."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.grading.shares import percent
from quizapp.tui.widgets.menu import MenuItem
from quizapp.workspace import Overview
from quizapp.workspace.wording import count_of, day_words, days_away

if TYPE_CHECKING:
    from quizapp.scheduling.prospect import Prospect
    from quizapp.workspace.mock.mocks import Waiting

NAMES = 11  # columns of the names before the facts


def fact(name: str, *sentences: str, width: int = 0) -> Content:
    """A name, and behind it what there is to say, each sentence below the one before, in lines of `width` columns."""
    room = max(20, width - NAMES) if width else None
    lines = [line for words in sentences if words for line in (wrap(words, room) if room else [words])]
    return Content.assemble((f"{name:<{NAMES}}", "bold"), ("\n" + " " * NAMES).join(lines))


def today_words(overview: Overview) -> str:
    """How many questions today holds, and how long they take."""
    if not overview.questions:
        return "reading the decks …" if overview.reading else "no questions: see `quizapp locate` for the folders"
    if not overview.waiting:
        return "nothing is due, and the new ones of today are done"
    weak = f" · {overview.weak} weak" if overview.weak else ""
    return f"{overview.due} due{weak} · {overview.new} new · about {overview.minutes} min"


def weakest_words(overview: Overview) -> str:
    """The topic of which least will be recalled."""
    if overview.weakest is None or overview.weakest_recall is None:
        return "known after the first answers"
    return f"{overview.weakest} · recall tomorrow {percent(overview.weakest_recall)}"


def interview_words(overview: Overview) -> str:
    """The days to the interview, or that it is over."""
    if overview.interview is None or overview.days_to_interview is None:
        return "no date set (, opens the settings)"
    when = f"{days_away(overview.days_to_interview)}, {day_words(overview.interview)}"
    return f"was {when}" if overview.days_to_interview < 0 else when


def prospect_lines(prospect: Prospect | None) -> tuple[str, ...]:
    """What will be recalled on the day, overall and of the weakest topics, and what does not fit in before it."""
    if prospect is None:
        return ("working it out …",)
    from quizapp.workspace.preparing import coverage_words, forecast_words, lowest_words

    return forecast_words(prospect), lowest_words(prospect), coverage_words(prospect)


def menu_of(overview: Overview, interview: Waiting | None) -> list[MenuItem]:
    """What there is to do, the likeliest first."""
    items = [*_pressing(overview, interview), *_practice(overview)]
    return [
        *items,
        MenuItem("mock", "Mock interview", "against the clock, with a report"),
        MenuItem(
            "browse", "Browse", f"{count_of(overview.questions, 'question')} in {count_of(overview.decks, 'deck')}"
        ),
        MenuItem("lesson", "Lesson", "the subject, with its experiments"),
        MenuItem("add", "Add a question", "in a form or your editor"),
        MenuItem("lab", "Lab", count_of(overview.demos, "live experiment") if overview.demos else "live experiments"),
        MenuItem("glossary", "Glossary", "what each term means"),
        MenuItem("statistics", "Statistics", f"{count_of(overview.reviews, 'answer')} so far"),
        MenuItem("settings", "Settings"),
    ]


def _pressing(overview: Overview, interview: Waiting | None) -> list[MenuItem]:
    """What was left open: a mock interview, and how the real one went."""
    items = []
    if interview:
        label = "Go on with the interview" if interview.left else "Score the interview"
        items.append(MenuItem("resume_mock", label, f"{interview.time}, {interview.done}"))
    if overview.interview and overview.days_to_interview is not None and overview.days_to_interview < 0:
        items.append(MenuItem("outcome", "Say how it went", f"interview, {day_words(overview.interview)}"))
    return items


def _practice(overview: Overview) -> list[MenuItem]:
    unknown = overview.reading and not overview.questions
    items = []
    if overview.waiting or unknown:
        said = "reading the decks …" if unknown else count_of(overview.waiting, "question")
        items.append(MenuItem("practise", "Practise today's questions", said))
    if overview.unseen:
        items.append(MenuItem("practise_new", "Learn new ones", f"{overview.unseen} not seen yet"))
    if overview.weakest:
        items.append(MenuItem("practise_weakest", "Practise the weakest topic", overview.weakest))
    if overview.questions:
        items.append(MenuItem("cram", "Cram", "up to 20, weakest first"))
    return items
