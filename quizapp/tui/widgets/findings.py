"""What an interviewer would note of an answer: misconceptions and points, each with the candidate's own words."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from quizapp.questions.maths import plain_maths
from quizapp.sessions.mock.report import MistakeReport, PointReport
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.text import Text, hanging, short
from quizapp.workspace.mockexport.words import became

COVERED, WARNED, AGAINST = "bold $text-success", "bold $text-warning", "bold $text-error"
STYLES = {"covered": COVERED, "nudged": WARNED, "missed": WARNED, "contradicted": AGAINST}
LONGEST = 400  # characters of a quotation; the whole answer stands below
MARGIN = 4  # columns beside the findings, until their own width is known


class Findings(Vertical):
    """The misconceptions, the heaviest first, then the points in their order."""

    DEFAULT_CSS = """
    Findings { height: auto; }
    Findings Prose { padding-left: 2; margin-bottom: 1; }
    """

    def __init__(self, points: Sequence[PointReport], mistakes: Sequence[MistakeReport], kind: str) -> None:
        super().__init__()
        self.points, self.mistakes, self.kind = tuple(points), tuple(sorted(mistakes, key=_lightness)), kind

    def compose(self) -> ComposeResult:
        """A line for each; a misconception with its correction."""
        for mistake in self.mistakes:
            yield Text(classes="mistake")
            yield Prose(mistake.correction)
        yield Text(classes="points")

    def on_mount(self) -> None:
        """Draw them; take no room where there is nothing."""
        self.display = bool(self.points or self.mistakes)
        for prose in self.query(Prose):
            prose.display = bool(str(prose.content))
        self._draw()

    def on_resize(self) -> None:
        """Lines wrap anew."""
        self._draw()

    def _draw(self) -> None:
        width = self.size.width or self.app.size.width - MARGIN
        for text, mistake in zip(self.query(".mistake").results(Text), self.mistakes, strict=True):
            text.show(mistake_words(mistake, width))
        self.query_one(".points", Text).show(point_lines(self.points, self.kind, width))


def mistake_words(mistake: MistakeReport, width: int) -> Content:
    """A misconception: whether it stands, what it is, and how it was said."""
    lead = ("– withdrawn  ", WARNED) if mistake.status != "stands" else ("✗ misconception  ", AGAINST)
    heaviest = " It stands after its follow-up: the heaviest finding." if _lightness(mistake) == 0 else ""
    about = plain_maths(mistake.about or mistake.name)
    lines = [hanging(Content.assemble(lead), f"{about}{heaviest}", width)]
    return Content("\n").join([*lines, *_quoted(mistake.quote, 2, width)])


def point_lines(points: Sequence[PointReport], kind: str, width: int) -> Content:
    """A line for each point: what became of it and what it asks for; below it the words that decided."""
    room = max((len(became(point, kind)) for point in points), default=0)
    lines: list[Content] = []
    for point in points:
        lead = Content.assemble((f"{became(point, kind):<{room}}", STYLES.get(point.status, WARNED)), "  ")
        about = f": {plain_maths(point.about)}" if point.about else ""
        must = " (a must)" if point.must else ""
        lines.append(hanging(lead, f"{plain_maths(point.name)}{about}{must}", width))
        lines += _quoted(point.quote, lead.cell_length, width)
    return Content("\n").join(lines)


def _quoted(quote: str, indent: int, width: int) -> list[Content]:
    """The candidate's own words, in quotation marks."""
    return [hanging(Content(" " * indent), f"“{short(quote, LONGEST)}”", width)] if quote else []


def _lightness(mistake: MistakeReport) -> int:
    """0 for one that stands after its follow-up, 1 for another that stands, 2 for one that was taken back."""
    return 2 if mistake.status != "stands" else int(not mistake.asked)
