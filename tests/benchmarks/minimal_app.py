"""The floor: the least that a Textual app can be, one line of text."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class MinimalApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("minimal app")


if __name__ == "__main__":
    MinimalApp().run()
