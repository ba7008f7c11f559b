"""What follows an answer: the verdict and why, the evidence, the explanation, the table and the plot."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.widget import Widget

from quizapp.engine.model import Result, Table
from quizapp.grading.shares import percent
from quizapp.grading.verdict import Grade, Verdict
from quizapp.questions.forms import Turn, WriteCode, WriteLong
from quizapp.questions.links import with_titles
from quizapp.questions.model import Question
from quizapp.sessions.practice.state import Asked, Phase
from quizapp.tui.widgets.evidence import EvidencePanel
from quizapp.tui.widgets.points import PointList
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.result import ResultView
from quizapp.tui.widgets.table import TableView
from quizapp.tui.widgets.text import Text, in_words
from quizapp.tui.widgets.told import key_after, said_words, waiting_words

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
    VerdictPanel > .part { margin-top: 1; height: auto; }
    VerdictPanel .beside { margin-bottom: 1; }
    VerdictPanel #sources { color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown_result: Result | None = None
        self._left_at: Offset | None = None

    def compose(self) -> ComposeResult:
        """Verdict, prediction beside run, feedback, points, evidence, explanation, key, and the run to look at."""
        yield Text(id="verdict")
        yield TableView(classes="part beside")
        yield Prose(id="feedback")
        yield PointList()
        yield EvidencePanel()
        yield Prose(id="explanation", classes="part")
        yield Prose(id="key", classes="part")
        yield Prose(id="follow-ups", classes="part")
        yield Vertical(id="look", classes="part")
        yield Prose(id="sources", classes="part")

    def on_mount(self) -> None:
        """Nothing is answered yet."""
        self.display = self.query_one("#look").display = False

    @property
    def _body(self) -> Widget:
        assert isinstance(self.parent, Widget)
        return self.parent

    def on_resize(self) -> None:
        """Keep in view what was brought there: a table and a plot have their place only some time after the verdict."""
        if self._body.scroll_offset == self._left_at:
            self.bring_into_view()

    def bring_into_view(self) -> None:
        """Scroll to all of it but the sources; to its top, where that is more than there is room for."""
        placed = [part for part in self.children if part.display and part.size and part.id != "sources"]
        for part in (*placed[-1:], *placed[:1]):
            part.scroll_visible(animate=False, immediate=True)
        self._left_at = self._body.scroll_offset  # until the learner scrolls away

    def show(self, asked: Asked, phase: Phase) -> None:
        """Draw what can be said at this phase."""
        self.display = phase in (Phase.CHECKING, Phase.RATING)
        if phase is Phase.CHECKING:
            self.query_one("#verdict", Text).show("\n".join(filter(None, (said_words(asked), waiting_words(asked)))))
            self._show_told(asked, None)
        elif asked.grade:
            self.query_one("#verdict", Text).show(_verdict(asked, asked.grade))
            self._show_told(asked, asked.grade)
        else:
            self.query_one(PointList).clear()  # the pointer begins anew with the next verdict
            self._left_at = None

    def _show_told(self, asked: Asked, grade: Grade | None) -> None:
        """Everything below the verdict; before it, only how far the runs are."""
        question = asked.question
        feedback = _feedback(asked, grade) if grade else ()
        self._show_prose("#feedback", "\n\n".join(feedback))
        self._show_prose("#explanation", question.explanation if grade else "")
        self._show_prose("#key", key_after(question.task.form, grade) if grade else "")
        self._show_prose("#follow-ups", _follow_ups(question, grade) if grade else "")
        self._show_prose("#sources", f"Sources\n\n{question.sources}" if grade and question.sources else "")
        self.query_one(".beside", TableView).show(_beside(grade) if grade else None)
        self._show_points(asked, grade)
        self.query_one(EvidencePanel).show(asked)
        self._show_result(asked.evidence_result if grade else None)

    def _show_prose(self, place: str, text: str) -> None:
        self.query_one(place, Prose).show(text)

    def _show_points(self, asked: Asked, grade: Grade | None) -> None:
        points = self.query_one(PointList)
        match asked.question.task.form:
            case WriteLong() if grade:
                points.show_rubric(grade)
            case WriteCode() if grade:
                points.show_tests(grade.points)
            case _:
                points.clear()

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


def _feedback(asked: Asked, grade: Grade) -> tuple[str, ...]:
    """What is said of the answer; of a card, its back."""
    return (grade.expected,) if isinstance(asked.question.task.form, Turn) else grade.feedback


def _follow_ups(question: Question, grade: Grade) -> str:
    """What an interviewer would ask now. A link to a question reads as its title."""
    if not grade.follow_ups:
        return ""
    asked = (with_titles(follow_up.text, question.place.file) for follow_up in grade.follow_ups)
    return "\n".join(["**An interviewer would go on:**", "", *(f"- {text}" for text in asked)])


def _beside(grade: Grade) -> Table | None:
    """The prediction beside its run: what was said once, in front of all the measures that decide on it."""
    if not grade.beside:
        return None
    said = ["", *(line.predicted for line in grade.beside)]
    rows = (
        (line.what, "" if line.predicted == before else in_words(line.predicted), line.measured)
        for before, line in zip(said, grade.beside, strict=False)
    )
    return Table(("", "you said", "the run gave"), tuple(rows))


def _verdict(asked: Asked, grade: Grade) -> Content:
    """The verdict in words, with the key where the learner did not give it and where it is short."""
    word, style = WORDS[grade.verdict]
    form = asked.question.task.form
    if isinstance(form, Turn):
        return Content.assemble(("The answer", "bold"))
    if grade.verdict is Verdict.UNCHECKED:
        known = dict.fromkeys(asked.failures.values()) or (() if grade.feedback else ("the run gave no key.",))
        advice = "Rate it yourself, or s leaves it unrated."
        return Content.assemble((f"{word} live", style), ": ", " ".join([*known, advice]))
    score = f" ({percent(grade.score)})" if grade.verdict is Verdict.PARTIAL else ""
    expected = "; ".join(in_words(grade.expected).splitlines())
    told = expected and grade.verdict is not Verdict.RIGHT and not key_after(form, grade)
    return Content.assemble((f"{word}{score}", style), f" – {expected}" if told else "")
