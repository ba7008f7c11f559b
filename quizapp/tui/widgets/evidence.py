"""The live evidence behind an answer: claim lines that turn from waiting to ✓ holds or ✗ does not hold."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import ProgressBar

from quizapp.engine.model import Progress, Result
from quizapp.questions import Question
from quizapp.questions.calls import Call
from quizapp.sessions.practice.state import Asked
from quizapp.tui.widgets.outcome import FAILS, HOLDS, UNCLEAR
from quizapp.tui.widgets.text import Text
from quizapp.workspace.wording import verdict_on_claim


class EvidencePanel(Vertical):
    """What was run, how far it is, and what each claim came to."""

    DEFAULT_CSS = """
    EvidencePanel { height: auto; border-left: thick $accent; padding-left: 1; margin-top: 1; }
    EvidencePanel ProgressBar { width: 100%; height: 1; }
    EvidencePanel Bar { width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """The call, the bar while it runs, the claims, and the summary in words."""
        yield Text(id="call")
        yield ProgressBar(total=1.0, show_eta=False, id="bar")
        yield Text(id="doing")
        yield Text(id="claims")
        yield Text(id="said")

    def show(self, asked: Asked) -> None:
        """Draw what is known of the evidence now."""
        waited_for = (job for job in asked.open_jobs if isinstance(job, Call))
        call = asked.evidence_call if asked.grade else next(waited_for, None) or asked.evidence_call
        self.display = call is not None
        if call is not None:
            failure = asked.failures.get(call, "")
            self.show_run(asked.question, call, asked.results.get(call), asked.progress.get(call), failure)

    def show_run(
        self, question: Question, call: Call, result: Result | None, progress: Progress | None, failure: str
    ) -> None:
        """Draw the run of `call`: its `result`, or how far it is, or why it gave nothing."""
        self.query_one("#call", Text).show(_headline(str(call), result))
        self._show_progress(progress, failure)
        self.query_one("#claims", Text).show(_claims(question, result))
        self.query_one("#said", Text).show(result.summary if result else "")

    def _show_progress(self, progress: Progress | None, failure: str) -> None:
        bar = self.query_one("#bar", ProgressBar)
        bar.display = progress is not None
        if progress:
            bar.update(progress=progress.fraction)
            self.query_one("#doing", Text).show(f"{progress.text or 'running'} … esc stops it")
        else:
            self.query_one("#doing", Text).show(f"Not checked live: {failure}" if failure else "")


def _headline(command: str, result: Result | None) -> Content:
    if result is None:
        return Content.assemble((command, "dim"))
    origin = "from the cache" if result.cached else f"run now in {result.seconds:.2g} s"
    return Content.assemble((command, "dim"), f"  ({origin})")


def _claims(question: Question, result: Result | None) -> Content:
    """One line a claim of the question; each says by glyph and word how it stands."""
    if question.evidence is None:
        return Content("")
    lines = [_claim(expression, result) for expression in question.evidence.holds]
    return Content("\n").join(lines)


def _claim(expression: str, result: Result | None) -> Content:
    if result is None:
        return Content.assemble(("… waits", "dim"), f"  {expression}")
    holds, values = verdict_on_claim(expression, result.measures)
    if holds is None:
        return Content.assemble(UNCLEAR, f"  {expression}: {values}")
    return Content.assemble(HOLDS if holds else FAILS, f"  {expression}  ", (f"({values})" if values else "", "dim"))
