"""Steps to put in order: those that are placed stand on top with their numbers, the others wait below a heading."""

from __future__ import annotations

from string import ascii_lowercase

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive

from quizapp.grading.verdict import Grade
from quizapp.questions.forms import Order
from quizapp.tui.widgets.choices import OptionRow, row_of
from quizapp.tui.widgets.messages import AnswerChanged
from quizapp.tui.widgets.text import Text
from quizapp.workspace.wording import count_of

HOW = "letter or space: place next, or take back  ·  shift+↑ ↓ or K J: move"
UP, DOWN = ("shift+up", "K"), ("shift+down", "J")


class Ordering(Vertical, can_focus=True):
    """Place steps by their letters, by space or by clicks; move the one at the pointer with shift and the arrows."""

    DEFAULT_CSS = """
    Ordering { height: auto; }
    Ordering > .rest { text-style: bold; margin-top: 1; }
    Ordering > .how { color: $text-muted; margin-top: 1; }
    """

    pointer = reactive(0)
    placed: reactive[tuple[int, ...]] = reactive(())
    locked = reactive(False)

    def __init__(self, form: Order) -> None:
        super().__init__()
        self.form = form
        self._dragged: OptionRow | None = None
        self._warned = False

    def compose(self) -> ComposeResult:
        """One row a step, the heading of what is not placed, and how it is done."""
        yield Text(f"{'Left out' if self.form.spare else 'Not placed'}:", classes="rest")
        for index, item in enumerate(self.form.items):
            yield OptionRow(index, item)
        yield Text(HOW, classes="how")

    @property
    def entry(self) -> Ordering:
        """Where letters go."""
        return self

    @property
    def response(self) -> str:
        """The letters of the placed steps in their order: `c,a,b`."""
        return ",".join(ascii_lowercase[index] for index in self.placed)

    def set_response(self, response: str) -> None:
        """Place what `response` names."""
        found = [self._index_of(word.strip()) for word in response.split(",")]
        self.placed = tuple(dict.fromkeys(index for index in found if index is not None))

    def hold(self) -> str:
        """Why enter should not submit yet, empty where it should; said once, as leaving steps out may be meant."""
        open_steps = len(self.form.items) - len(self.placed)
        if not self.placed:
            return "Nothing is placed yet: type the letter of the first step."
        if self.form.spare or not open_steps or self._warned:
            return ""
        self._warned = True
        return f"{count_of(open_steps, 'step')} not placed yet. enter once more submits without."

    def close(self, grade: Grade) -> None:
        """Take no more input, and say of each step where it belongs."""
        self.locked = True
        marks = {point.name: f"{'✓' if point.status == 'covered' else '✗'} {point.evidence}" for point in grade.points}
        for row in self.query(OptionRow):
            row.show_mark(marks.get(row.option, ""))

    def on_mount(self) -> None:
        """Draw the first state."""
        self._redraw()

    def watch_pointer(self) -> None:
        """Move the pointer."""
        self._redraw()

    def watch_placed(self) -> None:
        """Put the rows in order."""
        self._warned = False
        self._redraw()
        self.post_message(AnswerChanged())

    def watch_locked(self) -> None:
        """Take the pointer away."""
        self._redraw()

    # ------------------------------------------------------------ what the learner does

    def on_key(self, event: events.Key) -> None:
        """Point, place and move; every other key is the screen's."""
        if self.locked:
            return
        index = self._index_of(event.character or "")
        if event.key in ("up", "down"):
            self._point(1 if event.key == "down" else -1)
        elif event.key in UP or event.key in DOWN:
            self._move(-1 if event.key in UP else 1)
        elif event.key == "space":
            self._place_pointer()
        elif index is not None:
            self.pointer = index
            self._place(index)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """Place the row under the mouse, or take it back."""
        row = row_of(event.widget)
        if row is not None and not self.locked:
            self.pointer = row.index
            self._place(row.index)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A row may be dragged from here."""
        self._dragged = row_of(event.widget)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Drop the dragged row in the place of the one under the mouse."""
        dragged, target = self._dragged, row_of(event.widget)
        self._dragged = None
        if dragged is None or target is None or target is dragged or self.locked:
            return
        rest = [index for index in self.placed if index != dragged.index]
        behind = target.index not in self.placed
        place = len(rest) if behind else self.placed.index(target.index)
        self.pointer = dragged.index
        self.placed = (*rest[:place], dragged.index, *rest[place:])

    def _place(self, index: int) -> None:
        """Place a step behind the others, or take it back."""
        if index in self.placed:
            self.placed = tuple(one for one in self.placed if one != index)
        else:
            self.placed = (*self.placed, index)

    def _place_pointer(self) -> None:
        """Place the step at the pointer, or take it back; the pointer goes on to the next that waits."""
        here, waiting = self.pointer, self._waiting
        self._place(here)
        if here in waiting and len(waiting) > 1:
            later = waiting.index(here) + 1
            self.pointer = waiting[later] if later < len(waiting) else waiting[0]

    def _point(self, direction: int) -> None:
        shown = [*self.placed, *self._waiting]
        self.pointer = shown[(shown.index(self.pointer) + direction) % len(shown)]

    def _move(self, direction: int) -> None:
        """Move the step at the pointer among the placed ones; one that waits is placed by moving it up."""
        placed = list(self.placed)
        if self.pointer not in placed:
            self.placed = (*placed, self.pointer) if direction < 0 else self.placed
            return
        place = placed.index(self.pointer)
        target = min(max(place + direction, 0), len(placed) - 1)
        placed.insert(target, placed.pop(place))
        self.placed = tuple(placed)

    @property
    def _waiting(self) -> list[int]:
        """The steps that are not placed, as they were shown."""
        return [index for index in range(len(self.form.items)) if index not in self.placed]

    def _index_of(self, letter: str) -> int | None:
        """The step that a letter names."""
        index = ascii_lowercase.find(letter) if len(letter) == 1 else -1
        return index if 0 <= index < len(self.form.items) else None

    # ------------------------------------------------------------ drawing

    def _redraw(self) -> None:
        rows = self.query(OptionRow)
        if not rows:  # before they are there
            return
        shown = [*self.placed, *self._waiting]
        for row in rows:
            number = f"{self.placed.index(row.index) + 1}." if row.index in self.placed else "–"
            row.show_state(f"{number:>3}", cursor=row.index == self.pointer and not self.locked)
        rest, how = self.query_one(".rest", Text), self.query_one(".how", Text)
        rest.display, how.display = bool(self._waiting), not self.locked
        places = {row: shown.index(row.index) for row in rows}
        between = len(self.placed) - 0.5
        self.sort_children(key=lambda child: places.get(child, between if child is rest else len(shown)))  # type: ignore[call-overload]
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        """Keep the pointer in view."""
        for row in self.query(OptionRow):
            if row.index == self.pointer and self.has_focus:
                row.scroll_visible(animate=False)
