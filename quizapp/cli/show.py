"""`quizapp show`: one question, with its key where that is wanted."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from quizapp.cli.asking import given_lines, question_lines
from quizapp.cli.filters import whole_number
from quizapp.cli.keys import key_json, key_text
from quizapp.cli.list import as_json
from quizapp.cli.lookup import find_question
from quizapp.cli.running import run_all, with_engine
from quizapp.cli.text import columns, narrate, tell, tell_json, wrapped
from quizapp.questions.calls import Runs
from quizapp.questions.forms import Form, Order, PickMany, PickOne, TypeNumber, TypeText, WriteCode
from quizapp.questions.index import entry_of
from quizapp.questions.model import Entry, Question


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which question, in which variant, and how much of it."""
    parser.add_argument("id", metavar="ID", help="the id of a question, its title, or how one of them begins")
    parser.add_argument("--seed", type=whole_number, default=0, metavar="S", help="which variant, where it has several")
    parser.add_argument("--answer", action="store_true", help="show the key too; a live key is run")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the question."""
    from quizapp.workspace import open_library
    from quizapp.workspace.places import find_places

    library = open_library(find_places(), args.content)
    question = find_question(library, args.id, args.seed)
    runs = _runs(question) if args.answer else {}
    if args.json:
        answer = key_json(question, runs) if args.answer else {}
        tell_json({**_json(question), **answer})
        return 0
    width = columns()
    tell(
        *_head(question, library.needs(question), width),
        "",
        *question_lines(question, width),
        *given_lines(question.task.form),
    )
    if args.answer:
        tell("", *key_text(question, runs, width))
    return 0


def _runs(question: Question) -> Runs:
    """The measures of what the key needs; stderr says why one is missing."""
    if not question.task.calls:
        return {}
    results, failures = with_engine(lambda engine: run_all(engine, question.task.calls))
    for reason in dict.fromkeys(failures.values()):
        narrate(f"Not run live: {reason}")
    return {call: result.measures for call, result in results.items()}


def _json(question: Question) -> dict[str, Any]:
    described = {**as_json(entry_of(question)), "prompt": question.prompt, "variant": dict(question.variant)}
    return {**described, **_form_json(question.task.form)}


def _form_json(form: Form) -> dict[str, Any]:
    """What the learner is given to answer with."""
    match form:
        case PickOne(options) | PickMany(options):
            return {"options": list(options)}
        case Order(items, spare):
            return {"items": list(items), "spare": spare}
        case TypeText(gaps, label, example):
            return {"gaps": gaps, "label": label, "example": example}
        case TypeNumber(unit):
            return {"unit": unit}
        case WriteCode(starter, examples):
            return {"starter": starter, "examples": examples}
    return {}


def _head(question: Question, needs: Sequence[Entry], width: int) -> list[str]:
    facts = [question.id, question.deck, question.kind, question.level.value, *question.tags]
    live = ["live"] if question.live else []
    chain = wrapped(f"Builds on: {' · '.join(entry.title for entry in needs)}", width) if needs else []
    return [*wrapped(question.title, width), *wrapped(" · ".join(facts + live), width), *chain]
