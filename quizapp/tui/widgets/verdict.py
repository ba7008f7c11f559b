"""What follows an answer: the verdict and why, the evidence, the explanation, the table and the plot."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from quizapp.engine.model import Result
from quizapp.grading.verdict import Grade, Verdict
from quizapp.questions.forms import Turn
from quizapp.sessions.practice.state import Asked, Phase
from quizapp.tui.widgets.evidence import EvidencePanel
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.result import ResultView
from quizapp.tui.widgets.text import Text

WORDS = {
    Verdict.RIGHT: ("✓ Right", "bold $text-success"),
    Verdict.PARTIAL: ("◐ Partly right", "bold $text-warning"),
    Verdict.WRONG: ("✗ Wrong", "bold $text-error"),
    Verdict.UNCHECKED: ("? Not checked", "bold $text-warning"),
}


class VerdictPanel(Vertical):
    """All that is shown below an answered question."""

    DEFAULT_CSS = """
    VerdictPanel { height: auto; margin-top: 1; }
    VerdictPanel #explanation, VerdictPanel #look, VerdictPanel #sources { margin-top: 1; height: auto; }
    VerdictPanel #sources { color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown_result: Result | None = None

    def compose(self) -> ComposeResult:
        """Verdict, feedback, evidence, explanation, sources, and the run to look at."""
        yield Text(id="verdict")
        yield Prose(id="feedback")
        yield EvidencePanel()
        yield Prose(id="explanation")
        yield Vertical(id="look")
        yield Prose(id="sources")

    def on_mount(self) -> None:
        """Nothing is answered yet."""
        self.display = self.query_one("#look").display = False

    def show(self, asked: Asked, phase: Phase) -> None:
        """Draw what can be said at this phase."""
        self.display = phase in (Phase.CHECKING, Phase.RATING)
        if phase is Phase.CHECKING:
            self.query_one("#verdict", Text).show("… The key is being computed. esc stops it.")
            self._show_answer("", "", "")
            self.query_one(EvidencePanel).show(asked)
            self._show_result(None)
        elif asked.grade:
            self.query_one("#verdict", Text).show(_verdict(asked, asked.grade))
            sources = f"Sources\n\n{asked.question.sources}" if asked.question.sources else ""
            told = (asked.grade.expected,) if isinstance(asked.question.task.form, Turn) else asked.grade.feedback
            self._show_answer("\n\n".join(told), asked.question.explanation, sources)
            self.query_one(EvidencePanel).show(asked)
            self._show_result(asked.evidence_result)

    def _show_answer(self, feedback: str, explanation: str, sources: str) -> None:
        self.query_one("#feedback", Prose).show(feedback)
        self.query_one("#explanation", Prose).show(explanation)
        self.query_one("#sources", Prose).show(sources)

    def _show_result(self, result: Result | None) -> None:
        """Put the table and plot of `result` in place of the last one's."""
        if result is self._shown_result:
            return
        self._shown_result = result
        look = self.query_one("#look", Vertical)
        look.remove_children()
        look.display = result is not None
        if result:
            look.mount(ResultView(result))


def _verdict(asked: Asked, grade: Grade) -> Content:
    """The verdict in words, with the key where the learner did not give it."""
    from quizapp.questions.maths import plain_maths

    word, style = WORDS[grade.verdict]
    if grade.verdict is Verdict.UNCHECKED and not asked.question.task.calls:
        return Content.assemble(("The answer", "bold"))
    if grade.verdict is Verdict.UNCHECKED:
        reasons = ", ".join(dict.fromkeys(asked.failures.values())) or "the run gave no key"
        return Content.assemble((f"{word} live", style), f": {reasons} Rate it yourself, or s leaves it unrated.")
    score = f" ({grade.score:.0%})" if grade.verdict is Verdict.PARTIAL else ""
    expected = "; ".join(plain_maths(grade.expected).splitlines())
    key = f" – {expected}" if expected and grade.verdict is not Verdict.RIGHT else ""
    return Content.assemble((f"{word}{score}", style), key)
