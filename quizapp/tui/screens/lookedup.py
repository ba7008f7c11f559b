"""What the glossary says of a term: its meaning, its spellings, and where to go on from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.app import App
from textual.content import Content

from quizapp.questions import Entry, Question
from quizapp.questions.terms import Term
from quizapp.tui.screens.answering import AnsweringScreen
from quizapp.tui.widgets.listing import Row
from quizapp.workspace import Selection
from quizapp.workspace.wording import count_of

if TYPE_CHECKING:
    from quizapp.tui.app import QuizApp

TERM, QUESTION = "term ", "question "  # what the key of a row begins with
MOST_USED = 5  # titles beside the list, which has the rest one key away


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that is looked up in: the terms by their keys, and the questions that use each, once they are known.

    `open_id` is the question in front that is not answered yet.
    """

    terms: Mapping[str, Term]
    users: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    open_id: str = ""

    def named(self, keys: Iterable[str]) -> list[Term]:
        """The terms with these keys."""
        return [self.terms[key] for key in keys if key in self.terms]


def meaning(term: Term) -> Content:
    """The name and what it means."""
    return Content.assemble((term.name, "bold"), f"  {term.means}")


def spelling(term: Term) -> Content:
    """The other ways to write it."""
    return _line("Also written", term.spellings[1:])


def ways_on(term: Term, shelf: Shelf) -> Content:
    """What it is set against, and what else to read."""
    lines = [
        _line("Set against", [other.name for other in shelf.named(term.contrasts)]),
        _line("See also", [other.name for other in shelf.named(term.see)]),
    ]
    return Content("\n").join(line for line in lines if line.plain)


def used(term: Term, shelf: Shelf) -> Content:
    """The first of the questions that use it, by title."""
    entries = shelf.users.get(term.key)
    if not entries:
        return Content("" if entries is None else "No question uses it yet.")
    titles = [f"  {entry.title}" for entry in entries[:MOST_USED]]
    more = [f"  and {len(entries) - MOST_USED} more"] if len(entries) > MOST_USED else []
    return Content("\n").join([Content.assemble((_used(entries), "bold")), *map(Content, [*titles, *more])])


def rows_on(term: Term, shelf: Shelf) -> list[Row]:
    """Where to go on from `term`, under headings: other terms, and the questions."""
    rows: list[Row] = []
    shown: set[str] = set()
    for heading, keys in (("Set against", term.contrasts), ("See also", term.see)):
        others = [other for other in shelf.named(keys) if other.key not in shown]
        shown |= {other.key for other in others}
        rows += [Row(heading)] if others else []
        rows += [Row(f"{other.name}  {other.means}", TERM + other.key) for other in others]
    if entries := shelf.users.get(term.key):
        rows.append(Row(_used(entries)))
        rows += [Row(f"{entry.title}  ({entry.kind}, {entry.level})", QUESTION + entry.id) for entry in entries]
    return rows


def in_session(app: App[None]) -> bool:
    """Whether somebody is answering questions behind this screen: to begin another session would end theirs."""
    return any(isinstance(screen, AnsweringScreen) for screen in app.screen_stack)


def practise(quiz: QuizApp, entries: Sequence[Entry]) -> None:
    """Practise the questions that use a term; where that cannot be, say why."""
    if in_session(quiz):
        quiz.say("You are answering questions already: end that session first.")
    elif entries:
        quiz.start_practice(Selection(ids=tuple(entry.id for entry in entries)))
    else:
        quiz.say("No question uses this term yet.")


def open_question(question: Question | None, *, answered: bool) -> str:
    """The id of the question in front while its answer must not be read; empty else."""
    return question.id if question and not answered else ""


def _used(entries: Sequence[Entry]) -> str:
    return f"{count_of(len(entries), 'question')} {'uses' if len(entries) == 1 else 'use'} it"


def _line(head: str, names: Sequence[str]) -> Content:
    return Content.assemble((f"{head}: ", "bold"), ", ".join(names)) if names else Content()
