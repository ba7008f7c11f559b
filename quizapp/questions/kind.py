"""What a kind of question is: how it is told apart, how it is read, and samples that prove that it grades."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from quizapp.grading.rubric import Explanation
from quizapp.grading.verdict import FollowUp
from quizapp.questions.body import Body
from quizapp.questions.calls import Measures, Runs
from quizapp.questions.coding import Code, CodeResult
from quizapp.questions.live import CallReader
from quizapp.questions.model import Problem, Task
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

    A response is None where the kind has none of that sort. `measures` and `codes` stand in for the engine: the
    measures of each demo that the sample names, and how each code comes out, by its source. The Markdown is a question
    that an author can start from.
    """

    markdown: str
    right: str | None
    wrong: str | None
    unreadable: str | None
    measures: Mapping[str, Measures] = field(default_factory=dict)
    codes: Mapping[str, CodeResult] = field(default_factory=dict)


def _as_written(prompt: str) -> str:
    return prompt


def _no_trials(_task: Task) -> tuple[Code, ...]:
    return ()


def _no_faults(_task: Task, _runs: Runs) -> tuple[Problem | str, ...]:
    return ()


def _by_no_rules(_task: Task, _response: str) -> Explanation | None:
    return None


def _stays(_task: Task, _usual: Runs, _other: Runs) -> str:
    return ""


def _as_before(task: Task, _follow_up: FollowUp) -> Task:
    return task


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of question.

    `claims` says whether a body is of this kind. `read` gives its task, or None where that is reported. `uses` are
    the features of a body that the kind reads: any other is a problem, so that nothing is dropped in silence.
    `shown` turns the prompt as written into the prompt as shown. `commits`: the runs of the key start once the learner
    has answered, in front of them. `explain` says how the rules of a rubric read a response, None where none do.

    The rest is for the checker. `faults` says what runs prove to be wrong with the key itself: a sentence where that is
    reported at the key, a problem where it has a place or a code of its own. A task without calls and trials is judged
    without runs. `trials` is the code that is judged first (a solution must pass, a starter must fail). `moved` says in
    a sentence how the key of other seeds differs from that of the usual runs, where the tolerance does not cover it.
    """

    name: str
    claims: Callable[[Body, Mapping[str, Value]], bool]
    read: Callable[[Reading], Task | None]
    uses: frozenset[str]
    samples: tuple[Sample, ...]
    shown: Callable[[str], str] = _as_written
    trials: Callable[[Task], tuple[Code, ...]] = _no_trials
    faults: Callable[[Task, Runs], tuple[Problem | str, ...]] = _no_faults
    moved: Callable[[Task, Runs, Runs], str] = _stays
    explain: Callable[[Task, str], Explanation | None] = _by_no_rules
    probed: Callable[[Task, FollowUp], Task] = _as_before
    signal: str = "definitions"
    commits: bool = False

    @property
    def provable(self) -> bool:
        """Whether the checker can find a fault in the key of such a question, with runs or without."""
        return self.faults is not _no_faults


@lru_cache(maxsize=1)
def all_kinds() -> Mapping[str, Kind]:
    """Every kind by its name: each module in `questions/kinds/` holds one, called `KIND`."""
    package = import_module("quizapp.questions.kinds")
    modules = (import_module(f"{package.__name__}.{module.name}") for module in iter_modules(package.__path__))
    found: list[Kind] = [module.KIND for module in modules]
    return {kind.name: kind for kind in found}
