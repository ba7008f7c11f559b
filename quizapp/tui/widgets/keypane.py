"""What an author sees beside a question: the key from its runs, traps or rubric, evidence, problems."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from quizapp.grading.shares import percent
from quizapp.questions import Problem
from quizapp.sessions.practice.state import Asked
from quizapp.tui.widgets.evidence import EvidencePanel
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.text import Text


class KeyPane(VerticalScroll, can_focus=False):
    """The side pane of the preview."""

    DEFAULT_CSS = """
    KeyPane { padding: 0 1; }
    KeyPane .title { text-style: bold; margin-top: 1; }
    """

    def compose(self) -> ComposeResult:
        """What is wrong first; then the key, the traps and the evidence."""
        yield Text(id="proof")
        yield Text(id="problems")
        yield Text("Key", classes="title", id="key-title")
        yield Prose(id="key")
        yield Text(classes="title", id="notes-title")
        yield Text(id="notes")
        yield EvidencePanel()

    def show_key(self, asked: Asked | None, heading: str, notes: Sequence[tuple[str, str]]) -> None:
        """The key as far as it is known; under `heading` its traps or its rubric, a lead and a sentence each."""
        self.query_one("#key-title").display = asked is not None
        self.query_one("#key", Prose).show(_key(asked) if asked else "")
        self.query_one("#notes-title", Text).show(heading)
        lines = [Content.assemble((lead, "bold"), f"  {text}") for lead, text in notes]
        self.query_one("#notes", Text).show(Content("\n").join(lines))
        evidence = self.query_one(EvidencePanel)
        evidence.display = asked is not None
        if asked:
            evidence.show(asked)

    def show_problems(self, proof: str, problems: Sequence[Problem]) -> None:
        """How far the question is proved, and what is wrong with the file."""
        self.query_one("#proof", Text).show(proof)
        self.query_one("#problems", Text).show(Content("\n").join(map(_problem, problems)))


def _key(asked: Asked) -> str:
    """The key, or how far the run is that gives it."""
    if expected := asked.question.task.expected(asked.runs):
        return expected
    if asked.failures:
        return "Not known: " + " ".join(dict.fromkeys(asked.failures.values()))
    done = [progress.fraction for progress in asked.progress.values()]
    return f"being computed … {percent(min(done))}" if done else "being computed …"


def _problem(problem: Problem) -> Content:
    """The place, the code, what is wrong and how to mend it."""
    mark = ("✗ ", "bold $text-error") if problem.severity == "error" else ("! ", "bold $text-warning")
    place = f"{problem.place.line}:{problem.place.column} {problem.code} "
    hint = (f"\n    {problem.hint}", "dim") if problem.hint else ""
    return Content.assemble(mark, (place, "bold"), problem.message, hint)
