"""One question of a report: what was made of the answer, the answer beside the model, and the live evidence."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll

from quizapp.engine.model import Progress, Result
from quizapp.errors import QuizError
from quizapp.questions import Question
from quizapp.questions.calls import Call
from quizapp.sessions.mock.again import Version
from quizapp.sessions.mock.amending import can_overrule
from quizapp.sessions.mock.report import ItemReport, Report
from quizapp.sessions.runs import RunDone, RunFailed, RunProgress
from quizapp.tui import keys, reportkeys
from quizapp.tui.screens.keyed import KeyedScreen
from quizapp.tui.screens.mock import itemised
from quizapp.tui.widgets.evidence import EvidencePanel
from quizapp.tui.widgets.findings import Findings
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.result import ResultView
from quizapp.tui.widgets.text import Text
from quizapp.workspace.jobs import Jobs, News
from quizapp.workspace.mock.export.words import expected_head

WIDE = 110  # columns, from which the answer and the model stand side by side
STOPPED = "You stopped this run."


class ItemScreen(KeyedScreen):
    """The question with index `index` of a report. `question` is None where it cannot be read any more."""

    KEYS = reportkeys.ITEM
    BINDINGS = keys.bindings(reportkeys.ITEM)
    about: ClassVar[str] = (
        "Each point with what became of it and with your own words that decided: ✓ covered, ◐ needed a nudge (it took "
        "a follow-up, and earns half), – missed, ✗ contradicted. A misconception that stands after its follow-up is "
        "the heaviest finding. Your answer stands beside the model answer as you gave it, with the follow-ups. The "
        "demo behind the answer can be run now. Where the rules misheard you, o overrules them on the point at ›: the "
        "scores, the report and your schedule follow, and it is kept as an example for the author of the question "
        "(quizapp overruled)."
    )
    DEFAULT_CSS = """
    ItemScreen #body { padding: 0 1; scrollbar-gutter: stable; }
    ItemScreen .title { text-style: bold; }
    ItemScreen #title, ItemScreen #beside, ItemScreen .part, ItemScreen Findings { margin-top: 1; }
    ItemScreen #beside, ItemScreen #beside Vertical { height: auto; }
    ItemScreen #beside { layout: vertical; }
    ItemScreen #beside.-wide { layout: horizontal; }
    ItemScreen .-wide > Vertical { width: 1fr; padding-right: 2; }
    ItemScreen .-wide > #model { border-left: solid $foreground 30%; padding: 0 0 0 1; }
    ItemScreen #said > Prose { border-left: thick $secondary; padding-left: 1; }
    ItemScreen #model { margin-top: 1; }
    ItemScreen .-wide > #model { margin-top: 0; }
    ItemScreen #look { height: auto; }
    ItemScreen #sources { color: $text-muted; }
    """

    def __init__(self, number: int, report: Report, index: int) -> None:
        super().__init__()
        self.number, self.report, self.index = number, report, index
        self.question: Question | None = None
        self._jobs: Jobs | None = None
        self._result: Result | None = None
        self._progress: Progress | None = None
        self._failure = ""
        self._versions: tuple[Version, ...] = ()

    @property
    def item(self) -> ItemReport:
        """What the report says of the question."""
        return self.report.items[self.index]

    def compose_body(self) -> ComposeResult:
        """The question and what was made of the answer; then all there is to read."""
        item = self.item
        yield Text(itemised.head(self.report, self.index), id="head")
        with VerticalScroll(id="body"):
            yield Text(item.title, id="title", classes="title")
            yield Prose(item.prompt)
            yield Text(itemised.verdict_words(item), id="verdict", classes="part")
            yield Text(itemised.spent_words(item))
            yield Findings(item.points, item.mistakes, item.kind, is_open=can_overrule(item))
            with Container(id="beside"):
                with Vertical(id="said"):
                    yield Text("You said", classes="title")
                    yield Text(id="answer")
                    for said in item.follow_ups:
                        yield Text(itemised.asked_after(said), classes="title part")
                        yield Prose(said.asked)
                        yield Text(said.reply or "Nothing.")
                with Vertical(id="model"):
                    yield Text(expected_head(item), classes="title")
                    yield Prose(item.expected)
            yield Prose("\n\n".join(item.feedback), classes="part")
            yield Text(itemised.measured_words(item), id="measured", classes="part")
            yield EvidencePanel()
            yield Vertical(id="look")
            yield Prose(item.explanation, classes="part")
            yield Prose(f"Sources\n\n{item.sources}" if item.sources else "", id="sources", classes="part")
            yield Text(id="versions", classes="part")

    def on_mount(self) -> None:
        """Draw what the pinned question knows, and let the arrows scroll where there is no point to go to."""
        super().on_mount()
        try:
            self.question = self.quiz.workspace.mocks.question(self.number, self.index)
        except QuizError as error:
            self.quiz.say(str(error), "warning")
        self._jobs = Jobs(self.quiz.workspace.engine, self._heard)
        self.query_one("#answer", Text).show(itemised.answer_words(self.item, self.question))
        self.query_one("#model").display = bool(self.item.expected)
        for block in (*self.query(Prose), self.query_one("#measured", Text)):
            block.display = bool(str(block.content))
        self._result = self.quiz.workspace.engine.cached(self.call) if self.call else None
        self._draw_run()
        if can_overrule(self.item):
            self.query_one("#body").can_focus = False  # the arrows go along the points
        else:
            self.query_one("#body").focus()

    def on_screen_resume(self) -> None:
        """The question may have been answered again."""
        if self.is_mounted:
            self._versions = self.quiz.mock_versions(self.number, self.index)
            self._show_versions()

    async def on_unmount(self) -> None:
        """Stop what runs."""
        if self._jobs:
            await self._jobs.close()

    def on_resize(self) -> None:
        """Side by side where there is room; lines wrap anew."""
        self.query_one("#beside").set_class(self.app.size.width >= WIDE, "-wide")
        self._show_versions()

    def _show_versions(self) -> None:
        lines = itemised.version_lines(self._versions, self.quiz.workspace.zone, self.app.size.width - 4)
        self.query_one("#versions", Text).show(lines)

    @property
    def call(self) -> Call | None:
        """The run that shows the answer: the evidence where there is one, else the first run of the key."""
        question = self.question
        if question and question.evidence:
            return question.evidence.call
        return next(iter(question.task.calls), None) if question else None

    @property
    def moments(self) -> frozenset[str]:
        """proof, running, several, points; roomy, where the key bar has room for reading on."""
        several = ["several"] if len(self.report.items) > 1 else []
        running = ["running"] if self._progress else []
        proof = ["proof"] if self.call and not running else []
        return frozenset([*several, *running, *proof, "points" if can_overrule(self.item) else "roomy"])

    # ------------------------------------------------------------ the verdict

    def action_point(self, direction: int) -> None:
        """Go to another point of the verdict."""
        self.query_one(Findings).move(direction)

    def action_overrule(self) -> None:
        """Say that the verdict on a point is wrong, or take that back."""
        findings = self.query_one(Findings)
        try:
            self.report = self.quiz.workspace.mocks.overrule(self.number, self.index, findings.current)
        except QuizError as error:
            self.quiz.say(str(error), "error")
        else:
            self.query_one("#verdict", Text).show(itemised.verdict_words(self.item))
            findings.renew(self.item)

    def on_findings_overruled(self) -> None:
        """A click on the point at the pointer."""
        self.action_overrule()

    # ------------------------------------------------------------ the run

    def _heard(self, news: News) -> None:
        """The run is further, or over."""
        match news:
            case RunProgress(_, progress):
                self._progress = progress
            case RunDone(_, result):
                self._progress, self._result, self._failure = None, result, ""
            case RunFailed(_, reason):
                self._progress, self._failure = None, reason
        if self.is_attached:
            self._draw_run()

    def _draw_run(self) -> None:
        """How far the run is, and what it came to."""
        panel, look = self.query_one(EvidencePanel), self.query_one("#look", Vertical)
        panel.display = self.call is not None
        if self.question and self.call:
            panel.show_run(self.question, self.call, self._result, self._progress, self._failure)
        shown = [view.result for view in look.query(ResultView)]
        if self._result and self._result not in shown:
            look.remove_children()
            look.mount(ResultView(self._result))
        self.show_keys()

    def action_demo(self) -> None:
        """Run the demo now, not from the cache."""
        if self._jobs and self.call:
            self._failure = ""
            self._jobs.run(self.call, fresh=True)
            self.query_one(EvidencePanel).scroll_visible(animate=False, top=True)

    def action_stop(self) -> None:
        """Stop the run."""
        if self._jobs:
            self._jobs.cancel()
            self._progress, self._failure = None, STOPPED
            self._draw_run()

    def action_edit_run(self) -> None:
        """Change a parameter of the demo."""
        if self.call:
            self.quiz.show_demo(self.call.demo, dict(self.call.params))

    # ------------------------------------------------------------ the ways on

    def action_glossary(self) -> None:
        """Look up the terms of the question, of the answer and of what was said to it."""
        item = self.item
        told = (item.prompt, item.expected, *item.feedback, item.explanation)
        self.quiz.show_glossary(self.question, more="\n\n".join(told))

    def action_again(self) -> None:
        """Answer this question again."""
        self.quiz.answer_mock_again(self.number, self.report, self.index)

    def action_next(self) -> None:
        """The next question."""
        self._move(1)

    def action_previous(self) -> None:
        """The question before."""
        self._move(-1)

    def _move(self, steps: int) -> None:
        self.quiz.switch_mock_item(self.number, self.report, (self.index + steps) % len(self.report.items))
