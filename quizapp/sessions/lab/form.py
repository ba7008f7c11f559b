"""The form of the Lab: what the fields of a demo say, what is wrong with them, and where an arrow key leads."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.engine import catalogue
from quizapp.engine.demo import Demo, Param
from quizapp.errors import ParameterError, UsageError
from quizapp.questions.calls import ParamValue, format_value

Texts = Mapping[str, str]

DECADES = 1000  # a range whose ends are this far apart is walked by 1, 2, 5, 10 …
NEXT_TO_ZERO = 1e-3  # of the default: the smallest step of a walk that begins at 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form says: the values that can be read, the sentence for each that cannot, by parameter, and the
    `objection` to values that are each in range and cannot work together.
    """

    values: Mapping[str, ParamValue]
    problems: Mapping[str, str]
    objection: str = ""

    @property
    def usable(self) -> bool:
        """Whether the demo can be run with these values."""
        return not self.problems and not self.objection


def as_texts(values: Mapping[str, ParamValue]) -> dict[str, str]:
    """The values as they stand in the fields."""
    return {name: format_value(value) for name, value in values.items()}


def defaults(demo: Demo) -> dict[str, str]:
    """The fields with every default in its place."""
    return as_texts({param.name: param.default for param in demo.params})


def read(demo: Demo, texts: Texts) -> Reading:
    """What the fields `texts`, one for each parameter of `demo`, say."""
    values: dict[str, ParamValue] = {}
    problems: dict[str, str] = {}
    for param in demo.params:
        try:
            values[param.name] = catalogue.typed_value(demo, param, texts[param.name])
        except ParameterError as error:
            problems[param.name] = str(error)
    return Reading(values, problems, "" if problems else demo.check(values) or "")


def read_settings(demo: Demo, option: str, settings: Sequence[str]) -> dict[str, ParamValue]:
    """What `name=value` words behind `option` set, not yet checked.

    Raises `ParameterError`, or `UsageError` for one without `=`.
    """
    params = {param.name: param for param in demo.params}
    values: dict[str, ParamValue] = {}
    for setting in settings:
        word, equals, text = setting.partition("=")
        if not equals:
            first = demo.params[0]
            example = f"{first.name}={format_value(first.default)}"
            written, better = f"{option} {setting}".strip(), f"{option} {example}".strip()
            raise UsageError(f"{written}: write it as name=value, for example {better}.")
        values[word] = catalogue.parse_value(params[word], text) if word in params else text
    return values


def stepped(param: Param, text: str, direction: int) -> str:
    """The text of a field after an arrow key: `direction` is 1 for more, -1 for less. Never leaves the range.

    Words go round. Whole numbers go by 1 or by about a tenth, other numbers by about a tenth too, or by 1, 2, 5, 10
    where the range spans decades. A list stays as it is. A field that cannot be read goes back to its default, a value
    that is out of range to the end of it.
    """
    if isinstance(param.default, tuple):
        return text
    try:
        value = catalogue.parse_value(param, text)
    except ParameterError:
        return format_value(param.default)
    if isinstance(value, bool):
        return format_value(not value)
    if isinstance(value, str):
        return _next_word(param, value, direction)
    if isinstance(value, tuple) or param.low is None or param.high is None:
        return text
    if not param.low <= value <= param.high:
        return format_value(_back_into(param, value))
    if param.choices and value <= param.low and direction < 0:
        return param.choices[-1]
    number = _next_number(param, float(value), direction)
    return format_value(_in_its_type(param, float(f"{number:.12g}")))


def spans_decades(param: Param) -> bool:
    """Whether the values of a parameter differ by factors rather than by amounts."""
    if param.low is None or param.high is None or isinstance(param.default, bool | tuple):
        return False
    if param.low > 0:
        return param.high / param.low > DECADES * (1 - 1e-9)
    typical = _typical(param)
    return param.low == 0 and 0 < typical <= param.high / 20 and type(param.default) is not int


def is_seed(param: Param) -> bool:
    """Whether the number only names a stream of random numbers: neighbours are as good as any."""
    return param.name.endswith("seed")


def _back_into(param: Param, value: float | int) -> ParamValue:
    """The end of the range that is nearest to `value`; the default where that is no number at all."""
    assert param.low is not None
    assert param.high is not None
    if value != value:
        return param.default
    return _in_its_type(param, param.low if value < param.low else param.high)


def _in_its_type(param: Param, number: float) -> ParamValue:
    return round(number) if type(param.default) is int else float(number)


def _next_word(param: Param, word: str, direction: int) -> str:
    """The next of the choices; behind the last one come the numbers, where there are any."""
    if word not in param.choices:
        return format_value(param.default)
    index = param.choices.index(word) + direction
    if param.low is not None and index == len(param.choices):
        return format_value(param.low)
    return param.choices[index % len(param.choices)] if param.low is None else param.choices[max(0, index)]


def _next_number(param: Param, value: float, direction: int) -> float:
    assert param.low is not None
    assert param.high is not None
    if type(param.default) is not int and spans_decades(param):
        number = _next_decade(value, direction, max(param.low, NEXT_TO_ZERO * _typical(param)))
    else:
        step = _step(param, value)
        # On the grid of the step: from 0.13 up by 0.05 leads to 0.15.
        number = math.floor(value / step + 1e-9) * step if direction > 0 else math.ceil(value / step - 1e-9) * step
        number += direction * step
    return min(max(number, param.low), param.high)


def _step(param: Param, value: float) -> float:
    """1, 2 or 5 times a power of ten: about a tenth of the value, or of the default where that is larger."""
    assert param.low is not None
    assert param.high is not None
    if type(param.default) is int:
        return 1 if is_seed(param) else max(1.0, _nice(abs(value) / 10))
    coarsest = _nice((param.high - param.low) / 10)
    return min(_nice(max(abs(value), _typical(param)) / 10), coarsest) if _typical(param) else coarsest


def _next_decade(value: float, direction: int, smallest: float) -> float:
    """The next of 1, 2, 5, 10 …, with 0 below `smallest`."""
    if direction > 0 and value < smallest:
        return smallest
    if direction < 0 and value <= smallest:
        return 0.0
    power = math.floor(math.log10(value))
    ladder = [digit * 10.0**exponent for exponent in (power - 1, power, power + 1) for digit in (1, 2, 5)]
    if direction > 0:
        return next(rung for rung in ladder if rung > value * (1 + 1e-9))
    return next(rung for rung in reversed(ladder) if rung < value * (1 - 1e-9))


def _typical(param: Param) -> float:
    """The size of the default, 0 where it is no number."""
    return abs(param.default) if isinstance(param.default, int | float) else 0.0


def _nice(size: float) -> float:
    """The largest 1, 2 or 5 times a power of ten that is not above `size`."""
    if size <= 0:
        return 0.1
    power = 10.0 ** math.floor(math.log10(size) + 1e-9)
    return max((digit * power for digit in (1, 2, 5) if digit * power <= size * (1 + 1e-9)), default=power)
