"""Flashcards: only an answer, which the learner compares with what they recalled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.grading.verdict import Grade, Verdict
from quizapp.questions.body import Body
from quizapp.questions.calls import Call, Runs
from quizapp.questions.forms import Turn
from quizapp.questions.kind import Kind, Reading, Sample
from quizapp.questions.yamlblocks import Value


@dataclass(frozen=True, slots=True)
class Flashcard:
    """A card with `answer` (Markdown) on its back."""

    answer: str

    @property
    def form(self) -> Turn:
        return Turn()

    @property
    def calls(self) -> tuple[Call, ...]:
        return ()

    def grade(self, response: str, runs: Runs) -> Grade:
        """Show the answer: the learner is the judge."""
        return Grade(Verdict.UNCHECKED, expected=self.answer)

    def expected(self, runs: Runs) -> str:
        return self.answer


def claims(body: Body, key: Mapping[str, Value]) -> bool:
    """An answer, and nothing that could be checked."""
    return "### Answer" in body.features and not body.features & {
        "options",
        "gaps",
        "yaml key",
        "### Rubric",
        "python tests",
    }


def read(reading: Reading) -> Flashcard | None:
    """The card; an empty answer is already reported."""
    answer = reading.body.section("Answer")
    return Flashcard(answer) if answer else None


KIND = Kind(
    name="flashcard",
    claims=claims,
    read=read,
    uses=frozenset({"### Answer", "numbered"}),
    samples=(
        Sample(
            markdown="""## What does weight decay multiply each weight by?

Plain SGD with learning rate `lr` and decay `wd`, at every step, before the gradient is subtracted.

### Answer
By $1 - \\mathrm{lr} \\cdot \\mathrm{wd}$.
""",
            right=None,
            wrong=None,
            unreadable=None,
        ),
    ),
)
