"""A question of an interview, answered again without a clock: what was added, and what is still missing."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.worker import Worker

from quizapp.errors import QuizError, StoreError
from quizapp.questions import Question
from quizapp.questions.forms import WriteCode, WriteLong
from quizapp.sessions.mock.again import Version
from quizapp.sessions.mock.report import ItemReport
from quizapp.tui import keys, reportkeys
from quizapp.tui.screens.answering import AnsweringScreen
from quizapp.tui.screens.mock import itemised
from quizapp.tui.widgets.findings import Findings
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.text import Text

JUDGING = "… Your answer is being judged. esc stops it."
STOPPED = "Stopped: nothing is kept of this version. What you wrote stays."
SAME = "This is the answer that you gave last. Change something, and submit it then."


class AgainScreen(AnsweringScreen):
    """One answer after the other, each kept as a version; `before` is what the report says of the first."""

    KEYS = reportkeys.AGAIN
    BINDINGS = keys.bindings(reportkeys.AGAIN)
    about: ClassVar[str] = (
        "The same question, without a clock and without follow-ups. Each answer that you submit is kept as a version "
        "beside the one of the interview, which stays as it was; you hear what it adds, what is still missing, and "
        "what got lost. Your schedule does not change. What you began is kept when you leave."
    )
    DEFAULT_CSS = """
    AgainScreen #body { padding: 0 1; scrollbar-gutter: stable; }
    AgainScreen #title { text-style: bold; margin: 1 0; }
    AgainScreen #notice { color: $text-warning; margin-top: 1; }
    AgainScreen #told, AgainScreen .part { margin-top: 1; height: auto; }
    """

    def __init__(self, number: int, index: int, question: Question, before: ItemReport) -> None:
        super().__init__()
        self.number, self.index, self.question, self.before = number, index, question, before
        self.version: Version | None = None
        self._work: Worker[None] | None = None

    def compose_body(self) -> ComposeResult:
        """The question and the answer, what it came to, and the versions so far."""
        yield Text(f"Answer again  ·  {self.before.topic}  ·  {self.before.level}  ·  no clock", id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Text(self.question.title, id="title")
            yield Prose(self.question.prompt)
            yield self.slot
            yield Text(id="notice")
            with Vertical(id="told"):
                yield Text(id="verdict")
                yield Text(id="gained", classes="part")
                yield Vertical(id="mistakes", classes="part")
                yield Prose(id="feedback", classes="part")
            yield Text(id="versions", classes="part")

    def on_mount(self) -> None:
        """Begin with what was begun last time."""
        super().on_mount()
        self.query_one("#told").display = False
        self.hold_back("")
        self._show_versions()
        self.slot.put(self.question.task.form, self.workspace.store.drafts().get(self._draft_key, ""))

    def on_resize(self) -> None:
        """Lines wrap anew."""
        self.call_after_refresh(self._show_told)

    @property
    def moments(self) -> frozenset[str]:
        """Judging; else how the question is being answered."""
        if self._work is not None:
            return frozenset(["judging"])
        form = self.question.task.form
        if not isinstance(form, WriteCode | WriteLong):
            return frozenset(["asking"])
        starter = ["starter"] if isinstance(form, WriteCode) else []
        return frozenset(["writing" if self.typing else "left", *starter])

    @property
    def _draft_key(self) -> str:
        return f"interview {self.number}, question {self.index}"

    # ------------------------------------------------------------ what becomes of an answer

    def keep(self, text: str) -> None:
        """Keep what was begun; what was judged is kept already, as a version."""
        judged = self.version is not None and text == self.version.response
        try:
            self.workspace.store.set_draft(self._draft_key, "" if judged else text)
        except StoreError as error:
            self.hold_back(f"Not kept: {error}")

    def hold_back(self, why: str) -> None:
        """Say why there is no version yet."""
        notice = self.query_one("#notice", Text)
        notice.show(why)
        if why:
            self.call_after_refresh(notice.scroll_visible, animate=False)

    def give(self, text: str) -> None:
        """Have it judged, and kept."""
        if self.version is not None and text == self.version.response:
            self.hold_back(SAME)
            return
        self.hold_back(JUDGING)
        self.set_focus(None)
        self._work = self.run_worker(self._judge(text), exclusive=True, group="judging")
        self.show_keys()

    async def _judge(self, text: str) -> None:
        try:
            self.version = await self.workspace.mocks.answer_again(self.number, self.index, text)
        except QuizError as error:
            self.hold_back(str(error))
        else:
            self.hold_back("")
            self.keep(text)
            await self._draw(self.version)
        self._work = None
        self.show_keys()

    def action_stop(self) -> None:
        """Wait for the verdict no longer."""
        if self._work is not None:
            self._work.cancel()
            self._work = None
            self.hold_back(STOPPED)
            self.show_keys()

    async def _draw(self, version: Version) -> None:
        """What the version came to."""
        place = self.query_one("#mistakes", Vertical)
        await place.remove_children()
        if version.mistakes:
            await place.mount(Findings((), version.mistakes, self.before.kind))
        place.display = bool(version.mistakes)
        self.query_one("#feedback", Prose).show("\n\n".join(version.feedback))
        self.query_one("#told").display = True
        self._show_told()
        self._show_versions()
        self.call_after_refresh(self.query_one("#verdict").scroll_visible, animate=False, top=True)

    def _show_told(self) -> None:
        """What depends on the room that there is."""
        version = self.version
        if version is None:
            return
        self.query_one("#verdict", Text).show(itemised.version_words(version))
        gained = itemised.gained_words(version, self.before.points, self._room)
        self.query_one("#gained", Text).show(gained)

    def _show_versions(self) -> None:
        versions = self.quiz.mock_versions(self.number, self.index)
        self.query_one("#versions", Text).show(itemised.version_lines(versions, self.workspace.zone, self._room))

    @property
    def _room(self) -> int:
        return self.app.size.width - 4

    async def action_back(self) -> None:
        """Back to the report; what was begun is kept."""
        self.keep_draft()
        await super().action_back()
