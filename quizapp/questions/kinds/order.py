"""Steps to be put in order: a numbered list in the prompt is the right order."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path

from quizapp.errors import UnreadableError
from quizapp.grading.orders import belonging, in_place, longest_run, order_score, read_order
from quizapp.grading.sets import letter
from quizapp.grading.verdict import Grade, Point, Verdict
from quizapp.questions.body import Body
from quizapp.questions.calls import Call, Runs
from quizapp.questions.forms import Order
from quizapp.questions.kind import Kind, Reading, Sample
from quizapp.questions.lists import Step, not_needed, ordered_lists
from quizapp.questions.sections import blocks_of, text_without
from quizapp.questions.source import Report, Source
from quizapp.questions.variants import fill_slots
from quizapp.questions.yamlblocks import Value

MAX_STEPS = 26

_BOX = re.compile(r"\[[ xX]\](?:\s|$)")
_NUMBER = re.compile(r"\s*(\d+)")

# Features that make a body another kind.
_DECIDE = frozenset({"options", "gaps", "yaml key", "### Answer", "### Rubric", "python starter", "python tests"})


@dataclass(frozen=True, slots=True)
class Steps:
    """`items` (Markdown) as they are shown; `right` are those that belong (0-based), in their order."""

    items: tuple[str, ...]
    right: tuple[int, ...]

    @property
    def form(self) -> Order:
        return Order(self.items, spare=len(self.right) < len(self.items))

    @property
    def calls(self) -> tuple[Call, ...]:
        return ()

    def grade(self, response: str, runs: Runs) -> Grade:
        """Judge letters in order; `order_score` says how parts of the order count."""
        try:
            given = read_order(response, len(self.items))
        except UnreadableError as error:
            return Grade(Verdict.UNREADABLE, feedback=(str(error),))
        score = order_score(given, self.right)
        verdict = Verdict.RIGHT if score == 1 else Verdict.PARTIAL if score > 0 else Verdict.WRONG
        feedback = () if verdict is Verdict.RIGHT else (self._sentence(given),)
        return Grade(verdict, score, self.expected(runs), feedback, self._points(given))

    def expected(self, runs: Runs) -> str:
        return "\n".join(f"{letter(index)}) {self.items[index]}" for index in self.right)

    def _points(self, given: Sequence[int]) -> tuple[Point, ...]:
        """One point per item that belongs, in the right order, then one per item that does not."""
        kept = belonging(given, self.right)
        belong = [self._point(index, place, kept) for place, index in enumerate(self.right)]
        spare = sorted(set(range(len(self.items))) - set(self.right))
        return (*belong, *(_spare_point(self.items[index], index in given) for index in spare))

    def _point(self, index: int, due: int, given: Sequence[int]) -> Point:
        if index not in given:
            return Point(self.items[index], "missed", f"left out, should be {_ordinal(due)}")
        place = given.index(index)
        if place == due:
            return Point(self.items[index], "covered", _ordinal(place))
        return Point(self.items[index], "contradicted", f"{_ordinal(place)}, should be {_ordinal(due)}")

    def _sentence(self, given: Sequence[int]) -> str:
        """The counts that the score is made of."""
        kept = belonging(given, self.right)
        placed, run, strange = in_place(kept, self.right), longest_run(kept, self.right), len(given) - len(kept)
        parts = [f"{placed or 'none'} of {len(self.right)} at {'its' if placed == 1 else 'their'} right place"]
        if run > placed:
            parts.append(f"{run} in a row follow each other as they should")
        if strange:
            parts.append(f"{strange} not needed")
        return f"{'; '.join(parts)}.".capitalize()


def _spare_point(text: str, used: bool) -> Point:
    return Point(text, "contradicted", "not needed") if used else Point(text, "covered", "left out, rightly")


def _ordinal(place: int) -> str:
    """The 0-based `place` as it is said: 1st, 2nd, 11th."""
    number = place + 1
    ending = "th" if number in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def claims(body: Body, key: Mapping[str, Value]) -> bool:
    """A numbered list, and nothing else that decides how the question is answered."""
    return "numbered" in body.features and not body.features & _DECIDE


def read(reading: Reading) -> Steps | None:
    """The steps, shuffled, where they can be used."""
    body, variant = reading.body, reading.calls.variant
    if not _check_steps(reading):
        return None
    belong = [fill_slots(step.text, variant) for step in body.ordered[0]]
    shown = _shuffled(belong, [fill_slots(step.text, variant) for step in body.spare])
    return Steps(tuple(shown), tuple(shown.index(text) for text in belong))


def _check_steps(reading: Reading) -> bool:
    """Report steps that cannot be used: in two lists, too few, too many, empty, or the same twice."""
    body, report = reading.body, reading.report
    steps: list[Step] = [*body.ordered[0], *body.spare]
    if len(body.ordered) > 1:
        report.error("Q318", body.ordered[1][0].place, "the steps stand in two lists", "put them into one")
    if len(body.ordered[0]) < 2 or len(steps) > MAX_STEPS:
        count = len(body.ordered[0]) if len(steps) <= MAX_STEPS else len(steps)
        message = f"{count} step{'s' * (count != 1)}: an order needs 2 to {MAX_STEPS}, what is not needed included"
        report.error("Q318", steps[0].place, message)
    seen: set[str] = set()
    for step in steps:
        if not step.text:
            report.error("Q318", step.place, "this step is empty", "write its text behind the number")
        elif _BOX.match(step.text):
            report.error("Q311", step.place, "this step begins with a box", "options are bullets: `- [ ]` and `- [x]`")
        elif " ".join(step.text.split()) in seen:
            report.error(
                "Q318", step.place, "this step stands twice", "change one of the two: nobody could tell them apart"
            )
        seen.add(" ".join(step.text.split()))
    _check_numbers(body, report)
    _check_not_needed(body, report)
    return not report.failed


def _check_numbers(body: Body, report: Report) -> None:
    """Report steps whose numbers say another order than their places do: only the places count."""
    matches = [(step.place, _NUMBER.match(body.source.lines[step.place.line - 1])) for step in body.ordered[0]]
    numbered = [(place, int(found.group(1))) for place, found in matches if found]
    for (_, above), (place, number) in pairwise(numbered):
        if number < above:
            hint = "the place in the list counts, not the number: make the two agree"
            report.error("Q318", place, f"number {number} stands below number {above}", hint)
            return


def _check_not_needed(body: Body, report: Report) -> None:
    """Report a line in the prompt that was to tell apart what is not needed: it is misspelt, or has no bullets."""
    for line in without_steps(body.prompt).splitlines():
        if get_close_matches(line.partition(":")[0].strip(" *_").lower(), ["not needed"], cutoff=0.85):
            message = "what is not needed is not told apart here"
            report.error("Q318", body.find(line), message, "write `Not needed:` alone on a line, and bullets below it")


def _shuffled(belong: Sequence[str], spare: Sequence[str]) -> list[str]:
    """All items in an order that depends on nothing but their texts, and is never the right one."""
    seed = "\n".join([*belong, *spare])
    shown = sorted(
        [*belong, *spare], key=lambda text: hashlib.sha256(f"{seed}\n\n{text}".encode("utf-8", "replace")).digest()
    )
    if [text for text in shown if text in belong] == list(belong):
        shown.append(shown.pop(shown.index(belong[0])))
    return shown


def without_steps(prompt: str) -> str:
    """The prompt as it is shown: the steps are drawn below it, in another order."""
    source = Source.of(prompt, Path("prompt"))
    blocks = blocks_of(source)
    return text_without(source, 0, len(source.lines), [*ordered_lists(blocks), *not_needed(blocks, source)])


KIND = Kind(
    name="order",
    signal="practice",
    claims=claims,
    read=read,
    uses=frozenset({"numbered"}),
    shown=without_steps,
    samples=(
        Sample(
            markdown="""## One step of proximal gradient descent

The loss is smooth, the penalty is $\\lambda \\lVert w \\rVert_1$. Put one step in order.

1. Compute the gradient of the loss at `w`.
2. Move `w` against it by the learning rate.
3. Soft-threshold the result at `lr * lam`.

Not needed:

- Add `lam * sign(w)` to the gradient.
""",
            right="d,a,c",
            wrong="c,d",
            unreadable="a,z",
        ),
    ),
)
