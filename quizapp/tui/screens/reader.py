"""A page to read: help, the problems in the decks, or a question with its answer."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quizapp.errors import ContentError
from quizapp.questions import Deck, Problem, Question
from quizapp.tui import keys
from quizapp.tui.keys import Key
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.text import Text
from quizapp.tui.widgets.told import form_words, long_key


class ReaderScreen(KeyedScreen):
    """A title and a text that scrolls."""

    KEYS: ClassVar[Sequence[Key]] = keys.READER
    BINDINGS = keys.bindings(keys.READER)
    about: ClassVar[str] = "A page to read. Arrows and page keys scroll; esc goes back."
    DEFAULT_CSS = """
    ReaderScreen #body { padding: 1 2; }
    ReaderScreen .part { margin-bottom: 1; }
    """

    def __init__(self, title: str, parts: Sequence[Widget]) -> None:
        super().__init__()
        self.page_title, self.parts = title, parts

    def compose_body(self) -> ComposeResult:
        """The title over the text."""
        yield Text(self.page_title, id="head")
        with VerticalScroll(id="body"):
            yield from self.parts

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        super().on_mount()
        self.query_one("#body").focus()

    def show_clock(self, words: str) -> None:
        """Say beside the title what time is left: somebody reads while an interview is held."""
        if self.is_mounted:
            self.query_one("#head", Text).show(f"{self.page_title}  ·  {words}")


def help_screen(about: str, table: Sequence[Key]) -> ReaderScreen:
    """The help of one screen: what it shows, and every key of its table."""
    from rich.table import Table
    from rich.text import Text as RichText

    grid = Table.grid(padding=(0, 2))
    for key in table:
        typed = f" ({key.face(typing=True)} while typing)" if key.typing else ""
        grid.add_row(RichText(key.face(typing=False), "bold"), RichText.assemble(key.about, (typed, "dim")))
    return ReaderScreen("Help", [Text(about, classes="part"), Static(grid, markup=False)])


def problems_screen(problems: Sequence[Problem]) -> ReaderScreen:
    """Every problem in the decks, with its place and its cure."""
    if not problems:
        return ReaderScreen("Problems", [Text("The decks are in order.")])
    intro = "A question with an error is left out; the rest of its deck works. `quizapp check` prints this list."
    return ReaderScreen(
        "Problems", [Text(intro, classes="part"), *(Text(str(one), classes="part") for one in problems)]
    )


def note_screen(deck: Deck) -> ReaderScreen:
    """What a deck says above its questions."""
    return ReaderScreen(deck.title, [Prose(deck.note or "This deck has no reading note.")])


class QuestionScreen(ReaderScreen):
    """A question as it stands in its deck, with its key and explanation."""

    KEYS = keys.QUESTION
    BINDINGS = keys.bindings(keys.QUESTION)

    def __init__(self, question: Question) -> None:
        super().__init__(_head(question), _parts(question))
        self.question = question

    def action_glossary(self) -> None:
        """Look up the terms of the question and its answer."""
        self.quiz.show_glossary(self.question)

    def action_edit_source(self) -> None:
        """Change the question where it stands."""
        self.quiz.edit_source(self.question)

    def decks_read(self) -> None:
        """Show the question as it reads now."""
        with suppress(ContentError):  # while it is in no deck, it stays as it was
            fresh = self.quiz.workspace.question(self.question.id, 0)
            if fresh != self.question and self.is_current:
                self.app.switch_screen(QuestionScreen(fresh))


def _head(question: Question) -> str:
    return f"{question.deck} · {question.kind} · {question.level.value} · {', '.join(question.tags)}"


def _parts(question: Question) -> list[Widget]:
    key = question.task.expected({})
    parts: list[Widget] = [
        Text(Content.assemble((question.title, "bold")), classes="part"),
        Prose(question.prompt, classes="part"),
    ]
    form = question.task.form
    answer = (long_key(form, key) if key else "") or f"**Answer.** {key or 'A live run computes it.'}"
    parts += [Prose(text, classes="part") for text in (form_words(form), answer) if text]
    parts += [Prose(text, classes="part") for text in (question.explanation, question.sources) if text]
    parts.append(Text(Content.assemble((f"{question.id}  {question.place.file}:{question.place.line}", "dim"))))
    return parts
