"""The labelled answers that the judge is held to: what a fair interviewer hears in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from quizapp.questions import read_deck
from quizapp.questions.bundled import bundled_decks
from quizapp.questions.kinds.interview import Interview

ANSWERS = Path(__file__).parent / "answers"


@dataclass(frozen=True)
class Labelled:
    question: str
    task: Interview
    answer: str
    covered: frozenset[str]
    stated: frozenset[str]
    contradicted: frozenset[str]
    style: str


def interviews(*decks: Path) -> dict[str, Interview]:
    """The interview questions of some decks, by id."""
    questions = [question for deck in decks for question in read_deck(deck).questions]
    return {question.id: question.task for question in questions if isinstance(question.task, Interview)}


def answers(name: str) -> list[Labelled]:
    """Every labelled answer in `answers/NAME.yaml`."""
    tasks = interviews(*sorted(bundled_decks().glob("*.md")), *sorted(ANSWERS.rglob("*.md")))
    return list(_read(ANSWERS / f"{name}.yaml", tasks))


def _read(file: Path, tasks: dict[str, Interview]) -> Iterator[Labelled]:
    for row in yaml.safe_load(file.read_text(encoding="utf-8")):
        labels = [frozenset(row.get(key) or ()) for key in ("covered", "stated", "contradicted")]
        yield Labelled(row["question"], tasks[row["question"]], row["answer"], *labels, row.get("style", ""))
