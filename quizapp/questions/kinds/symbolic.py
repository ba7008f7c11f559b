"""A formula, equal to the key at random points: the key is a computed derivative, or a formula with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.errors import UnreadableError
from quizapp.grading.equality import Difference, alike, difference
from quizapp.grading.formulas import Formula, read_formula
from quizapp.grading.numbers import say_number
from quizapp.grading.verdict import Grade, Verdict
from quizapp.questions.body import Body
from quizapp.questions.calls import Call, Runs
from quizapp.questions.forms import TypeText
from quizapp.questions.formulakeys import FormulaKey, read_formula_key
from quizapp.questions.kind import Kind, Reading, Sample
from quizapp.questions.yamlblocks import Value


@dataclass(frozen=True, slots=True)
class Symbolic:
    """A key by its values at points, and the known wrong formulas."""

    key: FormulaKey

    @property
    def form(self) -> TypeText:
        return TypeText(1, "formula", self.key.example)

    @property
    def calls(self) -> tuple[Call, ...]:
        return ()

    def grade(self, response: str, runs: Runs) -> Grade:
        """Judge a formula, leniently read. Nothing separates gaps here: a bar is an absolute value."""
        try:
            formula = read_formula(response.replace("\\|", "|"), self.key.names)
        except UnreadableError as error:
            return Grade(Verdict.UNREADABLE, feedback=(str(error),))
        found = difference(formula, self.key.samples)
        if found is None:
            return Grade(Verdict.RIGHT, 1.0, self.key.words)
        if found.never:
            return Grade(Verdict.UNREADABLE, feedback=(f"that formula has a value nowhere: {found.why}",))
        said = [trap.say for trap in self.key.traps if alike(formula, trap.formula, self.key.samples)]
        return Grade(Verdict.WRONG, 0.0, self.key.words, (*said[:1], _in_words(found, formula)))

    def expected(self, runs: Runs) -> str:
        return self.key.words


def _in_words(found: Difference, formula: Formula) -> str:
    """Where a formula differs, with both values, and how it was read."""
    if found.value is None:
        words = f"At {found.at} yours has no value, the key gives {say_number(found.at.value)}."
    else:
        yours, key = _told_apart(found.value, found.at.value)
        words = f"At {found.at} yours gives {yours}, the key {key}."
    if found.ratio is not None and say_number(found.ratio) != "1":
        words += f" Everywhere it is {say_number(found.ratio)} times the key."
    return f"{words} It was read as {formula}."


def _told_apart(value: float, key: float) -> tuple[str, str]:
    """Both numbers, with more digits where six show no difference."""
    short = say_number(value), say_number(key)
    return short if short[0] != short[1] else (f"{value:.10g}", f"{key:.10g}")


def claims(body: Body, key: Mapping[str, Value]) -> bool:
    """A key that says `symbolic`, and no prediction."""
    return "symbolic" in key and "predict" not in key and not body.options


def read(reading: Reading) -> Symbolic | None:
    """The key, where it can be used."""
    key = read_formula_key(reading)
    return None if key is None else Symbolic(key)


KIND = Kind(
    name="symbolic",
    signal="mathematics",
    claims=claims,
    read=read,
    uses=frozenset({"yaml key", "numbered"}),
    samples=(
        Sample(
            markdown="""## The pull of the L2 penalty

What is the derivative of $\\lambda w^2$ by $w$?

```yaml key
symbolic: derivative
of: lam*w^2
by: w
over: {w: [-2, 2], lam: [0.01, 1]}
traps:
  - {is: lam*w, say: "That is the derivative of (lam/2)·w². PyTorch's weight_decay means exactly this one."}
  - {is: lam*sign(w), say: "That is the L1 penalty: its pull does not fade."}
```
""",
            right="= 2λw",
            wrong="lam w",
            unreadable="2 lam v",
        ),
        Sample(
            markdown="""## The share that is left

AdamW with learning rate `lr` and weight decay `wd`, no data gradient: what is left of a weight of 1 after `t=3` steps?

```yaml key
symbolic: expression
is: (1 - lr*wd)^t
over: {lr: [0.001, 0.5], wd: [0.01, 1]}
vary: {t: [3, 10]}
traps:
  - {is: 1 - t*lr*wd, say: "Each step takes its share of what is left, not of the start."}
```

### Sources
- The algorithm in the documentation of `torch.optim.AdamW`.
""",
            right="(1 − lr·wd)^t",
            wrong="1 - t*lr*wd",
            unreadable="(1 - lr wd",
        ),
    ),
)
