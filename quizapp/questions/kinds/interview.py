"""An answer in the learner's own words, judged point by point against a rubric."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from quizapp.grading.rubric import (
    Examiner,
    Explanation,
    Judgement,
    Misconception,
    Probe,
    Rubric,
    Vocabulary,
    explain,
    scored,
)
from quizapp.grading.verdict import FollowUp, Grade, Point, Verdict
from quizapp.questions.body import Body
from quizapp.questions.calls import Call, Runs
from quizapp.questions.forms import WriteLong
from quizapp.questions.glossary import vocabulary_in
from quizapp.questions.kind import Kind, Reading, Sample
from quizapp.questions.model import Place, Problem, Task
from quizapp.questions.rubricproofs import rubric_problems
from quizapp.questions.rubrics import TestAnswer, read_follow_ups, read_rubric, read_test_answers
from quizapp.questions.yamlblocks import Value

MAX_LENGTH = 20_000


@dataclass(frozen=True)
class Interview:
    """A rubric over a `vocabulary`; `asked` is the question itself, `model` an answer as it should be (Markdown).

    A `follow_up` is what was asked on top: then this task grades the reply to it.
    """

    rubric: Rubric
    vocabulary: Vocabulary
    asked: str
    model: str = ""
    follow_ups: tuple[FollowUp, ...] = ()
    tests: tuple[TestAnswer, ...] = ()
    model_place: Place | None = None
    follow_up: FollowUp | None = None

    @cached_property
    def examiner(self) -> Examiner:
        """Who judges the answers."""
        return Examiner(self.rubric, self.vocabulary, self.asked)

    @property
    def form(self) -> WriteLong:
        return WriteLong()

    @property
    def calls(self) -> tuple[Call, ...]:
        return ()

    def judged(self, response: str) -> Judgement:
        """What the answer covers and states."""
        return self._probe.judge(response) if self._probe else self.examiner.judge(response)

    @cached_property
    def _probe(self) -> Probe | None:
        """The follow-up, with the points that it is about."""
        if self.follow_up is None:
            return None
        when, name = self.follow_up.when, self.follow_up.name
        denied = [mistake.denies for mistake in self.rubric.misconceptions if mistake.name == name]
        about = {"missing": {name}, "stated": {point for points in denied for point in points}}
        return Probe(self.examiner, frozenset(about.get(when, ())), when == "missing")

    def grade(self, response: str, runs: Runs) -> Grade:
        """Judge an answer at any length up to `MAX_LENGTH` characters."""
        if not any(char.isalpha() or (char.isdigit() and self.follow_up) for char in response):
            return Grade(Verdict.UNREADABLE, feedback=("no word is in it: answer as you would in the room",))
        if len(response) > MAX_LENGTH:
            words = f"it is longer than {MAX_LENGTH:,} characters, and nobody listens that long: say the main points"
            return Grade(Verdict.UNREADABLE, feedback=(words,))
        found = self.judged(response)
        points, mistakes = tuple(self._points(found)), tuple(self._mistakes(found))
        score, verdict = scored(points, mistakes)
        return Grade(
            verdict,
            score,
            self.expected(runs),
            tuple(item.correction for item in self._stated(found) if item.correction),
            points,
            mistakes,
            found.meant,
            tuple(self._next(found)),
        )

    def expected(self, runs: Runs) -> str:
        return self.model or "\n".join(f"- {point.about}" for point in self.rubric.points)

    def _points(self, found: Judgement) -> Iterator[Point]:
        for point in self.rubric.points:
            was = found.points[point.name]
            must = point.rank == "must"
            yield Point(point.name, was.status, was.evidence, point.about, point.weight, must, signal=point.signal)

    def _mistakes(self, found: Judgement) -> Iterator[Point]:
        """What is stated; the price of a mistake is the lightest point that it denies, or the lightest of all."""
        weights = {point.name: point.weight for point in self.rubric.points if point.weight}
        for mistake in self._stated(found):
            prices = [weights[name] for name in mistake.denies if name in weights] or list(weights.values())
            evidence = found.misconceptions[mistake.name].evidence
            yield Point(mistake.name, "stated", evidence, mistake.about, min(prices), denies=mistake.denies)

    def _stated(self, found: Judgement) -> list[Misconception]:
        return [mistake for mistake in self.rubric.misconceptions if mistake.name in found.misconceptions]

    def _next(self, found: Judgement) -> Iterator[FollowUp]:
        """The follow-ups whose condition holds."""
        for follow_up in self.follow_ups:
            missing = follow_up.when == "missing" and found.points[follow_up.name].status != "covered"
            stated = follow_up.when == "stated" and follow_up.name in found.misconceptions
            if missing or stated or follow_up.when == "always":
                yield follow_up


def faults(task: Task, runs: Runs) -> tuple[Problem, ...]:
    """What the author's own answers prove to be wrong with the rubric."""
    assert isinstance(task, Interview)
    return tuple(rubric_problems(task.examiner, task.tests, task.model, task.model_place))


