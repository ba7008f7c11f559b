"""The settings: five values, each saved when it is confirmed."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input

from quizapp.errors import QuizError, UsageError
from quizapp.tui import keys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.text import Text
from quizapp.workspace import Settings
from quizapp.workspace.settings import read_interview, read_jobs, read_new_per_day, read_retention

FIELDS = {
    "new_per_day": ("New a day", "How many new questions a day, 0 to 500; an interview date sets this by itself."),
    "retention": ("Retention", "Desired recall when a question comes back, .70 to .99. Higher means more reviews."),
    "interview": ("Interview", "The date, like 2026-12-06: your days are planned for it. Empty for none."),
    "jobs": (
        "Runs at once",
        "Of a sweep, 1 to 16, from the next start on. Empty: one less than the processors, at most 4.",
    ),
    "theme": ("Theme", "The colours; the names are below."),
}


class SettingsScreen(KeyedScreen):
    """One input a setting."""

    KEYS = keys.SETTINGS
    BINDINGS = keys.bindings(keys.SETTINGS)
    about: ClassVar[str] = (
        "Type a value and press enter: it is saved at once; a value that cannot be used is explained and not saved. "
        "Leaving a field with tab saves it too."
    )
    DEFAULT_CSS = """
    SettingsScreen #body { padding: 1 2; }
    SettingsScreen Horizontal { height: 1; }
    SettingsScreen .name { width: 13; text-style: bold; }
    SettingsScreen Input { width: 28; height: 1; border: none; padding: 0 1; background: $boost; }
    SettingsScreen .mark { width: 12; margin-left: 1; text-style: bold; }
    SettingsScreen .about { color: $text-muted; margin: 0 0 1 13; }
    SettingsScreen #said { height: auto; padding: 0 2; background: $boost; }
    """

    def compose_body(self) -> ComposeResult:
        """Name, input and whether it is saved in a line, what it means below; the last word stays in view."""
        yield Text("Settings", id="head")
        with VerticalScroll(id="body", can_focus=False):
            for name, (label, about) in FIELDS.items():
                with Horizontal():
                    yield Text(label, classes="name")
                    yield Input(value=_written(self.quiz.workspace.settings, name), id=name, compact=True)
                    yield Text(id=f"mark-{name}", classes="mark")
                yield Text(about, classes="about")
            yield Text(", ".join(sorted(self.app.available_themes)), classes="about")
        yield Text(id="said")

    def on_mount(self) -> None:
        """Begin at the first setting."""
        super().on_mount()
        self.query_one("#said", Text).show("")
        self.query_one("#new_per_day").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter saves this one, and goes to the next."""
        if self.save(event.input):
            self.focus_next(Input)

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Leaving the field saves it where it changed."""
        if event.input.id and event.input.value != _written(self.quiz.workspace.settings, event.input.id):
            self.save(event.input)

    def action_confirm(self) -> None:
        """Save the field in front."""
        if isinstance(self.focused, Input):
            self.save(self.focused)

    def save(self, field: Input) -> bool:
        """Read the field and keep its value; say what is wrong with it otherwise."""
        assert field.id is not None
        said, mark = self.query_one("#said", Text), self.query_one(f"#mark-{field.id}", Text)
        try:
            settings = self._changed(field.id, field.value)
            self.quiz.workspace.save_settings(settings)
        except QuizError as error:
            said.show(f"✗ Not saved. {error}")
            mark.show("✗ not saved")
            return False
        self.app.theme = settings.theme
        field.value = _written(settings, field.id)
        later = " It holds from the next start on." if field.id == "jobs" else ""
        said.show(f"✓ Saved: {FIELDS[field.id][0]} is {field.value or 'not set'}.{later}")
        mark.show("✓ saved")
        return True

    def _changed(self, name: str, text: str) -> Settings:
        workspace = self.quiz.workspace
        match name:
            case "new_per_day":
                return replace(workspace.settings, new_per_day=read_new_per_day(text))
            case "retention":
                return replace(workspace.settings, retention=read_retention(text))
            case "interview":
                return replace(workspace.settings, interview=read_interview(text, workspace.today))
            case "jobs":
                return replace(workspace.settings, jobs=read_jobs(text))
        theme = text.strip()
        if theme not in self.app.available_themes:
            raise UsageError(f"Theme: there is no “{theme}”; the names are below.")
        return replace(workspace.settings, theme=theme)


def _written(settings: Settings, name: str) -> str:
    value = getattr(settings, name)
    return "" if value is None else f"{value:.2f}" if name == "retention" else str(value)
