"""One term of the glossary: what it means, and from there to what it is set against and to its questions."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from quizapp.questions.terms import Term
from quizapp.tui import keys, lookupkeys
from quizapp.tui.keys import Key
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.screens.lookedup import QUESTION, TERM, Shelf, in_session, practise, rows_on, spelling
from quizapp.tui.widgets.listing import Listing
from quizapp.tui.widgets.text import Text
from quizapp.workspace.glossary import users


class TermScreen(KeyedScreen):
    """The term, and where to go on from it."""

    KEYS: ClassVar[Sequence[Key]] = lookupkeys.TERM
    BINDINGS = keys.bindings(lookupkeys.TERM)
    about: ClassVar[str] = (
        "What the term means, how else it is written, and where to go on: terms that it is set against, terms to read "
        "next, and the questions in which it stands. A question is shown with its answer; the one that you are "
        "answering is not."
    )
    DEFAULT_CSS = """
    TermScreen #told { height: auto; max-height: 8; padding: 1 1 0 1; }
    TermScreen #told Text { margin-bottom: 1; }
    TermScreen Listing { padding: 0 1; }
    TermScreen #empty { padding: 0 1; }
    """

    def __init__(self, term: Term, shelf: Shelf) -> None:
        super().__init__()
        self.term, self.shelf = term, shelf

    @property
    def moments(self) -> frozenset[str]:
        """list, where there is somewhere to go; and used, where questions use it and no session is held."""
        there = self.shelf.users.get(self.term.key) and not in_session(self.app)
        return frozenset([*(["list"] if self._current else []), *(["used"] if there else [])])

    @property
    def _current(self) -> str:
        return self.query_one(Listing).current if self.is_mounted else ""

    def compose_body(self) -> ComposeResult:
        """The term over the ways on."""
        yield Text(f"Glossary · {self.term.name}", id="head")
        with VerticalScroll(id="told", can_focus=False):
            yield Text(self.term.means)
            yield Text(id="spelled")
        yield Text(id="empty")
        yield Listing()

    def on_mount(self) -> None:
        """Show where to go on."""
        super().on_mount()
        self.query_one("#spelled", Text).show(spelling(self.term))
        self._show_ways()
        self.query_one(Listing).focus()
        if not self.shelf.users:
            self._find_users()

    def _show_ways(self) -> None:
        rows = rows_on(self.term, self.shelf)
        empty = "No other term and no question leads on from here." if self.shelf.users and not rows else ""
        self.query_one("#empty", Text).show(empty)
        self.query_one(Listing).show(rows)

    @work(group="users")
    async def _find_users(self) -> None:
        """Find the questions of each term: whoever opened this was quicker than the list."""
        entries, terms = self.quiz.workspace.library.entries, tuple(self.shelf.terms.values())
        self.shelf = replace(self.shelf, users=await asyncio.to_thread(users, entries, terms))
        self._show_ways()

    def on_listing_moved(self) -> None:
        """The keys may mean something else there."""
        self.show_keys()

    def on_listing_chosen(self) -> None:
        """A click on the line under the pointer."""
        self.action_open()

    def action_open(self) -> None:
        """Go to the other term, or read the question."""
        current = self._current
        if current.startswith(TERM):
            self.app.push_screen(TermScreen(self.shelf.terms[current.removeprefix(TERM)], self.shelf))
        elif current == QUESTION + self.shelf.open_id:
            self.quiz.say("This is the question that you are answering: its answer comes after yours.")
        elif current:
            self.quiz.show_question(current.removeprefix(QUESTION))

    def action_practise(self) -> None:
        """Practise the questions that use it."""
        practise(self.quiz, self.shelf.users.get(self.term.key, ()))
