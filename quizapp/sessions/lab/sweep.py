"""A sweep: one parameter of a demo over a range, a run for each value, and what the measures come to."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from quizapp.engine import catalogue
from quizapp.engine.demo import Demo, Param
from quizapp.engine.model import Plot, Result, Series, Table
from quizapp.engine.size import USUAL, refuse_too_large
from quizapp.errors import ParameterError, TooLargeError, UsageError
from quizapp.questions.calls import Call, ParamValue, format_value

FEWEST, MOST = 2, 200  # runs in a sweep
LONGEST_SHOWN = 40  # characters of what was typed that a message repeats


@dataclass(frozen=True, slots=True)
class Sweep:
    """The values of one parameter, the other parameters of its runs, and what has come of them so far.

    `results` and `failures` (a sentence why) are by value; a value that is in neither is still to be run. `log` says
    that the values are spaced by factors.
    """

    demo: str
    param: str
    values: tuple[ParamValue, ...]
    base: Mapping[str, ParamValue]
    log: bool = False
    results: Mapping[ParamValue, Result] = field(default_factory=dict)
    failures: Mapping[ParamValue, str] = field(default_factory=dict)

    def call(self, value: ParamValue) -> Call:
        """The run for `value`."""
        return Call.of(self.demo, {**self.base, self.param: value})

    @property
    def missing(self) -> tuple[ParamValue, ...]:
        """The values that have no result, in order."""
        return tuple(value for value in self.values if value not in self.results)

    @property
    def waiting(self) -> tuple[ParamValue, ...]:
        """The values that have neither a result nor a failure."""
        return tuple(value for value in self.missing if value not in self.failures)

    @property
    def measures(self) -> tuple[str, ...]:
        """The names of the measures of the runs that are there; a measure need not be in each of them."""
        done = (self.results[value] for value in self.values if value in self.results)
        return tuple(dict.fromkeys(name for result in done for name in result.measures))

    def with_result(self, value: ParamValue, result: Result) -> Sweep:
        """The sweep once the run for `value` has come to its end."""
        left = {key: why for key, why in self.failures.items() if key != value}
        return replace(self, results={**self.results, value: result}, failures=left)

    def with_failure(self, value: ParamValue, why: str) -> Sweep:
        """The sweep once the run for `value` has given nothing."""
        return replace(self, failures={**self.failures, value: why})

    def resumed(self) -> Sweep:
        """The sweep with every failure to be tried again."""
        return replace(self, failures={})


def read_sweep(demo: Demo, text: str, base: Mapping[str, ParamValue], *, seconds: float = USUAL) -> Sweep:
    """The sweep that `name=start:stop:count`, `name=start:stop:count:log` or `name=a,b,c` writes.

    `base` are the other parameters. Every value is checked before anything runs: raises `UsageError` for the form,
    `ParameterError` or `TooLargeError` for a value. `seconds` is the most that one run may take.
    """
    name, equals, span = (part.strip() for part in text.partition("="))
    params = {param.name: param for param in demo.params}
    if not equals or not span:
        raise UsageError(f"A sweep is written {_example(demo)}, not “{_brief(text)}”.")
    if name not in params:
        catalogue.complete(demo, {name: 0})  # says what there is instead
    param = params[name]
    if isinstance(param.default, tuple):
        raise UsageError(f"{name} is a list: it cannot be swept. Take another parameter.")
    typed, log = _spread(param, span) if ":" in span else (_listed(param, span), False)
    others = {key: value for key, value in base.items() if key != name}
    values = tuple(dict.fromkeys(_checked(demo, {**others, name: value}, name, seconds) for value in typed))
    if not FEWEST <= len(values) <= MOST:
        count = f"{len(values)} different value{'s' if len(values) != 1 else ''}"
        raise UsageError(f"{name} would take {count}; a sweep has from {FEWEST} to {MOST}.")
    return Sweep(demo.name, name, values, others, log)


def sweep_table(sweep: Sweep, measure: str | None = None) -> Table:
    """A row for each run that is there: the value, and `measure` or every measure."""
    names = sweep.measures if measure is None else (measure,)
    rows = tuple(
        (_cell(value), *(sweep.results[value].measures.get(name) for name in names))
        for value in sweep.values
        if value in sweep.results
    )
    return Table((sweep.param, *names), rows)


def sweep_plot(sweep: Sweep, measure: str, meaning: str = "") -> Plot | None:
    """`measure` against the swept parameter; None where its values are words, or too few are there.

    `meaning` explains the parameter on the axis. On a log axis what is not positive has no place.
    """
    points = [
        (float(value), float(sweep.results[value].measures[measure]))
        for value in sweep.values
        if not isinstance(value, str | tuple | bool)
        and value in sweep.results
        and measure in sweep.results[value].measures
    ]
    points = sorted((x, y) for x, y in points if math.isfinite(y) and (x > 0 or not sweep.log))
    if len(points) < FEWEST:
        return None
    xs, ys = zip(*points, strict=True)
    label = f"{sweep.param} ({meaning})" if meaning else sweep.param
    return Plot(label, measure, (Series(measure, xs, ys),), log_x=sweep.log)


def missing_words(sweep: Sweep) -> str:
    """`3 of 12 runs are missing: <the first reason>`; empty where all are there."""
    if not sweep.missing:
        return ""
    one = len(sweep.missing) == 1
    untold = "it was not run." if one else "they were not run."
    why = next((sweep.failures[value] for value in sweep.missing if value in sweep.failures), untold)
    verb = "is" if one else "are"
    return f"{len(sweep.missing)} of {len(sweep.values)} runs {verb} missing: {why}"


def _checked(demo: Demo, params: Mapping[str, ParamValue], name: str, seconds: float) -> ParamValue:
    """The value of `name` in its own type, once the run with `params` is known to be possible."""
    full = catalogue.complete(demo, params)
    try:
        refuse_too_large(demo, full, seconds)
    except TooLargeError as error:
        raise TooLargeError(f"At {name}={format_value(full[name])}: {error}", error.seconds) from error
    return full[name]


def _spread(param: Param, span: str) -> tuple[list[ParamValue], bool]:
    """The values of `start:stop:count[:log]`, and whether they are spaced by factors."""
    start_text, *rest = (part.strip() for part in span.split(":"))
    log = len(rest) == 3 and rest[2] == "log"
    if len(rest) not in (2, 3) or (len(rest) == 3 and not log):
        raise UsageError(f"“{_brief(span)}” is no range: write start:stop:count or start:stop:count:log.")
    start, stop = _bound(param, start_text), _bound(param, rest[0])
    count = _count(rest[1])
    if log and (start <= 0 or stop <= 0):
        raise UsageError(f"{param.name} cannot go from {start:g} to {stop:g} by factors: both must be above 0.")
    shares = [k / (count - 1) for k in range(1, count - 1)]
    inner = [start ** (1 - s) * stop**s if log else start * (1 - s) + stop * s for s in shares]
    if type(param.default) is int:
        return [round(value) for value in (start, *inner, stop)], log
    return [start, *(_short(value, start, stop) for value in inner), stop], log


def _short(value: float, start: float, stop: float) -> float:
    """`value` to 12 digits, without the noise of its computation, and never outside its range."""
    low, high = sorted((start, stop))
    return min(max(float(f"{value:.12g}"), low), high)


def _count(text: str) -> int:
    """The number of runs in a range."""
    if not text.isdecimal() or len(text) > 9 or not FEWEST <= int(text) <= MOST:
        raise UsageError(f"“{_brief(text)}” is no count of runs, which is a whole number from {FEWEST} to {MOST}.")
    return int(text)


def _bound(param: Param, text: str) -> float:
    """One end of a range."""
    refusal = f"“{_brief(text)}” cannot be an end of the range of {param.name}, which is {catalogue.allowed(param)}."
    try:
        value = float(text)
    except ValueError:
        raise ParameterError(refusal) from None
    if param.low is None or param.high is None or not param.low <= value <= param.high:  # NaN is in no range
        raise ParameterError(refusal)
    if type(param.default) is int and not value.is_integer():
        raise ParameterError(refusal)
    return value


def _listed(param: Param, span: str) -> list[ParamValue]:
    """The values of `a,b,c`."""
    return [catalogue.parse_value(param, text) for text in span.split(",") if text.strip()]


def _example(demo: Demo) -> str:
    """A sweep that works, for a sentence."""
    for param in demo.params:
        if param.low is not None and param.high is not None and not isinstance(param.default, tuple):
            return f"{param.name}={format_value(param.low)}:{format_value(param.high)}:10"
    return f"{demo.params[0].name}=a,b"


def _brief(text: str) -> str:
    """What was typed, short enough for a sentence."""
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def _cell(value: ParamValue) -> str | float | int | bool:
    return format_value(value) if isinstance(value, tuple) else value
