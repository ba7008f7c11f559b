"""One right option out of several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.errors import UnreadableError
from quizapp.grading.sets import letter, read_pick
from quizapp.grading.verdict import Grade, Point, Verdict
from quizapp.questions.body import Body
from quizapp.questions.calls import Call, Runs
from quizapp.questions.forms import PickOne
from quizapp.questions.kind import Kind, Reading, Sample
from quizapp.questions.lists import Option
from quizapp.questions.yamlblocks import Value

MAX_OPTIONS = 26


@dataclass(frozen=True, slots=True)
class Choice:
    """Options of which `right` (0-based) is the one."""

    options: tuple[Option, ...]
    right: int

    @property
    def form(self) -> PickOne:
        return PickOne(tuple(option.text for option in self.options))

    @property
    def calls(self) -> tuple[Call, ...]:
        return ()

    def grade(self, response: str, runs: Runs) -> Grade:
        """Judge one letter or number."""
        try:
            picked = read_pick(response, len(self.options))
        except UnreadableError as error:
            return Grade(Verdict.UNREADABLE, feedback=(str(error),))
        option, key = self.options[picked], self.options[self.right]
        feedback = (option.feedback,) if option.feedback else ()
        if picked == self.right:
            points = (Point(key.text, "covered", "picked"),)
            return Grade(Verdict.RIGHT, 1.0, self.expected(runs), feedback, points)
        mistake = (Point(option.text, "contradicted", "picked"), Point(key.text, "missed", "not picked"))
        return Grade(Verdict.WRONG, 0.0, self.expected(runs), feedback, mistake)

    def expected(self, runs: Runs) -> str:
        return f"{letter(self.right)}) {self.options[self.right].text}"


def check_options(reading: Reading) -> bool:
    """Report options that cannot be used: too few, too many, or none of them right."""
    body = reading.body
    count = len(body.options)
    place = body.options[0].place if body.options else body.place
    if not 2 <= count <= MAX_OPTIONS:
        reading.report.error("Q311", place, f"{count} option{'s' * (count != 1)}: a choice needs 2 to {MAX_OPTIONS}")
    texts: set[str] = set()
    for option in body.options:
        if option.text in texts:
            reading.report.error("Q311", option.place, "this option stands twice", "change one of the two")
        texts.add(option.text)
    if not any(option.right for option in body.options):
        reading.report.error("Q310", place, "no option is right", "tick the right one with `[x]`")
    return not reading.report.failed


def claims(body: Body, key: Mapping[str, Value]) -> bool:
    """Options with at most one tick (none at all is a mistake that `read` names), and no key beside them."""
    return bool(body.options) and sum(option.right for option in body.options) < 2 and "yaml key" not in body.fences


def read(reading: Reading) -> Choice | None:
    """The options, where they can be used."""
    if not check_options(reading):
        return None
    return Choice(reading.body.options, next(i for i, option in enumerate(reading.body.options) if option.right))


KIND = Kind(
    name="choice",
    claims=claims,
    read=read,
    uses=frozenset({"options", "numbered"}),
    samples=(
        Sample(
            markdown="""## Which penalty can give exact zeros?

- [ ] Ridge
  > Its pull fades as the weight does: $2 \\lambda w$.
- [x] Lasso
  > The pull is constant, so it wins near zero.
- [ ] neither
""",
            right="b",
            wrong="1",
            unreadable="q",
        ),
    ),
)
