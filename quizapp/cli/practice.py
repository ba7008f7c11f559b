"""`quizapp practice`: straight into a session, on the screen or line by line."""

from __future__ import annotations

import argparse
import sys

from quizapp.cli.filters import add_filters, positive_number, selection_of, whole_number
from quizapp.cli.text import lines_only


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The filters, the size of the session, and the front end."""
    add_filters(parser)
    parser.add_argument(
        "--new", type=whole_number, metavar="N", help="this many new questions, instead of today's rest"
    )
    parser.add_argument("--limit", type=positive_number, metavar="N", help="at most this many questions")
    parser.add_argument("--plain", action="store_true", help="line by line, for pipes and screen readers")


def run(args: argparse.Namespace) -> int:
    """Practise what fits."""
    if args.plain or wants_lines():
        from quizapp.cli.plain import practise

        return practise(args.content, selection_of(args))
    from quizapp.tui.app import run as run_app

    return run_app(args.content, selection_of(args))


def wants_lines() -> bool:
    """Whether this terminal cannot show screens, or its owner asked for lines (`ACCESSIBLE=1`)."""
    here = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    return not here or lines_only()
