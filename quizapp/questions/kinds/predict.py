"""A prediction: the learner says first what a run will give, then it runs in front of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from quizapp.grading.numbers import say_number
from quizapp.grading.sets import Picks, read_picks
from quizapp.grading.verdict import Beside, Grade, Verdict
from quizapp.questions.body import Body
from quizapp.questions.calls import Call, Measures, Runs, measures_of
from quizapp.questions.forms import PickMany, PickOne, TypeNumber
from quizapp.questions.kind import Kind, Reading, Sample
from quizapp.questions.kinds import numeric
from quizapp.questions.kinds.choice import Choice, check_options
from quizapp.questions.kinds.multiple import Multiple
from quizapp.questions.kinds.numeric import Numeric
from quizapp.questions.lists import Option
from quizapp.questions.live import read_holds
from quizapp.questions.model import Problem, Task
from quizapp.questions.outcomes import Outcomes, UnsettledError, read_each, without_holds
from quizapp.questions.proofs import unproved
from quizapp.questions.yamlblocks import Value, fields_of, text_of

KEYS = ("demo", "params", "vary", "predict", "holds")


@dataclass(frozen=True, slots=True)
class PickedOutcome:
    """Options, and what the run of `call` has to say about them."""

    call: Call
    options: tuple[Option, ...]
    outcomes: Outcomes
    credit: str = "all"

    @property
    def form(self) -> PickOne | PickMany:
        return self._with(self.outcomes.ticked).form

    @property
    def calls(self) -> tuple[Call, ...]:
        return (self.call,)

    def grade(self, response: str, runs: Runs) -> Grade:
        """Judge the options that were picked by what the run gave. Where it decides nothing, nothing is judged."""
        grade = self._with(self.outcomes.ticked).grade(response, runs)
        measures = measures_of(runs, self.call)
        if grade.verdict is Verdict.UNREADABLE:
            return grade
        if measures is None:
            return Grade(Verdict.UNCHECKED)
        beside = self._beside(response, measures)
        try:
            return replace(self._with(self.outcomes.right(measures)).grade(response, runs), beside=beside)
        except UnsettledError as unsettled:
            return Grade(Verdict.UNCHECKED, feedback=(str(unsettled),), beside=beside)

    def expected(self, runs: Runs) -> str:
        measures = measures_of(runs, self.call)
        try:
            return "" if measures is None else self._with(self.outcomes.right(measures)).expected(runs)
        except UnsettledError:
            return ""

    def _with(self, right: Picks) -> Choice | Multiple:
        """The options with those that are right, judged as in a question that knows its key."""
        if len(self.outcomes.ticked) == 1:
            return Choice(self.options, min(right))
        return Multiple(self.options, right, self.credit)

    def _beside(self, response: str, measures: Measures) -> tuple[Beside, ...]:
        picked = sorted(read_picks(response, len(self.options)))
        predicted = "; ".join(self.options[index].text for index in picked) or "none of these"
        return self.outcomes.beside(predicted, measures)


@dataclass(frozen=True, slots=True)
class NumberOutcome:
    """A number that the run will give, judged as `numeric` judges it; `holds` is what the run proves besides."""

    numeric: Numeric
    holds: tuple[str, ...] = ()

    @property
    def form(self) -> TypeNumber:
        return self.numeric.form

    @property
    def calls(self) -> tuple[Call, ...]:
        return self.numeric.calls

    def grade(self, response: str, runs: Runs) -> Grade:
        """Judge a number by what the run gave."""
        grade = self.numeric.grade(response, runs)
        key = self.numeric.key.of(runs)
        if key is None or grade.verdict is Verdict.UNREADABLE:
            return grade
        unit = f" {self.numeric.unit}" if self.numeric.unit else ""
        beside = Beside(self.numeric.key.expression, response.strip(), f"{say_number(key)}{unit}")
        return replace(grade, beside=(beside,))

    def expected(self, runs: Runs) -> str:
        return self.numeric.expected(runs)


# ---------------------------------------------------------------- proving


def faults(task: Task, runs: Runs) -> tuple[Problem | str, ...]:
    """What the run refutes: an expression of the key, or the tick of an option."""
    assert isinstance(task, PickedOutcome | NumberOutcome)
    if isinstance(task, NumberOutcome):
        found = numeric.faults(task.numeric, runs)
        measures = measures_of(runs, task.calls[0]) or {}
        return (*found, *(fault for claim in task.holds if (fault := unproved(claim, measures))))
    return task.outcomes.faults(task.options, measures_of(runs, task.call) or {})


def moved(task: Task, usual: Runs, other: Runs) -> str:
    """How the number changes; that the options stay right is what `faults` says of each run."""
    return numeric.moved(task.numeric, usual, other) if isinstance(task, NumberOutcome) else ""


# ---------------------------------------------------------------- reading


def claims(body: Body, key: Mapping[str, Value]) -> bool:
    """A key that says so."""
    return "yaml key" in body.fences and "predict" in key


def read(reading: Reading) -> PickedOutcome | NumberOutcome | None:
    """The options, or the number, with the run that decides."""
    said = reading.key["predict"]
    if said.data is not True:
        reading.report.error("Y204", said.place, f"`predict` is true, or left out, not {said.say()}")
        return None
    if reading.body.options:
        return _read_options(reading)
    if "answer" in reading.key or "value" in reading.key:
        return _read_number(reading)
    reading.report.error("K109", said.place, "nothing is predicted", "give it options, or an `answer` with a tolerance")
    return None


def _read_number(reading: Reading) -> NumberOutcome | None:
    """The number as a numeric question reads it, and what else the run proves."""
    rest = {name: value for name, value in reading.key.items() if name not in {"predict", "holds"}}
    if "value" in rest:
        reading.report.error(
            "K109", rest["value"].place, "a prediction is decided by a run", "give `demo` and `answer`"
        )
        return None
    task = numeric.read(replace(reading, key=rest))
    holds = _read_holds(reading)
    return None if task is None else NumberOutcome(task, holds)


def _read_options(reading: Reading) -> PickedOutcome | None:
    report, place = reading.report, reading.body.source.place(reading.body.fences["yaml key"].line - 1)
    fields = fields_of(Value(dict(reading.key), place), "`yaml key` beside options", KEYS, report) or {}
    if "demo" not in fields:
        report.error("Y203", place, "`yaml key` has no `demo`", "add `demo:`")
    if not check_options(reading) or report.failed:
        return None
    body, holds = reading.body, _read_holds(reading)
    each = read_each(body.options, body.source, body.last, report)
    if not holds and not each and not report.failed:
        report.error(
            "K109", place, "no run decides this prediction", "write `holds:` here, or `- holds: …` below each option"
        )
    demo = text_of(fields["demo"], "`demo`", report)
    params = {**reading.calls.params(fields), **reading.calls.variant}
    call = reading.calls.call(demo, params, fields["demo"].place)
    ticked = frozenset(index for index, option in enumerate(body.options) if option.right)
    return PickedOutcome(call, tuple(map(without_holds, body.options)), Outcomes(ticked, holds, each), reading.credit)


def _read_holds(reading: Reading) -> tuple[str, ...]:
    """The expressions under `holds:` of the key; none without."""
    value = reading.key.get("holds")
    return () if value is None else read_holds(value, reading.report)


KIND = Kind(
    name="predict",
    signal="evidence",
    claims=claims,
    read=read,
    uses=frozenset({"yaml key", "options", "numbered"}),
    commits=True,
    faults=faults,
    moved=moved,
    samples=(
        Sample(
            markdown="""## Exact zeros after a hundred steps

A net trains for `steps=100` with Adam, and λ·Σ|w| is in the loss. How many weights are exactly 0?

- [x] none
  > Every step crosses zero, and none lands on it.
  > - holds: exact_zeros == 0
- [ ] about one in five
  > That many are *below 0.01*.
  > - holds: exact_zeros > 0.05

```yaml key
demo: l1_network
params: {method: adam_subgradient, steps: 100}
predict: true
```
""",
            right="a",
            wrong="b",
            unreadable="c",
            measures={"l1_network": {"exact_zeros": 0, "below_1e2": 0.198}},
        ),
        Sample(
            markdown="""## The share below a threshold

In that run, about which share of the weights ends below 0.01?

```yaml key
demo: l1_network
params: {method: adam_subgradient, steps: 100}
predict: true
answer: below_1e2
tolerance: {abs: 0.1}
```
""",
            right="20%",
            wrong="0.9",
            unreadable="some",
            measures={"l1_network": {"exact_zeros": 0, "below_1e2": 0.198}},
        ),
    ),
)
