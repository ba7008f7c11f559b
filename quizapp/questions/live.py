"""Live keys: demo calls, tolerances, traps and evidence, as the YAML of a question writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from quizapp.errors import ExpressionError, MathsError
from quizapp.grading.expressions import evaluate
from quizapp.grading.numbers import Tolerance
from quizapp.grading.vacuity import is_always_true
from quizapp.questions.calls import Call, ParamValue, Runs, measures_of
from quizapp.questions.maths import check_maths
from quizapp.questions.model import Evidence, Place
from quizapp.questions.source import Report
from quizapp.questions.yamlblocks import Value, fields_of, number_of, text_of

EVIDENCE_KEYS = ("demo", "params", "holds", "vary")
TOLERANCE_KEYS = ("rel", "abs", "digits")
TRAP_KEYS = ("demo", "params", "answer", "value", "say")

# Says what is wrong with a call, or None: the engine's catalogue, which this layer does not know.
CheckCall: TypeAlias = Callable[[Call], str | None]

Variant: TypeAlias = Mapping[str, ParamValue]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a run gives (`expression` over the measures of `call`), or a fixed one (`value`)."""

    call: Call | None = None
    expression: str = ""
    value: float = 0.0

    def of(self, runs: Runs) -> float | None:
        """The number, or None where its run is missing or has no such measure."""
        if self.call is None:
            return self.value
        measures = measures_of(runs, self.call)
        if measures is None:
            return None
        try:
            return float(evaluate(self.expression, measures))
        except ExpressionError:
            return None


@dataclass(frozen=True, slots=True)
class Trap:
    """A known wrong number, and the sentence for whoever walks into it."""

    quantity: Quantity
    say: str


@dataclass(frozen=True, slots=True)
class CallReader:
    """Reads the calls of one question in one variant."""

    variant: Variant
    report: Report
    check_call: CheckCall | None = None

    def call(self, demo: str, params: Variant, place: Place) -> Call:
        """The call, checked against the catalogue where one is at hand."""
        call = Call.of(demo, params)
        if self.check_call is None:
            return call
        unknown = self.check_call(Call(demo))
        fault = unknown or self.check_call(call)
        if fault:
            self.report.error(
                "K104" if unknown else "K105", place, fault.splitlines()[0], "\n    ".join(fault.splitlines()[1:])
            )
        return call

    def accepts(self, call: Call) -> bool:
        """Whether a catalogue is at hand and knows this call."""
        return self.check_call is not None and self.check_call(call) is None

    def params(self, fields: Mapping[str, Value]) -> dict[str, ParamValue]:
        """The values under `params:`; none where it is missing."""
        value = fields.get("params")
        if value is None:
            return {}
        if not isinstance(value.data, dict):
            self.report.error(
                "Y204", value.place, f"`params` must be a mapping such as {{seed: 42}}, not {value.say()}"
            )
            return {}
        read = {name: read_param(item, f"`{name}`", self.report) for name, item in value.data.items()}
        return {name: item for name, item in read.items() if item is not None}

    def evidence(self, value: Value, key: Call | None) -> Evidence | None:
        """The `yaml evidence` block. Its call follows the variant where it names a varied value or runs the key's demo.

        None where the block is reported.
        """
        fields = fields_of(value, "`yaml evidence`", EVIDENCE_KEYS, self.report)
        if fields is None or not _present(fields, ("demo", "holds"), "`yaml evidence`", value.place, self.report):
            return None
        demo = text_of(fields["demo"], "`demo`", self.report)
        params = self.params(fields)
        follows = "vary" in fields or (key is not None and key.demo == demo)
        params |= {name: item for name, item in self.variant.items() if follows or name in params}
        call = self.call(demo, params, fields["demo"].place)
        return Evidence(call, read_holds(fields["holds"], self.report), value.place)

    def quantity(self, fields: Mapping[str, Value], key: Call | None) -> Quantity | None:
        """The `demo`/`answer` or `value` of a key (`key` None) or of one of its traps; None where it is reported."""
        if "value" in fields:
            number = number_of(fields["value"], "`value`", self.report)
            return None if number is None else Quantity(value=float(number))
        answer = fields["answer"]
        expression = (
            str(answer.data) if isinstance(answer.data, int | float) else text_of(answer, "`answer`", self.report)
        )
        check_expression(expression, answer.place, self.report)
        if key is None or "demo" in fields:
            demo = text_of(fields["demo"], "`demo`", self.report)
            place = fields["demo"].place
        else:
            demo, place = key.demo, answer.place
        params = self._laid_over(fields, demo, key)
        return Quantity(key if key == Call.of(demo, params) else self.call(demo, params, place), expression)

    def _laid_over(self, fields: Mapping[str, Value], demo: str, key: Call | None) -> dict[str, ParamValue]:
        """A key's own parameters under the variant; a trap's own, over the key's where the demo is the same."""
        own = self.params(fields)
        if key is None:
            return {**own, **self.variant}
        if own and demo != key.demo:
            return own
        return {**dict(key.params), **own}


