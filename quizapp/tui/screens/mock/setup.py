"""Choosing a mock interview: a preset or a free choice, and in words what would be asked."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.timer import Timer
from textual.widgets import Input

from quizapp.errors import UsageError
from quizapp.sessions.mock.announcing import outline_words
from quizapp.sessions.mock.outline import Outline, Wish
from quizapp.sessions.mock.presets import PRESETS
from quizapp.tui import keys, mockkeys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.screens.mock.wished import FIELDS, read_wish, written_wish
from quizapp.tui.widgets.menu import Menu, MenuItem
from quizapp.tui.widgets.text import Text
from quizapp.workspace.mock.mocks import ONLY_LOOKS, Waiting
from quizapp.workspace.wording import count_of

DRAWN_AFTER = 0.15  # seconds after the last key
BEAT = 1.0  # seconds from one look at the clock of the interview that waits to the next
FREE = MenuItem("begin('')", "Free choice", "as many minutes and questions as you say below")


class SetupScreen(KeyedScreen):
    """The presets over the fields; what is at the pointer is drawn, and begins with enter."""

    KEYS = mockkeys.SETUP
    BINDINGS = keys.bindings(mockkeys.SETUP)
    about: ClassVar[str] = (
        "A preset says how long the interview is and what it is made of; the fields change that, and an empty one "
        "leaves it as it is. At the bottom stands what was drawn, and where the decks have too little for it: that is "
        "the interview that begins, and its clock with it. Questions are drawn across topics, what you are likely not "
        "to know and have not seen lately first; flashcards are not among them, as nobody can check them."
    )
    DEFAULT_CSS = """
    SetupScreen #body { padding: 1 2 0 2; }
    SetupScreen Menu { margin-bottom: 1; }
    SetupScreen Horizontal { height: 1; }
    SetupScreen .name { width: 11; text-style: bold; }
    SetupScreen Input { width: 22; height: 1; border: none; padding: 0 1; background: $boost; }
    SetupScreen .about { width: 1fr; color: $text-muted; margin-left: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    SetupScreen #drawn { height: auto; max-height: 8; padding: 0 2; background: $boost; }
    """

    def __init__(self, wish: Wish | None = None) -> None:
        super().__init__()
        self.wish = wish or Wish(preset=next(iter(PRESETS)))
        self.waiting: Waiting | None = None
        self.outline: Outline | None = None
        self._timer: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """What there is to choose from, what can be wished for, and what comes of it."""
        yield Text("Mock interview", id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Menu(rows=len(PRESETS) + 4, points_first=True)
            for name, text in written_wish(self.wish).items():
                label, about = FIELDS[name]
                with Horizontal():
                    yield Text(label, classes="name")
                    yield Input(text, id=name, compact=True)
                    yield Text(about, classes="about")
        yield Text(id="drawn")

    def on_mount(self) -> None:
        """Begin at the interview that waits, or at the preset that is wished for."""
        super().on_mount()
        menu = self.query_one(Menu)
        self.draw()
        actions = [item.action for item in menu.items]
        menu.cursor = 0 if self.waiting else actions.index(f"begin({self.wish.preset!r})")
        self.watch(menu, "cursor", self.redraw)
        menu.focus()
        self.set_interval(BEAT, self.look_at_clock)

    def on_screen_resume(self) -> None:
        """An interview may have been left or scored meanwhile."""
        if self.is_mounted:
            self.draw()

    def decks_read(self) -> None:
        """There may be other questions."""
        if self.is_mounted:
            self.redraw()

    @property
    def moments(self) -> frozenset[str]:
        """Where letters go: to the list, or into a field."""
        return frozenset(["field" if self.typing else "list"])

    # ------------------------------------------------------------ drawing

    def draw(self) -> None:
        """Draw what there is to choose from."""
        mocks, menu = self.quiz.workspace.mocks, self.query_one(Menu)
        self.waiting = None if self.quiz.workspace.store.read_only else mocks.waiting()
        at = menu.items[menu.cursor].action if menu.items else ""
        menu.show(_menu(self.waiting, len(mocks.heads())))
        actions = [item.action for item in menu.items]
        menu.cursor = actions.index(at) if at in actions else menu.cursor

    def look_at_clock(self) -> None:
        """The clock of an interview that waits goes on while one looks at it."""
        if self.waiting and self.is_current:
            self.draw()
            if self._preset is None:
                self.redraw()

    def redraw(self) -> None:
        """Draw the questions of the interview at the pointer, and say what they are."""
        if self._timer:
            self._timer.stop()
        self._timer = None
        preset, said = self._preset, self.query_one("#drawn", Text)
        self.outline = None
        if preset is None:
            said.show(self.waiting.words if self.waiting else "")
            return
        try:
            self.outline = self.quiz.workspace.mocks.draw(read_wish(preset, self._texts))
        except UsageError as error:
            said.show(f"✗ {error}")
        else:
            said.show(_drawn_words(self.outline, self._start_words))

    @property
    def _preset(self) -> str | None:
        """The preset at the pointer, empty for a free choice; None where that is no interview to begin."""
        menu = self.query_one(Menu)
        action = menu.items[menu.cursor].action
        return action.split("'")[1] if action.startswith("begin(") else None

    @property
    def _start_words(self) -> str:
        """How the clock is started, or what is in the way."""
        if self.quiz.workspace.store.read_only:
            return ONLY_LOOKS
        if self.waiting:
            return "First go on with the interview that waits, or score it."
        return "In the list, enter starts the clock."

    @property
    def _texts(self) -> dict[str, str]:
        return {str(field.id): field.value for field in self.query(Input)}

    def on_input_changed(self) -> None:
        """Draw shortly after the last key."""
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(DRAWN_AFTER, self.redraw)

    # ------------------------------------------------------------ what one does

    def on_input_submitted(self) -> None:
        """Enter in a field goes to the list: nobody starts a clock by accident."""
        self.action_leave_field()

    def action_leave_field(self) -> None:
        """Go to the list."""
        self.query_one(Menu).focus()

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Do what was chosen."""
        self.call_later(self.run_action, event.item.action)

    def action_choose(self) -> None:
        """Do what the pointer is at."""
        self.query_one(Menu).choose()

    def action_begin(self, _preset: str) -> None:
        """Begin the interview that was drawn."""
        if self._timer or self.outline is None:
            self.redraw()
        if self.outline is not None:
            self.quiz.begin_mock(self.outline)

    def action_resume(self) -> None:
        """Go on with the interview that waits."""
        if self.waiting:
            self.quiz.resume_mock(self.waiting.number)

    def action_score(self) -> None:
        """Have the interview that waits scored."""
        if self.waiting:
            self.quiz.score_mock(self.waiting.number)

    def action_history(self) -> None:
        """The interviews of before."""
        self.quiz.show_mock_history()


def _menu(waiting: Waiting | None, held: int) -> list[MenuItem]:
    items = []
    if waiting and waiting.left:
        items.append(MenuItem("resume", "Go on with it", f"{waiting.name}, {waiting.time}, {waiting.done}"))
    if waiting:
        items.append(MenuItem("score", "Score what is there", "it ends, and its report follows"))
    items += [
        MenuItem(f"begin({name!r})", name.capitalize(), f"{preset.minutes} min: {preset.about}")
        for name, preset in PRESETS.items()
    ]
    items.append(FREE)
    if held:
        items.append(MenuItem("history", "Earlier ones", count_of(held, "report")))
    return items


def _drawn_words(outline: Outline, start: str) -> str:
    """What was drawn, where the decks have too little for it, and what starts the clock."""
    return "\n".join([f"{outline_words(outline)}.", *(f"! {note}" for note in outline.notes), start])
