"""The form over a demo's parameters: a line each, with its value, its range and default, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus
from textual.message import Message
from textual.widgets import Input

from quizapp.engine.catalogue import allowed
from quizapp.engine.demo import Demo, Param
from quizapp.questions.calls import format_value
from quizapp.sessions.lab.form import Reading, is_seed
from quizapp.tui.widgets.text import Text

LONGEST_WORDS = 20  # characters of choices that a line repeats; the meaning names them all


class Field(Horizontal):
    """One parameter. `›` points at the one that is being changed, `•` marks what is not at its default."""

    DEFAULT_CSS = """
    Field { height: 1; }
    Field .pointer { width: 3; }
    Field .name { width: 13; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    Field Input { width: 14; height: 1; border: none; padding: 0 1; background: $boost; }
    Field .said { width: 1fr; margin-left: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, param: Param, text: str) -> None:
        super().__init__()
        self.param, self.text, self.problem = param, text, False

    def compose(self) -> ComposeResult:
        """Pointer, name, value, and what may stand there."""
        yield Text(classes="pointer")
        yield Text(self.param.name, classes="name")
        yield Input(self.text, compact=True, id=f"param-{self.param.name}")
        yield Text(classes="said")

    def show(self, text: str, *, problem: bool) -> None:
        """Draw the value and how it stands."""
        self.text, self.problem = text, problem
        field = self.query_one(Input)
        if field.value != text:
            with field.prevent(Input.Changed):
                field.value = text
            field.cursor_position = len(text) if field.has_focus else 0
        self.point()

    def on_mount(self) -> None:
        """A value that is too long for its field shows how it begins."""
        self.read_from_start()

    def read_from_start(self) -> None:
        """Show how the value begins, unless it is being changed."""
        field = self.query_one(Input)
        if not field.has_focus:
            field.cursor_position = 0

    def point(self) -> None:
        """Draw what leads to the value, and what follows it."""
        here = "›" if self.query_one(Input).has_focus else " "
        changed = " " if self.text.strip() == format_value(self.param.default) else "•"
        self.query_one(".pointer", Text).show(f"{here}{changed} ")
        refused = Content.assemble((f"✗ {allowed(self.param)}", "bold $text-error"))
        self.query_one(".said", Text).show(refused if self.problem else range_words(self.param))


class ParamForm(Vertical):
    """The parameters of a demo."""

    # Not a VerticalScroll: that would take the arrow keys, which change values here.
    DEFAULT_CSS = "ParamForm { height: auto; overflow-y: auto; }"

    class Typed(Message):
        """A field was changed by typing."""

        def __init__(self, param: str, text: str) -> None:
            super().__init__()
            self.param, self.text = param, text

    class Moved(Message):
        """Another field is being changed."""

        def __init__(self, param: Param) -> None:
            super().__init__()
            self.param = param

    def __init__(self, demo: Demo, texts: Mapping[str, str]) -> None:
        super().__init__()
        self.demo, self.texts = demo, texts

    def compose(self) -> ComposeResult:
        """A line a parameter."""
        for param in self.demo.params:
            yield Field(param, self.texts[param.name])

    def show(self, texts: Mapping[str, str], reading: Reading) -> None:
        """Draw what the fields say."""
        for field in self.query(Field):
            field.show(texts[field.param.name], problem=field.param.name in reading.problems)

    def focus_on(self, name: str) -> None:
        """Begin at the parameter `name`."""
        self.query_one(f"#param-{name}", Input).focus()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Point at the field, and bring it into view."""
        for field in self.query(Field):
            field.point()
            if event.widget in field.children:
                field.scroll_visible(animate=False)
                self.post_message(self.Moved(field.param))

    def on_descendant_blur(self, _: DescendantBlur) -> None:
        """Point at none, until the next one is reached."""
        for field in self.query(Field):
            field.point()
            field.read_from_start()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what was typed."""
        event.stop()
        if isinstance(event.input.parent, Field):
            self.post_message(self.Typed(event.input.parent.param.name, event.value))


def range_words(param: Param) -> str:
    """`1e-06…1, default 0.1`: short enough for a line."""
    default = format_value(param.default)
    if isinstance(param.default, bool):
        return f"true or false, default {default}"
    words = " ".join(param.choices)
    if param.low is None or param.high is None:
        return f"{words if len(words) <= LONGEST_WORDS else f'{len(param.choices)} words'}, default {default}"
    if is_seed(param):
        return f"0 and up, default {default}"
    return f"{f'{words} or ' if words else ''}{param.low:g}…{param.high:g}, default {default}"
