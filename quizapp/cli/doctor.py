"""`quizapp doctor`: whether everything works, and what to do where it does not."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from quizapp.cli.text import narrate, tell


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to mend the learner's file too."""
    parser.add_argument(
        "--restore", action="store_true", help="put the newest backup in the place of a damaged file, which is kept"
    )


def run(args: argparse.Namespace) -> int:
    """Print a line for each check; 1 where one fails."""
    from quizapp.cli.checkup import checks
    from quizapp.workspace.places import find_places

    places = find_places()
    if args.restore:
        from quizapp.cli.mending import mend

        narrate(mend(places.store, datetime.now(UTC)))
    failed = 0
    for check in checks(places, args.content):
        failed += not check.fine
        tell(f"{'✓' if check.fine else '✗'} {check.about}: {check.found}")
        if check.advice:
            tell(f"    {check.advice}")
    narrate("Everything works." if not failed else f"{failed} of these need attention.")
    return 1 if failed else 0
