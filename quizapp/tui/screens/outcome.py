"""Asks how the interview went, once its date is over."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input

from quizapp.errors import QuizError
from quizapp.tui import keys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.menu import Menu, MenuItem
from quizapp.tui.widgets.text import Text
from quizapp.workspace.preparing import WENT, keep_outcome, move_interview
from quizapp.workspace.wording import day_words, days_away

ITEMS = (
    MenuItem("tell('well')", "It went well"),
    MenuItem("tell('mixed')", "It was mixed"),
    MenuItem("tell('badly')", "It went badly"),
    MenuItem("tell('moved')", "It was moved", "to another day"),
    MenuItem("back", "Not now", "ask me at the next start"),
)
A_NOTE = ("A note, if you like: what they asked, what was missing.", "Enter keeps it; it may be empty.")
THE_DAY = ("The new date, like {}; empty where you do not know it yet.", "Enter keeps it.")


class OutcomeScreen(KeyedScreen):
    """How did it go? Then a note or, where it was moved, the new date."""

    KEYS = keys.OUTCOME
    BINDINGS = keys.bindings(keys.OUTCOME)
    about: ClassVar[str] = (
        "The date that you prepared for is over. Your answer is kept with the date, and `quizapp stats` tells of it. "
        "The date is then cleared: questions come when they are due, and so many new ones a day as the settings say. "
        "An interview that was moved gets its new date, and you prepare for that."
    )
    DEFAULT_CSS = """
    OutcomeScreen #body { padding: 1 2; }
    OutcomeScreen Menu { margin: 1 0; }
    OutcomeScreen Input { height: 1; border: none; padding: 0 1; background: $boost; margin-top: 1; }
    OutcomeScreen #how { color: $text-muted; margin-top: 1; }
    OutcomeScreen #refused { margin-top: 1; }
    """

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day, self.how = day, ""

    @property
    def moments(self) -> frozenset[str]:
        """Whether it is still to be said how it went."""
        return frozenset(["telling" if self.how else "asking"])

    def compose_body(self) -> ComposeResult:
        """The question with its answers, and what follows it."""
        yield Text("How did it go?", id="head")
        with VerticalScroll(id="body", can_focus=False):
            away = days_away((self.day - self.quiz.workspace.today).days)
            yield Text(f"Your interview was {away}, {day_words(self.day)}. How did it go?")
            yield Menu(rows=len(ITEMS))
            yield Text(id="what")
            yield Input(compact=True)
            yield Text(id="refused")
            yield Text(id="how")

    def on_mount(self) -> None:
        """Ask."""
        super().on_mount()
        self.query_one(Menu).show(ITEMS)
        self.action_ask_again()

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Do what was chosen."""
        self.call_later(self.run_action, event.item.action)

    def on_input_submitted(self) -> None:
        """Enter keeps it."""
        self.action_confirm()

    def action_choose(self) -> None:
        """Do what the pointer is at."""
        self.query_one(Menu).choose()

    def action_ask_again(self) -> None:
        """Only the answers; what was typed stays."""
        self.how = ""
        self._show(("", ""))
        self.query_one(Menu).focus()

    def action_tell(self, how: str) -> None:
        """It went so: what else is there to say?"""
        self.how = how
        example = date(self.quiz.workspace.today.year, 12, 6)
        what, keeps = THE_DAY if how == "moved" else A_NOTE
        self._show((f"{WENT[how].capitalize()}. {what.format(example)}", keeps))
        self.query_one(Input).focus()

    def action_confirm(self) -> None:
        """Keep it, and go back; say what is wrong with a date that cannot be."""
        workspace, text = self.quiz.workspace, self.query_one(Input).value.strip()
        try:
            if self.how == "moved":
                said = move_interview(workspace, self.day, text)
            else:
                said = keep_outcome(workspace, self.day, self.how, text)
        except QuizError as error:
            self.query_one("#refused", Text).show(f"✗ Not kept. {error}")
            return
        self.app.pop_screen()
        self.quiz.say(said)

    def _show(self, words: tuple[str, ...]) -> None:
        what, how = words
        self.query_one("#what", Text).show(what)
        self.query_one("#how", Text).show(how)
        self.query_one("#refused", Text).show("")
        self.query_one(Input).display = bool(self.how)
        self.query_one(Menu).display = not self.how
        self.show_keys()
