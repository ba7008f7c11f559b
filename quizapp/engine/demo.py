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
    beside a number (`auto` for a learning rate), words and range may both be given. `meaning` is one line with its unit.
    """

    name: str
    default: ParamValue
    meaning: str
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    max_items: int = 20


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


@dataclass(frozen=True, slots=True)
class Demo:
    """One experiment: one file in `engine/demos/`, which binds it to the module-level name `DEMO`.

    `run` takes the complete, validated parameters and `report(fraction, text)`. It imports torch and scikit-learn
    inside, so that the catalogue stays light. `seed` is the default of the `seed` parameter, None where nothing is
    drawn. `subject` is a heading of the catalogue. `libraries` are the distributions whose versions key the cache.
    """

    name: str
    title: str
    subject: str
    about: str
    params: tuple[Param, ...]
    claims: tuple[Claim, ...]
    run: Callable[[Params, Report], Outcome]
    seed: int | None = None
    libraries: tuple[str, ...] = field(default=("numpy", "torch"))
