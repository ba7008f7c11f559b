"""A number, checked against a measure of a live run, within a tolerance that is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.errors import UnreadableError
from quizapp.grading.numbers import Tolerance, say_number
from quizapp.grading.units import read_answer
from quizapp.grading.verdict import Grade, Verdict
from quizapp.questions.body import Body
from quizapp.questions.calls import Call, Runs
from quizapp.questions.forms import TypeNumber
from quizapp.questions.kind import Kind, Reading, Sample
from quizapp.questions.live import Quantity, Trap, read_tolerance, read_traps
from quizapp.questions.model import Task
from quizapp.questions.yamlblocks import Value, fields_of, text_of

KEYS = ("demo", "params", "vary", "answer", "value", "unit", "tolerance", "traps")


@dataclass(frozen=True, slots=True)
class Numeric:
    """`key` within `tolerance`, and the known wrong numbers."""

    key: Quantity
    tolerance: Tolerance
    traps: tuple[Trap, ...] = ()
    unit: str = ""

    @property
    def form(self) -> TypeNumber:
        return TypeNumber(self.unit)

    @property
    def calls(self) -> tuple[Call, ...]:
        """The run that decides first, then the runs of the traps, which add a sentence where they are there."""
        quantities = (self.key, *(trap.quantity for trap in self.traps))
        return tuple(dict.fromkeys(quantity.call for quantity in quantities if quantity.call is not None))

    def grade(self, response: str, runs: Runs) -> Grade:
        """Judge a number, leniently read. Where it can be read in two ways, the better one counts."""
        try:
            typed = read_answer(response, self.unit)
        except UnreadableError as error:
            return Grade(Verdict.UNREADABLE, feedback=(str(error),))
        key = self.key.of(runs)
        if key is None:
            return Grade(Verdict.UNCHECKED)
        if any(self.tolerance.accepts(value, key) for value in typed):
            return Grade(Verdict.RIGHT, 1.0, self.expected(runs))
        if self.unit == "%" and self.tolerance.accepts(100 * typed[0], key):
            words = f"{say_number(typed[0])} would be {say_number(typed[0])} %: write {say_number(100 * typed[0])} %"
            return Grade(Verdict.UNREADABLE, feedback=(f"the answer is asked in per cent, and {words}",))
        feedback = self._sentence(typed[0], runs) or self._near_miss(typed[0], key)
        return Grade(Verdict.WRONG, 0.0, self.expected(runs), feedback)

    def expected(self, runs: Runs) -> str:
        key = self.key.of(runs)
        if key is None:
            return ""
        unit = f" {self.unit}" if self.unit else ""
        return f"{say_number(key)}{unit} ({self.tolerance.in_words(key)})"

    def _sentence(self, typed: float, runs: Runs) -> tuple[str, ...]:
        """The sentence of the trap that lies closest to `typed`, where one lies close enough."""
        distances = []
        for trap in self.traps:
            value = trap.quantity.of(runs)
            if value is not None and self.tolerance.accepts(typed, value):
                distances.append((abs(typed - value), trap.say))
        return (min(distances)[1],) if distances else ()

    def _near_miss(self, typed: float, key: float) -> tuple[str, ...]:
        """How far a number lies from the key, where it is just outside."""
        far = self.tolerance.how_far(typed, key)
        return (f"That is {far} the key.",) if far else ()


def faults(task: Task, runs: Runs) -> tuple[str, ...]:
    """A key or trap that its run does not give, a key that nobody could type, and a trap that is right or not said."""
    assert isinstance(task, Numeric)
    key = task.key.of(runs)
    if key is None:
        return (f"the run does not give the answer {task.key.expression!r}",)
    found = []
    shown = float(say_number(key))
    if not task.tolerance.accepts(shown, key):
        found.append(f"the answer is shown as {say_number(key)}, which would not count: the tolerance is too narrow")
    values = [trap.quantity.of(runs) for trap in task.traps]
    for number, (trap, value) in enumerate(zip(task.traps, values, strict=True)):
        if value is None:
            found.append(f"the run of a trap does not give {trap.quantity.expression!r}")
        elif task.tolerance.accepts(value, key):
            found.append(f"the trap at {say_number(value)} counts as right: {task.tolerance.in_words(key)}")
        elif value in values[:number]:
            found.append(f"two traps lie at {say_number(value)}, and only one of them is said")
    return tuple(found)


def moved(task: Task, usual: Runs, other: Runs) -> str:
    """How far the key of the `other` runs lies from the usual one, where the tolerance does not cover it."""
    assert isinstance(task, Numeric)
    key, again = task.key.of(usual), task.key.of(other)
    if key is None or again is None or task.tolerance.accepts(again, key):
        return ""
    return f"{say_number(key)} becomes {say_number(again)}, and {task.tolerance.in_words(key)}"


def claims(body: Body, key: Mapping[str, Value]) -> bool:
    """A key that is neither a formula nor a prediction."""
    return "yaml key" in body.fences and not body.options and not {"symbolic", "predict"} & set(key)


def read(reading: Reading) -> Numeric | None:
    """The key, its tolerance and its traps. The key of a fixed value needs a source."""
    report, place = reading.report, reading.body.source.place(reading.body.fences["yaml key"].line - 1)
    fields = fields_of(Value(dict(reading.key), place), "`yaml key`", KEYS, report) or {}
    if ("value" in fields) == ("answer" in fields or "demo" in fields):
        report.error(
            "K103", place, "a key gives either `demo` and `answer`, or `value`", "a run is better than a typed number"
        )
        return None
    for name in ("tolerance", *(() if "value" in fields else ("demo", "answer"))):
        if name not in fields:
            report.error("Y203", place, f"`yaml key` has no `{name}`", f"add `{name}:`")
    if report.failed:
        return None
    if "value" in fields and not reading.body.section("Sources"):
        report.error(
            "K106", fields["value"].place, "a typed value needs a source", "say where it comes from under `### Sources`"
        )
    key = reading.calls.quantity(fields, None)
    tolerance = read_tolerance(fields["tolerance"], report)
    traps = read_traps(fields.get("traps"), key.call if key else None, reading.calls)
    unit = text_of(fields["unit"], "`unit`", report) if "unit" in fields else ""
    return None if key is None or tolerance is None else Numeric(key, tolerance, traps, unit)


KIND = Kind(
    name="numeric",
    signal="mathematics",
    claims=claims,
    read=read,
    uses=frozenset({"yaml key", "numbered"}),
    faults=faults,
    moved=moved,
    samples=(
        Sample(
            markdown="""## The first penalty that kills everything

On the lesson's data with `seed=42`, what is the smallest `alpha` at which every lasso coefficient is exactly zero?

```yaml key
demo: lasso_path
params: {seed: 42}
vary: {seed: [42, 7, 11]}
answer: alpha_max
tolerance: {rel: 0.02}
traps:
  - {answer: support_alpha_high, say: "That is where the first false feature leaves the exact support."}
  - {value: 0.1, say: "That is the lesson's alpha: three features survive it."}
```
""",
            right="2,69",
            wrong="0.1",
            unreadable="2.6x",
            measures={"lasso_path": {"alpha_max": 2.690953, "support_alpha_high": 0.04}},
        ),
        Sample(
            markdown="""## The decay that AdamW starts with

What is the default `weight_decay` of `torch.optim.AdamW`?

```yaml key
value: 1e-2
tolerance: {digits: 2}
```

### Sources
- The documentation of `torch.optim.AdamW`.
""",
            right="1%",
            wrong="0",
            unreadable="small",
        ),
    ),
)
