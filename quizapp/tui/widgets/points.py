"""The points of a verdict, one below the other: rubric points and misconceptions, or the tests of code."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from quizapp.grading.verdict import Grade, Point
from quizapp.tui.widgets.text import Text, hanging, in_words
from quizapp.workspace.wording import tests_in_order

RUBRIC = {
    "covered": ("✓ covered", "bold $text-success"),
    "missed": ("– missed", "bold $text-warning"),
    "contradicted": ("✗ contradicted", "bold $text-error"),
    "stated": ("✗ misconception", "bold $text-error"),
    "withdrawn": ("– withdrawn", "bold $text-warning"),
}
TESTS = {
    "covered": ("✓ passed", "bold $text-success"),
    "contradicted": ("✗ failed", "bold $text-error"),
    "missed": ("– not run", "bold $text-warning"),
}
MARGIN = 4  # columns beside the list, until its own width is known


class PointRow(Text):
    """One point; a click goes to it."""

    DEFAULT_CSS = "PointRow:hover { background: $boost; }"

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index


class PointList(Vertical):
    """The points with a pointer `›`, where the learner may overrule them. `current` is the name of the one there."""

    DEFAULT_CSS = """
    PointList { height: auto; margin-top: 1; }
    PointList Vertical { height: auto; }
    PointList .meant { margin-top: 1; }
    """

    class Overruled(Message):
        """A click on the point at the pointer."""

    def __init__(self) -> None:
        super().__init__()
        self._points: tuple[Point, ...] = ()
        self._meant = ""
        self._open = False
        self._pointer = 0

    def compose(self) -> ComposeResult:
        """The rows come with the verdict; below them what else the answer may have meant."""
        yield Vertical()
        yield Text(classes="meant")

    def on_mount(self) -> None:
        """There is no verdict yet."""
        self.display = False

    @property
    def current(self) -> str:
        """The name of the point at the pointer; empty where there is none."""
        return self._points[self._pointer].name if self._open and self._points else ""

    def show_rubric(self, grade: Grade) -> None:
        """The rubric points and what was said against them; each can be overruled."""
        points = (*grade.points, *grade.misconceptions)
        if [point.name for point in points] != [point.name for point in self._points]:
            self._pointer = next((n for n, point in enumerate(points) if point.status != "covered"), 0)
        self._show(points, meant_words(grade), is_open=True)

    def show_tests(self, points: Sequence[Point]) -> None:
        """The tests, those that failed first."""
        self._show(tests_in_order(points), "", is_open=False)

    def clear(self) -> None:
        """No verdict has points."""
        self._show((), "", is_open=False)

    def move(self, direction: int) -> None:
        """Go to the next point, or to the one before."""
        if self._points:
            self._pointer = (self._pointer + direction) % len(self._points)
            self._draw()
            self.query(PointRow)[self._pointer].scroll_visible(animate=False)

    def on_click(self, event: events.Click) -> None:
        """Go to the point under the mouse; overrule the one where the pointer was already."""
        row = event.widget
        if not self._open or not isinstance(row, PointRow):
            return
        if row.index == self._pointer:
            self.post_message(self.Overruled())
        else:
            self.move(row.index - self._pointer)

    def on_resize(self) -> None:
        """Lines wrap anew."""
        self._draw()

    def _show(self, points: tuple[Point, ...], meant: str, *, is_open: bool) -> None:
        rows = self.query_one(Vertical)
        if len(points) != len(self._points):
            rows.remove_children()
            rows.mount(*(PointRow(index) for index in range(len(points))))
        self._points, self._meant, self._open, self.display = points, meant, is_open, bool(points)
        self.query_one(".meant", Text).show(meant)
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        width = self.size.width or self.app.size.width - MARGIN
        for row in self.query(PointRow):
            if row.index < len(self._points):
                here = self._open and row.index == self._pointer
                row.show(point_words(self._points[row.index], width, here=here, rubric=self._open))


def point_words(point: Point, width: int, *, here: bool, rubric: bool) -> Content:
    """How a point was judged, what it asks for, and the learner's own words for it."""
    words, style = (RUBRIC if rubric else TESTS)[point.status]
    room = max(len(one) for one, _ in (RUBRIC if rubric else TESTS).values())
    lead = Content.assemble("› " if here else "  ", (words, style), " " * (room - len(words) + 2))
    must = " (a must)" if point.must else ""
    about = f": {in_words(point.about)}" if point.about else ""
    lines = [hanging(lead, f"{in_words(point.name)}{about}{must}", width)]
    blank = Content(" " * lead.cell_length)
    if point.evidence:
        quoted = f"“{point.evidence}”" if rubric else point.evidence
        lines += [hanging(blank, line, width) for line in quoted.splitlines()]
    if point.overruled:
        lines.append(hanging(blank, f"you said: {point.status}", width))
    return Content("\n").join(lines)


def meant_words(grade: Grade) -> str:
    """`Did you also mean: …?`, a line for each point that is nearly there."""
    texts = {point.name: in_words(point.about or point.name) for point in grade.points}
    meant = [f"Did you also mean: {texts[name].rstrip('.')}?" for name in grade.meant if name in texts]
    return "\n".join([*meant, "If so, go to that point and press o."]) if meant else ""
