"""Values as JSON and back, exactly: infinities survive, and no text that is not valid JSON is ever written."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any, TypeAlias

Number: TypeAlias = float | int | bool
Cell: TypeAlias = str | float | int | bool | None

_WORDS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


def dump(value: Any) -> bytes:
    """`value` as one line of ASCII JSON, newline included. A NaN that was not packed raises `ValueError`."""
    return json.dumps(value, allow_nan=False, separators=(",", ":")).encode("ascii") + b"\n"


def pack(value: object) -> Any:
    """A cell or a parameter value as JSON has it.

    A tuple becomes a list, a numpy scalar the Python number, and a number that JSON does not know an object:
    `{"float": "inf"}`. What is none of these raises `ValueError`.
    """
    if isinstance(value, float) and not math.isfinite(value):
        return {"float": "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"}
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [pack(item) for item in value]
    if getattr(value, "ndim", None) == 0 and hasattr(value, "item"):
        return pack(value.item())
    raise ValueError(f"{type(value).__name__} is not a value that a result can hold")


def cell(value: object) -> Cell:
    """The table cell that `pack` wrote."""
    if isinstance(value, Mapping):
        return _unpacked_float(value)
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise ValueError(f"{value!r} is not a table cell")


def number(value: object) -> Number:
    """The number or truth value that `pack` wrote."""
    unpacked = cell(value)
    if unpacked is None or isinstance(unpacked, str):
        raise ValueError(f"{value!r} is not a number")
    return unpacked


def parameter(value: object) -> Number | str | tuple[float, ...]:
    """The parameter value that `pack` wrote."""
    if isinstance(value, list):
        return tuple(number(item) for item in value)
    unpacked = cell(value)
    if unpacked is None:
        raise ValueError("a parameter has no value")
    return unpacked


def text(value: object) -> str:
    """A string, or `ValueError`."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not text")
    return value


def _unpacked_float(value: Mapping[str, Any]) -> float:
    word = value.get("float")
    if len(value) != 1 or word not in _WORDS:
        raise ValueError(f"{value!r} is not a number")
    return _WORDS[word]
