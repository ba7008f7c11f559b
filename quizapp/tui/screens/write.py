"""The form of a question: a field for each part of it, kept as a draft while one types."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import TextArea

from quizapp.errors import ContentError
from quizapp.questions.composing import ATTRIBUTES, TITLE, fields_of_kind, markdown_of, parts_of
from quizapp.tui import authorkeys, keys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.text import Text
from quizapp.workspace.drafts import Draft, keep, text_of

ONE_LINE = (TITLE, ATTRIBUTES)
KEPT_AFTER = 0.4  # seconds after the last key
MOST_EXAMPLE = 6  # lines of an example that are seen in an empty field


class PartField(TextArea):
    """One part of the question. `tab` goes to the next one."""

    DEFAULT_CSS = """
    PartField { height: auto; max-height: 12; border: none; padding: 0; background: $boost; margin-bottom: 1; }
    """

    def __init__(self, name: str, text: str, example: str) -> None:
        shown = Content(f"e.g. {example}" if example else "")
        super().__init__(text, name=name, placeholder=shown, compact=True, tab_behavior="focus")
        self.styles.min_height = min(len(example.splitlines()), MOST_EXAMPLE) or 1


class WriteScreen(KeyedScreen):
    """The fields that the kind has. What is wrong with the question, its preview says."""

    KEYS = authorkeys.WRITE
    # Before the field gets them: what is typed right behind them belongs to the next field.
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(authorkeys.WRITE),
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("enter", "next_field", show=False, priority=True),
    ]
    about: ClassVar[str] = (
        "Fill in the parts of the question; what stands in grey behind “e.g.” is an example, which is not saved. A "
        "part that stays empty is left out. Keys, rubrics and code begin as those of the example: change them. The "
        "preview shows the question as a learner will see it, and what is wrong with it; from there it is saved to "
        "your own deck."
    )
    DEFAULT_CSS = """
    WriteScreen #body { padding: 1 2; }
    WriteScreen .name { text-style: bold; }
    WriteScreen .how { color: $text-muted; }
    """

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft
        self.fields = fields_of_kind(draft.kind)
        self.known = parts_of(text_of(draft.path))
        self._kept = self._typed = ""
        self._timer: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """Name, what goes into it, and the field, for each part."""
        yield Text(f"Write a question · {self.draft.kind}", id="head")
        with VerticalScroll(id="body", can_focus=False):
            for field in self.fields:
                yield Text(field.label, classes="name")
                if field.how:
                    yield Text(field.how, classes="how")
                yield PartField(
                    field.name, self.known.get(field.name, "") if self.known else field.begin, field.example
                )

    def on_mount(self) -> None:
        """Begin at the title."""
        super().on_mount()
        self._kept = self._typed = self._composed()
        self.query(PartField).first().focus()

    @property
    def typing(self) -> bool:
        """Letters go into a field."""
        return self.focused is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter goes to the next field where this one has a single line; else it is a new line."""
        if action == "next_field":
            return self.focused is not None and self.focused.name in ONE_LINE
        return super().check_action(action, parameters)

    @property
    def parts(self) -> dict[str, str]:
        """What stands in the fields, by the names of the parts."""
        return {str(field.name): field.text for field in self.query(PartField)}

    def _composed(self) -> str:
        """The question as it would stand in a deck. Its id is part of the name of its draft, unless it has another."""
        return markdown_of(self.parts, self.known.get("id") or self.draft.path.stem.rpartition("-")[2])

    def on_text_area_changed(self) -> None:
        """Keep the draft shortly after the last key."""
        self._typed = self._composed()
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(KEPT_AFTER, self.keep)

    def keep(self) -> bool:
        """Write the draft, where anything was typed since; false, and a sentence, where that cannot be done."""
        if self._typed == self._kept:
            return True
        try:
            keep(self.draft.path, self._typed)
        except ContentError as error:
            self.quiz.say(str(error), "error")
            return False
        self._kept = self._typed
        return True

    def on_unmount(self) -> None:
        """Whatever ends the screen, what was typed is kept. Its fields may be gone by now."""
        self.keep()

    def action_next_field(self) -> None:
        """Go on to the next part."""
        self.focus_next()

    def action_preview(self) -> None:
        """See the question as a learner will, and what is wrong with it."""
        if not self.parts[TITLE].strip():
            self.query(PartField).first().focus()
            self.quiz.say("Give the question a title first.", "warning")
        elif self.keep():
            self.quiz.form_to_preview(self.draft.path)

    def action_edit(self) -> None:
        """Go on in the editor."""
        if self.keep():
            self.quiz.form_to_preview(self.draft.path, edit=True)

    async def action_back(self) -> None:
        """Go back; the draft stays."""
        if self.keep():
            self.app.pop_screen()
            if self.draft.path.exists():
                self.quiz.say("Kept as a draft: you can go on with it at any time.")
