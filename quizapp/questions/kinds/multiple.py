"""Several right options, with partial credit where the author asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.errors import UnreadableError
from quizapp.grading.sets import CREDIT, Picks, letter, read_picks
from quizapp.grading.verdict import Grade, Point, Verdict
from quizapp.questions.body import Body
from quizapp.questions.calls import Call, Runs
from quizapp.questions.forms import PickMany
from quizapp.questions.kind import Kind, Reading, Sample
from quizapp.questions.kinds.choice import check_options
from quizapp.questions.lists import Option
from quizapp.questions.yamlblocks import Value


@dataclass(frozen=True, slots=True)
class Multiple:
    """Options of which all of `right` (0-based) are to be picked; `credit` names the rule in `grading.sets`."""

    options: tuple[Option, ...]
    right: Picks
    credit: str = "all"

    @property
    def form(self) -> PickMany:
        return PickMany(tuple(option.text for option in self.options))

    @property
    def calls(self) -> tuple[Call, ...]:
        return ()

    def grade(self, response: str, runs: Runs) -> Grade:
        """Judge a set of letters or numbers."""
        try:
            picked = read_picks(response, len(self.options))
        except UnreadableError as error:
            return Grade(Verdict.UNREADABLE, feedback=(str(error),))
        score = CREDIT[self.credit](picked, self.right, len(self.options))
        verdict = Verdict.RIGHT if picked == self.right else Verdict.PARTIAL if score > 0 else Verdict.WRONG
        points = tuple(self._point(index, index in picked) for index in range(len(self.options)))
        return Grade(verdict, score, self.expected(runs), self._feedback(picked), points)

    def expected(self, runs: Runs) -> str:
        return "\n".join(f"{letter(index)}) {self.options[index].text}" for index in sorted(self.right))

    def _point(self, index: int, picked: bool) -> Point:
        status = "covered" if picked == (index in self.right) else "contradicted" if picked else "missed"
        return Point(self.options[index].text, status, "picked" if picked else "not picked")

    def _feedback(self, picked: Picks) -> tuple[str, ...]:
        """What the author says to each option that was picked or missed, mistakes first."""
        told = sorted(picked | self.right, key=lambda index: (index not in picked ^ self.right, index))
        return tuple(
            f"{letter(index)}) {self.options[index].feedback}" for index in told if self.options[index].feedback
        )


def claims(body: Body, key: Mapping[str, Value]) -> bool:
    """Options with several ticks, and no key beside them."""
    return sum(option.right for option in body.options) > 1 and "yaml key" not in body.fences


def read(reading: Reading) -> Multiple | None:
    """The options, where they can be used."""
    if not check_options(reading):
        return None
    options = reading.body.options
    return Multiple(options, frozenset(i for i, option in enumerate(options) if option.right), reading.credit)


KIND = Kind(
    name="multiple",
    claims=claims,
    read=read,
    uses=frozenset({"options", "numbered"}),
    samples=(
        Sample(
            markdown="""## Which of these shrink a weight without ever making it exactly zero?
<!-- q credit=each -->

- [x] Ridge
- [ ] Lasso
  > Lasso reaches zero: its pull does not fade.
- [x] Decoupled weight decay
  > A product of factors below one is never zero.
""",
            right="a,c",
            wrong="b",
            unreadable="a,z",
        ),
    ),
)
