"""What a demo is: its parameters, its claims and the function that runs it. Importing a demo imports no torch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from quizapp.engine.model import Plot, Table
from quizapp.questions.calls import ParamValue

Params = Mapping[str, ParamValue]
Report = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter. Its type is that of `default`: int, float, bool, str or a tuple of floats.

    `low` and `high` bound a number (or each item of a list) and are both allowed. `choices` lists the allowed words;
    words and range may both be given (`auto` or a learning rate). `meaning` is one line with its unit.
    """

    name: str
    default: ParamValue
    meaning: str
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    max_items: int = 20


def seed_param(default: int, meaning: str = "seed of the random numbers") -> Param:
    """The parameter `seed` of a demo that draws random numbers. Start k of several uses `seed + k`."""
    return Param("seed", default, meaning, 0, 2**31 - 1)


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that the demo sets out to show: a sentence, an expression over the measures that decides it, and
    parameters under which it is false. A claim that no setting refutes checks nothing.
    """

    text: str
    holds: str
    refuted_by: Mapping[str, ParamValue]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the run function returns. `summary` is one sentence generated from the measures."""

    measures: Mapping[str, float | int | bool]
    summary: str
    table: Table | None = None
    plot: Plot | None = None


def _any_combination(_params: Params) -> str | None:
    return None


def _a_moment(_params: Params) -> float:
    return 0.2


@dataclass(frozen=True, slots=True)
class Demo:
    """One experiment: one file in `engine/demos/`, which binds it to the module-level name `DEMO`.

    `run` takes the complete, validated parameters and `report(fraction, text)`. It imports torch and scikit-learn
    inside, so that the catalogue stays light. `check` says in a sentence why parameters that are each in range cannot
    work together (too few rows for the model), None where they can. `estimate` says about how many seconds a run takes
    on one thread; where that is more than a run may take, nothing runs. `subject` is a heading of the catalogue.
    `libraries` are the distributions whose versions key the cache.

    `script` is the heart of the experiment in a few lines of plain Python, for a learner to keep and change. It runs
    without quizapp, below lines that give each parameter its value, and prints measures of the demo, one
    `name = value` a line, in full precision.
    """

    name: str
    title: str
    subject: str
    about: str
    params: tuple[Param, ...]
    claims: tuple[Claim, ...]
    run: Callable[[Params, Report], Outcome]
    script: str
    check: Callable[[Params], str | None] = _any_combination
    estimate: Callable[[Params], float] = _a_moment
    libraries: tuple[str, ...] = field(default=("numpy", "torch"))

    @property
    def seed(self) -> int | None:
        """The default of the `seed` parameter, None where nothing is drawn."""
        for param in self.params:
            if param.name == "seed" and isinstance(param.default, int):
                return param.default
        return None
