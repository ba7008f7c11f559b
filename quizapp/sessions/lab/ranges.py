"""The range of a sweep in the Lab: what to suggest for a parameter, and what a typed one comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from quizapp.engine.demo import Demo, Param
from quizapp.errors import ParameterError, QuizError
from quizapp.questions.calls import ParamValue, format_value
from quizapp.sessions.lab.form import Reading, is_seed, spans_decades
from quizapp.sessions.lab.sweep import MOST, Sweep, read_sweep

if TYPE_CHECKING:
    from quizapp.sessions.lab.state import Sweeping

PATIENCE = 60.0  # seconds of computing that a suggested sweep may take in all
SEEDS = 10
FACTORS = (100, 10, 3, 1.5)  # how far a suggested range goes to either side, the widest that is quick enough


def read_range(demo: Demo, sweeping: Sweeping, reading: Reading, allowance: float) -> Sweep:
    """The sweep that the range line asks for, with the other parameters as the fields say.

    Raises `ParameterError`, also for a field; `UsageError`; or `TooLargeError` where one run takes longer than
    `allowance` seconds.
    """
    for name, problem in reading.problems.items():
        if name != sweeping.param:
            raise ParameterError(problem)
    return read_sweep(demo, f"{sweeping.param}={sweeping.text.strip()}", reading.values, seconds=allowance)


def total_seconds(demo: Demo, sweep: Sweep) -> float:
    """About how many seconds of computing the runs that are missing take, one after the other."""
    return sum(demo.estimate(dict(sweep.call(value).params)) for value in sweep.missing)


def suggested_range(demo: Demo, param: Param, values: Mapping[str, ParamValue]) -> str:
    """A range around the value of `param`: by factors where its range spans decades, and quick enough to try.

    What `values` does not name, as no field can be read for it, is taken at its default.
    """
    full = {one.name: values.get(one.name, one.default) for one in demo.params}
    text = ""
    for text in _ranges(param, full[param.name]):
        try:
            sweep = read_sweep(demo, f"{param.name}={text}", full)
        except QuizError:
            continue
        if total_seconds(demo, sweep) <= PATIENCE:
            return text
    return text


def _ranges(param: Param, value: ParamValue) -> Iterator[str]:
    """Range lines to suggest, the widest first."""
    if isinstance(value, bool):
        yield "false,true"
    elif param.low is None or param.high is None:
        yield ",".join(param.choices[:MOST])
    elif is_seed(param) and isinstance(value, int):
        start = min(value, int(param.high) - SEEDS + 1)
        yield f"{start}:{start + SEEDS - 1}:{SEEDS}"
    elif isinstance(value, int | float) and value > 0 and (spans_decades(param) or type(param.default) is int):
        # Around the value; on one side only where the other parameters refuse what is on the other.
        for below, above in ((1, 1), (0, 1), (1, 0)):
            yield from (_factors(param, value, factor**below, factor**above) for factor in FACTORS)
    elif spans_decades(param):  # at 0, or at a word
        yield _factors(param, _middle(param), FACTORS[0], FACTORS[0])
    else:
        yield f"{format_value(param.low)}:{format_value(param.high)}:11"
        centre, reach = float(value) if isinstance(value, int | float) else param.low, (param.high - param.low) / 10
        for below, above in ((1, 1), (0, 1), (1, 0)):
            low, high = max(param.low, centre - below * reach), min(param.high, centre + above * reach)
            yield f"{low:.6g}:{high:.6g}:11"


def _factors(param: Param, value: float, down: float, up: float) -> str:
    """From `value` / `down` to `value` · `up`, as far as the range of `param` goes."""
    assert param.low is not None
    assert param.high is not None
    start, stop = max(param.low, value / down), min(param.high, value * up)
    if type(param.default) is int:
        start, stop = max(1, param.low, round(start)), min(param.high, max(round(stop), round(start) + 1))
        if stop - start < 10:
            return f"{int(start)}:{int(stop)}:{int(stop - start) + 1}"
        return f"{int(start)}:{int(stop)}:9:log"
    return f"{start:.6g}:{stop:.6g}:9:log"


def _middle(param: Param) -> float:
    """A value in the middle of a range that spans decades."""
    assert param.high is not None
    if isinstance(param.default, int | float) and param.default > 0:
        return float(param.default)
    return float((param.low * param.high) ** 0.5) if param.low else param.high / FACTORS[0]
