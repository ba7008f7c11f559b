"""`quizapp overruled`: the verdicts that you overruled, as test answers for the decks' authors."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from quizapp.cli.text import counted, narrate, tell, tell_json
from quizapp.errors import ContentError
from quizapp.grading.rubric import overrule
from quizapp.grading.verdict import Grade
from quizapp.questions import Library, Question
from quizapp.store.records import Overruling

_BULLET = re.compile(r"\s*[-*+•]\s+")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Text or JSON."""
    parser.add_argument("--json", action="store_true", help="print JSON: every point, with what was judged and said")


def run(args: argparse.Namespace) -> int:
    """Print what was overruled, by question."""
    from quizapp.workspace import open_library
    from quizapp.workspace.places import find_places

    labels = _labels()
    library = open_library(find_places(), args.content)
    if args.json:
        tell_json([_json(label) for label in labels])
        return 0
    for question_id, group in groupby(sorted(labels, key=lambda label: label.question_id), lambda one: one.question_id):
        tell(*_lines(_question(library, question_id), question_id, list(group)))
    if labels:
        narrate(f"{counted(len(labels), 'point')}. The lines go under `### Test answers` of their question.")
    else:
        narrate("You overruled no verdict yet: `:overrule NAME`, or o in the app, does so after a free answer.")
    return 0


def labelled_answer(question: Question, labels: Sequence[Overruling]) -> str:
    """The answer of `labels`, which are all on the same one, as an item of `### Test answers`: its points as the
    learner says, and as the rules say where the learner said nothing.
    """
    response = labels[0].response
    grade = _as_said(question.task.grade(response, {}), labels)
    names = [point.name for point in grade.points if point.status == "covered"]
    names += [f"!{mistake.name}" for mistake in grade.misconceptions if mistake.status == "stated"]
    return f"- {', '.join(names) or 'none'}: {_on_one_line(response)}"


def _on_one_line(response: str) -> str:
    """The answer as one item of a list: what stood on lines of its own is still told apart."""
    said = [line for line in (_BULLET.sub("", line).strip() for line in response.splitlines()) if line]
    return " ".join([*(line if line[-1] in ".,;:!?" else f"{line};" for line in said[:-1]), *said[-1:]])


def _as_said(grade: Grade, labels: Sequence[Overruling]) -> Grade:
    for label in labels:
        judged = {point.name: point.status for point in (*grade.points, *grade.misconceptions)}
        if judged.get(label.point) == label.judged:
            grade = overrule(grade, label.point)
    return grade


def _labels() -> tuple[Overruling, ...]:
    """What the learner's file holds; nothing where there is no file yet."""
    from quizapp.workspace import open_store
    from quizapp.workspace.places import find_places

    places = find_places()
    if not places.store.exists():
        return ()
    store, _ = open_store(places, datetime.now(UTC), read_only=True)
    with store:
        return store.overrulings()


def _question(library: Library, question_id: str) -> Question | None:
    try:
        return library.question(question_id)
    except ContentError:
        return None


def _lines(question: Question | None, question_id: str, labels: list[Overruling]) -> list[str]:
    if question is None:
        narrate(f"{question_id} is in no deck now: {counted(len(labels), 'point')} only in --json.")
        return []
    if any(label.content_hash != question.content_hash for label in labels):
        narrate(f"{question_id} “{question.title}” changed since: look at its lines again.")
    answers = dict.fromkeys(label.response for label in labels)
    items = [labelled_answer(question, [label for label in labels if label.response == answer]) for answer in answers]
    return [f"{question_id}  {question.title}", *items, ""]


def _json(label: Overruling) -> dict[str, Any]:
    return {
        "id": label.question_id,
        "content_hash": label.content_hash,
        "point": label.point,
        "judged": label.judged,
        "said": label.said,
        "evidence": label.evidence,
        "answer": label.response,
        "at": label.at.isoformat(),
    }
