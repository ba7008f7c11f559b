"""A section of the lesson: its text with the experiments in it, and at the end of the last one the whole answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from quizapp.engine.model import Engine
from quizapp.questions.lesson.model import Section, Sentence
from quizapp.tui import keys, lessonkeys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.widgets.exhibit import ExhibitPanel
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.text import Text
from quizapp.workspace import Selection
from quizapp.workspace.lesson.room import LessonRoom
from quizapp.workspace.wording import count_of


class SectionScreen(KeyedScreen):
    """Read it, run what it says, change that and run it again."""

    KEYS = lessonkeys.SECTION
    BINDINGS = keys.bindings(lessonkeys.SECTION)
    about: ClassVar[str] = (
        "The experiment at the pointer › runs with enter: each line below it says ✓ holds or ✗ does not hold on this "
        "machine. c opens its parameters, as name=value; enter then runs it with those, and what the text says of its "
        "own need not hold any more; an empty line brings its own back. o puts it on the bench of the Lab, to compare "
        "and to sweep. In the last section stands the answer in 90 seconds, with what proves each sentence; h hides "
        "it, and has yours graded."
    )
    DEFAULT_CSS = """
    SectionScreen #body { padding: 0 1; scrollbar-gutter: stable; }
    SectionScreen .passage { margin-bottom: 1; }
    SectionScreen .source { color: $text-muted; margin: 0 0 1 2; }
    """

    def __init__(self, room: LessonRoom, section: Section) -> None:
        super().__init__()
        self.room, self.section = room, section

    def compose_body(self) -> ComposeResult:
        """The title, the parts, and where it leads."""
        sections = self.room.lesson.sections
        number = sections.index(self.section) + 1
        yield Text(f"{number} of {len(sections)}  ·  {self.section.title}", id="head")
        with Passages(id="body"):
            for part in self.section.parts:
                yield Prose(part, classes="passage") if isinstance(part, str) else ExhibitPanel(part, self._engine)
            if self._holds_answer:
                for sentence in self.room.lesson.answer:
                    yield from _sentence(sentence, self._engine)
            yield Text(id="further", classes="passage")

    def on_mount(self) -> None:
        """The first experiment is at hand; the text begins at its beginning."""
        super().on_mount()
        first = next(iter(self.query(ExhibitPanel)), None) or self.query_one("#body")
        self.set_focus(first, scroll_visible=False)
        self.query_one("#further", Text).show(self._further())
        self.call_after_refresh(self.show_keys)

    def show_keys(self) -> None:
        """Offer the keys of this moment, and mark the experiment that they are about."""
        super().show_keys()
        for panel in self.query(ExhibitPanel):
            panel.mark(panel is self._at_hand)

    @property
    def _engine(self) -> Engine:
        return self.quiz.workspace.engine

    @property
    def _holds_answer(self) -> bool:
        return bool(self.room.lesson.answer) and self.section is self.room.lesson.sections[-1]

    @property
    def _at_hand(self) -> ExhibitPanel | None:
        """The experiment that keys are about: the focused one, or the one whose parameters are typed."""
        focused = self.focused
        return next((panel for panel in self.query(ExhibitPanel) if focused in (panel, *panel.query("*"))), None)

    @property
    def moments(self) -> frozenset[str]:
        """typing; or still or running with an experiment at hand, text without; and answer, where that stands."""
        panel = self._at_hand if self.is_mounted else None
        here = "text" if panel is None else "typing" if self.typing else "running" if panel.running else "still"
        return frozenset([here, *(["answer"] if self._holds_answer and here != "typing" else [])])

    def _further(self) -> Content:
        """What belongs to the section and stands elsewhere."""
        asked = self._questions()
        before = len(self.quiz.workspace.queue(Selection(ids=asked))) - len(asked)
        claims = len(self.room.claims_of(self.section))
        needed = f", and {before} that they build on" if before else ""
        told = [f"p practises the {count_of(len(asked), 'question')} on this{needed}."] if asked else []
        told += [f"a shows the {count_of(claims, 'claim')} of the original lesson about it."] if claims else []
        return Content(" ".join(told))

    def _questions(self) -> tuple[str, ...]:
        found = self.room.questions_of(self.section, self.quiz.workspace.library.entries)
        return tuple(entry.id for entry in found)

    def on_exhibit_panel_changed(self) -> None:
        """Something runs, or does so no more."""
        self.show_keys()

    def on_input_submitted(self) -> None:
        """Enter behind the parameters runs the experiment with them."""
        self.action_run()

    def action_run(self) -> None:
        """Run the experiment at hand."""
        if panel := self._at_hand:
            panel.start()

    def action_stop(self) -> None:
        """Stop its run."""
        if panel := self._at_hand:
            panel.stop()

    def action_change(self) -> None:
        """Change its parameters."""
        if panel := self._at_hand:
            panel.change()

    def action_leave_change(self) -> None:
        """Change them no more."""
        if panel := self._at_hand:
            panel.leave()

    def action_bench(self) -> None:
        """Put it on the bench."""
        if panel := self._at_hand:
            self.quiz.show_demo(panel.call.demo, dict(panel.call.params))

    def action_page_down(self) -> None:
        """Read on, and have at hand what comes into view."""
        self.query_one("#body").scroll_page_down(animate=False, on_complete=self._follow)

    def action_page_up(self) -> None:
        """Read back, and have at hand what comes into view."""
        self.query_one("#body").scroll_page_up(animate=False, on_complete=self._follow)

    def _follow(self) -> None:
        """Move the pointer to the first experiment that begins in view, unless its own does."""
        view, panels = self.query_one("#body").region, self.query(ExhibitPanel)
        begun = [panel for panel in panels if view.contains_point(panel.region.offset)]
        if begun and self._at_hand not in begun:
            self.set_focus(begun[0], scroll_visible=False)

    def action_turn(self, by: int) -> None:
        """Another section, in the place of this one."""
        sections = self.room.lesson.sections
        place = sections.index(self.section) + by
        if 0 <= place < len(sections):
            self.quiz.switch_section(sections[place])
        else:
            self.quiz.say("This is the last section." if by > 0 else "This is the first section.")

    def action_practise(self) -> None:
        """Practise what belongs to the section."""
        if found := self._questions():
            self.quiz.start_practice(Selection(ids=found))
        else:
            self.quiz.say("No question belongs to this section.")

    def action_hide(self) -> None:
        """Answer the question that the answer in 90 seconds belongs to."""
        self.quiz.start_practice(Selection(ids=(self.room.lesson.question,)))

    def action_audit(self) -> None:
        """The claims about this section."""
        self.quiz.show_audit(self.section.key)


class Passages(VerticalScroll):
    """What is read. It leaves paging to the screen, which takes the pointer along."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Anything but paging."""
        return super().check_action(action, parameters) if action not in ("page_down", "page_up") else False


def _sentence(sentence: Sentence, engine: Engine) -> Iterator[Widget]:
    """A sentence of the answer, and below it what proves it."""
    yield Prose(f"**{sentence.text}**")
    if sentence.exhibit:
        yield ExhibitPanel(sentence.exhibit, engine)
    else:
        yield Prose(f"Source: {sentence.source}", classes="source")
