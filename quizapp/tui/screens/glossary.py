"""The glossary: the terms that stand in the question in front, then all of them, searched as one types."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.app import ComposeResult

from quizapp.questions import Question
from quizapp.questions.terms import Term
from quizapp.questions.termsearch import matching_terms, nearest_names, terms_in_text
from quizapp.tui import keys, lookupkeys
from quizapp.tui.screens.lookedup import Shelf, in_session, meaning, open_question, practise, spelling, used, ways_on
from quizapp.tui.screens.shelf import ShelfScreen
from quizapp.tui.screens.term import TermScreen
from quizapp.tui.widgets.listing import Listing, Row
from quizapp.tui.widgets.text import Text
from quizapp.workspace.glossary import all_terms, text_of, users
from quizapp.workspace.wording import count_of

NAMES = 24  # columns of the names before their meanings


class GlossaryScreen(ShelfScreen):
    """The terms. `more` is what stands on the screen besides the `question`, of which nothing unanswered is given."""

    KEYS = lookupkeys.GLOSSARY
    BINDINGS = keys.bindings(lookupkeys.GLOSSARY)
    placeholder = "search, e.g. shrinkage"
    about: ClassVar[str] = (
        "What each term means, in one line. Those that stand in the question in front come first: while it is not "
        "answered, those of its prompt and its options only. The search finds names, other spellings and meanings, the "
        "nearest first. Looking something up counts as no hint. In a mock interview the glossary stays closed until "
        "the interview is scored."
    )

    def __init__(self, question: Question | None = None, *, answered: bool = True, more: str = "") -> None:
        super().__init__()
        self.question, self.answered, self.more = question, answered, more
        self.all: tuple[Term, ...] = ()
        self.here: tuple[Term, ...] = ()
        self.shelf = Shelf({}, open_id=open_question(question, answered=answered))

    @property
    def moments(self) -> frozenset[str]:
        """searching, or list, where there is something; and used, where questions use it and no session is held."""
        if not (self.is_mounted and self.current):
            return frozenset(["empty"])
        there = self.shelf.users.get(self.current) and not in_session(self.app)
        return frozenset(["searching" if self.typing else "list", *(["used"] if there else [])])

    def compose_details(self) -> ComposeResult:
        """What it means, how it is written, and where it leads."""
        yield Text(id="means")
        yield Text(id="spelled")
        yield Text(id="ways")
        yield Text(id="used")

    def on_mount(self) -> None:
        """Show the terms, and look beside the screen which questions use them."""
        self._read()
        super().on_mount()
        self.call_after_refresh(self._find_users)  # the terms are on the screen first

    def decks_read(self) -> None:
        """There may be other terms, and other questions."""
        if self.is_mounted:
            self._read()
            self.refill()
            self._find_users()

    def _read(self) -> None:
        self.all = all_terms(self.quiz.workspace.library.entries, self.question)
        front = text_of(self.question, answered=self.answered) if self.question else ""
        self.here = terms_in_text(f"{front}\n\n{self.more}", self.all)
        self.shelf = replace(self.shelf, terms={term.key: term for term in self.all})

    @work(exclusive=True, group="users")
    async def _find_users(self) -> None:
        """Find the questions of each term; that reads all decks."""
        found = await asyncio.to_thread(users, self.quiz.workspace.library.entries, self.all)
        self.shelf = replace(self.shelf, users=found)
        if self.current:
            self.show_details()
        self.show_keys()

    def rows(self, words: str) -> Sequence[Row]:
        """The terms that fit: without a search, those in front before the others."""
        found = matching_terms(self.all, words)
        self.query_one("#head", Text).show(f"Glossary · {count_of(len(found), 'term')}")
        self.query_one("#empty", Text).show("" if found else _nothing(self.all, words))
        if words.strip() or not self.here:
            return [_row(term) for term in found]
        others = [_row(term) for term in found if term not in self.here]
        return [Row("In this question"), *map(_row, self.here), *([Row("All others"), *others] if others else [])]

    def on_input_changed(self) -> None:
        """Search as one types, and point at the nearest."""
        self.query_one(Listing).current = ""
        self.refill()

    def show_details(self) -> None:
        """What the glossary says of the term under the pointer."""
        term = self.shelf.terms[self.current]
        self.query_one("#means", Text).show(meaning(term))
        self.query_one("#spelled", Text).show(spelling(term))
        self.query_one("#ways", Text).show(ways_on(term, self.shelf))
        self.query_one("#used", Text).show(used(term, self.shelf))

    def on_listing_chosen(self) -> None:
        """A click on the term under the pointer."""
        self.action_open()

    def action_open(self) -> None:
        """Open the term under the pointer."""
        if self.current:
            self.app.push_screen(TermScreen(self.shelf.terms[self.current], self.shelf))

    def action_practise(self) -> None:
        """Practise the questions that use the term."""
        practise(self.quiz, self.shelf.users.get(self.current, ()))


def _row(term: Term) -> Row:
    return Row(f"{term.name:<{NAMES}} {term.means}", term.key)


def _nothing(terms: Sequence[Term], words: str) -> str:
    """Why the list is empty."""
    if not terms:
        return "No glossary says what its concepts mean. The author's guide shows how."
    near = nearest_names(terms, words)
    return f"No term fits. Did you mean {' or '.join(near)}?" if near else "No term fits. Change the search."
