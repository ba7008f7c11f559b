"""`quizapp grade`: judge one answer, as practice would, and keep nothing."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from typing import Any

from quizapp.cli.explaining import explanation_json, explanation_lines
from quizapp.cli.filters import whole_number
from quizapp.cli.judged import LONG, WORDS, key_head, key_lines
from quizapp.cli.judging import judge
from quizapp.cli.lookup import find_question
from quizapp.cli.markdown import plain
from quizapp.cli.points import beside_lines, follow_up_lines, point_lines
from quizapp.cli.text import columns, tell, tell_json
from quizapp.engine.model import Result
from quizapp.errors import UsageError
from quizapp.grading.rubric import Explanation
from quizapp.grading.shares import percent
from quizapp.grading.verdict import Grade, Verdict
from quizapp.questions.calls import Call
from quizapp.questions.forms import Turn
from quizapp.questions.kind import all_kinds
from quizapp.questions.model import Question
from quizapp.workspace.publishing import published


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which question, and the answer to it."""
    # argparse takes `-1e-3` and `-lam*w` for options, until it is told what a negative number looks like here.
    parser._negative_number_matcher = re.compile(r"-[^-]")
    parser.add_argument("id", metavar="ID", help="the id of a question, its title, or how one of them begins")
    parser.add_argument("source", nargs="?", choices=("-",), help="read the answer from the standard input")
    parser.add_argument("--answer", metavar="TEXT", help="the answer as line mode takes it; - reads it from the input")
    parser.add_argument("--seed", type=whole_number, default=0, metavar="S", help="which variant, where it has several")
    parser.add_argument("--explain", action="store_true", help="of an interview answer: what the rules hear, and why")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the verdict."""
    from quizapp.workspace import open_library
    from quizapp.workspace.places import find_places

    question = find_question(open_library(find_places(), args.content), args.id, args.seed)
    response = _response(args, question)
    told = _explained(question, response) if args.explain else None
    grade, results = judge(question, response)
    if args.json:
        explained = {"explained": explanation_json(told)} if told else {}
        tell_json({**_json(question, grade, results), **explained})
    else:
        tell(*_lines(question, grade, columns()), *(explanation_lines(told, columns()) if told else ()))
    return 0


def _explained(question: Question, response: str) -> Explanation:
    """How the rules read the response. Raises `UsageError` where no rules do."""
    told = all_kinds()[question.kind].explain(question.task, response)
    if told is None:
        raise UsageError(f"--explain is for interview questions; {question.title!r} is {question.kind}.")
    return told


def _response(args: argparse.Namespace, question: Question) -> str:
    if args.answer is not None and args.answer != "-":
        return str(args.answer)
    if args.answer == "-" or args.source == "-":
        return sys.stdin.read().rstrip("\r\n") if sys.stdin is not None else ""
    if isinstance(question.task.form, Turn):
        return ""
    raise UsageError("Give the answer: --answer TEXT, or --answer - to read it from the standard input.")


def _json(question: Question, grade: Grade, results: Mapping[Call, Result]) -> dict[str, Any]:
    key_run = results.get(question.task.calls[0]) if question.task.calls else None
    return {
        "id": question.id,
        "kind": question.kind,
        "verdict": grade.verdict.value,
        "score": grade.score,
        "expected": grade.expected,
        "feedback": "\n\n".join(grade.feedback),
        "points": [{"name": p.name, "status": p.status, "evidence": p.evidence} for p in grade.points],
        "run": published(key_run) if key_run else None,
        "misconceptions": [{"name": p.name, "evidence": p.evidence} for p in grade.misconceptions],
        "meant": list(grade.meant),
        "follow_ups": [follow_up.text for follow_up in grade.follow_ups],
    }


def _lines(question: Question, grade: Grade, width: int) -> list[str]:
    words = {**WORDS, Verdict.UNREADABLE: "Unreadable", Verdict.UNCHECKED: "Not checked"}
    score = f" ({percent(grade.score)})" if grade.verdict is Verdict.PARTIAL else ""
    form = question.task.form
    key = [key_head(form), *key_lines(grade.expected, form, width)] if grade.expected else []
    feedback = plain("\n\n".join(grade.feedback), width)
    told = [*feedback, *key] if isinstance(form, LONG) else [*key, *feedback]
    parts = [*point_lines(grade, form, width), *told, *beside_lines(grade, width), *follow_up_lines(grade, width)]
    return [f"{words[grade.verdict]}{score}", *parts]
