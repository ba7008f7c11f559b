"""The mock interviews that were held: the list, and the report on one, as text, JSON, Markdown or HTML."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import tzinfo
from pathlib import Path
from typing import Any

from quizapp.cli.mock.report import report_lines
from quizapp.cli.text import aligned, columns, fitting, narrate, tell, tell_json
from quizapp.errors import UsageError
from quizapp.grading.shares import percent
from quizapp.sessions.mock.clock import duration_words
from quizapp.sessions.mock.history import MockHead
from quizapp.sessions.mock.reportjson import report_json
from quizapp.workspace import Workspace
from quizapp.workspace.export import NOT_EXPORTED
from quizapp.workspace.mock.export import Form, report_page
from quizapp.workspace.mock.export.words import MARKS
from quizapp.workspace.mock.mocks import Mocks, Waiting

GO_ON = "`quizapp mock resume` goes on with it; with --score, it is scored as it stands."
SCORE_IT = "`quizapp mock resume` has it scored."
NONE_YET = "No mock interview was scored yet; `quizapp mock` begins one."
PRINTED = "-"  # in the place of a file


def show_list(*, json: bool) -> int:
    """Print the interviews, the newest first, and say where one waits."""
    with _workspace() as workspace:
        heads = workspace.mocks.heads() if workspace else ()
        waiting = workspace.mocks.waiting() if workspace else None
        unreadable = workspace.mocks.unreadable() if workspace else ""
        zone = workspace.zone if workspace else None
    if json:
        tell_json([head_json(head) for head in heads])
    else:
        tell(*_list_lines(heads, columns(), zone))
    if waiting:
        narrate(left_words(waiting))
    elif unreadable:
        narrate(unreadable)
    elif not heads:
        narrate(NONE_YET)
    return 0


def report(args: argparse.Namespace, number: int | None) -> int:
    """Print the report on interview `number`, the last one without; or write it to a file."""
    with _workspace() as workspace:
        if workspace is None:
            raise UsageError(NONE_YET)
        mocks, zone = workspace.mocks, workspace.zone
        _refuse_number_for_file(args, number)
        number = last_number(mocks) if number is None else number
        if args.html is not None or args.md not in (None, PRINTED):
            return _write(mocks, number, args)
        told = mocks.report(number)
    if args.md:
        tell(report_page(told, "md", zone).rstrip("\n"))
    elif args.json:
        tell_json({"id": number, **report_json(told)})
    else:
        tell(*report_lines(told, columns(), zone))
    return 0


@contextmanager
def _workspace() -> Iterator[Workspace | None]:
    """The workspace of this person, None where there is no file yet."""
    from quizapp.workspace import open_workspace
    from quizapp.workspace.places import find_places

    if not find_places().store.exists():
        yield None
        return
    workspace = open_workspace(read_only=True)
    try:
        yield workspace
    finally:
        workspace.store.close()


def left_words(waiting: Waiting) -> str:
    """What is said of the interview that waits, and what can be done with it."""
    return f"{waiting.words} {SCORE_IT if waiting.over else GO_ON}"


def last_number(mocks: Mocks) -> int:
    """The number of the last interview that was scored. Raises `UsageError` where there is none."""
    heads = mocks.heads()
    if heads:
        return heads[0].number
    waiting = mocks.waiting()
    raise UsageError(left_words(waiting) if waiting else NONE_YET)


def _refuse_number_for_file(args: argparse.Namespace, number: int | None) -> None:
    """Raise `UsageError` for `--md 3`: that is more likely to mean the report 3 than a file of this name."""
    if number is None and args.md and args.md.isdecimal():
        raise UsageError(f"`quizapp mock report {args.md} --md` prints report {args.md}; ./{args.md} would be a file.")


def _write(mocks: Mocks, number: int, args: argparse.Namespace) -> int:
    form: Form = "html" if args.html is not None else "md"
    file = Path(args.md if args.html is None else args.html)
    if not file.name:
        raise UsageError(f"--{form} wants the name of a file, such as report.{form}.")
    if not file.absolute().parent.is_dir():
        raise UsageError(f"There is no folder {file.absolute().parent}: make it first, or name another file.")
    said = mocks.export(number, form, file)
    narrate(said)
    return 1 if said.startswith(NOT_EXPORTED) else 0


def head_json(head: MockHead) -> dict[str, Any]:
    """The object that `list --json` prints for an interview."""
    data = asdict(head)
    times = {"started_at": head.started_at.isoformat(), "ended_at": head.ended_at.isoformat()}
    return {"id": data.pop("number"), **data, **times}


def _list_lines(heads: Sequence[MockHead], width: int, zone: tzinfo | None) -> list[str]:
    rows = [
        [
            str(head.number),
            f"{head.started_at.astimezone(zone):%Y-%m-%d %H:%M}",
            head.name,
            MARKS[head.word],
            percent(head.score),
            f"{head.answered} of {head.questions} answered",
            f"{duration_words(head.used)} of {duration_words(head.seconds)}",
        ]
        for head in heads
    ]
    return fitting(aligned(rows, right={0, 4}), rows, width) if rows else []
