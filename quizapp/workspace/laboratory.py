"""The Lab's catalogue, with the questions that use each demo, and its benches as they were left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quizapp.engine import catalogue
from quizapp.engine.demo import Demo
from quizapp.engine.model import Engine
from quizapp.errors import EngineError
from quizapp.questions import Entry
from quizapp.questions.calls import ParamValue
from quizapp.sessions.lab import machine
from quizapp.sessions.lab.events import SetParams
from quizapp.sessions.lab.state import Bench
from quizapp.workspace.labrunner import LabRunner, Notes

# The subjects in the order in which one learns them; others follow in alphabetical order.
SUBJECTS = (
    "L2 and weight decay", "AdamW and Adam", "L1 and sparsity", "Priors and MAP", "Choosing lam", "The lesson",
)  # fmt: skip
BROKEN = "Cannot be used"


@dataclass(frozen=True, slots=True)
class ListedDemo:
    """A demo in the catalogue, with the questions that use it. `fault` says why its file cannot be used, if so."""

    name: str
    demo: Demo | None
    entries: tuple[Entry, ...] = ()
    fault: str = ""

    @property
    def subject(self) -> str:
        """The heading under which it stands."""
        return self.demo.subject if self.demo else BROKEN

    @property
    def title(self) -> str:
        """What it is called."""
        return self.demo.title if self.demo else self.name


def listed_demos(entries: Iterable[Entry]) -> tuple[ListedDemo, ...]:
    """Every demo of the catalogue, by subject and then by title."""
    users: dict[str, list[Entry]] = {}
    for entry in entries:
        for name in entry.demos:
            users.setdefault(name, []).append(entry)
    shown = (_listed(name, tuple(users.get(name, ()))) for name in catalogue.names())
    return tuple(sorted(shown, key=_place))


def matching(shown: Iterable[ListedDemo], text: str) -> tuple[ListedDemo, ...]:
    """The demos in which every word of `text` stands: in the name, the title, what it shows, a parameter, a claim
    or the title of a question.
    """
    words = text.casefold().split()
    return tuple(one for one in shown if all(word in _haystack(one) for word in words))


def _listed(name: str, entries: tuple[Entry, ...]) -> ListedDemo:
    try:
        return ListedDemo(name, catalogue.find(name), entries)
    except EngineError as error:
        return ListedDemo(name, None, entries, str(error))


def _place(one: ListedDemo) -> tuple[int, str, str]:
    known = SUBJECTS.index(one.subject) if one.subject in SUBJECTS else len(SUBJECTS) + (one.subject == BROKEN)
    return known, one.subject, one.title.casefold()


def _haystack(one: ListedDemo) -> str:
    demo = one.demo
    told = [demo.about, *(param.name for param in demo.params), *(claim.text for claim in demo.claims)] if demo else []
    return " ".join([one.name, one.title, one.subject, *told, *(entry.title for entry in one.entries)]).casefold()


class Laboratory:
    """The benches, by demo."""

    def __init__(self, engine: Engine, notebook: Notes) -> None:
        self._engine, self._notebook = engine, notebook
        self._benches: dict[str, Bench] = {}

    def open(self, name: str, params: Mapping[str, ParamValue] | None = None) -> LabRunner:
        """The bench of the demo `name` as it was left, with its fields as `params` say where they are given.

        Raises `EngineError` where there is no such demo, or its file cannot be used.
        """
        bench = self._benches.get(name) or machine.bench(catalogue.find(name))
        runner = LabRunner(bench, engine=self._engine, notebook=self._notebook)
        if params is not None:
            runner.send(SetParams(params))
        return runner

    def keep(self, bench: Bench) -> None:
        """Have the bench as it is when it is opened again."""
        self._benches[bench.demo.name] = bench
