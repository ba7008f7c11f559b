"""The rating bar: four ratings with the day on which each brings the question back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.message import Message

from quizapp.scheduling import Rating
from quizapp.tui.widgets.text import Text
from quizapp.workspace.wording import interval_words

WIDE = 70  # columns, from which there is room between the ratings


class RatingButton(Text):
    """One rating; in brackets while it is the one that `enter` accepts."""

    DEFAULT_CSS = "RatingButton { width: auto; margin-right: 2; } RatingButton:hover { background: $boost; }"

    def __init__(self, rating: Rating) -> None:
        super().__init__()
        self.rating = rating

    def on_click(self) -> None:
        """Rate so."""
        self.post_message(RatingBar.Chosen(self.rating))


class RatingBar(Horizontal):
    """`1 again today  2 hard tomorrow  [3 good 4 d]  4 easy 9 d`."""

    DEFAULT_CSS = """
    RatingBar { height: auto; dock: bottom; padding: 0 1; margin-bottom: 1; background: $surface; }
    RatingBar.-narrow RatingButton { margin-right: 0; }
    """

    class Chosen(Message):
        """The learner clicked a rating."""

        def __init__(self, rating: Rating) -> None:
            super().__init__()
            self.rating = rating

    def compose(self) -> ComposeResult:
        """Four buttons."""
        for rating in Rating:
            yield RatingButton(rating)

    def on_resize(self, event: Resize) -> None:
        """Stand closer where intervals of years would not fit otherwise."""
        self.set_class(event.size.width < WIDE, "-narrow")

    def show(self, dues: Mapping[Rating, date], today: date, chosen: Rating | None) -> None:
        """Show when each rating brings the question back, and which one is chosen."""
        for button in self.query(RatingButton):
            label = f"{int(button.rating)} {button.rating.word}"
            when = interval_words((dues[button.rating] - today).days)
            if button.rating == chosen:
                button.show(Content.assemble((f"[{label} {when}]", "bold $text-primary")))
            else:
                button.show(Content.assemble(f" {label} ", (when, "dim"), " "))
