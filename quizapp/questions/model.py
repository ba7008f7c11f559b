"""What a question is, once read: frozen dataclasses that know nothing of files, screens or processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from quizapp.grading.verdict import Grade
from quizapp.questions.calls import Call, Runs
from quizapp.questions.forms import Form, WriteCode


class Level(StrEnum):
    """How senior the interview is in which the question is asked."""

    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"
    RESEARCH = "research"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: `line` and `column` count from 1."""

    file: Path
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that an author should mend. `hint` says how."""

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: str = "error"  # error: the question (or deck) is left out | warning: it works

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}" + (f"\n    {self.hint}" if self.hint else "")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A demo call and the expressions over its measures that prove the answer."""

    call: Call
    holds: tuple[str, ...]
    place: Place


class Task(Protocol):
    """The part of a question that its kind owns: what is asked for, and what is right.

    Each kind in `questions/kinds/` has one frozen dataclass that does this.
    """

    @property
    def form(self) -> Form:
        """The answer form that the front end draws."""

    @property
    def calls(self) -> tuple[Call, ...]:
        """The runs that a verdict needs; empty where the key is in the file."""

    def grade(self, response: str, runs: Runs) -> Grade:
        """Judge `response` (in the grammar of the form).

        Unreadable text gives `Verdict.UNREADABLE`. Where `runs` lacks a call that decides, the verdict is
        `Verdict.UNCHECKED`. Never raises.
        """

    def expected(self, runs: Runs) -> str:
        """The key in words (Markdown), or an empty string where a run that decides is missing."""


@dataclass(frozen=True, slots=True)
class Face:
    """What changes between the variants of a question."""

    variant: tuple[tuple[str, object], ...]
    prompt: str
    task: Task
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Question:
    """One question, in one variant: every slot of the prompt and every call has its value.

    `id` is the minted one; without one it is a stand-in made from the deck and the title, and `minted` is false.
    `content_hash` changes when anything that the learner sees or is graded by changes; it is the same for all
    variants. `variant` is the vary-assignment that is shown (empty without `vary`), `variants` all of them, and
    `faces` what the question is in each. `key_place` is where its `yaml key` or its `python tests` begin, if it has
    them. `commits`: the learner answers first, then the runs of the key start. `needs` are the ids of the questions
    that it builds on.
    """

    id: str
    minted: bool
    deck: str
    title: str
    kind: str
    level: Level
    tags: tuple[str, ...]
    points: float
    seconds: int
    rev: int
    place: Place
    content_hash: str
    prompt: str
    task: Task
    hints: tuple[str, ...] = ()
    explanation: str = ""
    sources: str = ""
    evidence: Evidence | None = None
    variant: tuple[tuple[str, object], ...] = ()
    variants: tuple[tuple[tuple[str, object], ...], ...] = ((),)
    faces: tuple[Face, ...] = field(default=(), repr=False)
    key_place: Place | None = None
    commits: bool = False
    needs: tuple[str, ...] = ()

    @property
    def live(self) -> bool:
        """Whether a run computes or proves the answer."""
        return bool(self.task.calls) or self.evidence is not None or isinstance(self.task.form, WriteCode)

    @property
    def demos(self) -> tuple[str, ...]:
        """The names of the demos that its key and its evidence run in any variant, each once."""
        calls = [call for face in self.faces for call in face.task.calls]
        calls += [face.evidence.call for face in self.faces if face.evidence]
        return tuple(dict.fromkeys(call.demo for call in calls))


@dataclass(frozen=True, slots=True)
class Entry:
    """A question as lists and queues see it: cheap to load by the ten thousand.

    `demos` are the names of the demos that its key and its evidence run, in any variant.
    """

    id: str
    deck: str
    title: str
    kind: str
    level: str
    tags: tuple[str, ...]
    points: float
    seconds: int
    live: bool
    file: str
    line: int
    content_hash: str
    rev: int = 1
    demos: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deck:
    """One file: its identity, its reading note (Markdown) and its questions."""

    name: str
    title: str
    file: Path
    note: str = ""
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
