"""The mock interviews that were held: the list, and the report on one, as text, JSON, Markdown or HTML."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from quizapp.cli.mockreport import report_lines
from quizapp.cli.text import aligned, columns, narrate, tell, tell_json, wrapped
from quizapp.errors import UsageError
from quizapp.sessions.mock.clock import duration_words
from quizapp.sessions.mock.history import MockHead
from quizapp.sessions.mock.reportjson import report_json
from quizapp.sessions.mock.scale import percent
from quizapp.workspace.mockexport import report_page
from quizapp.workspace.mockexport.words import MARKS
from quizapp.workspace.mocks import Mocks

NONE_YET = "No mock interview was scored yet; `quizapp mock` begins one."
PRINTED = "-"  # in the place of a file


def show_list(*, json: bool) -> int:
    """Print the interviews, the newest first, and say where one waits."""
    with _mocks() as mocks:
        heads = mocks.heads() if mocks else ()
        waiting = mocks.waiting() if mocks else None
    if json:
        tell_json([head_json(head) for head in heads])
    else:
        tell(*_list_lines(heads, columns()))
    if waiting:
        narrate(f"{waiting.words} {GO_ON}")
    elif not heads:
        narrate(NONE_YET)
    return 0


GO_ON = "`quizapp mock resume` goes on with it; with --score, it is scored as it stands."


def report(args: argparse.Namespace) -> int:
    """Print the report with the number `args.id`, the last one without; or write it to a file."""
    with _mocks() as mocks:
        if mocks is None:
            raise UsageError(NONE_YET)
        number = _last(mocks) if args.id is None else args.id
        if args.md not in (None, PRINTED) or args.html:
            return _write(mocks, number, args)
        told = mocks.report(number)
        if args.md:
            tell(report_page(told, "md").rstrip("\n"))
        elif args.json:
            tell_json({"id": number, **report_json(told)})
        else:
            tell(*report_lines(told, columns()))
    return 0


@contextmanager
def _mocks() -> Iterator[Mocks | None]:
    """The interviews of this person, None where there is no file yet."""
    from quizapp.workspace import open_workspace
    from quizapp.workspace.places import find_places

    if not find_places().store.exists():
        yield None
        return
    workspace = open_workspace(read_only=True)
    try:
        yield workspace.mocks
    finally:
        workspace.store.close()


def _last(mocks: Mocks) -> int:
    heads = mocks.heads()
    if heads:
        return heads[0].number
    waiting = mocks.waiting()
    raise UsageError(f"{waiting.words} {GO_ON}" if waiting else NONE_YET)


def _write(mocks: Mocks, number: int, args: argparse.Namespace) -> int:
    form, file = ("html", args.html) if args.html else ("md", Path(args.md))
    if not file.absolute().parent.is_dir():
        raise UsageError(f"There is no folder {file.absolute().parent}: make it first, or name another file.")
    said = mocks.export(number, form, file)
    narrate(said)
    return 0


def head_json(head: MockHead) -> dict[str, Any]:
    """The object that `list --json` prints for an interview."""
    data = asdict(head)
    times = {"started_at": head.started_at.isoformat(), "ended_at": head.ended_at.isoformat()}
    return {"id": data.pop("number"), **data, **times}


def _list_lines(heads: Sequence[MockHead], width: int) -> list[str]:
    rows = [
        [
            str(head.number),
            f"{head.started_at.astimezone():%Y-%m-%d %H:%M}",
            head.name,
            MARKS[head.word],
            percent(head.score),
            f"{head.answered} of {head.questions} answered",
            f"{duration_words(head.used)} of {duration_words(head.seconds)}",
        ]
        for head in heads
    ]
    lines = aligned(rows, right={0, 4}) if rows else []
    if max(map(len, lines), default=0) <= width:
        return lines
    return [line for row in rows for line in wrapped(f"{row[0]}: {', '.join(row[1:])}", width, rest="   ")]
