"""What an interviewer would note of an answer: misconceptions and points, each with the candidate's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from quizapp.sessions.mock.report import ItemReport, MistakeReport, PointReport
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.text import Text, hanging, in_words, short
from quizapp.workspace.mock.export.words import DENIED, became

COVERED, WARNED, AGAINST = "bold $text-success", "bold $text-warning", "bold $text-error"
STYLES = {"covered": COVERED, "nudged": WARNED, "missed": WARNED, "contradicted": AGAINST}
MISCONCEPTION, WITHDRAWN = "✗ misconception", "– withdrawn"
LONGEST = 400  # characters of a quotation; the whole answer stands below
MARGIN = 4  # columns beside the findings, until their own width is known


class FindingRow(Text):
    """One point or misconception; a click goes to it."""

    DEFAULT_CSS = "Findings.-open FindingRow:hover { background: $boost; }"

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index


class Findings(Vertical):
    """The misconceptions, the heaviest first, then the points in their order; with a pointer `›` where `is_open`."""

    DEFAULT_CSS = """
    Findings { height: auto; }
    Findings Prose { padding-left: 2; margin-bottom: 1; }
    Findings.-open Prose { padding-left: 4; }
    """

    class Overruled(Message):
        """A click on the finding at the pointer."""

    def __init__(
        self, points: Sequence[PointReport], mistakes: Sequence[MistakeReport], kind: str, *, is_open: bool = False
    ) -> None:
        super().__init__(classes="-open" if is_open else "")
        self.kind, self.is_open = kind, is_open
        self._findings: tuple[MistakeReport | PointReport, ...] = (*sorted(mistakes, key=_lightness), *points)
        self._pointer = next((n for n, one in enumerate(self._findings) if one.status != "covered"), 0)

    def compose(self) -> ComposeResult:
        """A row for each; a misconception with its correction."""
        for index, finding in enumerate(self._findings):
            yield FindingRow(index)
            if isinstance(finding, MistakeReport):
                yield Prose(finding.correction)

    def on_mount(self) -> None:
        """Draw them; take no room where there is nothing."""
        self.display = bool(self._findings)
        for prose in self.query(Prose):
            prose.display = bool(str(prose.content))
        self._draw()

    def on_resize(self) -> None:
        """Lines wrap anew."""
        self._draw()

    @property
    def current(self) -> str:
        """The name of the point or misconception at the pointer; empty where there is none."""
        return self._findings[self._pointer].name if self.is_open and self._findings else ""

    def renew(self, item: ItemReport) -> None:
        """Show what became of the same points and misconceptions; each stays where it is."""
        findings = {finding.name: finding for finding in item.findings}
        self._findings = tuple(findings[one.name] for one in self._findings)
        self._draw()
        self._scroll_to_pointer()

    def move(self, direction: int) -> None:
        """Go to the next one, or to the one before."""
        if self._findings:
            self._pointer = (self._pointer + direction) % len(self._findings)
            self._draw()
            self._scroll_to_pointer()

    def on_click(self, event: events.Click) -> None:
        """Go to the row under the mouse; overrule the one where the pointer was already."""
        row = event.widget
        if not self.is_open or not isinstance(row, FindingRow):
            return
        if row.index == self._pointer:
            self.post_message(self.Overruled())
        else:
            self.move(row.index - self._pointer)

    def _scroll_to_pointer(self) -> None:
        self.call_after_refresh(self.query(FindingRow)[self._pointer].scroll_visible, animate=False)

    def _draw(self) -> None:
        width = self.size.width or self.app.size.width - MARGIN
        points = [finding for finding in self._findings if isinstance(finding, PointReport)]
        room = max((len(became(point, self.kind)) for point in points), default=0)
        for row, finding in zip(self.query(FindingRow), self._findings, strict=True):
            here = "" if not self.is_open else "› " if row.index == self._pointer else "  "
            if isinstance(finding, MistakeReport):
                row.show(mistake_words(finding, here, width))
            else:
                row.show(point_words(finding, self.kind, here, room, width))


def mistake_words(mistake: MistakeReport, here: str, width: int) -> Content:
    """A misconception: whether it stands, what it is, and how it was said. `here` is the pointer or its room."""
    harmless = DENIED if mistake.judged == "stands" else WITHDRAWN
    lead = (MISCONCEPTION, AGAINST) if mistake.status == "stands" else (harmless, WARNED)
    heaviest = " It stands after its follow-up: the heaviest finding." if _is_heaviest(mistake) else ""
    about = in_words(mistake.about or mistake.name)
    lines = [hanging(Content.assemble(here, lead, "  "), f"{about}{heaviest}", width)]
    said = WITHDRAWN if mistake.judged == "withdrawn" else MISCONCEPTION
    return Content("\n").join([*lines, *_behind(mistake, said, len(here) + 2, width)])


def point_words(point: PointReport, kind: str, here: str, room: int, width: int) -> Content:
    """A point: what became of it, in `room` columns, and what it asks for; below it the words that decided."""
    lead = Content.assemble(here, (f"{became(point, kind):<{room}}", STYLES.get(point.status, WARNED)), "  ")
    about = f": {in_words(point.about)}" if point.about else ""
    must = " (a must)" if point.must else ""
    lines = [hanging(lead, f"{in_words(point.name)}{about}{must}", width)]
    said = became(replace(point, status=point.judged), kind)
    return Content("\n").join([*lines, *_behind(point, said, lead.cell_length, width)])


def _behind(finding: MistakeReport | PointReport, said: str, indent: int, width: int) -> list[Content]:
    """The candidate's own words, in quotation marks; where they overruled what the rules `said`, that too."""
    blank = Content(" " * indent)
    quoted = [hanging(blank, f"“{short(finding.quote, LONGEST)}”", width)] if finding.quote else []
    overruled = [hanging(blank, f"overruled by you; the rules said: {said}", width)] if finding.overruled else []
    return [*quoted, *overruled]


def _is_heaviest(mistake: MistakeReport) -> bool:
    return mistake.status == "stands" and mistake.asked


def _lightness(mistake: MistakeReport) -> int:
    """Of what the rules said: 0 for one that stands after its follow-up, 1 for another that stands, else 2."""
    return 2 if (mistake.judged or mistake.status) != "stands" else int(not mistake.asked)
