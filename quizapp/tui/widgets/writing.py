"""Answers that are written: Python code from a starter, and prose as one would speak it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import TextArea
from textual.widgets.text_area import TextAreaTheme

from quizapp.grading.verdict import Grade
from quizapp.questions.forms import WriteCode, WriteLong
from quizapp.tui.widgets.document import BOLD, ITALIC
from quizapp.tui.widgets.messages import AnswerChanged
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.text import Text
from quizapp.workspace.wording import count_of

INDENTS = "tab indents, backspace takes an indentation back"
LEFT = "Letters are keys now; enter goes back into the text."
STEP = 4  # spaces of an indentation
# The parts of Python that stand out, in bold and italics as in the fences of a deck: a theme's colours are its own.
BOLD_PARTS = (
    "keyword",
    "keyword.function",
    "keyword.operator",
    "keyword.return",
    "conditional",
    "repeat",
    "include",
    "exception",
)
PYTHON = TextAreaTheme("python", syntax_styles={**dict.fromkeys(BOLD_PARTS, BOLD), "comment": ITALIC})
LET_GO = frozenset({"select_word", "select_line", "select_all"})  # their keys, f5 to f7, are the screen's


class Editor(TextArea):
    """A text area that leaves the function keys and `esc` to the screen."""

    DEFAULT_CSS = """
    Editor { height: auto; min-height: 6; max-height: 60vh; }
    Editor > .text-area--gutter { color: $foreground 70%; }
    Editor > .text-area--cursor-gutter { color: $foreground 80%; }
    Editor > .text-area--placeholder { color: $foreground 70%; }
    Editor.-closed { max-height: 9999; min-height: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "text_start", "To the start of the text", show=False),
        Binding("ctrl+end", "text_end", "To the end of the text", show=False),
    ]

    def read_python(self) -> None:
        """Let the keywords and the comments of Python stand out."""
        self.register_theme(PYTHON)
        self.theme, self.language = PYTHON.name, "python"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key of the text area's own is its to use."""
        return action not in LET_GO and super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Where tab indents, a new line begins as deep as code goes on; `esc` is the screen's."""
        if self.tab_behavior != "indent" or self.read_only:
            return
        if event.key == "escape":
            event.prevent_default()
        elif event.key == "enter":
            event.prevent_default()
            event.stop()
            start, end = sorted(self.selection)
            self.replace("\n" + indent_after(self.document[start[0]][: start[1]]), start, end)

    def action_delete_left(self) -> None:
        """Delete a character; where tab indents, the whole step of an indentation."""
        row, column = self.cursor_location
        before = self.document[row][:column]
        if self.tab_behavior != "indent" or self.selected_text or not before or before.strip(" "):
            super().action_delete_left()
        else:
            self.delete((row, (column - 1) // self.indent_width * self.indent_width), (row, column))

    def action_text_start(self) -> None:
        """Go to the start of the text."""
        self.move_cursor(self.document.start)

    def action_text_end(self) -> None:
        """Go to the end of the text."""
        self.move_cursor(self.document.end)

    def rewrite(self, text: str) -> None:
        """Replace the whole text; ctrl+z brings the last one back."""
        if text != self.text:
            self.history.checkpoint()
            self.replace(text, self.document.start, self.document.end)
            self.history.checkpoint()
            self.move_cursor(self.document.end if self.soft_wrap else (0, 0))


def indent_after(line: str) -> str:
    """The spaces that the line below `line` begins with."""
    deeper = STEP if line.rstrip().endswith(":") else 0
    return " " * (len(line) - len(line.lstrip(" ")) + deeper)


class Writing(Vertical):
    """The editor, above it the tests that the learner sees, below it how much is written."""

    DEFAULT_CSS = """
    Writing { height: auto; }
    Writing .examples { height: auto; margin-bottom: 1; }
    Writing .status { color: $text-muted; }
    """

    def __init__(self, form: WriteCode | WriteLong) -> None:
        super().__init__()
        self.form = form
        self.code = isinstance(form, WriteCode)

    def compose(self) -> ComposeResult:
        """Examples, editor, status."""
        if isinstance(self.form, WriteCode) and self.form.examples:
            yield Prose(f"Tests that you can see:\n\n```python\n{self.form.examples}\n```", classes="examples")
        editor = Editor(
            self.starter,
            soft_wrap=not self.code,
            show_line_numbers=self.code,
            tab_behavior="indent" if self.code else "focus",
            highlight_cursor_line=self.code,
            placeholder="" if self.code else "Answer as you would in the room.",
        )
        if self.code:
            editor.read_python()
        yield editor
        yield Text(classes="status")

    @property
    def starter(self) -> str:
        """What stands in the editor at first."""
        return self.form.starter if isinstance(self.form, WriteCode) else ""

    @property
    def suffix(self) -> str:
        """How the name of a file with this text ends."""
        return ".py" if self.code else ".md"

    @property
    def entry(self) -> Editor:
        """Where letters go."""
        return self.query_one(Editor)

    @property
    def response(self) -> str:
        """The text, line breaks and all."""
        return self.entry.text

    def set_response(self, response: str) -> None:
        """Begin with `response` in place of the starter."""
        self.entry.text = response
        self.entry.move_cursor(self.entry.document.end)

    def hold(self) -> str:
        """The task says whether the text can be judged."""
        return ""

    def close(self, _grade: Grade) -> None:
        """Take no more input; the whole text can be read."""
        self.entry.read_only, self.entry.can_focus = True, False
        self.entry.add_class("-closed")
        self.query_one(".status", Text).show("")

    def start_over(self) -> None:
        """Back to the starter; ctrl+z brings the text back."""
        self.entry.rewrite(self.starter)

    def on_mount(self) -> None:
        """Say how much is written."""
        self._show_status()

    def on_text_area_changed(self) -> None:
        """Say how much is written; whoever keeps drafts hears of it."""
        self._show_status()
        self.entry.scroll_visible(animate=False)
        self.post_message(AnswerChanged())

    def on_descendant_focus(self) -> None:
        """Say what letters do."""
        self._show_status()

    def on_descendant_blur(self) -> None:
        """Say what letters do now."""
        self._show_status()

    def on_text_area_selection_changed(self) -> None:
        """Keep what is being written in view."""
        self._keep_in_view()

    def on_resize(self) -> None:
        """Lines wrap anew; the cursor stays in view."""
        self.call_after_refresh(self._keep_in_view)

    def _keep_in_view(self) -> None:
        if self.entry.has_focus:
            self.entry.scroll_cursor_visible(animate=False)
            self.entry.scroll_visible(animate=False)

    def _show_status(self) -> None:
        words = INDENTS if self.code else count_of(len(self.entry.text.split()), "word")
        if not self.entry.read_only:
            self.query_one(".status", Text).show(words if self.entry.has_focus or self.is_disabled else LEFT)
