"""How values and calls are written in the messages about a check: on one line, and never long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LONGEST_VALUE = 160  # characters


def shown(value: object) -> str:
    """`value` as Python writes it, on one line, cut where it is long."""
    return one_line(repr(value), LONGEST_VALUE)


def one_line(text: str, longest: int) -> str:
    """`text` without line breaks, cut after `longest` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def call_text(name: str, arguments: Sequence[object], named: Mapping[str, object]) -> str:
    """`f([0.3, -0.2], t=0.5)`."""
    parts = [shown(argument) for argument in arguments]
    parts += [f"{key}={shown(value)}" for key, value in named.items()]
    return f"{name}({', '.join(parts)})"


def difference(actual: object, expected: object, place: str = "") -> str:
    """Where a nested list first differs from the one that is expected; empty where one look shows it."""
    if not isinstance(actual, list | tuple) or not isinstance(expected, list | tuple):
        return f"at {place} it is {shown(actual)} and should be {shown(expected)}" if place else ""
    if len(actual) != len(expected):
        return f"{place or 'it'} has {len(actual)} items and should have {len(expected)}"
    for index, (one, other) in enumerate(zip(actual, expected, strict=True)):
        if one != other:
            return difference(one, other, f"{place}[{index}]")
    return ""