def explained(task: Task, response: str) -> Explanation:
    """What each clause is heard to say, and why each point and each misconception comes out as it does."""
    assert isinstance(task, Interview)
    return explain(response[:MAX_LENGTH], task.examiner)


def probed(task: Task, follow_up: FollowUp) -> Interview:
    """The same rubric, for a reply to a follow-up: it is heard in the light of what was asked."""
    assert isinstance(task, Interview)
    return replace(task, asked=follow_up.text, follow_up=follow_up)


def claims(body: Body, key: Mapping[str, Value]) -> bool:
    """A rubric."""
    return "### Rubric" in body.features


def read(reading: Reading) -> Interview | None:
    """The rubric and what goes with it."""
    body, report = reading.body, reading.report
    vocabulary = vocabulary_in(body.source.path.parent)
    rubric = read_rubric(body, vocabulary, report)
    follow_ups = read_follow_ups(body, rubric, report)
    tests = read_test_answers(body, rubric, report)
    if report.failed:
        return None
    asked = f"{body.title}\n\n{reading.prompt}"
    place = next((section.place for section in body.sections if section.name == "Model answer"), None)
    return Interview(rubric, vocabulary, asked, body.section("Model answer"), follow_ups, tests, place)


KIND = Kind(
    name="interview",
    claims=claims,
    read=read,
    uses=frozenset(
        {"### Rubric", "### Misconceptions", "### Model answer", "### Follow-ups", "### Test answers", "numbered"}
    ),
    faults=faults,
    explain=explained,
    probed=probed,
    signal="trade-offs",
    samples=(
        Sample(
            markdown="""## Why does L1 give zeros and L2 not?

Explain it as you would in the room: what does each penalty do to a weight that is already small?

### Rubric
- **zeros** · must · 2 — L1 drives some weights exactly to zero.
  - `l1 & zero`
- **shrinks** · must · 1 — L2 only shrinks weights.
  - `l2 & not zero`
  - `l2 & shrink`
- **pull** · should · 2 — the L1 pull is constant, the L2 pull fades with the weight.
  - `l1 & constant & pull`

### Misconceptions
- **l2-sparse** — says that L2 gives sparsity. Denies *shrinks*.
  - `l2 & zero & !shrink`
  > Ridge never lands on zero: its pull fades as the weight does.

### Model answer
The pull of L1 is the same for every weight, so small weights end at exactly zero. The pull of L2 fades with the weight:
it only makes weights small.

### Follow-ups
- if missing *pull*: What is the slope of each penalty at w = 0.001?
- always: Would plain SGD on an L1 loss give exact zeros?

### Test answers
- zeros, shrinks: lasso zeroes weights out, ridge just makes them small
- !l2-sparse: both shrink but only L2 makes them exactly zero
- none: it is about the shape of the penalty
- pull: the pull of L1 stays constant however small the weight is
""",
            right="L1 pulls with the same force however small a weight is, so weights end at exactly zero. L2 shrinks.",
            wrong="both shrink but only L2 makes them exactly zero",
            unreadable="?!",
        ),
    ),
)
