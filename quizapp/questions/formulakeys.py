"""Keys that are formulas: what `symbolic:` asks for, the ranges of its names, and known wrong formulas."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from quizapp.errors import UnreadableError
from quizapp.grading.derivatives import derivative
from quizapp.grading.equality import FEWEST, Ranges, Sample, alike, hardly_matters, same, samples_of, value_at
from quizapp.grading.formulas import Formula, identifier, read_formula
from quizapp.grading.numbers import say_number
from quizapp.grading.spellings import CONSTANTS, FUNCTIONS, pieces
from quizapp.grading.terms import derivative_in_words
from quizapp.questions.calls import ParamValue
from quizapp.questions.kind import Reading
from quizapp.questions.live import check_sentence
from quizapp.questions.model import Place
from quizapp.questions.source import Report
from quizapp.questions.variants import slots
from quizapp.questions.yamlblocks import Value, fields_of, number_of, text_of

# What a key holds, by what `symbolic:` says.
KEYS: Mapping[str, tuple[str, ...]] = {
    "derivative": ("symbolic", "of", "by", "over", "vary", "traps"),
    "expression": ("symbolic", "is", "over", "vary", "traps"),
}
_OPTIONAL = frozenset({"vary", "traps"})

LARGEST = 1e30  # the size of an end of a range, and the inverse of the smallest

_NAME = re.compile(r"[^\W\d_]\w*")


@dataclass(frozen=True, slots=True)
class FormulaTrap:
    """A known wrong formula, and the sentence for whoever writes it."""

    formula: Formula
    say: str


@dataclass(frozen=True, slots=True)
class FormulaKey:
    """A key by its values at points of `names`; `words` is the key as it is shown, `example` what one may type."""

    names: tuple[str, ...]
    samples: tuple[Sample, ...]
    words: str
    example: str
    traps: tuple[FormulaTrap, ...] = ()


def read_formula_key(reading: Reading) -> FormulaKey | None:
    """The formula that the key of a question asks for; None where a problem is reported."""
    report, place = reading.report, reading.body.source.place(reading.body.fences["yaml key"].line - 1)
    sort = reading.key["symbolic"]
    if sort.data not in KEYS:
        message = f"`symbolic` is {' or '.join(KEYS)}, not {sort.say()}"
        report.error("Y204", sort.place, message, "a derivative is computed, an expression is taken as it stands")
        return None
    known = KEYS[str(sort.data)]
    key = f"{'an' if sort.data == 'expression' else 'a'} {sort.data} key"
    fields = fields_of(Value(dict(reading.key), place), key, known, report) or {}
    for name in known:
        if name not in fields and name not in _OPTIONAL:
            report.error("Y203", place, f"{key} has no `{name}`", f"add `{name}:`")
    ranges = _read_ranges(fields["over"], reading.calls.variant, report) if "over" in fields else None
    if report.failed or not ranges:
        return None
    _check_slots(reading, ranges)
    if "is" in fields and not reading.body.section("Sources") and "yaml evidence" not in reading.body.fences:
        message = "a formula that is no derivative needs a source"
        report.error("K106", fields["is"].place, message, "give `### Sources`, or prove it with `yaml evidence`")
    formula = _formula(fields["is" if "is" in fields else "of"], tuple(ranges), report)
    by = text_of(fields["by"], "`by`", report) if "by" in fields else ""
    if formula is None or report.failed or (by and not _can_differ(by, ranges, fields["by"].place, report)):
        return None
    return _key(formula, by, ranges, fields, report)


def _key(formula: Formula, by: str, ranges: Ranges, fields: Mapping[str, Value], report: Report) -> FormulaKey | None:
    """The key with its values, its words and its traps."""
    value = _value_of(formula, by)
    samples = samples_of(value, ranges, f"{formula.expression} {by}")
    if len(samples) < FEWEST:
        what = "derivative" if by else "value"
        message = f"{formula} has a {what} at fewer than {FEWEST} of the points that were tried in these ranges"
        report.error("K113", fields["of" if by else "is"].place, message, "narrow the ranges under `over`")
        return None
    for name, written in fields["over"].fields.items():
        if hardly_matters(name, ranges[name], value, samples):
            message = f"{name} makes no difference in its range: a formula without it would count as right"
            report.error("K114", written.place, message, f"give {name} values so large that they show")
    names = tuple(ranges)
    words = _words(formula, by, ranges, samples) if by else str(formula)
    traps = _read_traps(fields.get("traps"), names, samples, report)
    if report.failed:
        return None
    example = next(text for text in _examples(names) if _is_new(read_formula(text, names), samples, traps))
    return FormulaKey(names, samples, words, example, traps)


def _value_of(formula: Formula, by: str) -> Callable[[Mapping[str, float]], float]:
    """The key as a function of a point."""
    if not by:
        return formula.value
    return lambda point: derivative(
        formula.expression, identifier(by), {identifier(name): number for name, number in point.items()}
    )


def _words(formula: Formula, by: str, ranges: Ranges, samples: tuple[Sample, ...]) -> str:
    """The derivative as a person writes it; where no neat form is equal to it, what it is and two of its values."""
    fixed = {identifier(name): low for name, (low, high) in ranges.items() if low == high}
    neat = derivative_in_words(formula.expression, identifier(by), fixed)
    if neat and same(read_formula(neat, tuple(ranges)), samples):
        return neat
    values = "; ".join(f"{say_number(sample.value)} at {sample}" for sample in samples[:2])
    return f"the derivative of {formula} by {by}: {values}"


def _read_ranges(value: Value, variant: Mapping[str, ParamValue], report: Report) -> dict[str, tuple[float, float]]:
    """The range of each name under `over`, and the number of each varied one; empty where that is reported."""
    if not isinstance(value.data, dict) or not value.data:
        message = f"`over` gives each name its range, such as {{w: [-2, 2]}}, not {value.say()}"
        report.error("K114", value.place, message)
        return {}
    ranges: dict[str, tuple[float, float]] = {}
    for name, number in variant.items():
        if isinstance(number, str | tuple) or name in value.data:
            report.error("K114", value.place, f"{name} is varied: it takes numbers, and no range under `over`")
        else:
            ranges[name] = (float(number), float(number))
    for name, item in value.data.items():
        ranges[name] = _read_range(item, name, report)
    _check_names(tuple(ranges), value.place, report)
    return {} if report.failed else {name: ranges[name] for name in (*value.data, *variant)}


def _read_range(value: Value, name: str, report: Report) -> tuple[float, float]:
    """The two ends of a range; what is no range is reported."""
    pair = value.data if isinstance(value.data, tuple) else ()
    ends = [end for item in pair if (end := number_of(item, f"an end of {name}'s range", report)) is not None]
    if len(ends) == len(pair) and not (len(ends) == 2 and ends[0] < ends[1]):
        report.error("K114", value.place, f"{name} has no range", "write its smaller and its larger end: [-2, 2]")
    elif len(ends) == 2 and not _can_be_drawn_from(*ends):
        message = f"no numbers can be drawn from {name}'s range"
        report.error("K114", value.place, message, "give ends of an everyday size that are not all but equal")
    return (float(ends[0]), float(ends[1])) if len(ends) == 2 else (0.0, 0.0)


def _check_slots(reading: Reading, ranges: Ranges) -> None:
    """Report a name that has a value in the prompt, and a range in the key."""
    for slot in slots(reading.prompt):
        if slot.name in ranges and slot.name not in reading.calls.variant:
            shown = f"{slot.name}={slot.text}"
            message = f"the prompt shows {shown}, the key takes {slot.name} from a range"
            hint = f"vary {slot.name}, or write its value into the formula"
            reading.report.error("Q313", reading.body.find(shown), message, hint)


def _can_be_drawn_from(low: float, high: float) -> bool:
    """Whether numbers of a range can be told apart, and computed with."""
    largest = max(abs(low), abs(high))
    return 1 / LARGEST <= largest <= LARGEST and high - low >= 1e-6 * largest


def _check_names(names: tuple[str, ...], place: Place, report: Report) -> None:
    """Report names that a typed formula could not tell from each other, or from a function."""
    for name in names:
        if not _NAME.fullmatch(name) or name in FUNCTIONS or name in CONSTANTS:
            report.error("K114", place, f"{name!r} cannot be a name", "use a word such as w or lam that is no function")
        elif [(piece.kind, piece.text) for piece in pieces(name, names, 0)] != [("name", name)]:
            report.error("K114", place, f"{name!r} cannot be told from another name", "λ, lam and lambda are one name")


def _formula(value: Value, names: tuple[str, ...], report: Report) -> Formula | None:
    """The formula that an author wrote, as a learner could have; None where that is reported."""
    text = value.say() if isinstance(value.data, int | float) else str(value.data or "")
    try:
        return read_formula(text, names)
    except UnreadableError as error:
        cut = text.count("(") > text.count(")")
        hint = "put a formula with a comma in quotes" if cut else "names are those under `over`, and the varied ones"
        report.error("K113", value.place, str(error), hint)
        return None


def _can_differ(by: str, ranges: Ranges, place: Place, report: Report) -> bool:
    """Whether `by` is a name with a range; else that is reported."""
    low, high = ranges.get(by, (0.0, 0.0))
    if low == high:
        report.error("K113", place, f"`by` is {by}, which has no range under `over`", "differentiate by a name of `of`")
    return low < high


def _read_traps(
    value: Value | None, names: tuple[str, ...], key: tuple[Sample, ...], report: Report
) -> tuple[FormulaTrap, ...]:
    """The list under `traps:`, each `is` a formula, with a sentence to `say`."""
    if value is None:
        return ()
    if not isinstance(value.data, tuple):
        report.error("K107", value.place, f"`traps` must be a list, not {value.say()}", "start each with `- `")
        return ()
    traps: list[FormulaTrap] = []
    for item in value.data:
        fields = fields_of(item, "a trap", ("is", "say"), report)
        if fields is None or not {"is", "say"} <= set(fields):
            report.error("K107", item.place, "a trap gives `is`, a formula, and a sentence to `say`")
            continue
        say = text_of(fields["say"], "`say`", report)
        check_sentence(say, fields["say"].place, report)
        formula = _formula(fields["is"], names, report)
        if formula is not None:
            trap = FormulaTrap(formula, say)
            _check_trap(trap, key, traps, fields["is"].place, report)
            traps.append(trap)
    return tuple(traps)


def _check_trap(
    trap: FormulaTrap, key: tuple[Sample, ...], earlier: Sequence[FormulaTrap], place: Place, report: Report
) -> None:
    """Report a trap without values, one that is the key, and one that an earlier trap answers for."""
    formula = trap.formula
    if all(value_at(formula, sample) is None for sample in key):
        report.error("K113", place, f"{formula} has no value in these ranges", "nobody could walk into this trap")
    elif same(formula, key):
        report.error("K115", place, f"the trap {formula} is equal to the key", "it would call a right answer wrong")
    elif any(alike(formula, other.formula, key) for other in earlier):
        report.error(
            "K115", place, f"the trap {formula} is equal to an earlier one", "its sentence would never be said"
        )


def _examples(names: tuple[str, ...]) -> Iterator[str]:
    """Formulas in the names of a question that show how one types."""
    for exponent in count(2):
        yield f"{names[0]}^{exponent}/(3{names[-1]} + 1)"


def _is_new(formula: Formula, key: tuple[Sample, ...], traps: Iterable[FormulaTrap]) -> bool:
    return not same(formula, key) and not any(alike(formula, trap.formula, key) for trap in traps)
