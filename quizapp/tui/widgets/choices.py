"""Options to pick from. State is shown by glyph and word: `( )` and `(•)`, `[ ]` and `[x]`, the cursor by `›`."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive

from quizapp.grading.verdict import Grade, Point
from quizapp.tui.widgets.messages import AnswerChanged, AnswerGiven
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.text import Text


class OptionRow(Vertical):
    """One option or step: its state and letter, its text, and after the verdict its mark."""

    DEFAULT_CSS = """
    OptionRow { height: auto; }
    OptionRow > Horizontal { height: auto; }
    OptionRow .state { width: 8; }
    OptionRow .option { width: 1fr; }
    OptionRow .mark { margin: 0 0 0 8; text-style: bold; }
    OptionRow.-cursor .state { text-style: bold; }
    """

    def __init__(self, index: int, option: str) -> None:
        super().__init__()
        self.index = index
        self.option = option

    def compose(self) -> ComposeResult:
        """State beside text, the mark below."""
        with Horizontal():
            yield Text(classes="state")
            yield Prose(self.option, classes="option")
        mark = Text(classes="mark")
        mark.display = False
        yield mark

    def show_state(self, box: str, *, cursor: bool) -> None:
        """Draw the box, the letter and the cursor."""
        pointer = "›" if cursor else " "
        self.set_class(cursor, "-cursor")
        self.query_one(".state", Text).show(f"{pointer} {box} {ascii_lowercase[self.index]}")

    def show_mark(self, mark: str) -> None:
        """Add what the verdict says, in a few words."""
        self.query_one(".mark", Text).show(mark)


class Choices(Vertical, can_focus=True):
    """Pick one (`many=False`) or any number of options. Letters, digits, arrows and space, or a click."""

    DEFAULT_CSS = "Choices { height: auto; }"

    cursor = reactive(0)
    picked: reactive[frozenset[int]] = reactive(frozenset())
    locked = reactive(False)

    def __init__(self, options: Sequence[str], *, many: bool) -> None:
        super().__init__()
        self.options = tuple(options)
        self.many = many

    def compose(self) -> ComposeResult:
        """One row an option."""
        for index, option in enumerate(self.options):
            yield OptionRow(index, option)

    @property
    def entry(self) -> Choices:
        """Where letters go."""
        return self

    @property
    def response(self) -> str:
        """The picked letters: `b`, `a,c`, or `-` where nothing is picked of many."""
        letters = ",".join(ascii_lowercase[index] for index in sorted(self.picked))
        return letters or ("-" if self.many else "")

    def set_response(self, response: str) -> None:
        """Pick what `response` names."""
        letters = [word.strip() for word in response.split(",")]
        self.picked = frozenset(ascii_lowercase.index(word) for word in letters if word in set(ascii_lowercase))
        self.cursor = min(self.picked, default=0)

    def hold(self) -> str:
        """Why enter should not submit yet, empty where it should. It picks what is at the pointer where nothing is."""
        if self.many or self.picked:
            return ""
        self._pick(self.cursor)
        return "Picked. enter once more submits it."

    def close(self, grade: Grade) -> None:
        """Take no more input, and show the verdict on the options that it names, by their text."""
        self.locked = True
        marks = {point.name: _mark(point) for point in grade.points}
        for row in self.query(OptionRow):
            row.show_mark(marks.get(row.option, ""))

    def on_mount(self) -> None:
        """Draw the first state."""
        self._redraw()

    def watch_cursor(self) -> None:
        """Move the pointer."""
        self._redraw()

    def watch_picked(self) -> None:
        """Redraw the boxes."""
        self._redraw()
        self.post_message(AnswerChanged())

    def watch_locked(self) -> None:
        """Take the pointer away."""
        self._redraw()

    def on_key(self, event: events.Key) -> None:
        """Move, pick and toggle; every other key is the screen's."""
        if self.locked:
            return
        index = self._index_of(event.character)
        if event.key in ("up", "down"):
            self.cursor = (self.cursor + (1 if event.key == "down" else -1)) % len(self.options)
            self._follow()
        elif event.key == "space":
            self._pick(self.cursor)
        elif index is not None:
            self._pick(index)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """Pick the row under the mouse; on what is picked already, submit."""
        row = row_of(event.widget)
        if row is None or self.locked:
            return
        if not self.many and row.index in self.picked:
            self.post_message(AnswerGiven())
        else:
            self._pick(row.index)

    def _pick(self, index: int) -> None:
        self.cursor = index
        self.picked = self.picked ^ {index} if self.many else frozenset({index})
        self._follow()

    def _follow(self) -> None:
        """Keep the pointer in view."""
        self.query(OptionRow)[self.cursor].scroll_visible(animate=False)

    def _index_of(self, character: str | None) -> int | None:
        """The option that a letter or a 1-based digit names."""
        if not character or character not in ascii_lowercase + "123456789":
            return None
        index = ascii_lowercase.find(character) if character.isalpha() else int(character) - 1
        return index if index < len(self.options) else None

    def _redraw(self) -> None:
        for row in self.query(OptionRow):
            on = row.index in self.picked
            box = ("[x]" if on else "[ ]") if self.many else ("(•)" if on else "( )")
            row.show_state(box, cursor=row.index == self.cursor and not self.locked)


MARKS = {"covered": "✓ right", "missed": "○ right, but not picked", "contradicted": "✗ wrong"}


def _mark(point: Point) -> str:
    """What the verdict says of an option; nothing of a wrong one that was left alone."""
    return MARKS[point.status] if point.status == "missed" or point.evidence == "picked" else ""


def row_of(widget: object) -> OptionRow | None:
    """The row that `widget` is a part of."""
    nodes = getattr(widget, "ancestors_with_self", [])
    return next((node for node in nodes if isinstance(node, OptionRow)), None)
