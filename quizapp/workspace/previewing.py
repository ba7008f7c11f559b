"""A deck while its author writes it: the question in front stays there from one save to the next."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path

from quizapp.grading.numbers import say_number
from quizapp.questions.calls import Runs
from quizapp.questions.decks import read_deck
from quizapp.questions.forms import WriteLong
from quizapp.questions.formulakeys import FormulaTrap
from quizapp.questions.links import link_problems
from quizapp.questions.live import CheckCall, Trap
from quizapp.questions.model import Deck, Place, Problem, Question, Task
from quizapp.questions.variants import question_variant


@dataclass(frozen=True, slots=True)
class Preview:
    """What is known of a deck file. `questions` are those without an error, `problems` those of the file as it is now.

    `shown` is the question in front, which may be older than the file: then `stale` says why, with the line. It is None
    where the file never held one. `variant` counts from 0. The links of a `draft` are not followed: they will be right
    or wrong in the deck that it goes to.
    """

    file: Path
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    shown: Question | None = None
    stale: str = ""
    variant: int = 0
    draft: bool = False

    @property
    def question(self) -> Question | None:
        """The question in front, in the variant that is looked at."""
        return question_variant(self.shown, self.variant) if self.shown else None

    @property
    def position(self) -> int:
        """Which of the questions is in front, counted from 0; where it stood, if the file has lost it."""
        if self.shown is None:
            return 0
        ids = [question.id for question in self.questions]
        if self.shown.id in ids:
            return ids.index(self.shown.id)
        above = sum(question.place.line < self.shown.place.line for question in self.questions)
        return min(above, max(0, len(ids) - 1))

    @property
    def total(self) -> int:
        """How many questions there are, the one in front among them even where the file has lost it."""
        lost = self.shown is not None and all(question.id != self.shown.id for question in self.questions)
        return len(self.questions) + lost

    @property
    def own_problems(self) -> tuple[Problem, ...]:
        """The problems, those of the question in front first."""
        return tuple(sorted(self.problems, key=lambda problem: not self._is_near(problem)))

    @property
    def place(self) -> Place:
        """Where an editor should begin: at the mistake that hides the question, or at the question."""
        if (self.stale or self.shown is None) and self.problems:
            return self.own_problems[0].place
        return self.shown.place if self.shown else Place(self.file, 1)

    def _is_near(self, problem: Problem) -> bool:
        if self.shown is None:
            return False
        begin = self.shown.place.line
        behind = [question.place.line for question in self.questions if question.place.line > begin]
        return begin <= problem.place.line < min(behind, default=problem.place.line + 1)


def read_again(before: Preview, check_call: CheckCall | None = None) -> Preview:
    """The preview after the file was saved, renamed or deleted. Never raises: what is wrong is in it."""
    deck = read_deck(before.file, check_call)
    problems = deck.problems if before.draft else (*deck.problems, *link_problems(before.file))
    after = replace(before, problems=problems, questions=deck.questions or before.questions, stale="")
    old = before.shown
    if old is None:
        return replace(after, shown=next(iter(deck.questions), None))
    same = next((question for question in deck.questions if question.id == old.id), None)
    if same is not None:
        return replace(after, shown=same)
    error = _error_near(deck, old)
    if error and (before.stale or len(deck.questions) < len(before.questions)):
        return replace(after, stale=f"line {error.place.line}: {error.message}")
    return replace(after, shown=after.questions[after.position], variant=0)


def first_at(preview: Preview, wanted: str) -> Preview | None:
    """The preview of the question with that number (from 1), id or title; None where there is none."""
    for number, question in enumerate(preview.questions, 1):
        if wanted == str(number) or wanted == question.id or wanted.lower() in question.title.lower():
            return replace(preview, shown=question, variant=0)
    return None


def moved(preview: Preview, steps: int) -> Preview:
    """The next question (1) or the one before (-1), round and round."""
    if not preview.questions:
        return preview
    there = preview.questions[(preview.position + steps) % len(preview.questions)]
    return replace(preview, shown=there, variant=0, stale="")


def next_variant(preview: Preview) -> Preview:
    """The next variant, round and round."""
    count = len(preview.shown.variants) if preview.shown else 1
    return replace(preview, variant=(preview.variant + 1) % count)


def _error_near(deck: Deck, old: Question) -> Problem | None:
    """The error that keeps the old question out: the first one from its heading on, else the first of the file."""
    errors = [problem for problem in deck.problems if problem.severity == "error"]
    return next((error for error in errors if error.place.line >= old.place.line), next(iter(errors), None))


def notes_of(task: Task, runs: Runs) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What an author should see beside the key, under its heading: the traps with their values, or the rubric."""
    if isinstance(task.form, WriteLong):
        points = task.grade("a", runs).points
        return "Rubric", tuple(
            (f"{'must' if point.must else 'should'} · {point.weight:g}", point.about) for point in points
        )
    traps = _traps_within(task)
    return "Traps" if traps else "", tuple((_trap_value(trap, runs), trap.say) for trap in traps)


def _traps_within(task: object) -> tuple[Trap | FormulaTrap, ...]:
    """The traps of a task, wherever its kind keeps them."""
    if not is_dataclass(task):
        return ()
    parts = [getattr(task, field.name) for field in fields(task)]
    own = [trap for part in parts if isinstance(part, tuple) for trap in part if isinstance(trap, Trap | FormulaTrap)]
    return (*own, *(trap for part in parts for trap in _traps_within(part)))


def _trap_value(trap: Trap | FormulaTrap, runs: Runs) -> str:
    if isinstance(trap, FormulaTrap):
        return str(trap.formula)
    value = trap.quantity.of(runs)
    return trap.quantity.expression if value is None else say_number(value)