def read_param(value: Value, what: str, report: Report) -> ParamValue | None:
    """A number, a truth value, a word, or a list of numbers; None where it is something else, which is reported."""
    if isinstance(value.data, tuple):
        items = [number_of(item, f"each value of {what}", report) for item in value.data]
        return tuple(float(item) for item in items if item is not None)
    if isinstance(value.data, bool | str):
        return value.data
    return number_of(value, what, report)


def read_tolerance(value: Value, report: Report) -> Tolerance | None:
    """One of `{rel: 0.02}`, `{abs: 0.5}`, `{digits: 3}`."""
    fields = fields_of(value, "`tolerance`", TOLERANCE_KEYS, report)
    if fields is None:
        return None
    if len(fields) != 1:
        report.error("K102", value.place, "a tolerance is exactly one of rel, abs or digits", "for example {rel: 0.02}")
        return None
    name, item = next(iter(fields.items()))
    number = number_of(item, f"`{name}`", report)
    if number is None:
        return None
    most = {"rel": 0.5, "digits": 12}.get(name, float("inf"))
    least = 1 if name == "digits" else 0
    if not least <= number <= most or (name == "digits" and not isinstance(number, int)):
        report.error(
            "K102",
            item.place,
            f"{name}: {number} is not a tolerance",
            "rel is a share up to 0.5, digits a whole number",
        )
        return None
    match name:
        case "rel":
            return Tolerance(rel=float(number))
        case "abs":
            return Tolerance(abs=float(number))
    return Tolerance(digits=int(number))


def read_traps(value: Value | None, key: Call | None, reader: CallReader) -> tuple[Trap, ...]:
    """The list under `traps:`, each a `demo`/`answer` or a `value`, with a sentence to `say`."""
    if value is None:
        return ()
    report = reader.report
    if not isinstance(value.data, tuple):
        report.error("K107", value.place, f"`traps` must be a list, not {value.say()}", "start each with `- `")
        return ()
    traps = []
    for item in value.data:
        fields = fields_of(item, "a trap", TRAP_KEYS, report)
        if fields is None or not _present(fields, ("say",), "a trap", item.place, report):
            continue
        if ("value" in fields) == ("answer" in fields) or (key is None and "answer" in fields and "demo" not in fields):
            report.error("K107", item.place, "a trap gives either `value`, or `demo` and `answer`")
            continue
        quantity = reader.quantity(fields, key)
        say = text_of(fields["say"], "`say`", report)
        check_sentence(say, fields["say"].place, report)
        if quantity is not None:
            traps.append(Trap(quantity, say))
    return tuple(traps)


def read_holds(value: Value, report: Report) -> tuple[str, ...]:
    """One expression or a list of them, each checked."""
    items = value.data if isinstance(value.data, tuple) else (value,)
    if not items:
        report.error("K101", value.place, "`holds` is empty", "write for example [exact_zeros == 0]")
    expressions = tuple(str(item.data).lower() if isinstance(item.data, bool) else str(item.data) for item in items)
    for item, expression in zip(items, expressions, strict=True):
        check_expression(expression, item.place, report)
    return expressions


def check_expression(expression: str, place: Place, report: Report) -> None:
    """Report an expression that the whitelist refuses, or that is the same whatever a run gives."""
    try:
        if is_always_true(expression):
            message = f"{expression[:80]!r} is so whatever is measured: no run decides it"
            report.error("K101", place, message, "`quizapp demo NAME` shows what is measured")
    except ExpressionError as error:
        report.error("K101", place, str(error), "see the author's guide for what an expression may hold")


def check_sentence(text: str, place: Place, report: Report) -> None:
    """Report maths in `text` that cannot be shown."""
    try:
        check_maths(text)
    except MathsError as error:
        report.error("M114", place, str(error))


def _present(fields: Mapping[str, Value], needed: tuple[str, ...], what: str, place: Place, report: Report) -> bool:
    missing = [name for name in needed if name not in fields]
    for name in missing:
        report.error("Y203", place, f"{what} has no `{name}`", f"add `{name}:`")
    return not missing
