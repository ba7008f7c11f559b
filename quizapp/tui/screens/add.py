"""Adding a question: which kind it is to be, or which draft to go on with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult

from quizapp.errors import ContentError
from quizapp.questions.examples import summaries
from quizapp.questions.kind import all_kinds
from quizapp.tui import authorkeys, keys
from quizapp.tui.screens.shelf import ShelfScreen
from quizapp.tui.widgets.listing import Listing, Row
from quizapp.tui.widgets.text import Text
from quizapp.workspace.drafts import Draft, bring_back, discard, drafts, text_of


class AddScreen(ShelfScreen):
    """Drafts and kinds, and beside them what the draft says, or an example of the kind."""

    KEYS = authorkeys.ADD
    BINDINGS = keys.bindings(authorkeys.ADD)
    placeholder = "search, e.g. options or python"
    about: ClassVar[str] = (
        "A form asks for each part of a question by name. Your editor gets a whole example of the kind, to be changed. "
        "Either way you see the question as a learner will before it is saved, with what is wrong with it. What you "
        "type is kept as a draft from the first letter on, and drafts stand at the top of this list."
    )

    def __init__(self) -> None:
        super().__init__()
        self.drafts: dict[str, Draft] = {}
        self._discarded: Path | None = None
        self._listed = False

    def compose_details(self) -> ComposeResult:
        """What the draft says, or the example."""
        yield Text(id="text")

    @property
    def moments(self) -> frozenset[str]:
        """What the keys are for: searching or list; draft, and discarded."""
        there = {"searching" if self.typing else "list"}
        there |= {"draft"} if self.current in self.drafts else set()
        return frozenset(there | ({"discarded"} if self._discarded else set()))

    def refill(self) -> None:
        """List what fits the search. The pointer goes to a draft that was begun meanwhile."""
        known, found = self.drafts, drafts(self.quiz.workspace.places.drafts)
        self.drafts = {str(draft.path): draft for draft in found}
        begun = [key for key in self.drafts if key not in known]
        if begun and self._listed:
            self.query_one(Listing).current = begun[0]
        self._listed = True
        super().refill()
        self.query_one("#head", Text).show("Add a question")
        self.query_one("#empty", Text).show("" if self.current else "No kind fits. Change the search.")

    def rows(self, words: str) -> Sequence[Row]:
        """The drafts that fit, then the kinds."""
        begun = [Row(f"{draft.title} · {draft.kind}", key) for key, draft in self.drafts.items()]
        width = max(map(len, summaries()))
        kinds = [Row(f"{name:<{width}}  {about}", name) for name, about in summaries().items()]
        return (*_under("Go on with", begun, words), *_under("A new one", kinds, words))

    def show_details(self) -> None:
        """The text of the draft, or of the example."""
        draft = self.drafts.get(self.current)
        self.query_one("#text", Text).show(
            text_of(draft.path) if draft else all_kinds()[self.current].samples[0].markdown
        )

    def action_open(self) -> None:
        """A form, empty or as the draft has it."""
        if draft := self.drafts.get(self.current):
            self.quiz.go_on_writing(draft)
        elif self.current:
            self.quiz.write_question(self.current)

    def on_listing_chosen(self) -> None:
        """A click on the line that the pointer is at."""
        self.action_open()

    def action_edit(self) -> None:
        """The draft, or an example of the kind, in the editor."""
        if draft := self.drafts.get(self.current):
            self.quiz.edit_draft(draft.path)
        elif self.current:
            self.quiz.edit_example(self.current)

    def action_discard(self) -> None:
        """Delete the draft; it can be brought back."""
        path = Path(self.current)
        if self._done(discard, path, "Deleted. u brings it back."):
            self._discarded = path
            self.refill()

    def action_undo(self) -> None:
        """Bring back the draft that was deleted last."""
        if self._discarded and self._done(bring_back, self._discarded, "It is back."):
            self._discarded = None
            self.refill()

    def _done(self, change: Callable[[Path], None], path: Path, said: str) -> bool:
        """Change the draft, and say so, or why it could not be."""
        try:
            change(path)
        except ContentError as error:
            self.quiz.say(str(error), "error")
            return False
        self.quiz.say(said)
        return True


def _under(heading: str, rows: Sequence[Row], words: str) -> list[Row]:
    """The rows that hold all of the words, under their heading."""
    found = [row for row in rows if all(word in row.text.lower() for word in words.lower().split())]
    return [Row(heading), *found] if found else []
