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
    """A screen with a table of keys. `moment` names what is going on; `about` is the text of its help."""

    KEYS: ClassVar[Sequence[Key]] = ()
    about: ClassVar[str] = ""

    @property
    def quiz(self) -> QuizApp:
        """The app, with its own type."""
        from quizapp.tui.app import QuizApp

        assert isinstance(self.app, QuizApp)
        return self.app

    @property
    def moment(self) -> str:
        """The moment that the keys are for; a screen with only one needs none."""
        return ""

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
        """Offer the first keys."""
        self.show_keys()

    def on_descendant_focus(self) -> None:
        """Letters may mean something else now."""
        self.show_keys()

    def show_keys(self) -> None:
        """Offer the keys of this moment."""
        for bar in self.query(KeyBar):
            bar.show(for_footer(self.KEYS, self.moment, typing=self.typing), typing=self.typing)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key of the table means something at this moment."""
        name = f"{action}({', '.join(repr(value) for value in parameters)})" if parameters else action
        rows = [key for key in self.KEYS if key.action in (action, name)]
        return not rows or any(not key.when or self.moment in key.when for key in rows)

    async def action_back(self) -> None:
        """Go back to where one came from."""
        await self.app.pop_screen()

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
        return not key.when or self.moment in key.when

    def performer(self, key: Key) -> Callable[[], Awaitable[None]]:
        """What the palette calls for `key`."""

        async def perform() -> None:
            await self.run_action(key.action)

        return perform
