"""`quizapp practice`: straight into a session, on the screen or line by line."""

from __future__ import annotations

import argparse
import sys

from quizapp.cli.filters import add_filters, positive_number, selection_of, whole_number
from quizapp.cli.text import columns, lines_only, tell, wrapped


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The filters, the size of the session, and the front end."""
    add_filters(parser)
    parser.add_argument(
        "--new", type=whole_number, metavar="N", help="this many new questions, instead of today's rest"
    )
    parser.add_argument("--limit", type=positive_number, metavar="N", help="at most this many questions")
    parser.add_argument(
        "--until",
        metavar="DATE",
        help="prepare for an interview on this date, like 2026-12-06; none: for none",
    )
    parser.add_argument("--plain", action="store_true", help="line by line, for pipes and screen readers")


def run(args: argparse.Namespace) -> int:
    """Practise what fits, with the interview date that was given."""
    said = "" if args.until is None else _prepare(args.until)
    if args.plain or wants_lines():
        from quizapp.cli.plain import practise

        tell(*(wrapped(said, columns()) if said else ()))
        return practise(args.content, selection_of(args))
    from quizapp.tui.app import run as run_app

    return run_app(args.content, selection_of(args), said)


def _prepare(until: str) -> str:
    """Set the interview date and return what there is to say of it. Raises `UsageError` and `StoreError`."""
    from datetime import UTC, datetime

    from quizapp.errors import StoreBusyError
    from quizapp.scheduling import study_day
    from quizapp.workspace import open_store
    from quizapp.workspace.places import find_places
    from quizapp.workspace.preparing import set_date
    from quizapp.workspace.settings import read_interview

    now = datetime.now(UTC)
    today = study_day(now)
    day = read_interview(until, today)
    store, notice = open_store(find_places(), now)
    with store:
        if store.read_only:
            raise StoreBusyError(notice)
        return set_date(store, day, today)


def wants_lines() -> bool:
    """Whether this terminal cannot show screens, or its owner asked for lines (`ACCESSIBLE=1`)."""
    here = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    return not here or lines_only()
