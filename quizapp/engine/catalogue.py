"""The catalogue of demos, found by file name, and the check of their parameters before anything runs."""

from __future__ import annotations

import math
import pkgutil
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module

from quizapp.engine import demos as shelf
from quizapp.engine.demo import Demo, Param
from quizapp.errors import EngineError, ParameterError, UnknownDemoError
from quizapp.questions.calls import ParamValue

LONGEST_SHOWN = 60  # characters of a refused value that a message repeats


def names() -> tuple[str, ...]:
    """The name of every demo, in alphabetical order: the files of `engine/demos/` that do not start with `_`."""
    return _names_in(tuple(shelf.__path__))


def find(name: str) -> Demo:
    """The demo called `name`. Raises `UnknownDemoError`, or `EngineError` where its file cannot be used."""
    known = names()
    if name not in known:
        hint = did_you_mean(name, known)
        raise UnknownDemoError(f'There is no demo "{_shown(name)}".{hint} `quizapp demo` lists them all.')
    return _load(name)


def demos() -> tuple[Demo, ...]:
    """Every demo, in the order of `names()`. Raises `EngineError` where a file cannot be used."""
    return tuple(_load(name) for name in names())


def complete(demo: Demo, params: Mapping[str, object]) -> dict[str, ParamValue]:
    """The defaults of `demo` with `params` laid over them, every value checked and in its own type.

    An integer given for a float becomes a float and a list becomes a tuple, so that equal settings are equal
    dictionaries. Raises `ParameterError`, which names the parameter, the value and the range.
    """
    known = {param.name: param for param in demo.params}
    for name in params:
        if name not in known:
            listed = ", ".join(known)
            hint = did_you_mean(name, known)
            raise ParameterError(f'{demo.name} has no parameter "{_shown(name)}".{hint} It takes {listed}.')
    full = {name: _accept(demo, param, params.get(name, param.default)) for name, param in known.items()}
    objection = demo.check(full)
    if objection:
        raise ParameterError(f"{demo.name}: {objection}")
    return full


def parse_value(param: Param, text: str) -> ParamValue:
    """The value that `text` writes for `param`: `1e-3`, `0,1e-5,0.1`, `true`, `auto`.

    Only reads; `complete` checks the range. Raises `ParameterError` where the text is not of the parameter's type.
    """
    word = text.strip()
    try:
        match param.default:
            case bool():
                return {"true": True, "false": False}[word.lower()]
            case tuple():
                return tuple(float(item) for item in word.split(",") if item.strip())
            case str():
                return word if word in param.choices or param.low is None else float(word)
            case _:
                return _number(word)
    except (ValueError, KeyError):
        raise ParameterError(f'"{_shown(word)}" cannot be read as {param.name}, which is {allowed(param)}.') from None


def typed_value(demo: Demo, param: Param, text: str) -> ParamValue:
    """The value that `text` writes for `param` of `demo`, in range. Raises `ParameterError`."""
    return _accept(demo, param, parse_value(param, text))


def allowed(param: Param) -> str:
    """What `param` may be, in words: `a whole number from 1 to 5000`."""
    span = f"from {_number_text(param.low)} to {_number_text(param.high)}"
    words = " or ".join(param.choices) if len(param.choices) < 3 else "one of " + ", ".join(param.choices)
    match param.default:
        case bool():
            return "true or false"
        case int():
            return f"a whole number {span}"
        case float():
            return f"a number {span}"
        case tuple():
            return f"a list of 1 to {param.max_items} numbers, each {span}"
        case _:
            return words if param.low is None else f"{words} or a number {span}"


def did_you_mean(name: object, known: Iterable[str]) -> str:
    """` Did you mean lasso_path?`, or nothing where no known name is near."""
    near = get_close_matches(str(name), list(known), n=1)
    return f" Did you mean {near[0]}?" if near else ""


@cache  # looking into folders takes as long as parsing a question, and each call in a deck is looked up
def _names_in(folders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(module.name for module in pkgutil.iter_modules(folders) if module.name[0] != "_"))


@cache
def _load(name: str) -> Demo:
    try:
        demo = import_module(f"{shelf.__name__}.{name}").DEMO
    except Exception as error:  # a file that anyone may drop in: whatever it raises, the person gets a sentence
        raise EngineError(f"The demo file {name}.py cannot be used: {type(error).__name__}: {error}") from error
    if not isinstance(demo, Demo) or demo.name != name:
        raise EngineError(f"The demo file {name}.py must bind DEMO to a Demo that is called {name}.")
    return demo


def _accept(demo: Demo, param: Param, value: object) -> ParamValue:
    """`value` in the type of `param`, or `ParameterError`."""
    accepted = _read(param, value)
    if accepted is None:
        refusal = f"{demo.name}: {param.name} = {_shown(value)} is refused"
        raise ParameterError(f"{refusal}; {param.name} ({param.meaning}) is {allowed(param)}.")
    return accepted


def _read(param: Param, value: object) -> ParamValue | None:
    """`value` in the type of `param`, or None where it has another type or is out of range."""
    match param.default:
        case bool():
            return value if isinstance(value, bool) else None
        case tuple():
            return _list_within(param, value)
        case int():
            return _whole_within(param, value)
        case float():
            return _float_within(param, value)
        case _:
            return value if isinstance(value, str) and value in param.choices else _float_within(param, value)


def _float_within(param: Param, value: object) -> float | None:
    """`value` as a float where it is a finite number in the range of `param`."""
    if isinstance(value, bool) or not isinstance(value, int | float) or param.low is None or param.high is None:
        return None
    if not param.low <= value <= param.high:  # which NaN and huge integers are not
        return None
    return float(value) + 0.0  # -0.0 becomes 0.0, so that both are one setting


def _whole_within(param: Param, value: object) -> int | None:
    number = _float_within(param, value)
    return int(number) if number is not None and number.is_integer() else None


def _list_within(param: Param, value: object) -> tuple[float, ...] | None:
    if not isinstance(value, list | tuple) or not 1 <= len(value) <= param.max_items:
        return None
    items = [_float_within(param, item) for item in value]
    return tuple(item for item in items if item is not None) if None not in items else None


def _number(word: str) -> int | float:
    try:
        return int(word)
    except ValueError:
        return float(word)


def _number_text(bound: float | None) -> str:
    if bound is None:
        return "?"
    return f"{int(bound)}" if math.isfinite(bound) and bound == int(bound) and abs(bound) >= 1 else f"{bound:g}"


def _shown(value: object) -> str:
    """`value` as text, cut where it would fill the screen."""
    try:
        text = value if isinstance(value, str) else repr(value)
    except ValueError:  # Python refuses to write out integers of more than 4300 digits
        text = "a number of thousands of digits"
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
