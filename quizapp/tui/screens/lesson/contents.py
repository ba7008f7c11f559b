"""The contents of the lesson: its sections, each with what belongs to it, and the audit."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from quizapp.questions.lesson.model import Exhibit, Section
from quizapp.tui import keys, lessonkeys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.listing import Listing, Row
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.text import Text
from quizapp.workspace import Selection
from quizapp.workspace.lesson.room import LessonRoom
from quizapp.workspace.wording import count_of

AUDIT = "audit"  # the key of its row; sections have theirs
AUDITED = (
    "This lesson grew from another one, which was wrong in many places. Here is every claim of that one: restated, "
    "judged true, imprecise or false, decided by a run on this machine where a run can decide, and corrected."
)


class LessonScreen(KeyedScreen):
    """The sections in their order, and what the one at the pointer is about."""

    KEYS = lessonkeys.CONTENTS
    BINDINGS = keys.bindings(lessonkeys.CONTENTS)
    about: ClassVar[str] = (
        "The lesson tells the subject from the idea to the answer in 90 seconds, and nothing in it has to be believed: "
        "its experiments stand in the text, and enter runs them. The audit judges every claim of the lesson that this "
        "one grew from. Reading changes no schedule; practising the questions of a section does."
    )
    DEFAULT_CSS = """
    LessonScreen Listing { height: 12; padding: 1 1 0 1; }
    LessonScreen #body { height: 1fr; padding: 0 1; border-top: solid $foreground 30%; }
    LessonScreen #counts { color: $text-muted; margin-bottom: 1; }
    """

    def __init__(self, room: LessonRoom) -> None:
        super().__init__()
        self.room = room

    def compose_body(self) -> ComposeResult:
        """Title, sections, and how the one at the pointer begins."""
        yield Text(self.room.lesson.title, id="head")
        yield Listing()
        with VerticalScroll(id="body", can_focus=False):
            yield Text(id="counts")
            yield Prose(id="beginning")

    def on_mount(self) -> None:
        """List the sections."""
        super().on_mount()
        sections = self.room.lesson.sections
        rows = [Row(f"{number}  {section.title}", section.key) for number, section in enumerate(sections, 1)]
        listing = self.query_one(Listing)
        listing.show([*rows, Row(f"{len(rows) + 1}  The audit of the original lesson", AUDIT)])
        listing.focus()

    def on_listing_moved(self) -> None:
        """Tell what the pointer is at."""
        section = self._section
        self.query_one("#counts", Text).show(self._counts(section))
        self.query_one("#beginning", Prose).show(_beginning(section) if section else AUDITED)
        self.query_one("#body").scroll_home(animate=False)

    def on_listing_chosen(self) -> None:
        """A click on the line under the pointer."""
        self.action_open()

    @property
    def _section(self) -> Section | None:
        current = self.query_one(Listing).current
        return next((section for section in self.room.lesson.sections if section.key == current), None)

    def _counts(self, section: Section | None) -> Content:
        if section is None:
            return Content(count_of(len(self.room.lesson.claims), "claim"))
        experiments = sum(isinstance(part, Exhibit) for part in section.parts)
        questions = len(self.room.questions_of(section, self.quiz.workspace.library.entries))
        claims = len(self.room.claims_of(section))
        told = [(experiments, "experiment"), (questions, "question"), (claims, "audited claim")]
        return Content(" · ".join(count_of(number, what) for number, what in told if number))

    def action_open(self) -> None:
        """Read the section, or look at the audit."""
        section = self._section
        if section is None:
            self.quiz.show_audit()
        else:
            self.quiz.show_section(section)

    def action_practise(self) -> None:
        """Practise the questions of the section, or all that test a claim."""
        entries, section = self.quiz.workspace.library.entries, self._section
        sections = [section] if section else self.room.lesson.sections
        found = dict.fromkeys(entry.id for one in sections for entry in self.room.questions_of(one, entries))
        self.quiz.start_practice(Selection(ids=tuple(found)))


def _beginning(section: Section) -> str:
    return next((part for part in section.parts if isinstance(part, str)), "")
