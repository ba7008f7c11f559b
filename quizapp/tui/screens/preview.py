"""A deck while it is being written: the question as the learner will see it, beside what its author must know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.events import Resize

from quizapp.engine.proving import check_call
from quizapp.questions import Problem, Question
from quizapp.questions.chains import unmet_needs
from quizapp.tui import authorkeys, keys
from quizapp.tui.keys import Key
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.screens.previewed import head, moments_of, parts, stale_words
from quizapp.tui.widgets.answers import answer_widget
from quizapp.tui.widgets.keypane import KeyPane
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.text import Text
from quizapp.workspace.previewing import Preview, moved, next_variant, notes_of, read_again
from quizapp.workspace.proofs import Proofs, needs_code
from quizapp.workspace.watching import LOOK_AGAIN, Watch

WIDE = 100  # columns, from which the pane stands beside the question


class PreviewScreen(KeyedScreen):
    """One question of a deck file, drawn anew after each save."""

    KEYS: ClassVar[Sequence[Key]] = authorkeys.PREVIEW
    BINDINGS = keys.bindings(authorkeys.PREVIEW)
    about: ClassVar[str] = (
        "Save the file in your editor, and the question is drawn anew, with what its runs give. While the question has "
        "a mistake, its last good version stays, under a line that says where the mistake is. The pane shows the key, "
        "the traps, the evidence and the problems of the file, those of this question first. Trying an answer is "
        "practice in every detail, of which nothing is kept."
    )
    DEFAULT_CSS = """
    PreviewScreen #stale { padding: 0 1; height: auto; background: $boost; color: $text-error; }
    PreviewScreen #desk { height: 1fr; layout: vertical; }
    PreviewScreen #body { height: 3fr; padding: 0 1; }
    PreviewScreen KeyPane { height: 2fr; border-top: solid $foreground 30%; }
    PreviewScreen #desk.-wide { layout: horizontal; }
    PreviewScreen .-wide #body { width: 5fr; height: 1fr; }
    PreviewScreen .-wide KeyPane { width: 4fr; height: 1fr; border-top: none; border-left: solid $foreground 30%; }
    PreviewScreen #title { text-style: bold; margin: 1 0; }
    PreviewScreen #answer { height: auto; margin-top: 1; }
    PreviewScreen #hints { border-left: thick $secondary; padding-left: 1; margin-top: 1; }
    PreviewScreen #explanation, PreviewScreen #sources { margin-top: 1; }
    PreviewScreen #sources { color: $text-muted; }
    """

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self.preview = preview
        self._proofs: Proofs | None = None
        self._watch = _watch(preview.file)

    def compose_body(self) -> ComposeResult:
        """The question, and the pane."""
        yield Text(id="head")
        yield Text(id="stale")
        with Container(id="desk"):
            with VerticalScroll(id="body", can_focus=False):
                yield Text(id="title")
                yield Prose(id="prompt")
                yield Vertical(id="answer")
                yield Prose(id="hints")
                yield Prose(id="explanation")
                yield Prose(id="sources")
            yield KeyPane()

    def on_mount(self) -> None:
        """Draw what there is, and look out for the next save."""
        super().on_mount()
        self._proofs = Proofs(self.quiz.workspace.engine, self.draw_pane)
        self.draw()
        self.set_interval(LOOK_AGAIN, self.look)

    async def on_unmount(self) -> None:
        """Watch no more, and stop what runs."""
        self._watch.close()
        if self._proofs:
            await self._proofs.close()

    def on_resize(self, event: Resize) -> None:
        """Side by side where there is room."""
        self.query_one("#desk").set_class(event.size.width >= WIDE, "-wide")

    @property
    def proofs(self) -> Proofs:
        """The runs of the question in front."""
        assert self._proofs is not None, "there is a question only once the screen is mounted"
        return self._proofs

    @property
    def moments(self) -> frozenset[str]:
        """question, several, variants, code and running."""
        if self._proofs is None:
            return frozenset()
        code = self.preview.shown is not None and needs_code(self.preview.shown)
        return moments_of(self.preview, busy=self._proofs.busy, code=code)

    # ------------------------------------------------------------ the file

    def watch_file(self, file: Path) -> None:
        """Look out for the saves of `file` from now on."""
        self._watch.close()
        self._watch = _watch(file)

    def look(self) -> None:
        """Read the file again where it was saved."""
        names = {self.preview.file.name, self.preview.file.resolve().name}
        if any(path.name in names for path in self._watch.changed()):
            self.read()

    def read(self) -> None:
        """Draw the file as it is now."""
        self.preview = read_again(self.preview, check_call)
        self.draw()

    def draw(self) -> None:
        """Draw the question in front, where it is another one than before, and what is wrong with the file."""
        question, asked = self.preview.question, self.proofs.asked
        if question is None or asked is None or question != asked.question:
            self._draw_question(question)
        self.query_one("#head", Text).show(head(self.preview))
        self.query_one("#stale", Text).show(stale_words(self.preview))
        self.draw_pane()

    def _draw_question(self, question: Question | None) -> None:
        """Another question, or the same one rewritten: draw it, and let its runs begin."""
        self.query_one("#title", Text).show(question.title if question else "No question can be shown yet.")
        for place, text in parts(question).items():
            self.query_one(place, Prose).show(text)
        self._put_answer(question)
        if question:
            self.proofs.begin(question, self.quiz.workspace.now())
        else:
            self.proofs.forget()

    @work(exclusive=True, group="answer")
    async def _put_answer(self, question: Question | None) -> None:
        """Put the answer form of `question` in the place of the last one's, only to be looked at."""
        slot = self.query_one("#answer", Vertical)
        await slot.remove_children()
        if question:
            widget = answer_widget(question.task.form)
            widget.disabled = True
            await slot.mount(widget)
            widget.query(".status").set(display=False)  # how to type in it means nothing here

    def draw_pane(self) -> None:
        """Draw what the runs have brought, and the problems."""
        if not self.is_attached:
            return
        pane, asked = self.query_one(KeyPane), self.proofs.asked
        pane.show_key(asked, *(notes_of(asked.question.task, asked.runs) if asked else ("", ())))
        # What was proved of an older version says nothing about the file.
        proof, faults = ("", ()) if self.preview.stale else (self.proofs.proof, self.proofs.faults)
        pane.show_problems(proof, (*faults, *self._unmet(), *self.preview.own_problems))
        self.show_keys()

    def _unmet(self) -> Iterable[Problem]:
        """The needs of the question in front that no question meets, once the decks are read."""
        question, workspace = self.preview.shown, self.quiz.workspace
        return () if question is None or workspace.reading else unmet_needs(question, workspace.library)

    def decks_read(self) -> None:
        """What the question builds on may be there now."""
        if self._proofs:
            self.draw_pane()

    # ------------------------------------------------------------ what the author does

    def action_next(self) -> None:
        """The next question of the file."""
        self._move(1)

    def action_previous(self) -> None:
        """The question before."""
        self._move(-1)

    def _move(self, steps: int) -> None:
        self.preview = moved(self.preview, steps)
        self.query_one("#body").scroll_home(animate=False)
        self.draw()

    def action_variant(self) -> None:
        """The next variant."""
        self.preview = next_variant(self.preview)
        self.draw()

    def action_pane(self) -> None:
        """Show the pane, or hide it."""
        pane = self.query_one(KeyPane)
        pane.display = not pane.display

    def action_try(self) -> None:
        """Answer the question as a learner would."""
        if question := self.preview.question:
            self.quiz.rehearse(question)

    def action_glossary(self) -> None:
        """Look up the terms of the question."""
        self.quiz.show_glossary(self.preview.question)

    def action_prove(self) -> None:
        """Put the code of the question to its tests."""
        if question := self.preview.question:
            self.proofs.begin(question, self.quiz.workspace.now(), code=True)
            self.draw_pane()

    def action_edit(self) -> None:
        """Open the editor at the mistake that hides the question, or at the question."""
        self.quiz.edit_place(self.preview.place)
        self.read()

    def action_stop(self) -> None:
        """Stop the runs."""
        self.proofs.stop()

    def action_pane_down(self) -> None:
        """Read on in the pane."""
        self.query_one(KeyPane).scroll_page_down(animate=False)

    def action_pane_up(self) -> None:
        """Read back in the pane."""
        self.query_one(KeyPane).scroll_page_up(animate=False)

    async def action_back(self) -> None:
        """Go back; where the preview is all there is, leave."""
        if len(self.app.screen_stack) > 1:
            await super().action_back()
        else:
            self.app.exit()


def _watch(file: Path) -> Watch:
    """The folder of the file, and the one of what it leads to: an editor may put another file in its place."""
    return Watch({file.parent, file.resolve().parent}, recursive=False)
