"""The Lab's catalogue: every demo by subject, what it shows, and which questions use it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from quizapp.tui import keys
from quizapp.tui.screens.shelf import ShelfScreen
from quizapp.tui.widgets.listing import Row
from quizapp.tui.widgets.text import Text
from quizapp.workspace import Selection
from quizapp.workspace.laboratory import ListedDemo, listed_demos, matching
from quizapp.workspace.wording import count_of

TITLES = 12  # of questions, that are listed below a demo


class LabScreen(ShelfScreen):
    """The demos."""

    KEYS = keys.LAB
    BINDINGS = keys.bindings(keys.LAB)
    placeholder = "search, e.g. adamw decay"
    about: ClassVar[str] = (
        "A demo is a small live experiment. Open one to change its parameters, run it, compare two runs, sweep a "
        "parameter over a range, copy it as a command line or a script, and keep a run in the notebook. Nothing here "
        "changes a question or its schedule; practising the questions that use a demo does."
    )

    def __init__(self) -> None:
        super().__init__()
        self.all: dict[str, ListedDemo] = {}

    @property
    def moments(self) -> frozenset[str]:
        """searching, or list, where there is something; and used, where questions use the demo."""
        one = self.all.get(self.current) if self.is_mounted else None
        used = ["used"] if one and one.entries else []
        here = ("searching" if self.typing else "list") if one else "empty"
        return frozenset([here, *used])

    def compose_details(self) -> ComposeResult:
        """Title, what it shows, and who uses it."""
        yield Text(id="about")
        yield Text(id="used")

    def rows(self, words: str) -> Sequence[Row]:
        """The demos that fit, under their subjects."""
        self.all = {one.name: one for one in listed_demos(self.quiz.workspace.library.entries)}
        found = matching(self.all.values(), words)
        self.query_one("#head", Text).show(f"Lab · {count_of(len(found), 'live experiment')}")
        self.query_one("#empty", Text).show("" if found else "No experiment fits. Change the search.")
        rows: list[Row] = []
        for one in found:
            if Row(one.subject) not in rows:
                rows.append(Row(one.subject))
            rows.append(Row(one.title, one.name))
        return rows

    def show_details(self) -> None:
        """What the demo shows, and which questions use it."""
        one = self.all[self.current]
        told = one.demo.about if one.demo else one.fault
        self.query_one("#about", Text).show(Content.assemble((one.name, "bold"), f"  {told}"))
        self.query_one("#used", Text).show(_used(one))

    def on_listing_chosen(self) -> None:
        """A click on the demo under the pointer."""
        self.action_open()

    def action_open(self) -> None:
        """Put the demo on the bench."""
        if self.current:
            self.quiz.show_demo(self.current)

    def action_practise(self) -> None:
        """Practise the questions that use the demo."""
        one = self.all.get(self.current)
        if one and one.entries:
            self.quiz.start_practice(Selection(ids=tuple(entry.id for entry in one.entries)))
        else:
            self.quiz.say("No question uses this demo yet.")

    def action_notebook(self) -> None:
        """The runs that were kept."""
        self.quiz.show_notebook()


def _used(one: ListedDemo) -> Content:
    """The questions that use it, by title."""
    if not one.entries:
        return Content("No question uses it yet.")
    titles = [f"  {entry.title}" for entry in one.entries[:TITLES]]
    more = [f"  and {len(one.entries) - TITLES} more"] if len(one.entries) > TITLES else []
    head = f"{count_of(len(one.entries), 'question')} {'uses' if len(one.entries) == 1 else 'use'} it"
    return Content("\n").join([Content.assemble((head, "bold")), *map(Content, [*titles, *more])])
