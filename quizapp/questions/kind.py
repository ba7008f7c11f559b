"""What a kind of question is: how it is told apart, how it is read, and samples that prove that it grades."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from quizapp.questions.body import Body
from quizapp.questions.calls import Measures, Runs
from quizapp.questions.coding import Code
from quizapp.questions.live import CallReader
from quizapp.questions.model import Task
from quizapp.questions.source import Report
from quizapp.questions.yamlblocks import Value


@dataclass(frozen=True, slots=True)
class Reading:
    """What a kind reads its task from: one question in one variant.

    `key` are the fields of the `yaml key` fence (empty without one), `prompt` the Markdown with its slots filled,
    `credit` the attribute of that name.
    """

    body: Body
    key: Mapping[str, Value]
    prompt: str
    credit: str
    calls: CallReader

    @property
    def report(self) -> Report:
        """Where problems go."""
        return self.calls.report


@dataclass(frozen=True, slots=True)
class Sample:
    """A question of a kind as Markdown, with responses that must be judged right, wrong and unreadable.

    A response is None where the kind has none of that sort. `measures` stands in for the engine: the measures of
    each demo that the sample names. The Markdown is a question that an author can start from.
    """

    markdown: str
    right: str | None
    wrong: str | None
    unreadable: str | None
    measures: Mapping[str, Measures] = field(default_factory=dict)


def _as_written(prompt: str) -> str:
    return prompt


def _no_trials(_task: Task) -> tuple[Code, ...]:
    return ()


def _no_faults(_task: Task, _runs: Runs) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of question.

    `claims` says whether a body is of this kind. `read` gives its task, or None where that is reported. `uses` are
    the features of a body that the kind reads: any other is a problem, so that nothing is dropped in silence.
    `shown` turns the prompt as written into the prompt as shown. `faults` says what runs prove to be wrong with the
    key itself, one sentence each; `trials` is the code that the checker has judged for it (a solution must pass, a
    starter must fail). `commits`: the runs of the key start once the learner has answered, in front of them.
    """

    name: str
    claims: Callable[[Body, Mapping[str, Value]], bool]
    read: Callable[[Reading], Task | None]
    uses: frozenset[str]
    samples: tuple[Sample, ...]
    shown: Callable[[str], str] = _as_written
    trials: Callable[[Task], tuple[Code, ...]] = _no_trials
    faults: Callable[[Task, Runs], tuple[str, ...]] = _no_faults
    commits: bool = False


@lru_cache(maxsize=1)
def all_kinds() -> Mapping[str, Kind]:
    """Every kind by its name: each module in `questions/kinds/` holds one, called `KIND`."""
    package = import_module("quizapp.questions.kinds")
    modules = (import_module(f"{package.__name__}.{module.name}") for module in iter_modules(package.__path__))
    found: list[Kind] = [module.KIND for module in modules]
    return {kind.name: kind for kind in found}
