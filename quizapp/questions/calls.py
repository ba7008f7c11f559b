"""Demo calls, as question files write them: which demo, with which parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from quizapp.questions.coding import Code, CodeResult

Scalar: TypeAlias = float | int | bool | str
ParamValue: TypeAlias = float | int | bool | str | tuple[float, ...]
Measures: TypeAlias = Mapping[str, float | int | bool]


@dataclass(frozen=True, slots=True)
class Call:
    """A demo and its parameters, hashable: `params` is sorted by name. What is not named takes its default.

    `seed` is a parameter like any other here; the engine knows which demos draw random numbers.
    """

    demo: str
    params: tuple[tuple[str, ParamValue], ...] = ()

    @classmethod
    def of(cls, demo: str, params: Mapping[str, ParamValue] | None = None) -> Call:
        """The call with `params` in canonical order."""
        return cls(demo, tuple(sorted((params or {}).items())))

    def __str__(self) -> str:
        """The command line that runs it, as it can be pasted."""
        words = [f"--set {name}={format_value(value)}" for name, value in self.params]
        return " ".join(["quizapp demo", self.demo, *words])


def format_value(value: ParamValue) -> str:
    """A parameter value as it is typed on the command line: `1e-05`, `true`, `0,0.1`."""
    match value:
        case bool():
            return str(value).lower()
        case tuple():
            return ",".join(format_value(item) for item in value)
        case float():
            return f"{value:g}" if float(f"{value:g}") == value else repr(value)
        case _:
            return str(value)


# What the engine can be asked for: a demo, or the tests of a learner's code.
Job: TypeAlias = Call | Code

# What is known of the runs that a verdict needs: the measures of each call, and how each code came out.
Runs: TypeAlias = Mapping[Job, Measures | CodeResult]


def measures_of(runs: Runs, call: Call) -> Measures | None:
    """What `call` measured, or None where it has not been run."""
    found = runs.get(call)
    return None if isinstance(found, CodeResult) else found


def code_result(runs: Runs, code: Code) -> CodeResult | None:
    """How `code` came out, or None where it has not been run."""
    found = runs.get(code)
    return found if isinstance(found, CodeResult) else None
