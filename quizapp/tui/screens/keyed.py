"""The base of every screen: its keys come from the table, and mean something only in their moment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input

from quizapp.tui.keys import Key, for_footer
from quizapp.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from quizapp.tui.app import QuizApp


class KeyedScreen(Screen[None]):
    """A screen with a table of keys. `moments` name what is going on; `about` is the text of its help."""

    AUTO_FOCUS = ""  # each screen says itself where letters go; for a moment, Textual's choice would take them
    KEYS: ClassVar[Sequence[Key]] = ()
    about: ClassVar[str] = ""
    DEFAULT_CSS = """
    KeyedScreen > #head {
        height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    @property
    def quiz(self) -> QuizApp:
        """The app, with its own type."""
        from quizapp.tui.app import QuizApp

        assert isinstance(self.app, QuizApp)
        return self.app

    @property
    def moments(self) -> frozenset[str]:
        """The moments that the keys are for; a screen whose keys always mean the same needs none."""
        return frozenset()

    @property
    def typing(self) -> bool:
        """Whether letters go into an input."""
        return isinstance(self.focused, Input)

    def compose(self) -> ComposeResult:
        """The body of the screen above the keys."""
        yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """What stands above the key bar."""
        yield from ()

    def on_mount(self) -> None:
        """Offer the keys, and again whenever letters may mean something else."""
        self.watch(self, "focused", self.show_keys)

    def show_keys(self) -> None:
        """Offer the keys of this moment."""
        for bar in self.query(KeyBar):
            bar.show(for_footer(self.KEYS, self.moments, typing=self.typing), typing=self.typing)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key of the table means something at this moment."""
        name = f"{action}({', '.join(repr(value) for value in parameters)})" if parameters else action
        rows = [key for key in self.KEYS if key.action in (action, name)]
        return not rows or any(self.means_something(key) for key in rows)

    def decks_read(self) -> None:
        """The decks were read again: what is shown of them may have changed."""

    async def action_back(self) -> None:
        """Go back to where one came from. Not awaited: this may run in a widget that goes away with the screen."""
        self.app.pop_screen()

    def action_page_down(self) -> None:
        """Read on."""
        self.query_one("#body").scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Read back."""
        self.query_one("#body").scroll_page_up(animate=False)

    def action_help(self) -> None:
        """Explain this screen."""
        self.quiz.show_help(self.about, self.KEYS)

    def means_something(self, key: Key) -> bool:
        """Whether `key` can be pressed at this moment."""
        return key.means_something(self.moments)

    def performer(self, key: Key) -> Callable[[], Awaitable[None]]:
        """What the palette calls for `key`."""

        async def perform() -> None:
            await self.run_action(key.action)

        return perform
